"""From a small picture of a page: what print has no words in its text layer, and which words cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pypdfium2
from PIL import Image, ImageStat

from ingest.raw_page import PlacedWord
from ingest.readers.pdf_objects import Rect
from ingest.readers.pdf_render import capped, render
from ingest.readers.pdf_words import Frame

_DPI: Final = 72.0  # a point is a pixel: enough to tell print from paper
_PIXELS: Final = 1_200_000  # an A3; a larger page is looked at from further off
_CELL: Final = 8  # pixels: about a line's height
_DARKER: Final = 45  # than the paper, in grey levels: ten-point type at this resolution is grey
_PRINT: Final = (0.06, 0.65)  # share of dark pixels in a cell that may be print: less is dirt, more is a surface
_RIM: Final = 1.5  # points around a line: it is smeared over the pixels beside it
_FLAT: Final = 20  # grey levels: a word on ground of its own colour cannot be seen


def small_picture(page: pypdfium2.PdfPage, frame: Frame) -> Image.Image:
    """The upright page in grey, a pixel for a point."""
    return render(page, capped(frame.width, frame.height, _DPI, _PIXELS), grey=True)


def unread_ink(
    picture: Image.Image, frame: Frame, words: Iterable[PlacedWord], ruled: Iterable[Rect] = ()
) -> tuple[float, float]:
    """The share of the page's cells that may hold print, and the share that do and lie apart from ``words``.

    ``ruled`` are boxes with nothing in them to be read: the lines of a form, and its fields, whose values are known.
    """
    from PIL import ImageDraw  # few pages need it

    paper = ImageStat.Stat(picture).median[0]
    dark = picture.point([255 if level < paper - _DARKER else 0 for level in range(256)])
    scale = picture.width / frame.width if frame.width else 1.0
    draw = ImageDraw.Draw(dark)

    def take_away(x0: float, y0: float, x1: float, y1: float, pad: float) -> None:
        draw.rectangle([value * scale for value in (x0 - pad, y0 - pad, x1 + pad, y1 + pad)], fill=0)

    surfaces = dark.reduce(_CELL).point([255 * (level > _PRINT[1] * 255) for level in range(256)])
    for box in ruled:
        take_away(*box, _RIM)
    before = _cells_with_print(dark, surfaces)
    for word in words:
        take_away(word.x0, word.y0, word.x1, word.y1, 2.0 + 0.2 * (word.y1 - word.y0))
    return before, _cells_with_print(dark, surfaces)


def _cells_with_print(dark: Image.Image, surfaces: Image.Image) -> float:
    """The share of the cells that may hold print; of ``surfaces`` none does, whatever was taken away from them."""
    small = dark.reduce(_CELL)
    small.paste(0, mask=surfaces)
    cells = small.histogram()
    low, high = round(255 * _PRINT[0]), round(255 * _PRINT[1])
    return sum(cells[low : high + 1]) / max(1, sum(cells))


def hidden_share(picture: Image.Image, frame: Frame, words: Sequence[PlacedWord]) -> float:
    """The share of ``words`` that have the colour of what they stand on."""
    scale = picture.width / frame.width if frame.width else 1.0
    return sum(_is_flat(picture, word, scale) for word in words) / len(words) if words else 0.0


def _is_flat(picture: Image.Image, word: PlacedWord, scale: float) -> bool:
    left, top = int(word.x0 * scale), int(word.y0 * scale)
    right, bottom = int(word.x1 * scale) + 1, int(word.y1 * scale) + 1
    grey = picture.crop((left, top, max(left + 1, right), max(top + 1, bottom))).histogram()
    low = next(level for level in range(256) if grey[level])
    high = next(level for level in range(255, -1, -1) if grey[level])
    return high - low < _FLAT
