"""A ledger of millions of made-up events, chained and sealed as the product does it, in bulk.

The people, their days and their cases are made up: 200 people of five boards, who read papers some of which are read
much more than others, search for names, and work by day. Indexes are made at the end, as after a restore.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from models import sought
from models.audit import Action, Event
from models.store.ledger_keys import SealingKey
from models.store.ledger_record import FIRST_PREVIOUS, columns, free_text, hashed, under_seal
from models.store.schema import ledger
from models.store.store import Store

BEGINS: Final = datetime(2023, 12, 1, tzinfo=UTC)
ENDS: Final = datetime(2026, 11, 30, tzinfo=UTC)
PEOPLE: Final = 200
DOCUMENTS: Final = 50_000
NAMES: Final = 20_000
OWNERS: Final = ("Byggnadsnämnden", "Miljönämnden", "Polisen", "Socialnämnden", "Upphandling")
_ACTIONS: Final = (Action.SEARCH, Action.READ_DOCUMENT, Action.READ_PAGE_IMAGE, Action.READ_ENTITY, Action.EXPORT)
_WEIGHTS: Final = (25, 45, 22, 6, 2)
_MANY: Final = 20_000  # rows given to SQLite at a time
_SKEW: Final = 4.0  # a power of a uniform number: the hundredth part is asked for by a third
_NAMES: Final = [column.name for column in ledger.c]


def document(number: int) -> str:
    return f"d{number:031x}"


def entity(number: int) -> str:
    return f"e{number:031x}"


def name(number: int) -> str:
    """Made up, of no person: a syllable for each digit."""
    syllables = [("ba", "de", "fi", "go", "lu", "my", "nå", "pä", "rö", "sa")[int(digit)] for digit in f"{number:06d}"]
    return f"{''.join(syllables[:3])} {''.join(syllables[3:])}son"


def make(store: Store, events: int, seed: int = 9) -> None:
    """Fill the empty SQLite register of ``store`` with so many events."""
    file = store.settings.home / "register.sqlite3"
    with store.database.write() as connection:
        keys = _Keys(store, connection)
        connection.commit()
        made = _Made(events, random.Random(seed), keys)
        store.close()
        raw = sqlite3.connect(file, isolation_level=None)
        _insert(raw, made)
        raw.close()


class _Keys:
    """Every key that will be needed, made before the bulk begins."""

    def __init__(self, store: Store, connection: Any) -> None:
        self._known: dict[tuple[str, str], SealingKey] = {}
        month = BEGINS
        while month <= ENDS:
            for owner in OWNERS:
                self._known[owner, f"{month:%Y-%m}"] = store.ledger.keys.current(connection, (owner,), month)
            month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)

    def of(self, owner: str, time: datetime) -> SealingKey:
        return self._known[owner, f"{time:%Y-%m}"]


class _Made:
    """The rows, in order, and what each is about in ``about``."""

    def __init__(self, events: int, chance: random.Random, keys: _Keys) -> None:
        self._events, self._chance, self._keys = events, chance, keys
        self.about: list[tuple[str, int, str]] = []

    def rows(self) -> Iterator[tuple[Any, ...]]:
        previous, step = FIRST_PREVIOUS, (ENDS - BEGINS) / self._events
        for sequence in range(1, self._events + 1):
            time = BEGINS + step * sequence
            event = self._event()
            key = self._keys.of(event.owners[0], time)
            row = columns(event, time) | {"sequence": sequence, "previous": previous, "key": key.id}
            row |= under_seal(key.seal(free_text(event))) | {"why": key.term("why", event.purpose, event.case)}
            row |= {"owners": json.dumps(row["owners"]), "details": json.dumps(row["details"])}
            row["hash"] = previous = hashed(row)
            self.about += [(key.term("about", form), sequence, event.actor) for form in event.about]
            yield tuple(row[name] for name in _NAMES)

    def _event(self) -> Event:
        chance = self._chance
        person, case = chance.randrange(PEOPLE), chance.randrange(40)
        action, owner = chance.choices(_ACTIONS, _WEIGHTS)[0], OWNERS[person % len(OWNERS)]
        actor, purpose, reference = f"person{person:03d}", f"tillsyn av verksamhet {case % 7}", f"D-{person}-{case}"
        if action is Action.SEARCH:
            words = name(self._skewed(NAMES))
            return Event(action, actor, purpose, reference, "", (owner,), {"hits": 3}, words, sought.sought(words))
        target = entity(self._skewed(NAMES)) if action is Action.READ_ENTITY else document(self._skewed(DOCUMENTS))
        return Event(action, actor, purpose, reference, target, (owner,), {"page": chance.randrange(9)})

    def _skewed(self, most: int) -> int:
        return int(most * self._chance.random() ** _SKEW)


def _insert(raw: sqlite3.Connection, made: _Made) -> None:
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -400000")
    indexes = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'ledger'").fetchall()
    indexes = [(name, sql) for name, sql in indexes if sql]
    for name, _sql in indexes:
        raw.execute(f'DROP INDEX "{name}"')
    raw.execute("CREATE TEMP TABLE unsorted (term TEXT, sequence INTEGER, actor TEXT)")
    put = f"INSERT INTO ledger ({', '.join(map(_quoted, _NAMES))}) VALUES ({', '.join('?' * len(_NAMES))})"
    part: list[tuple[Any, ...]] = []
    for row in made.rows():
        part.append(row)
        if len(part) == _MANY:
            _put(raw, put, part, made)
    _put(raw, put, part, made)
    raw.execute("INSERT OR IGNORE INTO ledger_about SELECT term, sequence, actor FROM unsorted ORDER BY term, sequence")
    for _name, sql in indexes:
        raw.execute(sql)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put(raw: sqlite3.Connection, put: str, part: list[tuple[Any, ...]], made: _Made) -> None:
    raw.execute("BEGIN")
    raw.executemany(put, part)
    raw.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", made.about)
    raw.execute("COMMIT")
    part.clear()
    made.about.clear()


def _quoted(name: str) -> str:
    return f'"{name}"'
