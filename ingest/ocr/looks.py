"""Reading one level page: one look where it reads well; more, each at the page treated otherwise, where it does not.

A clean scan takes one look at a picture somewhat smaller than the scan. Where the engine is unsure, the page is treated
in other ways, the readings are joined word by word, and doubtful words that are none are put right.
docs/decisions/0014 has the figures behind the thresholds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from PIL import Image

from ingest.ocr.engine import OcrText, OcrTimeoutError, PageOcr, weighted
from ingest.ocr.spelling import Dictionary, corrected
from ingest.ocr.vote import joined as joined_readings
from ingest.pictures.ground import evened, is_uneven
from ingest.pictures.skew import Straightening, straightening
from ingest.pictures.strokes import is_bilevel, joined, thickened
from ingest.raw_page import Line, PlacedWord
from ingest.text.swedish_words import is_known, is_listed, likeness

_SURE: Final = 0.92  # mean confidence at which one look is enough: clean scans have 0.93 or more, faxes 0.7–0.91
_SURE_ENOUGH: Final = 0.92  # the same for a second look at evened paper: what is left then nothing reads
_FAIR, _NO_GAIN = 0.87, 0.01  # a fair page that evening leaves as it was has faint or odd print, not bad paper
_POOR: Final = 0.55  # at or below this it is no page of text, or lies on its side: more looks would not help
_FEWEST_WORDS: Final = 5
_LARGEST: Final = (
    12_000_000  # pixels, more than A2 at 200 dpi: a larger page at twice its size would take too much memory
)
_FINE: Final = 215.0  # dpi above which a scan has dots to spare: one of 200 is read as it is
_ENOUGH: Final = 165.0  # dpi for looks at such a scan: 200 takes a tenth longer and reads no better, 150 reads worse
_NARROW: Final = 0.9  # of the width: the time goes with the width of lines, and all but faxes are read as well
_NARROWER: Final = 0.76  # the same of a scan that had dots to spare
_TALLER: Final = 1.5  # how much the letters of a smudged page are enlarged
_LOOK_AND_ONE: Final = 2
_DICTIONARY: Final = Dictionary(is_known, is_listed)
Treatment = Callable[[Image.Image], Image.Image]


class Sheet(NamedTuple):
    """A grey page made ready to be looked at: ``page`` at ``dpi``, its lines made level by ``way``.

    ``bilevel`` says that the scan was black and white alone, which turning it has blurred; ``fine`` that it had more
    dots than a fax.
    """

    page: Image.Image
    dpi: float
    way: Straightening
    bilevel: bool
    fine: bool


def made_ready(scan: Image.Image, dpi: float) -> Sheet:
    """A grey scan of a page at ``dpi``, upright, as a sheet to look at."""
    scale = _ENOUGH / dpi if dpi > _FINE else 1.0
    size = (max(1, round(scan.width * scale)), max(1, round(scan.height * scale)))
    page = (
        scan if scale == 1.0 else scan.resize(size, Image.Resampling.HAMMING, reducing_gap=3.0)
    )  # bicubic: twice the time
    way = straightening(page)
    return Sheet(way.apply(page), dpi * scale, way, is_bilevel(scan), scale < 1.0)


def look(engine: PageOcr, sheet: Sheet) -> OcrText:
    """The text of a sheet, in pixels of its page, from one look. Raises OcrTimeoutError."""
    if sheet.bilevel:
        return _seen(engine, treated(sheet), sheet, _NARROWER if sheet.fine else 1.0)
    return _seen(engine, treated(sheet), sheet, _NARROWER if sheet.fine else _NARROW)


def treated(sheet: Sheet) -> Image.Image:
    """The page as it is first looked at: strokes of black and white made whole, uneven paper evened out."""
    if sheet.bilevel:
        return thickened(sheet.page)
    return evened(sheet.page) if is_uneven(sheet.page) else sheet.page


def look_again(engine: PageOcr, sheet: Sheet, first: OcrText) -> OcrText:
    """``first``, or where it is doubtful what it and further looks say together. Raises nothing when time is up."""
    if not _POOR < first.quality < _SURE or first.words < _FEWEST_WORDS or _pixels(sheet.page) > _LARGEST:
        return first
    lines = _together(_readings(engine, sheet, first), sheet.bilevel)
    return weighted(corrected(lines, _DICTIONARY))


def _pixels(page: Image.Image) -> int:
    return page.width * page.height


def _readings(engine: PageOcr, sheet: Sheet, first: OcrText) -> list[OcrText]:
    """``first`` and what further looks read, as many as the page needs and its time allows."""
    found = [first]
    try:
        for treatment in _TREATMENTS[sheet.bilevel]:
            found.append(_seen(engine, treatment(sheet.page), sheet))
            if not sheet.bilevel and _suffices(first.quality, found[1].quality):
                break
    except OcrTimeoutError:
        pass  # what was read so far stands
    return found


def _suffices(first: float, second: float) -> bool:
    """Whether two looks are enough: the evened paper reads well, or the paper was hardly the trouble."""
    return second >= _SURE_ENOUGH or (first >= _FAIR and second <= first + _NO_GAIN)


def _together(readings: list[OcrText], bilevel: bool) -> tuple[Line, ...]:
    """The readings joined. The first look at smudged paper is left out where two at evened paper are there."""
    if not bilevel and len(readings) > 1:
        readings = readings[1:] + (readings[:1] if len(readings) == _LOOK_AND_ONE else [])
    lines = readings[0].lines
    for other in readings[1:]:
        lines = joined_readings(lines, other.lines, likeness)
    return lines


def _as_it_is(page: Image.Image) -> Image.Image:
    return page


_TREATMENTS: Final[dict[bool, tuple[Treatment, ...]]] = {  # by whether the page is black and white alone
    True: (lambda page: joined(page, 1.5), _as_it_is, lambda page: joined(page, 2.0)),
    False: (evened, lambda page: evened(page, hard=True), lambda page: _enlarged(evened(page))),
}


def _enlarged(page: Image.Image) -> Image.Image:
    return page.resize((round(page.width * _TALLER), round(page.height * _TALLER)), Image.Resampling.BICUBIC)


def _seen(engine: PageOcr, treated: Image.Image, sheet: Sheet, narrow: float = 1.0) -> OcrText:
    """What is read of ``treated``, made narrower, in pixels of the sheet's page."""
    shown = treated
    if narrow != 1.0:
        shown = treated.resize((max(1, round(treated.width * narrow)), treated.height), Image.Resampling.BICUBIC)
    found = engine.recognise(shown, sheet.dpi * shown.height / sheet.page.height)
    across, down = sheet.page.width / shown.width, sheet.page.height / shown.height
    return OcrText(tuple(tuple(_placed(word, across, down) for word in line) for line in found.lines), found.quality)


def _placed(word: PlacedWord, across: float, down: float) -> PlacedWord:
    return replace(word, x0=word.x0 * across, x1=word.x1 * across, y0=word.y0 * down, y1=word.y1 * down)


def bare(lines: tuple[Line, ...]) -> str:
    """The text alone, for judging it."""
    return "\n".join(" ".join(word.text for word in line) for line in lines)
