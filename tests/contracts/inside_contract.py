"""What lies within what: how deep a file lies, and what lies in one, of which there may be very many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from sqlalchemy import delete, event, select

from models.document import DocumentState
from models.identity import bytes_id
from models.store import lookups, schema
from models.store.store import Store
from models.store.withdrawals import _with_inside
from models.withdrawal import Scope
from tests.conftest import viewer_of
from tests.contracts.registered import Registered, put

_SOME = 3  # ids in one question, in these tests
_BESIDE = 2  # values that a question has beside them
_Answer = TypeVar("_Answer")


def lay(store: Store, content: bytes, parent: str) -> str:
    """A file that nobody has read yet, within another of the source."""
    source, sha256, name = store.sources.get("tillsyn"), bytes_id(content), content.decode()
    path = f"{parent}/{name}"
    return store.arrivals.arrive(source, sha256, len(content), path=path, name=name, parent=parent).document


def by_some(store: Store, ask: Callable[[], _Answer], monkeypatch: pytest.MonkeyPatch) -> _Answer:
    """What is answered where a question takes few ids; no more than those may be given with any of them."""
    given = list[int]()

    def note(_connection: Any, _cursor: Any, _words: str, values: Any, *_rest: Any) -> None:
        given.append(len(values))

    monkeypatch.setattr(lookups, "SOME", _SOME)
    event.listen(store.database.engine, "before_cursor_execute", note)
    answer = ask()
    event.remove(store.database.engine, "before_cursor_execute", note)
    assert _SOME <= max(given) <= _SOME + _BESIDE, given
    return answer


class InsideContract(Registered):
    """Files within files."""

    # --- how deep -----------------------------------------------------------------------------------------------------

    def test_a_file_in_two_letters_of_one_mailbox_lies_no_deeper_than_in_one(self, store: Store) -> None:
        mailbox = put(store, "tillsyn", b"brevlada", name="post.mbox")
        letters = [lay(store, content, mailbox) for content in (b"brev", b"svar")]
        (packed,) = {lay(store, b"paket", letter) for letter in letters}
        inner = lay(store, b"handling", packed)
        assert [store.arrivals.depth(each) for each in (mailbox, *letters, packed, inner)] == [0, 1, 1, 2, 3]

    def test_the_shortest_way_counts(self, store: Store) -> None:
        mail = put(store, "tillsyn", b"brev", name="brev.eml")
        packed = lay(store, b"paket", mail)
        inner = lay(store, b"handling", packed)
        assert store.arrivals.depth(inner) == 2
        lay(store, b"handling", mail)
        assert store.arrivals.depth(inner) == 1
        put(store, "tillsyn", b"handling", name="handling.txt")
        assert store.arrivals.depth(inner) == 0

    def test_files_that_lie_in_each_other_come_to_an_end(self, store: Store) -> None:
        one = put(store, "tillsyn", b"ett", name="ett.zip")
        lay(store, b"ett", one)
        other = lay(store, b"tva", one)
        lay(store, b"ett", other)
        assert [store.arrivals.depth(each) for each in (one, other)] == [0, 1]
        with store.database.write() as connection:  # it lies in the other and in itself, and nowhere else
            gone = (schema.occurrences.c.document == one) & schema.occurrences.c.parent.is_(None)
            connection.execute(delete(schema.occurrences).where(gone))
        assert [store.arrivals.depth(each) for each in (one, other)] == [1, 1]

    def test_how_deep_is_asked_of_some_at_a_time(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        mailbox = put(store, "tillsyn", b"brevlada", name="post.mbox")
        (packed,) = {lay(store, b"paket", lay(store, b"brev %d" % number, mailbox)) for number in range(8)}
        assert by_some(store, lambda: store.arrivals.depth(packed), monkeypatch) == 2

    # --- what lies in one ---------------------------------------------------------------------------------------------

    def test_what_is_unfinished_is_asked_of_some_at_a_time(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        mailbox, inside = _mailbox(store)
        store.registration.claim(inside[0], "prov")
        store.registration.finish(inside[0], "prov", DocumentState.READ)
        found = by_some(store, lambda: store.arrivals.unfinished_below(mailbox), monkeypatch)
        assert sorted(found) == sorted(inside[1:])

    def test_what_is_covered_is_asked_of_some_at_a_time(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        mailbox, inside = _mailbox(store)
        assert by_some(store, lambda: store.covered.within(mailbox), monkeypatch) == sorted([mailbox, *inside])

    def test_what_goes_with_a_file_is_asked_of_some_at_a_time(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mailbox, inside = _mailbox(store)

        def asked() -> list[str]:
            with store.database.read() as connection:
                return _with_inside(connection, [mailbox])

        assert sorted(by_some(store, asked, monkeypatch)) == sorted([mailbox, *inside])
        withdrawal, count = store.withdrawals.take(viewer_of("Nämnden"), Scope.DOCUMENT, mailbox, "fel")
        assert count == 1 + len(inside)
        with store.database.read() as connection:
            taken = connection.execute(select(schema.documents.c.id).where(schema.documents.c.withdrawn.is_not(None)))
            assert set(taken.scalars()) == {mailbox, *inside}
        assert store.withdrawals.undo(viewer_of("Nämnden"), withdrawal.id)[1] == count


def _mailbox(store: Store) -> tuple[str, list[str]]:
    """A mailbox of eight letters with a paper in the first and the last of them, and what lies in it, the first letter
    first."""
    mailbox = put(store, "tillsyn", b"brevlada", name="post.mbox")
    letters = [lay(store, b"brev %d" % number, mailbox) for number in range(8)]
    (paper,) = {lay(store, b"bilaga", letter) for letter in (letters[0], letters[-1])}
    return mailbox, [*letters, paper]
