"""How long a search with eight facets takes at the server, over the demo archive.

    python -m bench.search_latency [--home samsyn-data/demo-embedded] [--rounds 5]

Peer in the same run: the same question as one plain SQL ``LIKE`` over the page texts of the register, with no facets,
no ledger and no fragments: what one gets without an index. Back end and home are those of the settings in force.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import func, select

from models.access import Purpose
from models.settings import read_settings
from models.store import schema
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.request import SearchRequest
from search.service import search

FACETS = ("source", "kind", "year", "PERSON", "ORG", "LOC", "PROPERTY", "VEHICLE")
QUERIES = (
    "", "madrasser källaren", "tillstånd", "serveringstillstånd", "lokal", "kontroll", "beslut", "nämnden",
    "utbetalning", "bil", "inspektion OR tillsyn", "restaurang -alkohol", '"lokal i källaren"', "fakt*", "person",
    "kök", "brand", "avgift",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("samsyn-data/demo-embedded"))
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    settings = replace(read_settings(), home=arguments.home)
    store = Store.open(settings)
    index, viewer, purpose = open_index(settings), service(store, "mätning"), Purpose("mätning")

    def ours(query: str) -> int:
        return search(viewer, purpose, SearchRequest(query, facets=FACETS), store=store, index=index).total

    def like(query: str) -> int:
        with store.database.read() as connection:
            found = schema.pages.c.text.ilike(f"%{query}%")
            return int(
                connection.execute(select(func.count(schema.pages.c.document.distinct())).where(found)).scalar_one()
            )

    report = {
        "backend": settings.index_backend,
        "documents": store.status(viewer)["documents"],
        "samsyn, 8 facets": _times(ours, arguments.rounds),
        "SQL LIKE, no facets": _times(like, arguments.rounds),
    }
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _times(ask: Callable[[str], int], rounds: int) -> dict[str, Any]:
    for query in QUERIES:
        ask(query)  # caches warm, as in a server that has been up for a minute
    taken = []
    for _ in range(rounds):
        for query in QUERIES:
            started = time.perf_counter()
            ask(query)
            taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {
        "searches": len(taken),
        "p50_ms": round(median(taken), 1),
        "p95_ms": round(taken[int(len(taken) * 0.95)], 1),
    }


if __name__ == "__main__":
    main()
