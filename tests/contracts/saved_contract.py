"""What the register keeps of saved searches: each user's own, renamed, removed, brought back, erased in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.errors import AccessDeniedError, AmbiguousNameError, TooManyWatchedError
from models.limits import Limits
from models.source import Source
from models.store.saved import KEPT_REMOVED, LONGEST_NAME, SavedSearches
from models.store.schema import saved_searches
from models.store.store import Store

ANNA, PAL = Viewer("anna", frozenset({"A"})), Viewer("pål", frozenset({"A"}))
QUESTION = {"query": "krog", "include": {"kind": ["tip"]}}


def kept(store: Store) -> str:
    """The rows as they lie."""
    with store.database.read() as connection:
        return repr(connection.execute(select(saved_searches)).all())


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

    def test_name_and_words_lie_sealed_and_what_lay_in_plain_is_read(self, store: Store) -> None:
        saved = store.saved.add(ANNA, "Stulla", QUESTION)
        assert "Stulla" not in kept(store)
        assert "krog" not in kept(store)
        with store.database.write() as connection:  # as rows were before
            connection.execute(update(saved_searches).values(name="Stulla", search=QUESTION))
        assert store.saved.get(ANNA, "Stulla") == saved
        store.saved.rename(ANNA, saved.id, "Stullas")
        assert store.saved.get(ANNA, "Stullas").search == QUESTION
        assert "krog" not in kept(store)

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

    def test_a_search_is_watched_and_no_more(self, store: Store) -> None:
        saved, other = store.saved.add(ANNA, "krog", QUESTION), store.saved.add(PAL, "bar", QUESTION, watched=True)
        assert (saved.watched, other.watched) == (None, other.saved)
        with pytest.raises(AccessDeniedError):
            store.saved.watch(PAL, saved.id, True)
        store.saved.watch(ANNA, saved.id, True)
        watched = store.saved.get(ANNA, saved.id)
        assert watched.watched is not None
        store.saved.watch(ANNA, saved.id, True)
        assert store.saved.get(ANNA, saved.id) == watched
        assert {each.id for each in store.saved.watched()} == {saved.id, other.id}
        store.saved.remove(ANNA, saved.id)  # may be undone: it goes on being watched meanwhile
        assert {each.id for each in store.saved.watched()} == {saved.id, other.id}
        store.saved.restore(ANNA, saved.id)
        store.saved.watch(ANNA, saved.id, False)
        assert [each.id for each in store.saved.watched()] == [other.id]

    def test_a_row_that_somebody_changed_is_in_the_way_of_no_other(self, store: Store) -> None:
        saved = [store.saved.add(ANNA, name, QUESTION, watched=True) for name in "abc"]
        spoilt: list[object] = [{"sealed": "AAAA"}, {"sealed": 1}]
        with store.database.write() as connection:
            for one, said in zip(saved, spoilt, strict=False):
                connection.execute(update(saved_searches).where(saved_searches.c.id == one.id).values(search=said))
        assert store.saved.watched() == store.saved.all(ANNA) == saved[2:]
        assert store.saved.damaged() == sorted(each.id for each in saved[:2])
        with pytest.raises(AccessDeniedError):
            store.saved.get(ANNA, saved[0].id)
        with pytest.raises(AccessDeniedError):
            store.saved.rename(ANNA, saved[0].id, "ny")
        store.saved.remove(ANNA, saved[0].id)
        assert store.saved.all(ANNA, removed=True) == []

    def test_no_more_searches_are_watched_than_the_limit(self, store: Store) -> None:
        kept = SavedSearches(store.database, store.key, Limits(watched_searches=2))
        one, two = (kept.add(ANNA, name, QUESTION, watched=True) for name in "ab")
        third = kept.add(ANNA, "c", QUESTION)
        for attempt in (lambda: kept.watch(ANNA, third.id, True), lambda: kept.add(ANNA, "d", {}, watched=True)):
            with pytest.raises(TooManyWatchedError):
                attempt()
        kept.watch(ANNA, two.id, True)  # it is watched already
        kept.add(PAL, "deras", QUESTION, watched=True)
        kept.watch(ANNA, one.id, False)
        kept.watch(ANNA, third.id, True)
        assert len(kept.all(ANNA)) == 3


class AlertsContract:
    """Alerts: there once, told to whom they are for, of what that one may read at the moment."""

    def test_an_alert_is_told_until_it_is_seen(self, store: Store) -> None:
        id = arrived(store)
        saved = store.saved.add(ANNA, "krog", QUESTION, watched=True).id
        store.alerts.change([(saved, id), (saved, id), ("f" * 32, id)], ())
        (alert,) = store.alerts.all(ANNA)
        assert (alert.saved, alert.document, alert.seen) == (saved, id, None)
        assert store.alerts.unseen(ANNA) == {saved: 1}
        assert (store.alerts.see(PAL), store.alerts.see(ANNA, saved="f" * 32)) == (0, 0)
        assert (store.alerts.see(ANNA, saved=saved, document=id), store.alerts.see(ANNA)) == (1, 0)
        store.alerts.change([(saved, id)], ())
        assert (store.alerts.unseen(ANNA), store.alerts.all(ANNA)) == ({}, [])
        (seen,) = store.alerts.all(ANNA, with_seen=True)
        assert (seen.at, seen.seen is not None) == (alert.at, True)
        store.alerts.change((), [(saved, id), (saved, "f" * 32)])
        assert (store.alerts.all(ANNA, with_seen=True), store.alerts.of_documents([id])) == ([], set())

    def test_alerts_follow_their_search_and_the_rights_of_its_user(self, store: Store) -> None:
        id = arrived(store)
        saved = store.saved.add(ANNA, "krog", QUESTION, watched=True).id
        store.alerts.change([(saved, id)], ())
        for nobody in (PAL, Viewer("anna", frozenset()), Viewer("anna", frozenset({"B"}))):
            assert (store.alerts.all(nobody), store.alerts.unseen(nobody), store.alerts.see(nobody)) == ([], {}, 0)
        store.saved.remove(ANNA, saved)
        assert store.alerts.all(ANNA) == []
        store.saved.restore(ANNA, saved)
        assert store.alerts.unseen(ANNA) == {saved: 1}
        store.saved.watch(ANNA, saved, False)
        assert store.alerts.of_documents([id]) == set()

    def test_an_erased_search_takes_its_alerts_with_it(self, store: Store) -> None:
        id = arrived(store)
        saved = store.saved.add(ANNA, "krog", QUESTION, watched=True).id
        store.alerts.change([(saved, id)], ())
        store.saved.remove(ANNA, saved)
        with store.database.write() as connection:
            connection.execute(update(saved_searches).values(removed=swedish.now() - KEPT_REMOVED - timedelta(hours=1)))
        store.saved.remove(ANNA, store.saved.add(ANNA, "ny", QUESTION).id)
        assert (store.alerts.of_documents([id]), store.saved.watched()) == (set(), [])


def arrived(store: Store) -> str:
    """A document of owner A that has been read."""
    store.sources.add(Source("krogar", "A"))
    sha256 = store.vault.put(b"krog")
    id = store.arrivals.arrive(store.sources.get("krogar"), sha256, 4, path="/a", name="a.txt").document
    store.registration.claim(id, "prov")
    store.registration.finish(id, "prov", DocumentState.READ)
    return id
