"""What compartments cost a search: the back end alone, around it none, and around it ten small ones.

    python -m bench.compartments --index FOLDER [--rounds 3]

FOLDER is an index of ``bench.search_scale --index FOLDER``; to it are added, once, five groups of 20 documents with a
page kept for the group, in two compartments each. Each of the short list's searches, with 8 facets, is asked of the
three in turn, warm. ``cpu``: of this process, where the machine has other work.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.search_scale import _asked as asked
from bench.search_scale import _told as told
from bench.search_scale import units
from bench.search_scale_log import SHORT
from models.store.compartments import Compartments
from models.store.database import Database
from models.store.schema import compartments as table
from search.compartments import CompartmentIndex
from search.embedded.index import EmbeddedIndex
from search.index import Index, IndexUnit

_GROUPS: Final = 5
_DOCUMENTS: Final = 20  # of each group


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    alone = EmbeddedIndex(arguments.index)
    with tempfile.TemporaryDirectory() as scratch:
        none, ten = (CompartmentIndex(alone, _register(Path(scratch) / name)) for name in ("none", "ten"))
        ten.put(list(_kept()))
        systems: dict[str, Index] = {"the back end alone": alone, "no compartments": none, "ten compartments": ten}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in systems}
        for lap in range(arguments.rounds + 1):
            for query in SHORT:
                for name, index in systems.items():
                    took = asked(index, query)
                    taken[name] += [took] if lap else []  # the first lap warms the caches
        print(json.dumps({name: told(some) for name, some in taken.items()}, ensure_ascii=False, indent=1))
        none.close()
        ten.close()
    return 0


def _register(path: Path) -> Compartments:
    database = Database(f"sqlite:///{path}")
    table.create(database.engine)
    database.close()
    return Compartments(database.url)


def _kept() -> Iterator[IndexUnit]:
    """Documents of two pages, the second kept."""
    drawn = units(2 * _GROUPS * _DOCUMENTS, _GROUPS * _DOCUMENTS)
    for at, unit in enumerate(drawn):
        group, named = frozenset({f"grupp {at % _GROUPS}"}), replace(unit, document=f"kept{unit.document}")
        yield replace(named, needs=group)
        yield replace(named, pages=unit.pages[:1], lacks=group)


if __name__ == "__main__":
    raise SystemExit(main())
