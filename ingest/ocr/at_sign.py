"""A second look at the picture where an "@" may stand: Tesseract's Swedish model has none.

It reads ``info@kommun.se`` as "infoQkommun.se", "info(dkommun.se", "info kommun.se". Where a word ends as a host does,
the letters before it are cut out and a small network tells whether one is an "@". That one is painted over and what is
left read again, which tells where the name ends and the host begins. docs/decisions/0013 has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy
from PIL import ImageDraw

from ingest.ocr.engine import OcrTimeoutError
from ingest.ocr.glyphs import Box, Glyph, darkness, glyphs
from ingest.ocr.ink_parts import parts
from ingest.ocr.mail_address import MOST_SIGNS, Stroke, is_underscored, joined, parted
from ingest.ocr.sign_network import AT, AT_WEIGHTS, shares
from ingest.raw_page import Line, PlacedWord

if TYPE_CHECKING:
    from PIL import Image

Read = Callable[["Image.Image"], Sequence[Line]]
"""Reads a grey picture of one line; words in its pixels. May raise OcrTimeoutError."""

_HOST_END: Final = re.compile(r"\w[\w-]*\.[a-z]{2,7}[.,;:)>\]]*\Z")
_LAST_LABEL: Final = re.compile(r"\.?[a-z]{2,7}[.,;:)>\]]*")  # "alvhamra. se" is read for "alvhamra.se"
_LABEL: Final = re.compile(r".*\w[\w-]+\.")
_NO_ADDRESS: Final = re.compile(r"www\.|https?:|.*@", re.IGNORECASE)
_SURE: Final = 0.9  # share that the network must give
_FULL: Final = 0.45  # of the tallest glyph: lower ones are punctuation
_FEWEST: Final = 4  # full glyphs of an address
_NEAR: Final = 1.1  # of a word's height: words that stand no further apart may be of one address
_NEAR_SIGN, _NEAR_MARK = 0.5, 0.35  # of the sign's height: how far a side, and parts of one, may stand apart
_MOST_WORDS: Final = 4
_MARGIN: Final = 0.35  # of the height, around what is read again
_PAPER: Final = 90  # percentile of the grey that is surely paper
_FLAT, _LONG = 0.2, 0.3  # of the height of the box: a stroke that is lower and longer than this is an underscore


class _Sign(NamedTuple):
    """The "@", how likely it is one, and the strokes of underscores around."""

    glyph: Glyph
    share: float
    strokes: tuple[Stroke, ...]


def with_at_signs(line: Line, picture: Image.Image, read: Read) -> Line:
    """``line`` (pixels of the grey ``picture``) with each e-mail address put right that the picture bears out."""
    seen: list[PlacedWord] = []
    for word in line:
        seen.append(word)
        if _may_end_address(seen):
            seen = _looked_at(seen, picture, read)
    return tuple(seen)


def _may_end_address(seen: Sequence[PlacedWord]) -> bool:
    """Whether the last word ends as a host does; where the host was torn, a capital or a sign tells it from prose."""
    text = seen[-1].text
    if _HOST_END.search(text):
        return not _NO_ADDRESS.match(text)
    before = "".join(word.text for word in seen[-3:-1])
    torn = _LAST_LABEL.fullmatch(text) and (text.startswith(".") or _LABEL.fullmatch(before))
    return bool(torn) and not before.islower() and not _NO_ADDRESS.match(before)


def _looked_at(seen: list[PlacedWord], picture: Image.Image, read: Read) -> list[PlacedWord]:
    """The words so far, whose last ends as a host does, with the address that they end in put right."""
    run = _run(seen)
    sign = _sign(picture, _around(run))
    if sign is None:
        return seen
    again = _beside(run, sign.glyph)
    if not again:
        try:
            again = _read_without(picture, sign.glyph, _around(run), read)
        except OcrTimeoutError:
            return seen
    left, right = _before(again, sign), _after(again, sign.glyph)
    if not left or not right:
        return seen
    replaced = [word for word in run if left[0].x0 <= (word.x0 + word.x1) / 2 <= right[-1].x1]
    if not replaced or replaced[-1] is not seen[-1]:
        return seen
    text = parted(joined(replaced, sign.strokes), joined(left, sign.strokes), joined(right, ()))
    if text is None:
        return seen
    original = " ".join(word.text for word in replaced)
    return [*seen[: -len(replaced)], PlacedWord(text, *_around(replaced), round(sign.share, 3), original, "at_sign")]


def _run(seen: Sequence[PlacedWord]) -> list[PlacedWord]:
    """The last word and those close before it: an address may be read in pieces."""
    run = [seen[-1]]
    for word in reversed(seen[-_MOST_WORDS:-1]):
        tallest = max(run[0].y1 - run[0].y0, word.y1 - word.y0)
        if run[0].x0 - word.x1 > _NEAR * tallest or "@" in word.text:
            break
        run.insert(0, word)
    return run


def _around(words: Sequence[PlacedWord]) -> Box:
    return words[0].x0, min(word.y0 for word in words), words[-1].x1, max(word.y1 for word in words)


def _sign(picture: Image.Image, box: Box) -> _Sign | None:
    """The glyph within ``box`` that is an "@"; None where none surely is."""
    found = glyphs(picture, box)
    tallest = max((glyph.height for glyph in found), default=0.0)
    full = [glyph for glyph in found if glyph.height >= _FULL * tallest]
    if len(full) < _FEWEST:
        return None
    top, bottom = (float(numpy.median([getattr(one, edge) for one in full])) for edge in ("y0", "y1"))
    likely = shares(full, top, bottom, AT_WEIGHTS)[:, AT]
    at = int(likely.argmax())
    return _Sign(full[at], float(likely[at]), _strokes(picture, box, bottom)) if likely[at] >= _SURE else None


def _beside(run: Sequence[PlacedWord], sign: Glyph) -> list[PlacedWord]:
    """The words before and after the sign where the first reading has it as a word of its own, whatever it made of it.

    Empty where it has not. Tesseract's box of the word before may reach over the sign, and ends at it here.
    """
    for at, word in enumerate(run):
        if sign.x0 <= (word.x0 + word.x1) / 2 <= sign.x1 and len(word.text) <= MOST_SIGNS:
            before = [replace(one, x1=min(one.x1, max(sign.x0, one.x0))) for one in run[:at]]
            return [*before, *(replace(one, x0=max(one.x0, min(sign.x1, one.x1))) for one in run[at + 1 :])]
    return []


def _strokes(picture: Image.Image, box: Box, foot: float) -> tuple[Stroke, ...]:
    """The underscores: level strokes at the foot of the letters or below."""
    dark, left, top = darkness(picture, box)
    if dark is None:
        return ()
    height = box[3] - box[1]
    return tuple(
        (left + part.x0, left + part.x1)
        for part in parts(dark > 0.5)
        if part.height <= _FLAT * height and part.width >= _LONG * height and top + part.y1 >= foot
    )


def _read_without(picture: Image.Image, sign: Glyph, box: Box, read: Read) -> list[PlacedWord]:
    """What is read of the box where the sign is painted over, in pixels of the picture, from left to right."""
    margin = _MARGIN * (box[3] - box[1])
    area = (
        max(0, round(box[0] - margin)), max(0, round(box[1] - margin)),
        min(picture.width, round(box[2] + margin)), min(picture.height, round(box[3] + margin)),
    )  # fmt: skip
    strip = picture.crop(area)
    paper = int(numpy.percentile(numpy.asarray(strip), _PAPER))
    x0, y0, x1, y1 = (sign.x0 - area[0], sign.y0 - area[1], sign.x1 - area[0], sign.y1 - area[1])
    ImageDraw.Draw(strip).rectangle((x0 - 1, y0 - 1, x1, y1), fill=paper)
    again = [word.moved(area[0], area[1]) for line in read(strip) for word in line]
    outside = [word for word in again if not sign.x0 <= (word.x0 + word.x1) / 2 <= sign.x1]  # what is left of its rim
    return sorted(outside, key=lambda word: word.x0)


def _before(words: Sequence[PlacedWord], sign: _Sign) -> list[PlacedWord]:
    """The words of the name: the one that ends close before the sign, and those that a mark or a stroke joins to it."""
    found: list[PlacedWord] = []
    for word in reversed([word for word in words if word.x1 <= (sign.glyph.x0 + sign.glyph.x1) / 2]):
        if found:
            is_one = _are_one(word, found[0], sign.glyph) or is_underscored(word, found[0], sign.strokes)
        else:
            is_one = sign.glyph.x0 - word.x1 <= _NEAR_SIGN * sign.glyph.height
        if not is_one:
            break
        found.insert(0, word)
    return found


def _after(words: Sequence[PlacedWord], sign: Glyph) -> list[PlacedWord]:
    """The words of the host: the one that begins close after the sign, and those that a mark joins to it."""
    found: list[PlacedWord] = []
    for word in [word for word in words if word.x0 >= (sign.x0 + sign.x1) / 2]:
        is_one = _are_one(found[-1], word, sign) if found else word.x0 - sign.x1 <= _NEAR_SIGN * sign.height
        if not is_one:
            break
        found.append(word)
    return found


def _are_one(left: PlacedWord, right: PlacedWord, sign: Glyph) -> bool:
    """Whether two words are parts of one side: close together, at a full stop or a hyphen."""
    marked = left.text.endswith((".", "-")) or right.text.startswith((".", "-"))
    return marked and right.x0 - left.x1 <= _NEAR_MARK * sign.height
