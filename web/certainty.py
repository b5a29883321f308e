"""How sure the reading of a word is: three steps that a page is tinted by, and what was read where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from models.document import Page, PageMethod, Word
from models.masking import mask
from models.quality import QualityBand, band

MOST: Final = 600
"""Words of one page that are tinted, the least sure ones: of a page with more, the whole is uncertain."""
_STEPS: Final = ((0.5, 3), (0.75, 2), (0.9, 1))
"""Below which certainty a word is very uncertain, uncertain, somewhat uncertain (docs/decisions/0051)."""
STEPS: Final = {1: _("något osäkert"), 2: _("osäkert"), 3: _("mycket osäkert")}
"""What each step is called, the least alarming first."""
_READ_FROM_PICTURE: Final = (PageMethod.OCR, PageMethod.MIXED)

_HOW: Final = {
    PageMethod.TEXT: _("Texten är filens egen."),
    PageMethod.OCR: _("Texten är läst ur bilden med OCR."),
    PageMethod.MIXED: _("En del av texten är filens egen, en del är läst ur bilden med OCR."),
}
_NOT_READ: Final = {PageMethod.BLANK: _("Sidan är tom."), PageMethod.UNREAD: _("Sidan kunde inte läsas.")}
_QUALITY: Final = {QualityBand.GOOD: _("god"), QualityBand.FAIR: _("medelgod"), QualityBand.POOR: _("dålig")}


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word that may be misread. ``step`` is 1 to 3, 3 the least sure; ``percent`` how sure the reading is; ``first``
    what the engine read before it was put right, or empty."""

    start: int
    end: int
    text: str
    percent: int
    step: int
    first: str = ""


def told(word: Unsure) -> str:
    """What is known of the reading of a word, in words."""
    sure = f"{STEPS[word.step]}, {percent_said(word.percent)}"
    if word.first and word.first != word.text:
        return str(gettext("%(sure)s; lästes först som ”%(first)s”", sure=sure, first=mask(word.first)))
    return sure


def percent_said(percent: int, method: str = PageMethod.OCR) -> str:
    """How sure a reading is, in words that can be read aloud; of a file's own text, that it is that."""
    if method == PageMethod.TEXT:
        return str(gettext("ur filens egen text"))
    return str(ngettext("%(num)s procents säkerhet", "%(num)s procents säkerhet", percent))


def how_read(page: Page) -> list[str]:
    """How a page was read and how well, in sentences."""
    if page.method not in _HOW:
        return [str(_NOT_READ[page.method])]
    quality = gettext(
        "Läsningen är %(how)s: %(percent)s %% säker.",
        how=_QUALITY[band(page.quality)],
        percent=round(page.quality * 100),
    )
    count = sum(bool(step(word.confidence)) for word in page.words) if page.method in _READ_FROM_PICTURE else 0
    words = ngettext("%(num)s ord är osäkert läst.", "%(num)s ord är osäkert lästa.", count) if count else ""
    return [str(_HOW[page.method]), f"{quality} {words}".strip()]


def step(confidence: float) -> int:
    """0 for a word that is sure enough not to be pointed out; else 1, 2 or 3."""
    return next((step for below, step in _STEPS if confidence < below), 0)


def unsure(page: Page) -> list[Unsure]:
    """The uncertain words of a page, in order; none where it was not read from its picture.

    ``page`` is masked as it is shown, and so is each word; of a word that is masked no first reading is told.
    """
    if page.method not in _READ_FROM_PICTURE:
        return []
    first = {each.start: each.original for each in page.layout.corrections}
    words = nsmallest(MOST, _uncertain(page), key=lambda word: word.confidence)
    found = [_unsure(page, word, first.get(word.start, "")) for word in words]
    return sorted(found, key=lambda each: each.start)


def _uncertain(page: Page) -> Iterator[Word]:
    return (word for word in page.words if word.start < word.end and step(word.confidence))


def _unsure(page: Page, word: Word, first: str) -> Unsure:
    shown = page.text[word.start : word.end]
    percent = round(word.confidence * 100)
    return Unsure(word.start, word.end, shown, percent, step(word.confidence), first)
