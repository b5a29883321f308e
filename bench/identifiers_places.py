"""Hand-checked mentions in the real texts: where they stand and what they mean, never what they say of somebody.

    python -m bench.identifiers_places SOURCE LABEL WRITTEN [VALUE] [--page N] [--nth N]     makes a line
    python -m bench.identifiers_places SOURCE --whole LABEL … [--page N]                     says that all are listed

``bench/identifiers_real/*.jsonl`` holds two sorts of lines. A *mention*: ``source``, ``page``, ``start``, ``end``,
``label``, ``value`` (the normal form) and ``mark`` (a hash of the written form, by which it is found again where a
reading has moved it). A personnummer and what else is of a person has ``hash`` in the place of ``value``. Both hashes
are salted with the bytes of the source: without the text they say nothing, with it they say nothing new.
A *passage*: ``source``, ``page``, ``whole`` (labels) and perhaps ``start`` and ``end``: there all of these are listed,
so that precision is counted. Elsewhere recall is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.identifiers_material import Source, read_source

FOLDER: Final = Path(__file__).parent / "identifiers_real"
PERSONAL: Final = frozenset({"PERSONNUMMER", "PHONE", "EMAIL", "ACCOUNT", "VEHICLE", "ADDRESS"})
"""Labels whose values are hashed: they may be a person's own."""
_MARK, _HASH = 8, 24  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the set, of either sort; ``start`` is None in a passage that is the whole page."""

    source: str
    page: int
    start: int | None
    end: int | None
    label: str = ""
    value: str = ""
    hash: str = ""
    mark: str = ""
    whole: tuple[str, ...] = ()


def places(folder: Path = FOLDER) -> Iterator[Place]:
    """Every line of the set."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            whole = tuple(record.pop("whole", ()))
            yield Place(**{"page": 1, "start": None, "end": None, **record}, whole=whole)


def hashed(source: Source, what: str, length: int = _HASH) -> str:
    """What stands for a value that must not be told."""
    return hashlib.sha256(source.salt + what.encode()).hexdigest()[:length]


def found_again(source: Source, place: Place) -> tuple[int, int] | None:
    """Where the written form of a mention stands: at its place, else nearest to it; None where it is no more."""
    text = dict(source.pages).get(place.page, "")
    if place.start is None or place.end is None:
        return None
    origin, length = place.start, place.end - place.start
    if hashed(source, text[origin : place.end], _MARK) == place.mark:
        return origin, place.end
    elsewhere = [at for at in range(len(text)) if hashed(source, text[at : at + length], _MARK) == place.mark]
    nearest = min(elsewhere, key=lambda at: abs(at - origin), default=None)
    return None if nearest is None else (nearest, nearest + length)


def mention_line(source: Source, page: int, start: int, end: int, label: str, value: str) -> dict[str, Any]:
    """A line that says: this stands there."""
    text = dict(source.pages)[page][start:end]
    told = {"hash": hashed(source, value)} if label in PERSONAL else {"value": value}
    place = {"source": source.name, "page": page, "start": start, "end": end, "label": label}
    return place | told | {"mark": hashed(source, text, _MARK)}


def main() -> int:
    """Print one line for the set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("label", nargs="?")
    parser.add_argument("written", nargs="?")
    parser.add_argument("value", nargs="?", help="the normal form, where it is another than what is written")
    parser.add_argument("--page", type=int, default=1)
    parser.add_argument("--nth", type=int, default=1, help="which of several on the page")
    parser.add_argument("--whole", nargs="+")
    asked = parser.parse_args()
    source = read_source(asked.source)
    if asked.whole:
        print(json.dumps({"source": source.name, "page": asked.page, "whole": asked.whole}, ensure_ascii=False))
        return 0
    text, start = dict(source.pages)[asked.page], -1
    for _ in range(asked.nth):
        start = text.index(asked.written, start + 1)
    end = start + len(asked.written)
    line = mention_line(source, asked.page, start, end, asked.label, asked.value or asked.written)
    print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
