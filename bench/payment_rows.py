"""How exactly rows of payments are read: sheets of the sample archive, made anew, written as files and read back.

    python -m bench.payment_rows [--sheets 40] [--seed 7]

A row counts where its day, provider, hours and sum are those that were written: precision and recall over all rows. The
sample's own generator draws the sheets (``sample/payments.py``); half are written as XLSX and half as CSV, by its own
carriers, and go through the product's reader, its naming and :func:`nlp.payments.rows.payment_rows`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ingest.reading import open_reading
from models.settings import Settings
from nlp.answers import describe
from nlp.payments.rows import payment_rows
from sample.carriers.registry import CARRIERS
from sample.draft import Table
from sample.payments import draft
from sample.scene.scene import Cast
from sample.spans import plain
from sample.world import World

Row = tuple[str, str, float | None, int | None]


def written(folder: Path, sheets: int, seed: int) -> Iterator[tuple[Path, Counter[Row]]]:
    """Files with the rows that were written into them."""
    world = World(seed)
    for number in range(sheets):
        made = draft(world, world.rng("bench", "rows", number), date(2024, 12, 1 + number % 28), Cast())
        table = next(each for each in made.blocks if isinstance(each, Table))
        file = CARRIERS[("xlsx", "csv")[number % 2]](made, world.rng("carrier", number), "")
        path = folder / f"{number}{file.suffix}"
        path.write_bytes(file.content)
        yield path, Counter(_row([plain(cell) for cell in cells]) for cells in table.rows)


def _row(cells: Sequence[str]) -> Row:
    """A row as the generator has it: day, name, number, account, invoice, service, hours, sum."""
    kronor, _, ore = "".join(cells[7].split()).partition(",")
    return cells[0], cells[1], float(cells[6].replace(",", ".")), int(kronor) * 100 + int(ore or 0)


def read(path: Path, settings: Settings) -> Counter[Row]:
    """The rows that are read."""
    with open_reading(path, settings, name=path.name, passwords=(), force_ocr=False, images=False) as found:
        pages = found.reading.pages
        texts = [(page.number, page.text) for page in pages]
        told = describe(texts, name=path.name, media_type=found.reading.media_type, pipeline=settings.nlp_pipeline)
    names = {(each.page, each.start): each.value for each in told.mentions}
    rows = payment_rows([(page.number, page.text, page.layout) for page in pages], told.mentions, told.fields)
    return Counter(
        (row.day.isoformat() if row.day else "", names.get((row.provider_page or 0, row.provider_start or 0), ""),
         row.hours, row.amount)
        for row in rows
    )  # fmt: skip


def measured(sheets: int, seed: int) -> dict[str, float | int]:
    """How many rows were written, were read, and were read exactly; precision and recall of them."""
    wanted = told = right = 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        for path, rows in written(Path(folder), sheets, seed):
            found = read(path, settings)
            wanted, told, right = wanted + rows.total(), told + found.total(), right + (rows & found).total()
    precision, recall = right / max(told, 1), right / max(wanted, 1)
    return {"sheets": sheets, "rows": wanted, "read": told, "exact": right,
            "precision": round(precision, 4), "recall": round(recall, 4)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sheets", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    print(json.dumps(measured(asked.sheets, asked.seed), indent=2))


if __name__ == "__main__":
    main()
