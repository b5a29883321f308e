"""Names in papers of the second phrasing bank: as they are, in capitals, in lower case, and with 2 % character errors.

    python -m bench.name_copies [--pipeline accurate fast rules] [--seed N …] [--size N] [--misses N]

Errors are drawn anew for each page: three of five are letters taken for a look-alike or for any other, one of five is
lost, one of five is put in. The noise is this script's own, not that of training.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from models.gold import GoldDocument, open_gold
from nlp.evaluate import NAMES
from nlp.pipeline import find_mentions
from nlp.scoring import Key, Tally
from sample.archive import make_archive
from training.names.edits import Edit, edited
from training.names.example import Example, Span

RATE: Final = 0.02
_ALIKE: Final = dict(zip("lI1oO0ecaåäöuvnhbrtfiSBG5rm", "1lIO0oceoaaonurbhfftj58S6nn", strict=False))
_LETTERS: Final = "abcdefghijklmnoprstuvåäö"
Copy = Callable[[Example, random.Random], Example]


def _plain(example: Example, _: random.Random) -> Example:
    return example


def capitals(example: Example, _: random.Random) -> Example:
    """In capitals; a letter that would become two stays."""
    return _each(example, str.upper)


def lower(example: Example, _: random.Random) -> Example:
    """In lower case."""
    return _each(example, str.lower)


def misread(example: Example, chance: random.Random) -> Example:
    """Two of a hundred characters wrong."""
    edits = []
    for place, letter in enumerate(example.text):
        if chance.random() < RATE and not letter.isspace():
            other = _ALIKE.get(letter, chance.choice(_LETTERS))
            edits.append(
                Edit(place, place + 1, chance.choice([other, other, other, "", letter + chance.choice(_LETTERS)]))
            )
    return edited(example, edits)


COPIES: Final[dict[str, Copy]] = {
    "as text": _plain,
    "capitals": capitals,
    "lower case": lower,
    "2 % character errors": misread,
}


def main() -> int:
    """Print one JSON object: F1 by pipeline and copy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", nargs="+", default=["accurate"])
    parser.add_argument("--seed", type=int, nargs="+", default=[7, 99])
    parser.add_argument("--size", type=int, default=300, help="files in each archive")
    parser.add_argument("--bank", default="second", help="the first is what the models learnt from")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    archives = [one for seed in arguments.seed for one in documents(arguments.bank, seed, arguments.size)]
    report = {one: measure(archives, one, arguments.misses) for one in arguments.pipeline}
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def measure(documents: list[list[Example]], pipeline: str, misses: int) -> dict[str, Any]:
    """Figures of each copy of the documents, each a list of its pages."""
    report: dict[str, Any] = {}
    for name, copy in COPIES.items():
        tally, shown, chance = Tally(), defaultdict[str, list[str]](list), random.Random(name)
        for pages in documents:
            copied = [copy(page, chance) for page in pages]
            found = _found(copied, pipeline)
            gold = {
                (span.label, (number, span.start, span.end))
                for number, page in enumerate(copied, 1)
                for span in page.spans
            }
            tally.add(gold, found, gold & found)
            for key in gold ^ found:
                sort = ("-" if key in gold else "+") + key[0]
                if len(shown[sort]) < misses:
                    shown[sort].append(_shown(copied, key))
        report[name] = tally.scores([label.value for label in NAMES]) | ({"misses": shown} if misses else {})
    return report


def documents(bank: str, seed: int, size: int) -> Iterator[list[Example]]:
    """The documents of an archive whose mentions the gold knows, each as its pages."""
    with tempfile.TemporaryDirectory() as folder:
        make_archive(Path(folder), size=size, seed=seed, bank=bank, scans=False)
        for document in open_gold(Path(folder)).documents():
            if document.mentions is not None and document.pages:
                yield [_page(document, page.number, page.text) for page in document.pages]


def _page(document: GoldDocument, number: int, text: str) -> Example:
    mentions = [one for one in document.mentions or () if one.page == number and one.label in NAMES]
    return Example(text, tuple(Span(one.start, one.end, one.label.value) for one in mentions))


def _found(pages: list[Example], pipeline: str) -> set[Key]:
    texts = [(number, page.text) for number, page in enumerate(pages, 1)]
    mentions = find_mentions(texts, pipeline=pipeline)
    return {(one.label.value, (one.page, one.start, one.end)) for one in mentions if one.label in NAMES}


def _each(example: Example, change: Callable[[str], str]) -> Example:
    text = "".join(new if len(new := change(letter)) == 1 else letter for letter in example.text)
    return Example(text, example.spans)


def _shown(pages: list[Example], key: Key) -> str:
    page, start, end = key[1]  # type: ignore[misc]
    text = pages[page - 1].text
    return f"{text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 15]}"


if __name__ == "__main__":
    raise SystemExit(main())
