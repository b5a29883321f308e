"""A page's picture with what is masked on it covered in black: drawn into the picture, so that nothing lies beneath.

Which words are covered follows from the page's text: those of masked personnummer, unless they are shown for a reason,
and those of people with protected identity, always. What has no box on the picture cannot be covered: then there is no
picture. Pictures are made anew for each answer and never kept.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from models.document import Page, PageMethod
from models.errors import CoveredPictureError
from models.masking import mask_with

if TYPE_CHECKING:
    from PIL.Image import Image

Span = tuple[int, int]
Box = tuple[float, float, float, float]
_MARGIN: Final = 0.15  # of a word's height: boxes are often a little tight
_LEAST: Final = 1.0  # points
_QUALITY: Final = 70
_BLOCK: Final = 16  # pixels that are one in the coarsest part of a JPEG of ours: colours are kept at half
_NOTHING: Final = 214  # grey


def masked_places(text: str, sensitive: Sequence[Span]) -> list[Span]:
    """The spans of the text that masking personnummer covers; ``sensitive`` as for :func:`models.masking.mask_with`."""
    shown = mask_with(text, list(sensitive))
    places = [at for at, (one, other) in enumerate(zip(text, shown, strict=True)) if one != other]
    runs = groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])
    return [(some[0][1], some[-1][1] + 1) for some in (list(run) for _, run in runs)]


def covering(page: Page, spans: Sequence[Span], *, protected: bool) -> list[Box]:
    """The boxes (points, top left) to cover for these spans of the page; where one is ``protected``, also the parts of
    the page that were seen and not read.

    Raises :class:`CoveredPictureError` where a word has no box, and for an unread page of a document with ``protected``
    ones: what stands on it, nobody has looked at.
    """
    found = [box for span in spans for box in _boxes(page, span)]
    if protected:
        if page.method is PageMethod.UNREAD:
            raise CoveredPictureError("Sidan är oläst, och handlingen har skyddade personuppgifter")
        found += [(each.x0, each.y0, each.x1, each.y1) for each in page.layout.regions]
    return found


def _boxes(page: Page, span: Span) -> list[Box]:
    """Those of the words that the span touches, which must have all of its letters."""
    found, left = list[Box](), {at for at in range(*span) if not page.text[at].isspace()}
    for word in page.words:
        if word.start < span[1] and word.end > span[0]:
            if word.x0 is None or word.y0 is None or word.x1 is None or word.y1 is None:
                break
            found.append((word.x0, word.y0, word.x1, word.y1))
            left.difference_update(range(word.start, word.end))
    if left:
        raise CoveredPictureError("Sidan har uppgifter som ska döljas men inte kan täckas i bilden")
    return found


def covered_picture(jpeg: bytes, page: Page, boxes: Iterable[Box]) -> bytes:
    """The picture (a JPEG) with the boxes covered; as it is where there are none."""
    wanted = list(boxes)
    if not wanted:
        return jpeg
    from PIL import Image, ImageDraw  # pictures that our own encoder made, never a file of a case; a slow import

    if not page.width or not page.height:
        raise CoveredPictureError("Sidan har uppgifter som ska döljas men inte kan täckas i bilden")
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        picture = opened.convert("L" if opened.mode == "L" else "RGB")
    across, down, draw = picture.width / page.width, picture.height / page.height, ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in wanted:
        air = max(_LEAST, (y1 - y0) * _MARGIN)
        corners = ((x0 - air) * across, (y0 - air) * down, (x1 + air) * across, (y1 + air) * down)
        draw.rectangle(corners, fill=0 if picture.mode == "L" else (0, 0, 0))
    return _jpeg(picture)


def small_picture(jpeg: bytes, page: Page, boxes: Iterable[Box], width: int, height: int) -> bytes:
    """The picture (a JPEG) within so many pixels, with the boxes covered.

    It is decoded small and covered then, which costs a third of covering it whole. A pixel of a picture that is decoded
    small is made of a block of the whole one: each box is covered out to the edges of the blocks that it touches.
    """
    from PIL import Image

    wanted = list(boxes)
    if wanted and not (page.width and page.height):
        raise CoveredPictureError("Sidan har uppgifter som ska döljas men inte kan täckas i bilden")
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
        whole = opened.size
        opened.draft(None, (width * 2, height * 2))
        picture = opened.convert("L" if opened.mode == "L" else "RGB") if wanted else opened
        _cover_blocks(picture, page, wanted, whole)
        picture.thumbnail((width, height))
        return _jpeg(picture)


def _cover_blocks(picture: Image, page: Page, boxes: Iterable[Box], whole: tuple[int, int]) -> None:
    """Cover the blocks of a picture, decoded smaller than the ``whole`` one, that the boxes touch, and a pixel more."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes:
        air = max(_LEAST, (y1 - y0) * _MARGIN)
        across = _out((x0 - air, x1 + air), float(page.width or 1), whole[0], picture.width)
        down = _out((y0 - air, y1 + air), float(page.height or 1), whole[1], picture.height)
        draw.rectangle((across[0], down[0], across[1], down[1]), fill=0 if picture.mode == "L" else (0, 0, 0))


def _out(side: tuple[float, float], points: float, pixels: int, small: int) -> tuple[int, int]:
    """From where to where, both included, of the ``small`` picture's pixels what lies within two of the page's points
    is covered."""
    first, last = (at / points * pixels / _BLOCK for at in side)
    return (
        math.floor(math.floor(first) * _BLOCK / pixels * small) - 1,
        math.ceil(math.ceil(last) * _BLOCK / pixels * small) + 1,
    )


def blank(width: int, height: int) -> bytes:
    """A picture (a JPEG) of nothing."""
    from PIL import Image

    return _jpeg(Image.new("L", (width, height), _NOTHING))


def _jpeg(picture: Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
