"""E-mail addresses on the scans of a sample archive: how many are found by value, with and without the second look.

    python -m bench.at_sign_scans ARCHIVE [--scans N]

Only scans that have an address are read. "without" takes each correction of the rule at_sign back. "sure" are those
that are named without "@" being a possible reading.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest.reading import read_file
from models.document import Page
from models.gold import Gold, GoldDocument, open_gold
from models.mention import Label
from models.settings import read_settings
from nlp.answers import describe
from nlp.choice import RULES
from nlp.evaluate_fields import is_scan
from nlp.rules.misread import POSSIBLE


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--scans", type=int, default=20)
    asked = parser.parse_args()
    gold, counts, missed = open_gold(asked.archive), Counter[str](), list[str]()
    for document in islice(_with_addresses(gold), asked.scans):
        pages = read_file(gold.archive / document.path, read_settings()).pages
        wanted = _wanted(document)
        counts["scans"] += 1
        counts["addresses"] += len(wanted)
        for name, texts in (("with", [page.text for page in pages]), ("without", [_unlooked(page) for page in pages])):
            told = _told(document, texts)
            counts[f"{name}: found"] += len(wanted & told.keys())
            counts[f"{name}: found, sure"] += sum(told.get(one, False) for one in wanted)
            counts[f"{name}: false"] += len(told.keys() - wanted)
            missed += [f"{document.path}: {one} – {sorted(told)}" for one in wanted - told.keys() if name == "with"]
    print(json.dumps({**counts, "missed": missed}, ensure_ascii=False, indent=1))
    return 0


def _with_addresses(gold: Gold) -> Iterator[GoldDocument]:
    return (one for one in gold.documents() if one.parent is None and is_scan(one) and _wanted(one))


def _wanted(document: GoldDocument) -> set[str]:
    return {one.value for one in document.mentions or () if one.label is Label.EMAIL}


def _unlooked(page: Page) -> str:
    """The text of a page with what Tesseract read in place of each "@"."""
    text = page.text
    for one in sorted(page.layout.corrections, key=lambda one: -one.start):
        if one.rule == "at_sign":
            text = text[: one.start] + one.original + text[one.end :]
    return text


def _told(document: GoldDocument, texts: list[str]) -> dict[str, bool]:
    """Each address that is named, and whether surely."""
    said = describe(list(enumerate(texts, 1)), name=document.name, pipeline=RULES).mentions
    return {one.value: not one.method.endswith(POSSIBLE) for one in said if one.label is Label.EMAIL}


if __name__ == "__main__":
    raise SystemExit(main())
