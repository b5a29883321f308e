"""How fast who is who is told, and what a document costs in a large archive: ``python -m bench.resolution``.

``--ground sqlite`` (the default) writes a real register in a temporary home, mentions and all, by what an ingest ends
with, a hundred documents to a transaction (an ingest's own commits are no part of this); ``--ground memory`` joins in
dictionaries, by the same code. Documents are made
(:mod:`bench.resolution_made`): their mentions are given, so that only what comes after the naming is measured.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import delete, func, insert, select

from bench.resolution_made import MadeDocument, Municipality
from models import swedish
from models.mention import Mention
from models.reference import Reference
from models.settings import Settings
from models.source import Source
from models.store import schema
from models.store.references import keep_references
from models.store.settling import resolve, tell_mentions
from models.store.store import Store
from nlp.resolution.memory import Memory
from nlp.resolution.within import references

_FEW: Final = 1_000
"""Mentions after which a document's cost is first measured, and how many documents' costs are taken at each point."""
_SAMPLE: Final = 200
_TOGETHER: Final = 100
_OWNER: Final = "Nämnden"
Take = Callable[[int, MadeDocument, Sequence[Reference]], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=200_000)
    parser.add_argument("--ground", choices=("sqlite", "memory"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.ground == "memory":
        memory = Memory()
        figures = _measure(asked.mentions, asked.seed, lambda at, _made, said: memory.take(f"{at:08d}", said))
        print(json.dumps(figures | {"ground": "memory"}))
        return
    with tempfile.TemporaryDirectory() as home:
        store = Store.open(Settings(home=Path(home)), create=True)
        store.sources.add(Source("made", _OWNER))
        register = _Register(store)
        figures = _measure(asked.mentions, asked.seed, register.take)
        register.end()
        with store.database.read() as connection:
            for name, table in (("references", schema.document_references), ("entities", schema.entities)):
                figures[name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
        size = sum(path.stat().st_size for path in Path(home).glob("*.sqlite*"))
        store.close()
    print(json.dumps(figures | {"ground": "sqlite", "register_mb": round(size / 2**20)}))


def _measure(mentions: int, seed: int, take: Take) -> dict[str, Any]:
    """``within_seconds`` tells who is who in each document, ``across_seconds`` joins them.

    What a document costs is the median of its processor time in ms, so that other work on the machine counts little.
    """
    within = across = cpu = 0.0
    said_of, costs, first = 0, list[float](), 0.0
    for at, made in enumerate(Municipality(seed).documents(mentions)):
        begun, worked = time.perf_counter(), time.process_time()
        said = references([(1, made.text)], made.mentions)
        middle = time.perf_counter()
        take(at, made, said)
        ended = time.perf_counter()
        cpu += time.process_time() - worked
        within, across, said_of = within + middle - begun, across + ended - middle, said_of + len(made.mentions)
        if said_of > _FEW:
            costs.append(time.process_time() - worked)
        if len(costs) == _SAMPLE and not first:
            first = median(costs)
    last = median(costs[-_SAMPLE:])
    return {
        "mentions": said_of,
        "documents": at + 1,
        "within_seconds": round(within, 1),
        "across_seconds": round(across, 1),
        "cpu_seconds": round(cpu, 1),
        "mentions_a_second": round(said_of / (within + across)),
        "document_ms_at_1000": round(first * 1000, 2),
        "document_ms_at_end": round(last * 1000, 2),
        "times_as_much": round(last / first, 2),
        "max_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


class _Register:
    """A register's tables, written by the code of an ingest's last step, :data:`_TOGETHER` documents a transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._transaction = store.database.write()
        self._connection = self._transaction.__enter__()

    def take(self, at: int, made: MadeDocument, said: Sequence[Reference]) -> None:
        connection, id = self._connection, f"{at:032d}"
        row = {"id": id, "owner": _OWNER, "source": "made", "sha256": id, "size": 1, "name": id, "state": "read"}
        connection.execute(insert(schema.documents).values(**row, created=swedish.now()))
        places = keep_references(connection, self._store.key, id, said)
        mentions = [_row(id, one, places.get((one.page, one.start), "")) for one in made.mentions]
        connection.execute(insert(schema.mentions), mentions)
        resolve(connection, self._store.key, _OWNER, id)
        tell_mentions(connection, [id])
        connection.execute(delete(schema.draft_references).where(schema.draft_references.c.document == id))
        if at % _TOGETHER == _TOGETHER - 1:
            self.end()
            self._transaction = self._store.database.write()
            self._connection = self._transaction.__enter__()

    def end(self) -> None:
        self._transaction.__exit__(None, None, None)


def _row(document: str, one: Mention, reference: str) -> dict[str, object]:
    values = {name: getattr(one, name) for name in ("page", "start", "end", "text", "value", "confidence", "method")}
    return values | {"document": document, "label": one.label.value, "entity": "", "reference": reference}


if __name__ == "__main__":
    main()
