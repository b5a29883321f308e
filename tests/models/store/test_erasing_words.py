"""What is looked for in what people keep; and an event whose free text was erased, in a chain that holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url, select, text, update

from models.audit import Action, Event
from models.store.erasing.compacting import compact
from models.store.erasing.sought_words import SoughtWords
from models.store.schema import ledger
from models.store.store import Store

OWNER = "Nämnden"


@pytest.mark.parametrize(
    ("word", "said", "there"),
    [
        ("Provkrog AB", "tillsyn hos PROVKROG  AB i maj", True),
        ("Öst, Britt-Marie", "Britt-Marie Öst", True),
        ("19850412-9805", "850412-9805", True),
        ("rapport.pdf", {"path": "in/rapport.pdf"}, True),
        ("Björn", "Björn", True),
        ("Björn", "Björn Ek", False),
        ("Provkrog AB", "Provkroken AB", False),
        ("Provkrog AB", ["annat", {"query": "provkrog ab"}], True),
        ("Provkrog AB", {"provkrog ab": 1}, True),
        ("Provkrog AB", 7, False),
    ],
)
def test_names_and_numbers_are_found_whole(word: str, said: object, there: bool) -> None:
    assert SoughtWords([word]).are_in(said) is there


def test_nothing_is_sought_where_nothing_is_known() -> None:
    assert not SoughtWords([])
    assert not SoughtWords([]).are_in("Provkrog AB")


def _written(store: Store, *words: str) -> None:
    for each in words:
        store.ledger.write(Event(Action.SEARCH, "ines", "tillsyn", "A-1", "", (OWNER,), words=each))


def test_the_words_of_one_event_go_and_the_chain_holds(store: Store) -> None:
    _written(store, "Provkrog AB", "Annankrog AB")
    sealed = store.erasure_work.sealed
    (event,) = sealed.events(OWNER, ["Provkrog AB"])
    assert sealed.events("Polisen", ["Provkrog AB"]) == []
    sealed.silence([event])
    assert store.ledger.verify() is None
    stays, gone = store.ledger.last(2)
    assert (stays.event.words, stays.erased) == ("Annankrog AB", False)
    assert (gone.event.words, gone.event.purpose, gone.erased) == ("", "", True)
    assert (gone.event.actor, gone.event.case, gone.sequence) == ("ines", "A-1", event)
    assert sealed.events(OWNER, ["Provkrog AB"]) == []


@pytest.mark.parametrize("change", [{"sealed_hash": ""}, {"sealed_hash": "0" * 64}, {"version": 2}])
def test_that_there_was_something_cannot_be_hidden(store: Store, change: dict[str, object]) -> None:
    _written(store, "Provkrog AB", "Annankrog AB")
    store.erasure_work.sealed.silence([1])
    with store.database.write() as connection:
        connection.execute(update(ledger).where(ledger.c.sequence == 1).values(**change))
    assert store.ledger.verify() == 1


def test_other_words_cannot_take_their_place(store: Store) -> None:
    _written(store, "Provkrog AB", "Annankrog AB")
    with store.database.write() as connection:
        other = connection.execute(select(ledger.c.sealed).where(ledger.c.sequence == 2)).scalar_one()
        connection.execute(update(ledger).where(ledger.c.sequence == 1).values(sealed=other))
    assert store.ledger.verify() == 1


def test_a_file_in_which_a_word_is_left_is_written_anew(store: Store) -> None:
    """As bytes in the gap of a page would be: here of a table that SQLite has dropped without overwriting it."""
    register = Path(str(make_url(store.database.url).database))
    with store.database.apart() as connection:
        connection.execute(text("PRAGMA secure_delete = OFF"))
        connection.execute(text("CREATE TABLE slask (ord TEXT)"))
        connection.execute(text("INSERT INTO slask VALUES ('kvaxindelbjuror å')"))
        connection.execute(text("DROP TABLE slask"))
        connection.execute(text("PRAGMA secure_delete = ON"))
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    assert b"kvaxindelbjuror" in register.read_bytes()
    compact(store.database, [], ["kvaxindelbjuror å"])
    assert b"kvaxindelbjuror" not in register.read_bytes()
    assert store.ledger.verify() is None
