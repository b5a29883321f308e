"""How many numbers the rules find in real text that has none of their sort, for each hundred pages.

A page is about :data:`bench.identifiers_material.PAGE` code points of a statute, a text of the government or a question
to a minister. For labels of which such texts are full, pages with a word or a sign that goes with them are left out
(:data:`GOES_WITH`). What a person has looked at and found right stands in ``identifiers_real`` and is no false one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from random import Random
from typing import Any, Final

from bench.identifiers_material import GOVERNMENT, INTERPELLATIONS, STATUTES, corpus, cut
from bench.identifiers_places import places
from models.mention import Label
from nlp import precedence
from nlp.candidate import Candidate, Context
from nlp.components import RULES

CORPORA: Final = (STATUTES, GOVERNMENT, INTERPELLATIONS)
TODAY: Final = Context(date(2024, 6, 1))
GOES_WITH: Final[dict[Label, re.Pattern[str]]] = {
    Label.AMOUNT: re.compile(r"kron|kr\b|SEK|miljon|miljard|tusen|:-|tkr|mkr|mnkr|mdkr|euro|öre\b", re.IGNORECASE),
    Label.PHONE: re.compile(r"tele|tfn|mobil|fax|växel|kontakt|ring|\+4", re.IGNORECASE),
    Label.EMAIL: re.compile("@"),
    Label.URL: re.compile(r"www\.|http", re.IGNORECASE),
}
"""What tells that a page may well hold such a mention."""


def measure(pages: int, seed: int = 1, labels: Collection[str] = (), show: int = 0) -> dict[str, Any]:
    """By label: the pages looked at in each set, what was found there, and the false ones for each hundred pages."""
    looked, found, false = Counter[str](), Counter[str](), Counter[str]()
    right = {(one.source, one.label, one.start) for one in places() if not one.whole}
    examples = defaultdict[str, list[str]](list)
    wanted = [label for label in precedence.RANK if not labels or label in labels]
    for source, offset, text in _sample(pages, seed):
        told = precedence.choose(_found(text))
        for label in wanted:
            if (sign := GOES_WITH.get(label)) is not None and sign.search(text):
                continue
            looked[label] += 1
            for one in told:
                if one.label is label:
                    found[label] += 1
                    is_false = (source, label, offset + one.start) not in right
                    false[label] += is_false
                    if is_false:
                        examples[label].append(_example(source, offset, text, one))
    report: dict[str, Any] = {
        label: {
            "pages": looked[label],
            "found": found[label],
            "not_checked_true": false[label],
            "for_100_pages": round(100 * false[label] / looked[label], 3) if looked[label] else None,
        }
        for label in sorted(looked)
    }
    return report | ({"examples": {label: rows[:show] for label, rows in examples.items()}} if show else {})


def _sample(pages: int, seed: int) -> Iterator[tuple[str, int, str]]:
    """``(source, offset, text)``: so many pages of each set, always the same."""
    for path in CORPORA:
        rng = Random(seed)
        names = [(name, text) for name, text in corpus(path) if len(text) > 500]
        taken = 0
        for name, text in rng.sample(names, len(names)):
            for offset, piece in cut(text):
                yield name, offset, piece
                taken += 1
                if taken == pages:
                    break
            if taken == pages:
                break


def _found(text: str) -> Iterator[Candidate]:
    for rule in RULES.values():
        yield from rule(text, TODAY)


def _example(source: str, offset: int, text: str, one: Candidate) -> str:
    around = text[max(0, one.start - 60) : one.start] + "⟦" + text[one.start : one.end] + "⟧" + text[one.end :][:40]
    return f"{source}@{offset + one.start} {one.value} {one.method} {one.confidence}: {' '.join(around.split())}"
