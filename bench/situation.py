"""How long a situation picture takes where the index holds many documents: processor time, and questions asked.

    python -m bench.situation [DOCUMENTS]

The documents are made up and lie in the index with the names of what they name in the register; texts, fields and
papers of the two sections that read these (audits, permits and inspections) do not.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from models.access import Purpose, Viewer
from models.settings import Settings
from models.source import Source
from models.store.schema import entities
from models.store.store import Store
from search.backends import open_index
from search.index import Index, IndexedPage, IndexQuery, IndexUnit
from search.query import TokenField
from search.situation.period import Period
from search.situation.scope import Scope
from search.situation.service import situation

OWNERS = {f"ägare {number}": [f"källa {number}-{each}" for each in range(6)] for number in range(3)}
KINDS = ("inspection_report", "permit_decision", "police_memo", "payment_audit", "email", "tip", "minutes", "invoice")
COUNTS = {
    "PERSON": 20_000,
    "ORG": 6_000,
    "ADDRESS": 9_000,
    "PROPERTY": 3_000,
    "VEHICLE": 2_500,
    "PHONE": 6_000,
    "LOC": 300,
}


def name(label: str, number: int) -> str:
    if label == "ADDRESS":
        return f"Gatan{number % 400} {number % 90 + 1}, 990 {number % 12 + 10} Ort{'abcdefghijkl'[number % 12]}"
    if label == "PROPERTY":
        return f"Ort{'abcdefghijkl'[number % 12]} Trakt{number % 60} {number % 9 + 1}:{number}"
    return f"{label} {number}"


def some(random: Random, label: str, most: int) -> tuple[str, ...]:
    return tuple({f"{label}{min(int(random.paretovariate(0.35)), most)}" for _ in range(random.randrange(1, 6))})


def unit(random: Random, number: int) -> IndexUnit:
    """Names are few and common or many and rare, as in an archive."""
    owner = random.choice(list(OWNERS))
    day = date(2023, 1, 1) + timedelta(days=random.randrange(1_000))
    named = {label: some(random, label, most) for label, most in COUNTS.items()}
    about = {"source": (random.choice(OWNERS[owner]),), "owner": (owner,), "kind": (random.choice(KINDS),)}
    days = {"year": (str(day.year),), "month": (day.isoformat()[:7],)}
    words = {TokenField.EXACT: ("ord", f"ord{number % 50}"), TokenField.NAMED: ()}
    return IndexUnit(f"{number:032x}", owner, day, {**named, **about, **days}, (IndexedPage(1, words),))


def units(documents: int) -> Iterator[list[IndexUnit]]:
    random = Random(1)
    made = [unit(random, number) for number in range(documents)]
    for begin in range(0, documents, 2_000):
        yield made[begin : begin + 2_000]


class Counting:
    """An index that counts what it is asked."""

    def __init__(self, index: Index) -> None:
        self._index, self.asked = index, 0

    def search(self, query: IndexQuery):  # type: ignore[no-untyped-def]
        self.asked += 1
        return self._index.search(query)


def main(documents: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        store, index = Store.open(settings, create=True), open_index(settings)
        for owner, sources in OWNERS.items():
            for source in sources:
                store.sources.add(Source(source, owner))
        rows = [{"owner": owner, "id": f"{label}{number}", "label": label,
                 **dict.fromkeys(("value", "name"), name(label, number))}
                for owner in OWNERS for label, most in COUNTS.items() for number in range(1, most + 1)]  # fmt: skip
        with store.database.write() as connection:
            connection.execute(insert(entities), rows)
        for some in units(documents):
            index.put(some)
        viewer, why = Viewer("prov", frozenset(OWNERS)), Purpose("prov", "P-1")
        scope = Scope(Period(date(2024, 7, 1), date(2025, 6, 30)))
        for what in ("first", "again"):
            counting, begun = Counting(index), time.process_time()
            picture = situation(viewer, why, scope, store=store, index=counting)  # type: ignore[arg-type]
            spent = time.process_time() - begun
            print(f"{what}: {picture.total.count} of {documents} documents, {counting.asked} questions, {spent:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
