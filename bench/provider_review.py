"""What provider review costs over thousands of sheets: the list, one provider, and the file of rows.

    python -m bench.provider_review [--sheets 2000] [--rows 50] [--providers 60]

Made-up sheets are put into a register of their own as the naming step leaves them; then the product's own readings are
timed, in seconds of the processor, as somebody who reads everything and as somebody whose every query asks the wall.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert

from models import swedish
from models.access import Purpose, Viewer
from models.document import DocumentState
from models.marking import MarkingScope
from models.payment import RowFilter
from models.settings import Settings
from models.source import Source
from models.store.schema import documents, entities, mentions, pages, payment_rows
from models.store.store import Store
from search.provider_review import export, review

_OWNER, _WHY = "Nämnden", Purpose("mätning")


def filled(home: Path, sheets: int, rows: int, providers: int) -> Store:
    """A register with so many sheets of so many rows, of so many providers."""
    store, random, now = Store.open(Settings(home=home), create=True), Random(1), swedish.now()
    store.sources.add(Source("utbetalningar", _OWNER))
    tables = {table: list[dict[str, object]]() for table in (entities, documents, pages, mentions, payment_rows)}
    for number in range(providers):
        name = f"Utförare {number} AB"
        tables[entities].append({"owner": _OWNER, "id": f"{number:032x}", "label": "ORG", "value": name, "name": name})
    for sheet in range(sheets):
        id = f"{sheet:032x}"
        tables[documents].append(
            {"id": id, "owner": _OWNER, "source": "utbetalningar", "sha256": id * 2, "size": 1, "name": f"{sheet}.csv",
             "state": DocumentState.READ.value, "created": now, "pages": 1, "facts": {}}
        )  # fmt: skip
        tables[pages].append(
            {"document": id, "number": 1, "method": "text", "reason": "", "text": "", "quality": 1.0, "words": b""}
        )
        for row in range(rows):
            who, at = random.randrange(providers), row * 100
            tables[mentions].append(
                {"document": id, "page": 1, "start": at + 11, "end": at + 30, "label": "ORG", "text": "",
                 "value": f"Utförare {who} AB", "confidence": 1.0, "method": "rule", "entity": f"{who:032x}"}
            )  # fmt: skip
            tables[payment_rows].append(
                {"document": id, "page": 1, "start": at, "end": at + 90, "place": f"rad {row}", "sort": "payment",
                 "provider_page": 1, "provider_start": at + 11,
                 "day": date(2022, 1, 1) + timedelta(days=random.randrange(900)), "month": False,
                 "amount": random.randrange(10**7), "hours": random.randrange(400) / 2, "planned": None,
                 "registered": None, "begins": None, "ends": None, "invoice": str(random.randrange(10**6)),
                 "service": random.choice(("nattinsatser", "ledsagning")), "account": f"BG:{who:08}", "client": "",
                 "staff": ""}
            )  # fmt: skip
    with store.database.write() as connection:
        for table, some in tables.items():
            connection.execute(insert(table), some)
    return store


def timed(what: Callable[[], object]) -> float:
    """The best of three, in seconds of the processor."""
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        what()
        best = min(best, time.process_time() - before)
    return round(best, 3)


def _costs(store: Store, viewer: Viewer) -> dict[str, float]:
    return {
        "list": timed(lambda: review.providers(viewer, _WHY, store, RowFilter())),
        "one": timed(lambda: review.provider(viewer, _WHY, store, f"{1:032x}", RowFilter())),
        "file": timed(lambda: export.export_rows(viewer, _WHY, store, RowFilter())),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for name, count in (("sheets", 2000), ("rows", 50), ("providers", 60)):
        parser.add_argument(f"--{name}", type=int, default=count)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder) / "home", asked.sheets, asked.rows, asked.providers)
        every = Viewer("alla", frozenset({_OWNER}), officer_of=frozenset({_OWNER}))
        store.markings.set(every, MarkingScope.PAGE, f"{0:032x}", ground="OSL 26:1", group="få", page=1)
        told = {"reads all": _costs(store, every), "behind the wall": _costs(store, Viewer("en", every.owners))}
        store.close()
    print(json.dumps({"rows": asked.sheets * asked.rows, **told}, indent=2))


if __name__ == "__main__":
    main()
