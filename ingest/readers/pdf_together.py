"""A page that is mostly picture, with some good text on it: OCR reads what the text layer does not have, and no more.

What was typed on a scanned form is exact in the layer, and OCR is at its worst where letters stand on dotted lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageStat

from ingest.raw_page import Line, PlacedWord

_BETWEEN: Final = 1.5  # of a word's height: the space up to the next, where a dotted line may shine through
_SAME_ROW: Final = 0.5  # of the lower line's height


def painted_over(picture: Image.Image, lines: Sequence[Line], dpi: float) -> Image.Image:
    """A copy of the page's grey ``picture`` with the words of ``lines`` (points) in the colour of its paper."""
    copy, scale = picture.copy(), dpi / 72.0
    paper = int(ImageStat.Stat(picture.reduce(8)).median[0])
    draw = ImageDraw.Draw(copy)
    for line in lines:
        for word, after in zip(line, (*line[1:], None), strict=True):
            right = after.x0 if after and 0 < after.x0 - word.x1 < _BETWEEN * (word.y1 - word.y0) else word.x1
            box = (word.x0 - 1, word.y0 - 1, right + 1, word.y1 + 1)
            draw.rectangle([value * scale for value in box], fill=paper)
    return copy


def together(layer: Sequence[Line], found: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of both from the top down: on a row that both have, the words of both from left to right.

    What OCR makes of the place where a line of the layer was painted over is left out.
    """
    lines = list(found)
    for line in layer:
        if line:
            _put_in(lines, line)
    return tuple(lines)


def _put_in(lines: list[Line], line: Line) -> None:
    for index, other in enumerate(lines):
        if other and _on_same_row(line, other):
            apart = [word for word in other if not line[0].x0 <= (word.x0 + word.x1) / 2 <= line[-1].x1]
            lines[index] = tuple(sorted((*apart, *line), key=_left))
            return
        if other and _middle(other) > _middle(line):
            lines.insert(index, line)
            return
    lines.append(line)


def _left(word: PlacedWord) -> float:
    return word.x0


def _span(line: Line) -> tuple[float, float]:
    return min(word.y0 for word in line), max(word.y1 for word in line)


def _middle(line: Line) -> float:
    return sum(_span(line)) / 2


def _on_same_row(one: Line, other: Line) -> bool:
    (top, bottom), (upper, lower) = _span(one), _span(other)
    return min(bottom, lower) - max(top, upper) >= _SAME_ROW * min(bottom - top, lower - upper) > 0
