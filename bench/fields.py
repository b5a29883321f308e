"""Fields and persons' roles on papers as the product reads them, and which of the gold's a reader finds in the words.

    python -m bench.fields read ARCHIVE [--scans N] [--others N]
    python -m bench.fields look ARCHIVE [--count N] [--seed N] [--missed]

``read`` reads so many of the archive's own files of each sort, scans through OCR, and measures their fields by value as
``samsyn evaluate fields`` does, by the kind that the gold has and by the kind that is told. ``look`` prints gold fields
drawn by chance with the words around them and what was told, so that somebody can count how often the words say
what the gold's slot says: the archive names a field by the slot that filled it, whatever its sentence makes of it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.reading import open_reading
from models.document import DocumentKind, Field
from models.gold import Gold, GoldDocument, open_gold
from models.settings import read_settings
from nlp.answers import Description, describe
from nlp.evaluate_fields import Fields, is_scan
from nlp.fields import find_fields
from nlp.fields.field_names import DATE, field_names
from nlp.gold_papers import Paper, described

_AROUND = 90  # code points of context on each side


def main() -> int:
    """Run one of the two and print what it finds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("read", "look"))
    parser.add_argument("archive", type=Path)
    parser.add_argument("--scans", type=int, default=30)
    parser.add_argument("--others", type=int, default=30)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="only what was not told")
    arguments = parser.parse_args()
    gold = open_gold(arguments.archive)
    if arguments.what == "read":
        print(json.dumps(read(gold, arguments.scans, arguments.others), ensure_ascii=False, indent=1))
    else:
        look(gold, arguments.count, arguments.seed, missed=arguments.missed)
    return 0


def read(gold: Gold, scans: int, others: int) -> dict[str, Any]:
    """The figures over the archive's own files, at most so many of each sort."""
    by_gold, by_told = Fields(), Fields()
    left = {True: scans, False: others}
    for document in gold.documents():
        sort = is_scan(document)
        if document.parent is None and left[sort] > 0 and (said := _said(gold, document)):
            left[sort] -= 1
            by_told.add(Paper(0, document, said[0]))
            by_gold.add(Paper(0, document, said[1]))
    return {"by the gold's kind": by_gold.report(), "by the kind told": by_told.report()}


def _said(gold: Gold, document: GoldDocument) -> tuple[Description, Description] | None:
    """What is told of a file as it is read: by its own kind, and by that of the gold; None where it cannot be read."""
    path = gold.archive / document.path
    with open_reading(path, read_settings(), images=False) as file_reading:
        reading = file_reading.reading
        pages = [(page.number, page.text) for page in reading.pages if page.text]
        joins = {page.number: page.layout.joins for page in reading.pages}
        if not pages:
            return None
        told = describe(pages, name=document.name, media_type=reading.media_type, joins=joins)
        sent = reading.facts.get("date", "")[:10]
    kind = DocumentKind(document.kind, 1.0, "gold")
    right = replace(told, kind=kind, fields=tuple(find_fields(pages, kind, told.mentions)))
    return _declared(told, sent), _declared(right, sent)


def _declared(said: Description, sent: str) -> Description:
    """With the date that a mail declares in the place of the one found, as an ingest has it."""
    if not sent:
        return said
    rest = tuple(field for field in said.fields if field.name != DATE)
    return replace(said, fields=(Field(DATE, sent, sent), *rest))


def look(gold: Gold, count: int, seed: int, *, missed: bool) -> None:
    """Print gold fields drawn by chance, each with its words and whether it was told."""
    lines = list(_looked_at(gold, missed=missed))
    for line in random.Random(seed).sample(lines, min(count, len(lines))):
        print(line)
    print(f"{len(lines)} fields in all")


def _looked_at(gold: Gold, *, missed: bool) -> Iterator[str]:
    for document in gold.documents():
        said = described(document)
        kind = DocumentKind(document.kind, 1.0, "gold")
        fields = find_fields([(page.number, page.text) for page in document.pages], kind, said.mentions)
        for name in field_names():
            one = Fields()
            one.add(Paper(0, _only(document, name), replace(said, fields=tuple(fields))))
            figures = one.report()["micro"]
            if figures["gold"] and not (missed and figures["gold"] == figures["right"]):
                yield _shown(document, name, figures["right"] == figures["gold"])


def _only(document: GoldDocument, name: str) -> GoldDocument:
    """The paper with the gold of one field alone; ``date`` is the paper's own."""
    stated = tuple(field for field in document.fields or () if field.name == name)
    return replace(document, fields=stated, date=document.date if name == DATE else "")


def _shown(document: GoldDocument, name: str, told: bool) -> str:
    values = {field.value for field in document.fields or () if field.name == name}
    texts = {page.number: page.text for page in document.pages}
    places = [one for one in document.mentions or () if one.value in values][:2]
    around = [texts[one.page][max(0, one.start - _AROUND) : one.end + _AROUND // 2] for one in places]
    words = " … ".join(" ".join(text.split()) for text in around)
    return f"{'told  ' if told else 'MISSED'} {document.kind} {name} {sorted(values)} | {words}"


if __name__ == "__main__":
    raise SystemExit(main())
