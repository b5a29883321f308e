"""How well a scan of many cases is proposed for cutting, against the sample archive's truth.

    python -m bench.splitting [--pages 120] [--seed 7]

Makes one scan of an archive box (separator sheets before most cases, none before some), reads it as it is read at
intake, and compares where cuts are proposed with where a new case begins. A cut within a case may be right too: a case
has one to three papers; the figures count it apart.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from ingest.reading import open_reading
from ingest.split_proposal import proposed_parts
from models.settings import Settings
from sample.carriers.scans.batch import SEPARATOR, batch_pdf
from sample.drafts import draft
from sample.grammar.bank import open_bank
from sample.orders import Order, order
from sample.world import World

_KINDS = ("food_inspection", "building_permit", "serving_permit", "letter", "contract", "building_supervision")


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.pages, arguments.seed), indent=1))
    return 0


def measure(pages: int, seed: int) -> dict[str, Any]:
    """The figures of one scan of about so many pages."""
    world, rng = World(seed), Random(seed)
    day = order(world, 0).day
    bank = open_bank("first")
    drafts = [draft(world, bank, "first", Order(3_000_000 + at, rng.choice(_KINDS), day))[0] for at in range(pages)]
    written = batch_pdf(drafts, rng, pages)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kartong.pdf"
        path.write_bytes(written.content)
        with open_reading(path, Settings(), images=False) as found:
            proposed = proposed_parts(found.reading.pages)
    parts = [page.part for page in written.pages]
    cases = {number for number in range(1, len(parts) + 1) if _begins(parts, number)}
    cuts = {part.first for part in proposed}
    sheets = {number for number, part in enumerate(parts, start=1) if part == SEPARATOR}
    kept = {page for part in proposed for page in range(part.first, part.last + 1)}
    return {
        "pages": len(parts),
        "cases": len(cases),
        "cases_without_sheet": sum(1 for number in cases if number > 1 and number - 1 not in sheets),
        "cuts": len(cuts),
        "cases_cut_right": len(cases & cuts),
        "cuts_within_a_case": len(cuts - cases),
        "pages_in_no_part": len(set(range(1, len(parts) + 1)) - kept - sheets),
        "sheets_in_a_part": len(sheets & kept),
    }


def _begins(parts: list[str], number: int) -> bool:
    here, before = parts[number - 1], parts[number - 2] if number > 1 else ""
    return here not in (SEPARATOR, before)


if __name__ == "__main__":
    raise SystemExit(main())
