"""Whether marks stand on a line as printed letters do (*baslinje*): dirt, drawings and a hand's loops do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Box, darkness
from ingest.ocr.ink_parts import Part, parts

if TYPE_CHECKING:
    from PIL import Image

_ABOVE, _BELOW = 0.9, 0.5  # heights of the small letters that others reach above and below them
_LETTER: Final = (0.6, 2.2)  # heights of the small letters: what is lower is dots and dirt, what is higher no letter
_WIDE: Final = 10.0  # the same: letters that blur joins are a word at most
_FEWEST: Final = 6  # three crowns on a coat of arms stand on a line too
_LETTERS: Final = 0.5  # share of all parts that are letters: the rest of print is dots, of dirt most
_INK: Final = 0.75  # share of the ink that is in such parts
_LEAN: Final = 0.2  # heights by which a letter may stand off the line
_ON_THE_LINE: Final = 0.6  # share of the parts that stand on it: some letters hang down


def stands_on_a_line(picture: Image.Image, core: Box) -> bool:
    """Whether the ink of a grey ``picture`` in and around ``core``, the place of small letters in pixels, is print."""
    found, height = _ink(picture, core)
    letters = [
        part
        for part in found
        if _LETTER[0] * height <= part.height <= _LETTER[1] * height and part.width <= _WIDE * height
    ]
    if len(letters) < max(_FEWEST, _LETTERS * len(found)) or sum(each.area for each in letters) < _INK * sum(
        each.area for each in found
    ):
        return False
    feet = numpy.array([each.y1 for each in letters])
    return bool((numpy.abs(feet - numpy.median(feet)) <= _LEAN * height).mean() >= _ON_THE_LINE)


def _ink(picture: Image.Image, core: Box) -> tuple[list[Part], float]:
    """The parts of the ink that reach into ``core``, and its height."""
    x0, y0, x1, y1 = core
    height = max(1.0, y1 - y0)
    dark, _, top = darkness(picture, (x0, y0 - _ABOVE * height, x1, y1 + _BELOW * height))
    if dark is None:
        return [], height
    return [part for part in parts(dark > 0.5) if part.y0 < y1 - top and part.y1 > y0 - top], height
