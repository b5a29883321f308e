"""The part of the store contract that is about taking documents out of search and bringing them back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from sqlalchemy import Connection

from models.document import DocumentState
from models.errors import AccessDeniedError
from models.source import Source
from models.store import withdrawals
from models.store.arrivals import bring_back
from models.store.runs import FileState, RunFile
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of

VIEWER = viewer_of("Nämnden")
ORDERS = [list(order) for order in permutations(range(3))]


def put(
    store: Store,
    content: bytes,
    path: str,
    parent: str | None = None,
    source: str = "tillsyn",
    *,
    state: DocumentState = DocumentState.READ,
) -> str:
    """A document that is read, or ended as is said, at a path or within a parent."""
    known = store.sources.get(source)
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(known, sha256, len(content), path=path, name=path, parent=parent)
    end(store, arrival.document, state)
    return arrival.document


def end(store: Store, document: str, state: DocumentState) -> None:
    """It is read, and ends so."""
    store.registration.claim(document, "prov")
    store.registration.finish(document, "prov", state)


def findable(store: Store) -> set[str]:
    return set(store.documents.ids(VIEWER, "Nämnden"))


def _superseded(store: Store, *ids: str) -> list[bool]:
    return [store.documents.get(VIEWER, id).superseded for id in ids]


def _undo_in_order(store: Store, withdrawal: str, ids: list[str]) -> None:
    """Undo it with its documents brought back in the order of these ids, whatever order the database gives them in."""

    def ordered(connection: Connection, back: Iterable[str]) -> list[str]:
        return bring_back(connection, sorted(back, key=ids.index))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(withdrawals, "bring_back", ordered)
        store.withdrawals.undo(VIEWER, withdrawal)


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

    def test_the_former_version_that_can_be_read_is_found_again(self, store: Store) -> None:
        read = put(store, b"version 1", "a.txt")
        locked = put(store, b"version 2", "a.txt", state=DocumentState.QUARANTINED)
        assert findable(store) == {read}
        new = put(store, b"version 3", "a.txt")
        assert _superseded(store, read, locked, new) == [True, True, False]
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        assert findable(store) == {read}
        assert _superseded(store, read, locked) == [False, False]  # as before the third came
        assert [row.operation for row in store.outbox.all() if row.document == read][-1] == "put"
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {new}
        assert _superseded(store, read, locked) == [True, True]

    def test_one_between_that_is_read_at_last_takes_the_place_of_the_former(self, store: Store) -> None:
        put(store, b"version 1", "a.txt")
        locked = put(store, b"version 2", "a.txt", state=DocumentState.QUARANTINED)
        new = put(store, b"version 3", "a.txt")
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        end(store, locked, DocumentState.READ)
        assert findable(store) == {locked}
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {new}

    def test_one_after_the_other_is_withdrawn_and_comes_back(self, store: Store) -> None:
        versions = [put(store, b"version %d" % number, "a.txt") for number in range(3)]
        taken, found = [], [findable(store)]
        for version in reversed(versions):
            taken.append(store.withdrawals.take(VIEWER, Scope.DOCUMENT, version, "fel version")[0].id)
            found.append(findable(store))
        assert found == [{versions[2]}, {versions[1]}, {versions[0]}, set()]
        for withdrawal, before in zip(reversed(taken), reversed(found[:-1]), strict=True):
            store.withdrawals.undo(VIEWER, withdrawal)
            assert findable(store) == before

    def test_a_withdrawn_version_that_comes_again_leaves_the_former_where_it_is(self, store: Store) -> None:
        old, new = put(store, b"version 1", "a.txt"), put(store, b"version 2", "a.txt")
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        put(store, b"version 2", "annan.txt")
        assert findable(store) == {old}
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {new}

    def test_a_former_version_that_comes_back_stays_behind_the_newer(self, store: Store) -> None:
        old, new = put(store, b"version 1", "a.txt"), put(store, b"version 2", "a.txt")
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, old, "fel version")
        assert store.withdrawals.undo(VIEWER, withdrawal.id)[1] == 1
        assert findable(store) == {new}
        assert _superseded(store, old, new) == [True, False]
        assert [row.operation for row in store.outbox.all() if row.document == old][-1] == "delete"
        store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        assert findable(store) == {old}

    def test_one_whose_newer_came_meanwhile_stays_behind_it(self, store: Store) -> None:
        old = put(store, b"version 1", "a.txt")
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, old, "fel version")
        new = put(store, b"version 2", "a.txt")
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {new}

    @pytest.mark.parametrize("order", ORDERS)
    def test_of_versions_that_come_back_together_the_newest_is_found(self, store: Store, order: list[int]) -> None:
        versions = [put(store, b"version %d" % number, "a.txt") for number in range(3)]
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.SOURCE, "tillsyn", "gallras")
        _undo_in_order(store, withdrawal.id, [versions[number] for number in order])
        assert findable(store) == {versions[2]}
        assert _superseded(store, *versions) == [True, True, False]

    @pytest.mark.parametrize("order", ORDERS)
    def test_versions_taken_one_by_one_come_back_in_any_order(self, store: Store, order: list[int]) -> None:
        versions = [put(store, b"version %d" % number, "a.txt") for number in range(3)]
        taken = {
            number: store.withdrawals.take(VIEWER, Scope.DOCUMENT, versions[number], "fel version")[0].id
            for number in (2, 0, 1)
        }
        for done, number in enumerate(order, start=1):
            store.withdrawals.undo(VIEWER, taken[number])
            assert findable(store) == {versions[max(order[:done])]}

    @pytest.mark.parametrize("order", ORDERS)
    def test_one_that_lies_at_another_path_too_is_found_beside_the_newer(self, store: Store, order: list[int]) -> None:
        old = put(store, b"version 1", "a.txt")
        put(store, b"version 1", "kopia.txt")
        new, unread = (
            put(store, b"version 2", "a.txt"),
            put(store, b"tom", "kopia.txt", state=DocumentState.QUARANTINED),
        )
        assert findable(store) == {old, new}
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.SOURCE, "tillsyn", "gallras")
        _undo_in_order(store, withdrawal.id, [(old, new, unread)[number] for number in order])
        assert findable(store) == {old, new}
        end(store, unread, DocumentState.READ)
        assert findable(store) == {new, unread}

    @pytest.mark.parametrize("order", ORDERS)
    def test_what_lies_in_a_former_version_stays_with_it(self, store: Store, order: list[int]) -> None:
        old = put(store, b"brev", "brev.eml")
        bilaga = put(store, b"bilaga", f"{old}/1/b.pdf", old)
        new = put(store, b"brev 2", "brev.eml")
        assert findable(store) == {new}
        first, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, bilaga, "fel")
        store.withdrawals.undo(VIEWER, first.id)
        assert findable(store) == {new}
        former, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, old, "fel")
        latter, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel")
        _undo_in_order(store, former.id, [(bilaga, old, new)[number] for number in order])
        assert findable(store) == {old, bilaga}
        store.withdrawals.undo(VIEWER, latter.id)
        assert findable(store) == {new}

    def test_what_lies_in_a_former_version_comes_again_with_it(self, store: Store) -> None:
        old = put(store, b"brev", "brev.eml")
        bilaga = put(store, b"bilaga", f"{old}/1/b.pdf", old)
        put(store, b"brev 2", "brev.eml")
        put(store, b"brev", "brev.eml")
        assert findable(store) == {old, bilaga}

    def test_one_between_that_was_never_read_comes_back_unread(self, store: Store) -> None:
        read = put(store, b"version 1", "a.txt")
        locked = put(store, b"version 2", "a.txt", state=DocumentState.QUARANTINED)
        new = put(store, b"version 3", "a.txt")
        first, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, locked, "fel version")
        store.withdrawals.take(VIEWER, Scope.DOCUMENT, new, "fel version")
        store.withdrawals.undo(VIEWER, first.id)
        assert findable(store) == {read}
        end(store, locked, DocumentState.READ)
        assert findable(store) == {locked}

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
