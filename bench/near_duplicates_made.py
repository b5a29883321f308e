"""Papers made alike on purpose, and unlike on purpose: read anew with two models of noise, edited, about others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from bench.search_classes import confused, scattered

_LETTERS: Final = "abcdefghijklmnoprstuvåäö"
_SWAPPED: Final = frozenset(
    {
        "PERSON",
        "ORG",
        "PERSONNUMMER",
        "ORGNR",
        "ADDRESS",
        "PROPERTY",
        "CASE",
        "VEHICLE",
        "AMOUNT",
        "DATE",
        "ACCOUNT",
        "LOC",
    }
)
"""What another matter on the same template says otherwise; telephones and addresses of an office stay."""
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """A copy: ``alike`` says that it belongs with its original, ``scanned`` that OCR read it."""

    text: str
    alike: bool
    scanned: bool = False


class Maker:
    """Makes copies of the papers of one archive."""

    def __init__(self, records: Sequence[Record], random: Random) -> None:
        self._random = random
        self._words = [word for record in records for word in text_of(record).split()]
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for record in records:
            for mention in record["mentions"] or ():
                self._named[mention["label"]].append(mention["text"])

    def classes(self) -> Mapping[str, Callable[[Record], Made]]:
        """The ways of copying, by name."""
        noise = {
            "scan, confused letters": lambda text: confused(text, self._random),
            "scan, 1 % of signs": lambda text: self._misread(text, 0.01),
            "scan, random signs": lambda text: scattered(text, self._random),
            "scan, 5 % of signs": lambda text: self._misread(text, 0.05),
        }
        shares = {f"edited, {share:.0%} of words": share for share in (0.01, 0.05, 0.1, 0.2, 0.3)}
        return {
            **{name: self._scanned(way) for name, way in noise.items()},
            **{name: self._edited(share) for name, share in shares.items()},
            "edited and scanned": lambda record: Made(
                self._misread(self._edit(text_of(record), 0.1), 0.01), True, scanned=True
            ),
            "a tenth left out": lambda record: Made(self._shortened(text_of(record)), True),
            "same template, others": lambda record: Made(self._about_others(record), False),
            "same template, others, scanned": lambda record: Made(
                self._misread(self._about_others(record), 0.01), False, scanned=True
            ),
        }

    def _scanned(self, way: Callable[[str], str]) -> Callable[[Record], Made]:
        return lambda record: Made(way(text_of(record)), True, scanned=True)

    def _edited(self, share: float) -> Callable[[Record], Made]:
        return lambda record: Made(self._edit(text_of(record), share), True)

    def _misread(self, text: str, share: float) -> str:
        """Signs taken for another, lost, doubled with another, or parted from the next."""
        return "".join(self._sign(sign, share) for sign in text)

    def _sign(self, sign: str, share: float) -> str:
        if sign == "\n" or self._random.random() >= share:
            return sign
        other = self._random.choice(_LETTERS)
        return self._random.choice(("", other, sign + other, f"{sign} "))

    def _edit(self, text: str, share: float) -> str:
        """Words taken out, put in from elsewhere, or replaced by such."""
        return "".join(self._piece(piece, share) for piece in re.split(r"(\s+)", text))

    def _piece(self, piece: str, share: float) -> str:
        if not piece.strip() or self._random.random() >= share:
            return piece
        other = self._random.choice(self._words)
        return self._random.choice(("", other, f"{piece} {other}"))

    def _shortened(self, text: str) -> str:
        """A stretch of a tenth of the words left out."""
        words = text.split(" ")
        begin = self._random.randrange(max(1, len(words) - len(words) // 10))
        return " ".join([*words[:begin], *words[begin + max(1, len(words) // 10) :]])

    def _about_others(self, record: Record) -> str:
        """The same words about others: each name and number another of its label, the same one wherever it stands."""
        pages, chosen = list[str](), dict[tuple[str, str], str]()
        for page in record["pages"]:
            at, text = 0, ""
            for mention in sorted(record["mentions"], key=lambda each: int(each["start"])):
                if mention["page"] != page["number"] or mention["label"] not in _SWAPPED or mention["start"] < at:
                    continue
                key = (mention["label"], mention["text"])
                chosen.setdefault(key, self._random.choice(self._named[mention["label"]]))
                text += page["text"][at : mention["start"]] + chosen[key]
                at = mention["end"]
            pages.append(text + page["text"][at:])
        return "\n".join(pages)


def text_of(record: Record) -> str:
    """The text of all its pages."""
    return "\n".join(page["text"] for page in record["pages"])
