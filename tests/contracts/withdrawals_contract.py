"""The part of the store contract that is about taking documents out of search and bringing them back."""

from __future__ import annotations

import pytest

from models.document import DocumentState
from models.errors import AccessDeniedError
from models.source import Source
from models.store.runs import FileState, RunFile
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of

VIEWER = viewer_of("Nämnden")


def put(store: Store, content: bytes, path: str, parent: str | None = None, source: str = "tillsyn") -> str:
    """A document that is read, at a path or within a parent."""
    known = store.sources.get(source)
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(known, sha256, len(content), path=path, name=path, parent=parent)
    store.registration.claim(arrival.document, "prov")
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


def findable(store: Store) -> set[str]:
    return set(store.documents.ids(VIEWER, "Nämnden"))


class WithdrawalsContract:
    """Withdrawing and undoing."""

    @pytest.fixture(autouse=True)
    def _withdrawable(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_document_goes_with_what_lies_in_it_and_comes_back(self, store: Store) -> None:
        other, mail = put(store, b"other", "o.txt"), put(store, b"mail", "m.eml")
        bilaga = put(store, b"bilaga", f"{mail}/1/b.pdf", mail)
        store.outbox.done([row.sequence for row in store.outbox.all()])
        withdrawal, count = store.withdrawals.take(VIEWER, Scope.DOCUMENT, mail, "fel ärende")
        assert (count, findable(store)) == (2, {other})
        assert {(row.document, row.operation) for row in store.outbox.all()} == {(mail, "delete"), (bilaga, "delete")}
        assert store.documents.get(VIEWER, mail).withdrawn
        assert store.withdrawals.of(VIEWER, bilaga) == withdrawal
        undone, back = store.withdrawals.undo(VIEWER, withdrawal.id)
        assert (back, findable(store)) == (2, {other, mail, bilaga})
        assert undone.undone is not None
        assert store.withdrawals.undo(VIEWER, withdrawal.id)[1] == 0
        assert store.withdrawals.of(VIEWER, bilaga) is None

    def test_what_also_lies_elsewhere_stays(self, store: Store) -> None:
        mail = put(store, b"mail", "m.eml")
        bilaga = put(store, b"bilaga", f"{mail}/1/b.pdf", mail)
        put(store, b"bilaga", "egen.pdf")
        store.withdrawals.take(VIEWER, Scope.DOCUMENT, mail, "fel")
        assert findable(store) == {bilaga}

    def test_a_run_takes_what_came_new_with_it(self, store: Store) -> None:
        known = put(store, b"known", "k.txt")
        run = store.runs.begin("tillsyn")
        new = put(store, b"new", "n.txt")
        store.runs.note(run, RunFile("k.txt", FileState.DUPLICATE, known))
        store.runs.note(run, RunFile("n.txt", FileState.NEW, new))
        store.runs.note(run, RunFile("länk", FileState.QUARANTINED, None, "unsupported_type"))
        _, count = store.withdrawals.take(VIEWER, Scope.RUN, run, "fel mapp")
        assert (count, findable(store)) == (1, {known})

    def test_a_source_takes_all_that_is_in_it(self, store: Store) -> None:
        put(store, b"a", "a.txt")
        put(store, b"b", "b.txt")
        store.sources.add(Source("annan", "Nämnden"))
        other = put(store, b"a", "a.txt", source="annan")
        assert store.withdrawals.take(VIEWER, Scope.SOURCE, "tillsyn", "gallras")[1] == 2
        assert findable(store) == {other}

    def test_the_former_version_is_found_again_and_goes_when_the_newer_comes_back(self, store: Store) -> None:
        old, new = put(store, b"version 1", "a.txt"), put(store, b"version 2", "a.txt")
        assert findable(store) == {new}
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        assert findable(store) == {old}
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {new}

    def test_what_is_withdrawn_already_stays_with_its_first_withdrawal(self, store: Store) -> None:
        one = put(store, b"a", "a.txt")
        first, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, one, "ett")
        second, count = store.withdrawals.take(VIEWER, Scope.SOURCE, "tillsyn", "två")
        assert count == 0
        store.withdrawals.undo(VIEWER, second.id)
        assert findable(store) == set()
        assert [each.reason for each in store.withdrawals.all(VIEWER)] == ["två", "ett"]
        store.withdrawals.undo(VIEWER, first.id)
        assert findable(store) == {one}

    def test_reading_it_again_does_not_bring_it_back(self, store: Store) -> None:
        one = put(store, b"a", "a.txt")
        store.withdrawals.take(VIEWER, Scope.DOCUMENT, one, "fel")
        put(store, b"a", "a.txt")
        put(store, b"a", "annan.txt")
        assert findable(store) == set()
        assert [row.operation for row in store.outbox.all() if row.document == one][-1] == "delete"

    def test_anothers_are_not_there(self, store: Store) -> None:
        secret = put(store, b"a", "a.txt", source="pm")
        for scope, target in ((Scope.DOCUMENT, secret), (Scope.SOURCE, "pm"), (Scope.RUN, store.runs.begin("pm"))):
            with pytest.raises(AccessDeniedError):
                store.withdrawals.take(VIEWER, scope, target, "nyfiken")
        withdrawal, _ = store.withdrawals.take(viewer_of("Polisen"), Scope.DOCUMENT, secret, "fel")
        assert store.withdrawals.all(VIEWER) == []
        with pytest.raises(AccessDeniedError):
            store.withdrawals.undo(VIEWER, withdrawal.id)
        with pytest.raises(AccessDeniedError):
            store.withdrawals.take(VIEWER, Scope.DOCUMENT, "finns inte", "fel")
