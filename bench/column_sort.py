"""What it costs to see the table of hits in the order of a column: processor time, beside the same page by date.

    python -m bench.column_sort --home FOLDER [--query WORDS]… [--rounds 3]

FOLDER is a finished installation, or better a copy of one: each search is written in its ledger. Each query is asked by
somebody who reads every owner's papers and is no officer, the first page of 50 rows, by date and by columns of each
sort, once to warm and then so many rounds. Told is the median of the rounds.
"""

from __future__ import annotations

import argparse
import json
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from models.access import Purpose, Viewer
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.column_order import NAME, ColumnOrder
from search.index import Index, Sort
from search.request import SearchRequest
from search.service import search
from search.table import PARTIES, cells
from web.states import SHOWN

_QUERIES: Final = ("kommun", "tillsyn", "anbud")
_COLUMNS: Final = (NAME, "kind", "fee_amount", "deadline", "handled_by", PARTIES, "case_number")
_PURPOSE: Final = Purpose("mätning")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--query", action="append", dest="queries")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    store = Store.open(Settings(home=arguments.home))
    with closing(store), closing(open_index(store.settings)) as index:
        for query in arguments.queries or _QUERIES:
            print(json.dumps(_told(store, index, query, arguments.rounds), ensure_ascii=False), flush=True)
    return 0


def _told(store: Store, index: Index, query: str, rounds: int) -> dict[str, Any]:
    plain = SearchRequest(query=query, sort=Sort.DATE, limit=50, pages=0)
    hits, by_date = _taken(store, index, plain, rounds)
    by = {name: _taken(store, index, replace(plain, by=ColumnOrder(name, True)), rounds)[1] for name in _COLUMNS}
    return {"query": query, "hits": hits, "date, ms": by_date, **{f"{name}, ms": took for name, took in by.items()}}


def _taken(store: Store, index: Index, request: SearchRequest, rounds: int) -> tuple[int, int]:
    """How many hits, and the median of what the search and the cells of its rows take."""
    viewer, took, total = Viewer("mätning", frozenset(store.sources.owners())), list[float](), 0
    for lap in range(rounds + 1):
        begun = time.process_time()
        found = search(viewer, _PURPOSE, request, store=store, index=index)
        cells(viewer, store, [hit.document for hit in found.hits], SHOWN)
        took += [time.process_time() - begun] if lap else []  # the first lap warms the caches
        total = found.total
    return total, round(1000 * median(took))


if __name__ == "__main__":
    raise SystemExit(main())
