"""Lines of print that the engine's page layout left out: each is looked at by itself, and told where it stays unread.

Tesseract now and then makes no line of what is one, mostly where blur lets lines touch, and says nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from PIL import Image

from ingest.ocr.bands import bands
from ingest.ocr.baseline import stands_on_a_line
from ingest.ocr.engine import OcrText, OcrTimeoutError, PageOcr, weighted
from ingest.ocr.glyphs import Box
from ingest.ocr.looks import Sheet, treated
from ingest.ocr.placing import with_line
from ingest.ocr.vote import is_believed
from ingest.raw_page import Line, PlacedWord
from ingest.text.swedish_words import likeness

_POOR: Final = 0.55  # mean confidence at or below which it is no page of text, or lies on its side
_FEWEST_WORDS: Final = 5  # that show how high the print is
_USUAL: Final = 0.115  # inches: how high the words of 10 to 12 points are, where too few words show it
_MOST: Final = 60  # bands that are looked at: a page of small print has so many lines, and a picture may have more
# How far capitals and their rings reach above small letters: of their height, and at most of a word's; the same of what
# hangs down. The second way is for lines with dirt or other lines close by.
_MARGINS: Final = ((1.1, 0.75, 0.6, 0.45), (0.9, 0.6, 0.3, 0.25))
_BESIDE: Final = 0.3  # of a word's height: nearer than the next word
_LETTERS: Final = 3  # of a line that is taken in: less may be read out of any emblem
_SHARE: Final = 0.5  # of a line's letters that stand in words that are believed
_SURE, _SURER = 0.70, 0.88  # mean confidence of those where they are words, and where they may be names and numbers
_COVERED: Final = 0.5  # of a box on which words stand: what was read already


class Covered(NamedTuple):
    """A page's text with the lines that were left out, and the boxes of those that cannot be read, in its pixels."""

    text: OcrText
    unread: tuple[Box, ...] = ()


def covered(engine: PageOcr, sheet: Sheet, seen: OcrText) -> Covered:
    """What was ``seen`` of a sheet, and what it left out. Raises nothing when time is up: the rest stays unread.

    A page whose print all has words costs a few milliseconds and no look.
    """
    words = [word for line in seen.lines for word in line]
    few = len(words) < _FEWEST_WORDS
    if seen.quality <= _POOR and not few:
        return Covered(seen)
    height = _USUAL * sheet.dpi if few else median(word.y1 - word.y0 for word in words)
    found = bands(sheet.page, words, height)
    return _taken_in(engine, sheet, seen, found, height) if found else Covered(seen)


def _taken_in(engine: PageOcr, sheet: Sheet, seen: OcrText, cores: Sequence[Box], height: float) -> Covered:
    """The ``seen`` text with what is read around each of the ``cores``."""
    picture = treated(sheet)
    lines, unread, looks = seen.lines, list[Box](), _MOST
    for core in cores:
        if _is_covered(core, lines):  # by the rest of a line that was taken in just now
            continue
        in_print = stands_on_a_line(sheet.page, core)
        boxes = [_line_box(core, height, margins) for margins in _MARGINS[: 1 + in_print]]
        try:
            line = _read(engine, picture, sheet.dpi, boxes, lines) if looks > 0 else ()
        except OcrTimeoutError:
            line, looks = (), 0
        looks -= 1
        if line:
            lines = with_line(lines, line)
        elif in_print:
            unread.append(boxes[0])
    return Covered(weighted(lines) if lines != seen.lines else seen, tuple(unread))


def _line_box(core: Box, height: float, margins: tuple[float, ...]) -> Box:
    """The whole of a line whose small letters are ``core``."""
    x0, y0, x1, y1 = core
    own = y1 - y0
    above, most_above, below, most_below = margins
    above, below = min(above * own, most_above * max(own, height)), min(below * own, most_below * max(own, height))
    return x0 - _BESIDE * height, y0 - above, x1 + _BESIDE * height, y1 + below


def _read(engine: PageOcr, picture: Image.Image, dpi: float, boxes: Sequence[Box], lines: Sequence[Line]) -> Line:
    """The words within the first of the ``boxes`` that all are believed, or else those of the best of them.

    In pixels of the page; none that ``lines`` have. Raises OcrTimeoutError.
    """
    best: Line = ()
    for box in boxes:
        line = _new(_words(engine, picture, dpi, box), lines)
        believed = _believed(line)
        if _letters(believed) > _letters(best):
            best = believed
        if believed and believed == line:
            break
    return best


def _words(engine: PageOcr, picture: Image.Image, dpi: float, box: Box) -> Line:
    left, top = max(0, round(box[0])), max(0, round(box[1]))
    line = picture.crop((left, top, min(picture.width, round(box[2])), min(picture.height, round(box[3]))))
    found = engine.recognise(line, dpi, single_line=True)
    return tuple(word.moved(left, top) for each in found.lines for word in each)


def _new(line: Line, lines: Sequence[Line]) -> Line:
    """The words of ``line`` that stand where none was read."""
    return tuple(word for word in line if not _is_covered((word.x0, word.y0, word.x1, word.y1), lines))


def _is_covered(box: Box, lines: Sequence[Line]) -> bool:
    """Whether words lie over most of ``box``."""
    shared = sum(_shared(box, word) for line in lines for word in line)
    return shared > _COVERED * (box[2] - box[0]) * (box[3] - box[1])


def _shared(box: Box, word: PlacedWord) -> float:
    across, down = min(box[2], word.x1) - max(box[0], word.x0), min(box[3], word.y1) - max(box[1], word.y0)
    return across * down if across > 0 and down > 0 else 0.0


def _believed(line: Line) -> Line:
    """The words that are sure enough, where they are most of the ``line`` and are words, or are surer still."""
    kept = tuple(word for word in line if is_believed(word, likeness))
    quality, least = weighted((kept,)).quality, max(_LETTERS, _SHARE * _letters(line))
    in_words = tuple(word for word in kept if likeness(word.text))
    if (quality >= _SURER and _letters(kept) >= least) or (quality >= _SURE and _letters(in_words) >= least):
        return kept
    return ()


def _letters(line: Line) -> int:
    """How many letters and figures."""
    return sum(map(str.isalnum, "".join(word.text for word in line)))
