"""Masked copies: whose they are, that they go with what may be read, and that their files lie sealed and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError, RedactionChangedError
from models.redaction import Act, Place, Reach, Redaction, Verdict
from models.store.schema import redactions
from models.store.store import Store
from tests.contracts.writing import ANNA, BO, BORROWER, CEM, OFFICER, PAGES, PAL, Written, mark, protect, put, read

COPY, PAPER = b"%PDF kopian", b"%PDF papperet"


def begun(store: Store, viewer: Viewer = BO) -> Redaction:
    return store.redactions.add(viewer, put(store, "a.txt"), "OSL 21:1")


def keep(store: Store, copy: Redaction, days: int = 30) -> None:
    store.redactions.files.keep(copy.id, (COPY, PAPER), swedish.today() + timedelta(days=days), pages=3, boxes=2)


class RedactionsContract(Written):
    def test_it_is_its_makers_and_the_officers(self, store: Store) -> None:
        copy = begun(store)
        for viewer in (BO, OFFICER):
            assert store.redactions.get(viewer, copy.id) == copy
            assert store.redactions.all(viewer) == store.redactions.all(viewer, copy.document) == [copy]
        for viewer in (ANNA, CEM, PAL, BORROWER):
            assert store.redactions.all(viewer) == []
            with pytest.raises(AccessDeniedError):
                store.redactions.get(viewer, copy.id)
            with pytest.raises(AccessDeniedError):
                store.redactions.remove(viewer, copy.id)

    def test_whoever_does_not_read_all_of_it_makes_none(self, store: Store) -> None:
        id = put(store, "a.txt")
        mark(store, id, page=2)
        for viewer in (BO, PAL, BORROWER):
            with pytest.raises(AccessDeniedError):
                store.redactions.add(viewer, id)
        assert store.redactions.add(ANNA, id).owner == "Nämnden"

    def test_it_is_gone_for_whom_something_of_the_document_is_kept_from(self, store: Store) -> None:
        copy = begun(store)
        mark(store, copy.document, page=3)
        assert store.redactions.all(BO) == []
        assert store.redactions.all(OFFICER) == [copy]

    def test_it_is_gone_where_somebody_is_protected(self, store: Store) -> None:
        copy = begun(store)
        protect(store)
        assert store.redactions.all(BO) == []
        assert store.redactions.all(OFFICER) == [copy]

    def test_only_its_maker_decides_and_nobody_decides_over_another_press(self, store: Store) -> None:
        copy = begun(store)
        act = Act(Verdict.MASK, (Place(2, (0, 5)),), "OSL 21:1")
        store.redactions.change(BO, copy, replace(copy.acted(act), reach=Reach.STEP, recipient="en part"))
        (now,) = store.redactions.all(BO)
        assert (now.acts, now.reach, now.recipient) == ((act,), Reach.STEP, "en part")
        with pytest.raises(RedactionChangedError):
            store.redactions.change(BO, copy, copy.acted(Act(Verdict.LEAVE, act.places)))
        with pytest.raises(AccessDeniedError):
            store.redactions.change(OFFICER, now, now.undone())

    def test_another_reading_makes_it_stale(self, store: Store) -> None:
        copy = begun(store)
        assert not store.redactions.is_stale(copy)
        read(store, copy.document, (*PAGES[:2], "Beslut togs."))
        assert store.redactions.is_stale(copy)
        anew = store.redactions.begin_anew(BO, copy)
        assert not store.redactions.is_stale(anew)
        assert store.redactions.get(BO, copy.id) == anew

    def test_its_files_lie_sealed_and_end(self, store: Store) -> None:
        copy = begun(store)
        with pytest.raises(AccessDeniedError):
            store.redactions.files.get(copy.id)
        keep(store, copy)
        assert store.redactions.files.get(copy.id) == COPY
        assert store.redactions.files.get(copy.id, paper=True) == PAPER
        files = _files(store, copy)
        assert all(b"%PDF" not in store.vault.get(file) for file in files)
        keep(store, copy, days=-1)
        assert not any(map(store.vault.exists, files))
        with pytest.raises(AccessDeniedError):
            store.redactions.files.get(copy.id)
        files = _files(store, copy)
        assert store.redactions.files.sweep() == 1
        assert not any(map(store.vault.exists, files))
        assert store.redactions.files.sweep() == 0
        assert store.redactions.get(BO, copy.id).made is not None

    def test_what_is_decided_after_a_file_was_made_ends_it(self, store: Store) -> None:
        copy = begun(store)
        keep(store, copy)
        store.redactions.change(BO, copy, replace(copy, recipient="en part", provision="OSL 26:1"))
        assert store.redactions.files.get(copy.id) == COPY, "of what is on the paper alone it may be made anew"
        for after in (
            replace(copy, reach=Reach.STEP),
            copy.acted(Act(Verdict.MASK, (Place(2, (0, 5)),), "OSL 21:1")),
        ):
            now = store.redactions.get(BO, copy.id)
            keep(store, copy)
            files = _files(store, copy)
            store.redactions.change(BO, now, after)
            with pytest.raises(AccessDeniedError):
                store.redactions.files.get(copy.id)
            assert store.redactions.get(BO, copy.id).made is None
            assert store.redactions.files.sweep() == 1
            assert not any(map(store.vault.exists, files))

    def test_files_of_what_is_not_decided_any_more_are_not_kept(self, store: Store) -> None:
        copy = begun(store)
        former = store.redactions.get(BO, copy.id)
        changes = (replace(copy, reach=Reach.STEP), copy.acted(Act(Verdict.MASK, (Place(2, (0, 5)),), "OSL 21:1")))
        for after in changes:
            now = store.redactions.get(BO, copy.id)
            store.redactions.change(BO, now, after)
            with pytest.raises(RedactionChangedError):
                _kept(store, BO, former)
            assert store.redactions.get(BO, copy.id).made is None
            assert store.unnamed.look(store.vault.ids()) == []
        now = store.redactions.get(BO, copy.id)
        for viewer in (ANNA, PAL):
            with pytest.raises(AccessDeniedError):
                _kept(store, viewer, now)
        _kept(store, BO, now)
        assert store.redactions.files.get(copy.id) == COPY

    def test_a_decision_that_comes_and_goes_while_files_are_made_ends_them(self, store: Store) -> None:
        """The key under which they were sealed has gone with it."""
        copy = begun(store)
        other = replace(copy, reach=Reach.STEP)
        files = store.redactions.files
        sealing = files._own_key

        def comes_and_goes(id: str) -> str:
            kept = sealing(id)
            store.redactions.change(BO, copy, other)
            store.redactions.change(BO, other, copy)
            return kept

        files._own_key = comes_and_goes  # type: ignore[method-assign]
        with pytest.raises(RedactionChangedError):
            _kept(store, BO, copy)
        assert store.redactions.get(BO, copy.id).made is None

    def test_of_two_windows_the_second_changes_nothing_unseen(self, store: Store) -> None:
        copy = begun(store)
        store.redactions.change(BO, copy, replace(copy, reach=Reach.STEP))
        for after in (replace(copy, provision="OSL 26:1"), replace(copy, reach=Reach.LINE, recipient="en part")):
            with pytest.raises(RedactionChangedError):
                store.redactions.change(BO, copy, after)
        assert store.redactions.get(BO, copy.id).reach is Reach.STEP

    def test_removed_it_is_gone_with_its_files(self, store: Store) -> None:
        copy = begun(store)
        keep(store, copy)
        files = _files(store, copy)
        store.redactions.remove(OFFICER, copy.id)
        assert store.redactions.all(BO) == []
        assert not any(map(store.vault.exists, files))

    def test_nothing_of_it_lies_in_plain(self, store: Store) -> None:
        copy = begun(store)
        act = Act(Verdict.MASK, (Place(2, (0, 5)),), "OSL 21:1")
        store.redactions.change(BO, copy, replace(copy.acted(act), recipient="Bo Ek"))
        with store.database.read() as connection:
            (row,) = connection.execute(select(redactions)).all()
        assert not any("Bo Ek" in str(value) or "OSL" in str(value) for value in row)

    def test_its_files_are_named_so_that_backups_have_them(self, store: Store) -> None:
        copy = begun(store)
        keep(store, copy)
        assert store.unnamed.look(store.vault.ids()) == []


def _kept(store: Store, viewer: Viewer, made_of: Redaction) -> None:
    until = swedish.today() + timedelta(days=30)
    store.redactions.keep(viewer, made_of, (COPY, PAPER), until, swedish.now(), pages=3, boxes=2)


def _files(store: Store, copy: Redaction) -> list[str]:
    with store.database.read() as connection:
        row = connection.execute(select(redactions).where(redactions.c.id == copy.id)).one()
    return [row.sha256, row.paper]
