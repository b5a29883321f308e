"""A page's picture with boxes burnt in: the pixels beneath are gone, and what the first picture's compression strewed
of them around the box is wiped to paper. With the boxes' provisions printed small on them, where they fit.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.document import Page, Word
from search.redacting.boxing import Box

if TYPE_CHECKING:
    from PIL.Image import Image

Rectangle = tuple[float, float, float, float]
_BLOCK: Final = 16  # pixels that are one in the coarsest part of a JPEG of ours
_NEAR: Final = 64  # of 255, from the paper: strewing at our encoder's quality is less, print is more
_LIGHT: Final = 128  # paper is lighter
_QUALITY: Final = 80
_LABEL: Final = 7.0  # points
_ROOM: Final = 2.0  # points around a label
_FACES: Final = 16  # kept open: those of one copy, whose pages are of a few sizes
_WIPED: Final = 1.0  # points around the rest of a word that is cut


def burned(jpeg: bytes, page: Page, boxes: Sequence[Box], cut: Iterable[Rectangle]) -> Image:
    """The picture (a JPEG that our own encoder made) with the boxes drawn into it and cut words wiped away."""
    from PIL import Image

    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        picture = opened.convert("L" if opened.mode == "L" else "RGB")
    scale = _scale(picture, page)
    if boxes:
        covered, wiped = map(_sides, boxes), map(_wider, cut)
        _wipe(picture, [_pixels(each, scale) for each in covered], [_pixels(each, scale) for each in wiped])
    draw_boxes(picture, boxes, scale)
    return picture


def draw_boxes(picture: Image, boxes: Iterable[Box], scale: tuple[float, float]) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle(_pixels(_sides(box), scale), fill=0 if picture.mode == "L" else (0, 0, 0))


def labelled(picture: Image, page: Page, boxes: Iterable[Box], marks: Mapping[str, str]) -> list[Word]:
    """Print on each box its provisions, or their ``marks`` where those do not fit; what was printed, as words of the
    copy's text."""
    from PIL import ImageDraw

    draw, told = ImageDraw.Draw(picture), list[Word]()
    across, down = _scale(picture, page)
    for box in boxes:
        text = _fitting(box, marks)
        if not text:
            continue
        x, y = box.x0 + _ROOM, (box.y0 + box.y1 - _LABEL) / 2
        if box.y1 - box.y0 > 100:  # of a whole page or area: where one looks first
            y = box.y0 + 4 * _ROOM
        white = 255 if picture.mode == "L" else (255, 255, 255)
        draw.text(
            (x * across, (y + _LABEL / 2) * down), text, fill=white, font=face(max(_LABEL * down, 1.0)), anchor="lm"
        )
        told.append(Word(text, 0, 0, x, y, x + wide(text, _LABEL), y + _LABEL))
    return told


def jpeg_of(picture: Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def wide(text: str, size: float) -> float:
    """Points."""
    return float(face(100.0).getlength(text)) * size / 100.0


@lru_cache(maxsize=_FACES)
def face(pixels: float) -> Any:
    """The face that ships with reportlab, as large as that: the same picture on every machine."""
    import reportlab
    from PIL import ImageFont

    file = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    return ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.BASIC)


def _scale(picture: Image, page: Page) -> tuple[float, float]:
    """Pixels a point, across and down."""
    return picture.width / (page.width or 595.0), picture.height / (page.height or 842.0)


def _fitting(box: Box, marks: Mapping[str, str]) -> str:
    """What is printed on the box: all of its provisions, or their marks, or nothing."""
    if box.y1 - box.y0 < _LABEL:
        return ""
    choices = (", ".join(box.provisions), " ".join(marks.get(each, "") for each in box.provisions))
    return next((text for text in choices if wide(text, _LABEL) <= box.x1 - box.x0 - 2 * _ROOM), "")


def _sides(box: Box) -> Rectangle:
    return box.x0, box.y0, box.x1, box.y1


def _wider(rectangle: Rectangle) -> Rectangle:
    x0, y0, x1, y1 = rectangle
    return x0 - _WIPED, y0 - _WIPED, x1 + _WIPED, y1 + _WIPED


def _pixels(sides: Rectangle, scale: tuple[float, float]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = sides
    return round(x0 * scale[0]), round(y0 * scale[1]), round(x1 * scale[0]), round(y1 * scale[1])


def _wipe(picture: Image, boxes: Sequence[tuple[int, ...]], cut: Sequence[tuple[int, ...]]) -> None:
    """Make paper of what is nearly paper in the blocks that boxes touch, and of all of a cut word."""
    from PIL import ImageDraw

    paper = _paper(picture)
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes:
        around = (
            max(0, x0 // _BLOCK * _BLOCK),
            max(0, y0 // _BLOCK * _BLOCK),
            min(picture.width, -(-(x1 + 1) // _BLOCK) * _BLOCK),
            min(picture.height, -(-(y1 + 1) // _BLOCK) * _BLOCK),
        )
        if around[0] < around[2] and around[1] < around[3]:
            picture.paste(picture.crop(around).point([_cleaned(v, each) for each in paper for v in range(256)]), around)
    for rectangle in cut:
        draw.rectangle(rectangle, fill=paper[0] if picture.mode == "L" else paper)


def _cleaned(value: int, paper: int) -> int:
    return paper if abs(value - paper) < _NEAR else value


def _paper(picture: Image) -> tuple[int, ...]:
    """The commonest light value of each channel."""
    counts = picture.histogram()
    return tuple(
        max(range(_LIGHT, 256), key=lambda value: counts[channel * 256 + value])
        for channel in range(len(picture.getbands()))
    )
