"""A page that reads badly in one place, read again without the stamp in black that lies there, where that reads better.

Nothing is done to a page that reads well, nor where no stamp's frame is found (``ingest/pictures/frames.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from ingest.ocr.engine import OcrText, OcrTimeoutError, PageOcr
from ingest.ocr.looks import Sheet, look
from ingest.pictures.black_stamps import Stamp, without_stamps
from ingest.pictures.frames import frames
from ingest.raw_page import Line, PlacedWord
from ingest.text.swedish_words import likeness

_WELL: Final = 0.97  # mean confidence of a page that is left: no page with a stamp over its lines reads so well
_POOR: Final = 0.55  # at or below this it is no page of text, or lies on its side
_DOUBT: Final = 0.70  # confidence of a word that a stamp may have garbled
_NEAR, _CROWD = 1.5, 3  # inches, and so many such words within: doubt gathers where a stamp lies
_REACH: Final = 3.0  # inches around them: how far a stamp may go on over empty paper and words that are read well
_SURE: Final = 0.75  # confidence of a word of a stamp: what the print under it left of its figures misleads
_EDGES: Final = ".,;:()\"”'"

Area = tuple[float, float, float, float]


class Unstamped(NamedTuple):
    """The sheet without its stamps and what is read there; ``stamps`` are their words, in pixels of its page."""

    sheet: Sheet
    text: OcrText
    stamps: tuple[Line, ...] = ()


def unstamped(engine: PageOcr, sheet: Sheet, first: OcrText) -> Unstamped:
    """The sheet and its ``first`` reading, or both without stamps in black. Raises nothing when time is up."""
    area = _doubtful_area(first, sheet) if _POOR < first.quality < _WELL else None
    found = frames(sheet.page, sheet.dpi, area) if area is not None else []
    if not found:
        return Unstamped(sheet, first)
    clean, stamps = without_stamps(sheet.page, sheet.dpi, found, _height(first))
    again = sheet._replace(page=clean)
    try:
        second = look(engine, again)
        if _worth(second) <= _worth(first):
            return Unstamped(sheet, first)
        return Unstamped(again, second, tuple(line for each in stamps for line in _words(engine, each, sheet.dpi)))
    except OcrTimeoutError:
        return Unstamped(sheet, first)


def _doubtful_area(text: OcrText, sheet: Sheet) -> Area | None:
    """Where doubtful words stand in a crowd, and what lies around; None where they do not."""
    doubtful = [word for line in text.lines for word in line if word.confidence < _DOUBT]
    crowd = [word for word in doubtful if _neighbours(word, doubtful, _NEAR * sheet.dpi) >= _CROWD]
    if not crowd:
        return None
    reach = _REACH * sheet.dpi
    left, top = min(word.x0 for word in crowd), min(word.y0 for word in crowd)
    right, bottom = max(word.x1 for word in crowd), max(word.y1 for word in crowd)
    return left - reach, top - reach, right + reach, bottom + reach


def _neighbours(word: PlacedWord, words: Sequence[PlacedWord], near: float) -> int:
    """How many of the ``words``, itself among them, stand near."""
    return sum(
        abs(word.x0 + word.x1 - each.x0 - each.x1) < 2 * near and abs(word.y0 + word.y1 - each.y0 - each.y1) < 2 * near
        for each in words
    )


def _height(text: OcrText) -> float:
    """The usual height of a word."""
    return median(word.y1 - word.y0 for line in text.lines for word in line)


def _worth(text: OcrText) -> float:
    """The letters of words that are words, each as far as it was read surely."""
    words = (word for line in text.lines for word in line)
    return sum(len(word.text) * word.confidence * likeness(word.text.strip(_EDGES)) for word in words)


def _words(engine: PageOcr, stamp: Stamp, dpi: float) -> tuple[Line, ...]:
    """What is read surely of a stamp, in pixels of the page."""
    found = engine.recognise(stamp.way.apply(stamp.picture), dpi).lines
    kept = (tuple(word for word in line if word.confidence >= _SURE and _says(word)) for line in found)
    back = stamp.way.back(tuple(line for line in kept if line))
    return tuple(tuple(word.moved(stamp.left, stamp.top) for word in line) for line in back)


def _says(word: PlacedWord) -> bool:
    return sum(map(str.isalnum, word.text)) >= 2
