"""Lines of a good text layer whose font does not say which letters it draws: read by OCR from where they stand.

A heading in an odd font, a few words in bold: the page is good text and these words are garble, or are letters that
stand for other letters. Only they are looked at; what OCR makes of them takes their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import pypdfium2
from PIL import Image

from ingest.ink import has_ink
from ingest.ocr.engine import OcrTimeoutError, PageOcr
from ingest.raw_page import Line, PlacedWord, in_points
from ingest.readers.pdf_render import capped, render
from ingest.readers.pdf_words import Frame
from ingest.text.quality import is_plausible, score
from models.limits import Limits

UNMAPPED: Final = "unmapped_font"
"""The reason on a page of which some words were read so."""

_DPI: Final = 300.0
_FEWEST: Final = 3  # characters: a bullet of a font of signs is no word
_GARBLE: Final = 0.45  # a line whose words look like no words: as for a page
_FEWEST_OF_LINE: Final = 8  # characters, before a line is taken for garble by its looks
_SURE: Final = 0.60  # of OCR, for letters that nobody knows
_SURER: Final = 0.80  # of OCR, to set aside letters that the file does say
_THE_SAME: Final = 0.5  # likeness from which OCR says what the file says
_MOST: Final = 60  # strips of a page: beyond that the page is garbled as a whole
_MARGIN: Final = 0.2  # of the height, around a strip: Tesseract wants some paper
_LEADERS: Final = frozenset("._-–—·…•= ")


def read_unmapped(
    page: pypdfium2.PdfPage, frame: Frame, lines: Sequence[Line], engine: PageOcr, limits: Limits
) -> list[Line] | None:
    """``lines`` with what OCR reads in place of words that the file does not know; None where nothing was replaced."""
    strips = list(_strips(lines))
    if not strips or len(strips) > _MOST:
        return None
    dpi = capped(frame.width, frame.height, _DPI, limits.ocr_pixels)
    picture = render(page, dpi, grey=True)
    replaced = list(lines)
    changed = False
    try:
        for index, start, end in reversed(strips):  # from the end, so that places in a line hold
            found = _recognised(picture, replaced[index][start:end], engine, dpi)
            if found:
                replaced[index] = (*replaced[index][:start], *found, *replaced[index][end:])
                changed = True
    except OcrTimeoutError:
        pass  # what was read until then is better than nothing
    return replaced if changed else None


def _strips(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """(line, first word, end) of what is not read: words of unknown letters, or a whole line that looks like garble."""
    for index, line in enumerate(lines):
        runs = list(_unknown_runs(line))
        if not runs and _looks_garbled(line):
            runs = [(0, len(line))]
        yield from ((index, start, end) for start, end in runs)


def _unknown_runs(line: Line) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(line):
        end = start
        while end < len(line) and _is_unknown(line[end]):
            end += 1
        if sum(len(word.text) for word in line[start:end]) >= _FEWEST:
            yield start, end
        start = end + 1


def _is_unknown(word: PlacedWord) -> bool:
    """Whether some of its letters are not known; a font's own sign before a word is a bullet or the like."""
    return word.confidence < 1.0 and not ("\ue000" <= word.text[:1] <= "\uf8ff" and word.text[1:].isprintable())


def _looks_garbled(line: Line) -> bool:
    words = [word.text for word in line if not _LEADERS.issuperset(word.text)]
    letters = sum(map(len, words))
    if letters < _FEWEST_OF_LINE:
        return False
    return sum(len(word) for word in words if _could_be_word(word)) < _GARBLE * letters


@lru_cache(maxsize=50_000)
def _could_be_word(text: str) -> bool:
    return is_plausible(text)


def _recognised(picture: Image.Image, words: Line, engine: PageOcr, dpi: float) -> Line | None:
    """What OCR reads where ``words`` stand; None where it is not sure, or says what the file says."""
    box = _box(words, picture.size, dpi / 72.0)
    if box[2] - box[0] < 4 or box[3] - box[1] < 4:
        return None
    strip = picture.crop(box)
    if not has_ink(strip):
        return None
    from difflib import SequenceMatcher  # load slowly, and most files never need them

    from ingest.ocr.repair import repaired

    found = engine.recognise(strip, dpi, single_line=True)
    line = tuple(word for line in in_points(repaired(found.lines, strip), dpi) for word in line)
    known = not any(map(_is_unknown, words))
    if not line or found.quality < (_SURER if known else _SURE) or score(_plain(line)) < _GARBLE:
        return None
    if known and SequenceMatcher(None, _plain(line), _plain(words)).ratio() >= _THE_SAME:
        return None
    return tuple(word.moved(box[0] * 72.0 / dpi, box[1] * 72.0 / dpi) for word in line)


def _box(words: Line, size: tuple[int, int], scale: float) -> tuple[int, int, int, int]:
    """The strip's pixels, with a margin, within the picture."""
    top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
    margin = _MARGIN * (bottom - top) + 1.0
    x0, x1 = min(word.x0 for word in words) - margin, max(word.x1 for word in words) + margin
    return (
        max(0, round(x0 * scale)),
        max(0, round((top - margin) * scale)),
        min(size[0], round(x1 * scale)),
        min(size[1], round((bottom + margin) * scale)),
    )


def _plain(words: Sequence[PlacedWord]) -> str:
    return " ".join(word.text for word in words)
