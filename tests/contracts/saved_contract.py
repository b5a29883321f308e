"""What the register keeps of saved searches: each user's own, renamed, removed, brought back, erased in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from models.access import Viewer
from models.errors import AccessDeniedError, AmbiguousNameError
from models.store.saved import KEPT_REMOVED, LONGEST_NAME
from models.store.schema import saved_searches
from models.store.store import Store

ANNA, PAL = Viewer("anna", frozenset({"A"})), Viewer("pål", frozenset({"A"}))
QUESTION = {"query": "krog", "include": {"kind": ["tip"]}}


class SavedContract:
    def test_a_search_is_its_users_own(self, store: Store) -> None:
        saved = store.saved.add(ANNA, "  Åkes krog ", QUESTION)
        assert (saved.name, saved.search, saved.removed) == ("Åkes krog", QUESTION, None)
        assert store.saved.get(ANNA, saved.id) == store.saved.get(ANNA, "Åkes krog") == saved
        assert store.saved.all(PAL) == []
        for change in (
            lambda: store.saved.get(PAL, saved.id),
            lambda: store.saved.rename(PAL, saved.id, "min"),
            lambda: store.saved.remove(PAL, saved.id),
        ):
            with pytest.raises(AccessDeniedError):
                change()
        assert store.saved.all(ANNA) == [saved]

    def test_the_list_is_in_swedish_order(self, store: Store) -> None:
        for name in ("öl", "ärende", "zoo", "åker"):
            store.saved.add(ANNA, name, QUESTION)
        assert [each.name for each in store.saved.all(ANNA)] == ["zoo", "åker", "ärende", "öl"]

    def test_a_name_that_two_have_is_told_apart_by_id(self, store: Store) -> None:
        one, _ = store.saved.add(ANNA, "krog", QUESTION), store.saved.add(ANNA, "krog", {"query": "bar"})
        with pytest.raises(AmbiguousNameError) as told:
            store.saved.get(ANNA, "krog")
        assert one.id in told.value.next
        store.saved.rename(ANNA, one.id, "krogen")
        assert store.saved.get(ANNA, "krogen").id == one.id

    def test_what_is_removed_comes_back(self, store: Store) -> None:
        saved = store.saved.add(ANNA, "krog", QUESTION)
        store.saved.remove(ANNA, saved.id)
        assert store.saved.all(ANNA) == []
        with pytest.raises(AccessDeniedError):
            store.saved.remove(ANNA, saved.id)
        with pytest.raises(AccessDeniedError):
            store.saved.restore(PAL, saved.id)
        (gone,) = store.saved.all(ANNA, removed=True)
        assert gone.removed is not None
        store.saved.restore(ANNA, saved.id)
        assert store.saved.all(ANNA) == [saved]

    def test_what_was_removed_long_ago_is_erased(self, store: Store) -> None:
        old, new = store.saved.add(ANNA, "gammal", QUESTION), store.saved.add(ANNA, "ny", QUESTION)
        store.saved.remove(ANNA, old.id)
        (gone,) = store.saved.all(ANNA, removed=True)
        assert gone.removed is not None
        with store.database.write() as connection:
            before = gone.removed - KEPT_REMOVED - timedelta(hours=1)
            connection.execute(update(saved_searches).where(saved_searches.c.id == old.id).values(removed=before))
        store.saved.remove(ANNA, new.id)
        assert [each.name for each in store.saved.all(ANNA, removed=True)] == ["ny"]

    def test_a_name_has_a_sign_and_an_end(self, store: Store) -> None:
        assert len(store.saved.add(ANNA, "å" * 300, QUESTION).name) == LONGEST_NAME
        with pytest.raises(ValueError, match="name"):
            store.saved.add(ANNA, " ", QUESTION)
