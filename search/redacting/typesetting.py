"""Pages of formats without pages (text, e-mail, office files in flow), set by us: each page of the register is one of
the copy, as long as it takes. A box in the text is always as wide, whatever it covers, and the text closes up around
it: nothing tells how long the name was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from models.document import Page, Word
from models.redaction import Mask
from search.pdf_type import printable
from search.redacting.boxing import Box
from search.redacting.burning import face, wide

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE: Final = 2  # pixels a point: 144 dpi
WIDTH: Final = 595.0
HEIGHT: Final = 842.0
_MARGIN: Final = 56.0
_SIZE: Final = 10.0
_LINE: Final = 14.0
_BOX: Final = 84.0  # points, of every box: room for two provisions
_MOST_LINES: Final = 1_000  # of a sheet: PDF has no longer page than 14,400 points (ISO 32000-2, Annex C)
_TOKENS: Final = re.compile(r"\n|[^\S\n]+|\S+")
_AROUND: Final = ".,;:!?()[]\"'”“’«»<>"
_TAB: Final = 16.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is set: its picture, its boxes, and ``page`` with the words that stay, each with its place."""

    picture: Image
    page: Page
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, space or break of the text; or a box, where ``provisions`` says of what."""

    text: str
    start: int = 0
    provisions: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        if self.provisions:
            return _BOX
        if self.text == "\n":
            return 0.0
        tabs = self.text.count("\t")
        return tabs * _TAB + wide(printable(self.text.replace("\t", "") if tabs else self.text), _SIZE)


def sheets(page: Page, masks: Iterable[Mask]) -> list[Sheet]:
    """The page, set with its masks. More than one sheet only where it is longer than a PDF's page may be."""
    mine = [mask for mask in masks if mask.place.page == page.number]
    whole = sorted({mask.provision for mask in mine if not mask.place.is_span})
    if whole:
        return [_sheet(page, [], Box(0.0, 0.0, WIDTH, HEIGHT, tuple(whole)))]
    lines = list(_lines(_pieces(page.text, covered(page.text, mine))))
    return [_sheet(page, lines[at : at + _MOST_LINES]) for at in range(0, len(lines), _MOST_LINES)]


def covered(text: str, masks: Iterable[Mask]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The spans that boxes stand for: each mask out to whole words; those with only space between them are one."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for mask in sorted((mask for mask in masks if mask.place.is_span), key=lambda each: each.place):
        start, end = _whole_words(text, *mask.place.span)
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            before = found.pop()
            start, end = before[0], max(before[1], end)
            found.append((start, end, tuple(sorted({*before[2], mask.provision}))))
        else:
            found.append((start, end, (mask.provision,)))
    return found


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Out to the spaces around, but for signs that stand beside a word."""
    first, last = start, end
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    while first < start and text[first] in _AROUND:
        first += 1
    while last > end and text[last - 1] in _AROUND:
        last -= 1
    return first, last


def _pieces(text: str, spans: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[_Piece]:
    at = 0
    for start, end, provisions in [*spans, (len(text), len(text), ())]:
        for token in _TOKENS.finditer(text, at, start):
            yield _Piece(token[0], token.start())
        if provisions:
            yield _Piece("", start, provisions)
        at = end


def _lines(pieces: Iterable[_Piece]) -> Iterator[list[tuple[float, _Piece]]]:
    """Each piece with where on its line it begins."""
    line, x, room = list[tuple[float, _Piece]](), 0.0, WIDTH - 2 * _MARGIN
    for piece in _broken(_evened(pieces), room):
        if piece.text == "\n":
            yield line
            line, x = [], 0.0
            continue
        if x + piece.width > room and line and (piece.provisions or not piece.text.isspace()):
            yield line
            line, x = [], 0.0
        if piece.provisions or not piece.text.isspace():
            line.append((x, piece))
        x += piece.width
    yield line


def _evened(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """With one space for several on lines that have a box: those that fill a column up would tell of what is in it."""
    for _, line in groupby(_numbered(pieces), key=lambda pair: pair[0]):
        some = [piece for _, piece in line]
        boxed = any(piece.provisions for piece in some)
        for piece in some:
            spaced = boxed and piece.text != "\n" and not piece.provisions and piece.text.isspace()
            yield _Piece(" ", piece.start) if spaced else piece


def _numbered(pieces: Iterable[_Piece]) -> Iterator[tuple[int, _Piece]]:
    """Each piece with the number of the text's line that it is of."""
    number = 0
    for piece in pieces:
        yield number, piece
        number += piece.text == "\n"


def _broken(pieces: Iterable[_Piece], room: float) -> Iterator[_Piece]:
    """Words that are wider than a line, in parts that are not."""
    for piece in pieces:
        if piece.provisions or piece.width <= room:
            yield piece
            continue
        most = max(1, int(len(piece.text) * room / piece.width * 0.8))
        for begin in range(0, len(piece.text), most):
            yield _Piece(piece.text[begin : begin + most], piece.start + begin)


def _sheet(page: Page, lines: Sequence[Sequence[tuple[float, _Piece]]], whole: Box | None = None) -> Sheet:
    from PIL import Image, ImageDraw

    height = max(HEIGHT, len(lines) * _LINE + 2 * _MARGIN)
    picture = Image.new("L", (round(WIDTH * SCALE), round(height * SCALE)), 255)
    draw, font = ImageDraw.Draw(picture), face(_SIZE * SCALE)
    words, boxes = list[Word](), [whole] if whole else []
    for number, line in enumerate(lines):
        y = _MARGIN + number * _LINE
        for x, piece in ((_MARGIN + x, piece) for x, piece in line):
            if piece.provisions:
                boxes.append(Box(x, y, x + _BOX, y + _LINE - 1.5, piece.provisions))
                continue
            draw.text((x * SCALE, (y + _SIZE) * SCALE), printable(piece.text), fill=0, font=font, anchor="ls")
            end = piece.start + len(piece.text)
            words.append(Word(piece.text, piece.start, end, x, y + 1.0, x + max(1.0, piece.width), y + 12.0))
    made = Page(page.number, page.method, page.reason, "", page.quality, WIDTH, height, words)
    return Sheet(picture, made, tuple(boxes))
