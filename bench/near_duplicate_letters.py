"""Thousands of one letter: what each costs to place, the first and the last, and what a page of their groups costs.

    python -m bench.near_duplicate_letters [--count N]

Every second letter is the very same, the others differ in one number: the worst that bands can meet.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.near_duplicates import opened, put
from models.access import Purpose, Viewer
from models.store.service import service
from search.backends import open_index
from search.likeness.placing import follow
from search.request import SearchRequest
from search.service import search
from search.units import units

_LETTER: Final = """Härmed översänds handlingar i ärendet enligt er begäran. Om något saknas eller är svårt att läsa
ber vi er höra av er till registrator, som har öppet alla vardagar mellan klockan nio och tolv. Handlingarna behöver
inte sändas tillbaka. Avgift tas inte ut för de första nio sidorna. Med vänlig hälsning, Registrator, Kvarnholms
kommun."""
_BATCH: Final = 20


def main() -> int:
    """Print one JSON object: processor ms a letter, by fifths, and ms for a page of hits, grouped and not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as home, opened(Path(home)) as store:
        viewer, spent = service(store, "bench"), list[float]()
        ids = [
            put(store, str(at), [f"{_LETTER} Brev {at}." if at % 2 else _LETTER], scanned=False) for at in range(count)
        ]
        for at in range(0, count, _BATCH):
            begun = time.process_time()
            follow(viewer, store, ids[at : at + _BATCH])
            spent.append(time.process_time() - begun)
        fifth = max(1, len(spent) // 5)
        fifths = [round(1000 * sum(spent[at : at + fifth]) / fifth / _BATCH, 2) for at in range(0, 5 * fifth, fifth)]
        index = open_index(store.settings)
        for at in range(0, count, _BATCH):
            index.put([unit for id in ids[at : at + _BATCH] for unit in units(viewer, store, id)])
        asking = Viewer("bench", viewer.owners)
        pages = {}
        for grouped in (False, True):
            request = SearchRequest("registrator", grouped=grouped)
            answers = [search(asking, Purpose("bench"), request, store=store, index=index) for _ in range(3)]
            pages["grouped" if grouped else "not grouped"] = {
                "ms": min(answer.milliseconds for answer in answers), "total": answers[0].total,
                "hits": len(answers[0].hits),
            }  # fmt: skip
        sizes = {len(group) for group in store.alike.groups(viewer, ids).values()}
    print(json.dumps({"ms a letter, by fifths": fifths, "groups of at most": max(sizes), "a page": pages}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
