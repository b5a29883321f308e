"""What a reader says of a page, inside the child process. Untrusted: the parent checks it (``ingest/answer.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from models.document import PageMethod
from models.layout import PLAIN, Layout

Box = tuple[float, float, float, float, float]
"""x0, y0, x1, y1 in points from the top left of the upright page, and the confidence (0–1) of the word inside."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word where it stands on the upright page, in points; ``confidence`` is 0–1.

    Where the word was put right, ``original`` is what the OCR engine read and ``rule`` which rule changed it.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0
    original: str = ""
    rule: str = ""

    def moved(self, dx: float, dy: float) -> PlacedWord:
        return replace(self, x0=self.x0 + dx, x1=self.x1 + dx, y0=self.y0 + dy, y1=self.y1 + dy)


Line = tuple[PlacedWord, ...]
"""The words of one line in reading order; an empty line stands between paragraphs."""


def in_points(lines: tuple[Line, ...], dpi: float) -> tuple[Line, ...]:
    """Lines in pixels of a picture at ``dpi``, in points."""
    return tuple(tuple(_scaled(word, 72.0 / dpi) for word in line) for line in lines)


def _scaled(word: PlacedWord, scale: float) -> PlacedWord:
    x0, y0, x1, y1 = (round(value * scale, 2) for value in (word.x0, word.y0, word.x1, word.y1))
    return replace(word, x0=x0, y0=y0, x1=x1, y1=y1)


def is_sideways(lines: Sequence[Line]) -> bool:
    """Whether most words run up or down the page: words of some letters are wider than high otherwise."""
    long = [word for line in lines for word in line if len(word.text) > 3]
    return 2 * sum(word.y1 - word.y0 > word.x1 - word.x0 for word in long) > len(long)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as a reader gives it. ``boxes`` has one box for each run of non-space characters of ``text``.

    ``boxes``, ``width`` and ``height`` are None for a format without a page image; ``image`` is a JPEG or None.
    """

    number: int
    method: PageMethod
    reason: str
    text: str = ""
    quality: float = 0.0
    width: float | None = None
    height: float | None = None
    boxes: tuple[Box, ...] | None = None
    image: bytes | None = None
    layout: Layout = PLAIN


def unread(number: int, reason: str) -> RawPage:
    """A page that could not be read, and why."""
    return RawPage(number, PageMethod.UNREAD, reason)


@dataclass(frozen=True, slots=True)
class RawAttachment:
    """A file inside a file, as a reader gives it. ``content`` is its bytes, or an open file that is read to its end.

    A file is read once, in pieces, before the next attachment is asked for: a member of an archive need lie nowhere.
    """

    untrusted_name: str
    content: bytes | BinaryIO = field(repr=False)
