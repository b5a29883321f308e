"""The ledger: free text that can be erased, look-ups by keyed hash, tampering found, heads kept, older records."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from bench.ledger_mutations import MUTATIONS, fill, found
from models import sought
from models.audit import Action, Event
from models.errors import (
    AccessDeniedError,
    InvalidHeadError,
    InvalidSettingError,
    KeyMismatchError,
    LedgerUnavailableError,
)
from models.settings import Settings
from models.store import ledger_kept, schema
from models.store.ledger_heads import read_heads
from models.store.ledger_lookups import LedgerLookups
from models.store.ledger_record import FIRST_PREVIOUS, hashed
from models.store.store import Store
from tests.conftest import viewer_of
from tests.faults.unwritable import FAULTS, unwritable, write_on

FORM = sought.name_or_number("Åke Krogman")
SEARCH = Event(
    Action.SEARCH,
    "eva",
    "utredning om Åke Krogman",
    "D-1",
    owners=("Nämnden",),
    details={"hits": 3, "query": "f00d", "reason": "kontroll av Åke"},
    words="åke krogman",
    about=(FORM,),
)


def stored(store: Store) -> str:
    """Everything in the ledger's tables, as it lies there."""
    tables = (schema.ledger, schema.ledger_about, schema.ledger_keys)
    with store.database.read() as connection:
        return repr([connection.execute(select(table)).all() for table in tables])


def test_free_text_is_sealed_and_opened_again(store: Store) -> None:
    store.ledger.write(SEARCH)
    lies = stored(store)
    assert "f00d" in lies
    assert not [word for word in ("Åke", "åke", "krogman", "kontroll", "utredning") if word in lies]
    event = store.ledger.last(1)[0].event
    assert (event.purpose, event.words, event.details) == (SEARCH.purpose, SEARCH.words, SEARCH.details)


def test_what_is_unknown_to_us_is_sealed(store: Store) -> None:
    store.ledger.write(Event(Action.EXPORT, "eva", "p", "c", details={"something_new": "Åke", "rows": 4}))
    assert "Åke" not in stored(store)


def test_erasing_leaves_the_chain_and_the_events(store: Store) -> None:
    store.ledger.write(SEARCH)
    store.ledger.write(Event(Action.SEARCH, "eva", "annat", "D-2", owners=("Annan",), words="kvar"))
    assert store.ledger.keys.destroy("Nämnden", "2000-01") == 0
    assert store.ledger.keys.destroy("Nämnden", "9999-12") == 1
    other, erased = store.ledger.last(2)
    assert (other.event.words, other.erased) == ("kvar", False)
    assert (erased.erased, erased.event.words, erased.event.purpose) == (True, "", "")
    assert (erased.event.actor, erased.event.case, erased.event.details) == ("eva", "D-1", {"hits": 3, "query": "f00d"})
    assert store.ledger.verify() is None
    lookups = LedgerLookups(store.database, store.ledger)
    assert lookups.about(viewer_of("Nämnden"), (), [FORM], 10).total == 0
    store.ledger.write(SEARCH)  # under a key of its own
    assert lookups.about(viewer_of("Nämnden"), (), [FORM], 10).total == 1


def test_what_is_looked_for_is_found_by_form_and_by_target(store: Store) -> None:
    store.ledger.write(SEARCH)
    store.ledger.write(Event(Action.READ_DOCUMENT, "ola", "p", "c", target="d" * 32, owners=("Nämnden",)))
    store.ledger.write(Event(Action.READ_DOCUMENT, "ola", "p", "c", target="d" * 32, owners=("Nämnden", "Annan")))
    lookups = LedgerLookups(store.database, store.ledger)
    both = lookups.about(viewer_of("Nämnden"), ["d" * 32], [FORM], 10)
    assert [record.sequence for record in both.records] == [2, 1]
    assert both.actors == (("eva", 1), ("ola", 1))
    assert lookups.about(viewer_of("Nämnden", "Annan"), ["d" * 32], [], 1).total == 2
    assert lookups.about(viewer_of("Nämnden"), [], ["annan"], 10).total == 0


def test_a_record_of_the_first_version_still_holds(store: Store) -> None:
    row = {
        "sequence": 1, "time": datetime.now(UTC).isoformat(timespec="microseconds"), "action": "search", "actor": "eva",
        "purpose": "tillsyn", "case": "D-1", "target": "", "owners": ["Nämnden"], "details": {"hits": 1},
        "previous": FIRST_PREVIOUS,
    }  # fmt: skip
    with store.database.write() as connection:
        connection.execute(insert(schema.ledger).values(**row, hash=hashed({**row, "version": 1})))
    store.ledger.write(SEARCH)
    assert store.ledger.verify() is None
    assert store.ledger.last(2)[1].event.purpose == "tillsyn"
    with store.database.write() as connection:
        connection.execute(update(schema.ledger).where(schema.ledger.c.sequence == 1).values(sealed="x"))
    assert store.ledger.verify() == 1


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_tampering_is_found_where_it_was_done(store: Store, name: str) -> None:
    chance, records = random.Random(name), 30
    fill(store, records, chance)
    head = store.ledger.head()
    assert head is not None
    assert all(found(store, head, MUTATIONS[name], chance, records) for _ in range(12))
    assert store.ledger.verify([head]) is None


def test_a_cut_tail_is_found_by_a_head_only(store: Store) -> None:
    fill(store, 5, random.Random(1))
    head = ledger_kept.hand_out(store)
    assert head is not None
    with store.database.write() as connection:
        connection.execute(schema.ledger.delete().where(schema.ledger.c.sequence > 3))
    assert store.ledger.verify() is None
    assert store.ledger.verify(ledger_kept.kept_heads(store)) == 4
    assert not store.ledger.stands(head)


def test_a_head_that_is_noted_again_and_again_is_one_line(store: Store) -> None:
    fill(store, 2, random.Random(1))
    head = ledger_kept.hand_out(store)
    assert ledger_kept.hand_out(store) == head
    assert ledger_kept.kept_heads(store) == [head]
    store.ledger.write(SEARCH)
    later = ledger_kept.hand_out(store)
    assert ledger_kept.kept_heads(store) == [head, later]


def test_a_head_that_was_not_made_here_is_refused(store: Store, tmp_path: Path) -> None:
    store.ledger.write(SEARCH)
    head = store.ledger.head()
    assert head is not None
    key = store.ledger.keys.secret.signing
    assert read_heads(f"# vittne\n\n{head.line()}\n", key) == [head]
    for line in (head.line().replace(" 1 ", " 2 ", 1), head.line()[:-4] + "AAA=", "samsyn", head.line() + " mer"):
        with pytest.raises(InvalidHeadError):
            read_heads(line, key)
    with pytest.raises(InvalidHeadError):
        read_heads(head.line(), bytes(32))


def test_the_key_is_made_for_its_user_alone_and_must_stay(store: Store) -> None:
    file = store.settings.home / "ledger.key"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    with pytest.raises(InvalidSettingError):
        Store.open(store.settings)
    file.unlink()
    with pytest.raises(KeyMismatchError):
        Store.open(store.settings)
    file.write_bytes(bytes(32))
    file.chmod(0o600)
    with pytest.raises(KeyMismatchError):
        Store.open(store.settings)


def test_the_key_may_lie_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "nyckel"
    Store.open(Settings(home=tmp_path / "home", ledger_key=str(elsewhere)), create=True).close()
    assert elsewhere.is_file()
    assert not (tmp_path / "home" / "ledger.key").exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_written_is_no_answer(store: Store, fault: str) -> None:
    store.ledger.write(SEARCH)
    unwritable(store, fault)
    with pytest.raises(LedgerUnavailableError):
        write_on(store)
    assert store.ledger.verify() is None


def test_forms_of_names_and_numbers() -> None:
    assert sought.name_or_number("Öst, Britt-Marie") == sought.name_or_number("britt-marie ÖST")
    assert sought.name_or_number("19850312-9805") == sought.name_or_number("850312 9805") == "8503129805"
    assert sought.name_or_number("+46 70 174 06 05") == sought.name_or_number("070-174 06 05")
    asked = sought.sought('person:"Britt-Marie Öst" OCH 556016-0680 umeå stadsliden 6:7')
    assert {"britt marie öst", "5560160680", sought.name_or_number("Umeå Stadsliden 6:7")} <= set(asked)
    assert len(sought.sought(" ".join(map(str, range(1000))))) == sought.MOST
    assert json.dumps(asked)


def test_page_states_are_sealed_and_erased_with_the_rest(store: Store) -> None:
    id = store.states.save("eva", {"query": "åkes krog"})
    with store.database.read() as connection:
        assert "krog" not in repr(connection.execute(select(schema.page_states)).all())
    assert store.states.load("eva", id) == {"query": "åkes krog"}
    assert store.ledger.keys.destroy("Vilken som helst", "9999-01") == 1
    with pytest.raises(AccessDeniedError):
        store.states.load("eva", id)
    assert store.states.save("eva", {"query": "åkes krog"}) == id
    assert store.states.load("eva", id) == {"query": "åkes krog"}


def test_a_page_state_from_before_is_read(store: Store) -> None:
    row = {"id": "a" * 32, "user": "eva", "state": {"query": "krog"}, "saved": datetime.now(UTC)}
    with store.database.write() as connection:
        connection.execute(insert(schema.page_states).values(**row))
    assert store.states.load("eva", "a" * 32) == {"query": "krog"}
