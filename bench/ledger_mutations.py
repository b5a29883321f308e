"""A ledger tampered with in one place, at random: flipped, deleted, swapped, inserted into, cut. Is it found?

    python -m bench.ledger_mutations [--times 1000] [--records 200] [--seed 9]

Each mutation is made by SQL in the database itself, by somebody who can write all of it but not the files of the home.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from models.audit import Action, Event
from models.settings import Settings
from models.store.ledger_heads import Head
from models.store.schema import ledger
from models.store.store import Store

_ACTIONS = (Action.SEARCH, Action.READ_DOCUMENT, Action.READ_PAGE_IMAGE, Action.LOGIN, Action.EXPORT)
Mutation = Callable[[Connection, random.Random, int], int]
"""Changes the ledger of so many records; answers with the first record that is not as it was."""


def fill(store: Store, records: int, chance: random.Random) -> None:
    """Made-up events of few people."""
    for number in range(records):
        event = Event(
            chance.choice(_ACTIONS),
            f"prov{chance.randrange(5)}",
            f"tillsyn {chance.randrange(4)}",
            f"D-{chance.randrange(9)}",
            target=f"{chance.getrandbits(128):032x}",
            owners=("Nämnden",),
            details={"hits": number, "reason": "prov"},
            words="åkes krog",
            about=("akes krog",),
        )
        store.ledger.write(event)


def _row(connection: Connection, sequence: int) -> Row[Any]:
    return connection.execute(select(ledger).where(ledger.c.sequence == sequence)).one()


def flip(connection: Connection, chance: random.Random, records: int) -> int:
    """One character of one column is another, or a detail; hash and previous too."""
    at = chance.randint(1, records)
    row = _row(connection, at)
    name = chance.choice(
        [column.name for column in ledger.c if column.name != "sequence" and row._mapping[column.name]]
    )
    value = row._mapping[name]
    if name == "version":
        changed: Any = 1
    elif isinstance(value, str):
        place = chance.randrange(len(value))
        other = chance.choice([letter for letter in "0123456789abcdef" if letter != value[place]])
        changed = value[:place] + other + value[place + 1 :]
    else:
        changed = {**value, "hits": -1} if isinstance(value, dict) else [*value, "Annan"]
    connection.execute(update(ledger).where(ledger.c.sequence == at).values(**{name: changed}))
    return at


def remove(connection: Connection, chance: random.Random, records: int) -> int:
    """A record is gone; those after it are numbered as if it had never been, or not."""
    at = chance.randint(1, records - 1)
    connection.execute(delete(ledger).where(ledger.c.sequence == at))
    if chance.random() < 0.5:
        for later in range(at + 1, records + 1):
            connection.execute(update(ledger).where(ledger.c.sequence == later).values(sequence=later - 1))
    return at


def swap(connection: Connection, chance: random.Random, records: int) -> int:
    """Two records in each other's place."""
    first, second = sorted(chance.sample(range(1, records + 1), 2))
    for number, other in ((first, -1), (second, first), (-1, second)):
        connection.execute(update(ledger).where(ledger.c.sequence == number).values(sequence=other))
    return first


def put_in(connection: Connection, chance: random.Random, records: int) -> int:
    """A copy of some record stands between two others, or at the end, with the hash before it as its previous."""
    at, copied = chance.randint(1, records + 1), chance.randint(1, records)
    row = dict(_row(connection, copied)._mapping)
    before = _row(connection, at - 1).hash if at > 1 else "0" * 64
    for later in range(records, at - 1, -1):
        connection.execute(update(ledger).where(ledger.c.sequence == later).values(sequence=later + 1))
    connection.execute(insert(ledger).values(**{**row, "sequence": at, "previous": before}))
    return at + (copied == at)  # a record put in before itself: the second of the two is the wrong one


def cut(connection: Connection, chance: random.Random, records: int) -> int:
    """The end is gone: only a head that was kept can tell."""
    at = chance.randint(1, records)
    connection.execute(delete(ledger).where(ledger.c.sequence >= at))
    return at


MUTATIONS: dict[str, Mutation] = {"flip": flip, "delete": remove, "swap": swap, "insert": put_in, "cut": cut}


def found(store: Store, head: Head, mutation: Mutation, chance: random.Random, records: int) -> bool:
    """Whether the mutation is found where it was made; it is taken back."""
    original = _all(store)
    with store.database.write() as connection:
        at = mutation(connection, chance, records)
    first = store.ledger.verify([head])
    with store.database.write() as connection:
        connection.execute(delete(ledger))
        connection.execute(insert(ledger), original)
    return first == at


def _all(store: Store) -> list[dict[str, Any]]:
    with store.database.read() as connection:
        return [dict(row._mapping) for row in connection.execute(select(ledger))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--records", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9)
    asked = parser.parse_args()
    chance, started = random.Random(asked.seed), time.perf_counter()
    seen, missed = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        store = Store.open(Settings(home=Path(home)), create=True)
        fill(store, asked.records, chance)
        head = store.ledger.head()
        assert head is not None
        for _ in range(asked.times):
            name = chance.choice(sorted(MUTATIONS))
            seen[name] += 1
            missed[name] += not found(store, head, MUTATIONS[name], chance, asked.records)
        assert store.ledger.verify([head]) is None
        store.close()
    told = {"seen": seen, "missed": {name: count for name, count in missed.items() if count}}
    print(json.dumps({**told, "seconds": round(time.perf_counter() - started, 1)}))


if __name__ == "__main__":
    main()
