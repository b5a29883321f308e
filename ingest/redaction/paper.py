"""The accompanying paper of a masked copy: what was masked by which provisions, by whom, when and for what. A file of
its own, so that the copy has the document's own pages and no more.

Its counts are of boxes, as anybody can count them on the copy: how many names lie beneath them it does not say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from models.redaction import Reach, Redaction
from search.pdf_page import LARGE, SIZE, SMALL, Made, heading, pair, pdf, table, words
from search.pdf_type import BOLD, ITALIC, PLAIN
from search.redacting.composing import marks_of

_TITLE: Final = "Följeblad till maskad kopia"
_WIDTHS: Final = (90.0, 160.0, 120.0)
_LAWS: Final = {"OSL": "offentlighets- och sekretesslagen (2009:400)"}
_REACHES: Final = {
    Reach.LINE: "Rutorna på sidornas bilder går till radens eller cellens slut, och täcker därför även annat som står "
    "där. Deras längd säger inget om hur långt det maskerade är.",
    Reach.STEP: "Rutorna på sidornas bilder har längder i steg om 25 mm. Det som står kvar på raden kan visa ungefär "
    "hur långt det maskerade är.",
}
_REFUSAL: Final = (
    "Den som vill ha ett beslut om det som är maskerat begär det hos myndigheten. Beslutet går att överklaga till "
    "kammarrätten (OSL 6 kap. 3, 7 och 8 §§)."
)


@dataclass(frozen=True, slots=True)
class Contents:
    """``sheets`` are the copy's pages, ``pages`` the document's; ``boxes`` by page how many by each provision."""

    redaction: Redaction
    sheets: int
    pages: int
    boxes: Mapping[int, Counter[str]]
    made: Made


def paper(told: Contents) -> bytes:
    return pdf(_TITLE, told.made, [*_head(told), *_provisions(told), *_pages(told), *_foot(told)])


def _head(told: Contents) -> Iterator[Any]:
    yield words("Följeblad", PLAIN, SMALL)
    yield words("Maskad kopia", BOLD, LARGE, after=8)
    pages = f"{told.pages}" if told.sheets == told.pages else f"{told.pages}, på {told.sheets} blad"
    for name, value in (
        ("Beteckning", told.redaction.reference),
        ("Lämnas till", told.redaction.recipient),
        ("Lämnas av", told.redaction.owner),
        ("Maskad av", told.made.by),
        ("Gjord", f"{told.made.at:%Y-%m-%d %H:%M}"),
        ("Sidor", pages),
    ):
        if value:
            yield pair(name, value)


def _provisions(told: Contents) -> Iterator[Any]:
    yield heading("Bestämmelser", 13, before=14)
    marks = marks_of(told.redaction.masks)
    if not marks:
        yield words("Inget är maskerat.", PLAIN, SIZE)
        return
    total = Counter[str]()
    for each in told.boxes.values():
        total.update(each)
    rows = [_row(mark, _spelled(said), f"{total[said]}") for said, mark in marks.items()]
    yield table(_row("Märke", "Bestämmelse", "Rutor", BOLD), rows, _WIDTHS)
    yield words("Märket står på rutor som är för små för bestämmelsen.", ITALIC, SMALL, before=4)


def _pages(told: Contents) -> Iterator[Any]:
    if told.boxes:
        yield heading("Maskerade sidor", 13, before=14)
        rows = [
            _row(f"{page}", ", ".join(sorted(counts)), f"{counts.total()}")
            for page, counts in sorted(told.boxes.items())
        ]
        yield table(_row("Sida", "Bestämmelse", "Rutor", BOLD), rows, _WIDTHS)


def _foot(told: Contents) -> Iterator[Any]:
    if told.boxes:
        yield words(_REACHES[told.redaction.reach], PLAIN, SMALL, before=12)
    yield words(_REFUSAL, PLAIN, SMALL, before=4)


def _row(one: str, other: str, third: str, face: str = PLAIN) -> list[Any]:
    return [words(text, face, SMALL) for text in (one, other, third)]


def _spelled(provision: str) -> str:
    law, _, place = provision.partition(" ")
    chapter, _, section = place.partition(":")
    return f"{provision} – {chapter} kap. {section} § {_LAWS.get(law, law)}"
