"""Where in a line a "§" or "%" may stand that Tesseract took for something else, told from the words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ingest.raw_page import Line

_OPENING, _CLOSING = r"[(\[\"»«„'|.–—-]*", r"[.,;:)\]\"”'|!]*"
_NO_FIGURE: Final = r"[$§&£€S]"  # what "§" is read as and no number ends in
_LIKE: Final = r"[$§&£€%»«°*?Ssgf0-9BZYVo]"
_ALONE: Final = re.compile(rf"({_OPENING})({_LIKE}(?:[/]?{_LIKE}){{0,2}}|[:;!#@]){_CLOSING}")
_PLAIN_TAIL: Final = re.compile(rf"(.*\d[a-z]?)({_NO_FIGURE}{{1,2}}){_CLOSING}")
_LETTER_TAIL: Final = re.compile(rf"[a-zåäö]({_NO_FIGURE}{{1,2}}){_CLOSING}")
_TAIL: Final = re.compile(rf"({_OPENING}\d{{1,4}}(?:[.,]\d{{1,2}})?[a-z]?)({_LIKE}{{1,2}}){_CLOSING}")
_HEAD: Final = re.compile(rf"({_OPENING})({_LIKE}{{1,2}})\d{{1,4}}[a-z]?{_CLOSING}")
_BEFORE_I: Final = re.compile(rf"()({_LIKE})[Il1|]")
_PLAIN: Final = re.compile(rf"{_NO_FIGURE}{{1,2}}")
_NUMBER: Final = re.compile(rf"{_OPENING}(?:\d{{1,4}}(?:[.,–—-]{{1,2}}\d{{1,4}})?[a-z]?|[Il|]){_CLOSING}")
_GLUED_NUMBER: Final = re.compile(rf".*\d[a-z]?{_CLOSING}")  # "angesi8" and "kap..1" end in a number
_BARE: Final = re.compile(rf"{_OPENING}\d{{1,4}}[a-z]?()([.,;:)]*)")
_NEAR: Final = 3  # words before and after
_FIGURE: Final = 0.75  # the width of a figure by its height, the room beside it included
_ROOM: Final = (0.9, 5.0)  # of the word's height: the gap after a number that may hold a sign nobody read
_LETTER: Final = re.compile(r"[a-zåäö]")


class Shape(Enum):
    """How the sign lies in its word."""

    ALONE = "12 $"
    TAIL = "12$"
    HEAD = "$12"
    LOST = "12"


@dataclass(frozen=True, slots=True)
class Suspect:
    """Characters ``start`` to ``end`` of a word that may be a sign; none where it was not read at all.

    ``beside`` is the place in the line of the number it belongs to: the word's own where they are glued. ``plain`` says
    that it could be no number anyway.
    """

    shape: Shape
    beside: int
    start: int
    end: int
    plain: bool


def suspects(line: Line, place: int) -> Iterator[Suspect]:
    """What the word at ``place`` may hold, the likeliest first."""
    text = line[place].text
    alone = _ALONE.fullmatch(text)
    if alone:
        plain = bool(_PLAIN.fullmatch(alone[2]))
        beside = _beside(line, place, plain=plain)
        if beside is not None and (plain or not _is_among_figures(line, place)):
            yield Suspect(Shape.ALONE, beside, alone.start(2), alone.end(2), plain)
    if place and _BEFORE_I.fullmatch(text) and _NUMBER.fullmatch(line[place - 1].text):
        yield Suspect(Shape.HEAD, place - 1, 0, 1, plain=not text[0].isdigit())
    lettered = _LETTER_TAIL.fullmatch(text)
    if place and lettered and _NUMBER.fullmatch(line[place - 1].text):
        yield Suspect(Shape.TAIL, place - 1, lettered.start(1), lettered.end(1), plain=True)
    if _is_in_a_row_of_figures(line, place):
        return
    for shape, pattern in ((Shape.TAIL, _PLAIN_TAIL), (Shape.TAIL, _TAIL), (Shape.HEAD, _HEAD)):
        glued = pattern.fullmatch(text)
        if glued:
            yield Suspect(shape, place, glued.start(2), glued.end(2), bool(_PLAIN.fullmatch(glued[2])))
    bare = _BARE.fullmatch(text)
    if bare and _has_room(line, place):
        yield Suspect(Shape.LOST, place, bare.start(2), bare.start(2), plain=False)


def _beside(line: Line, place: int, *, plain: bool) -> int | None:
    """The number before ("12 $", "8 a $"), else the one after ("$ 115")."""
    before = line[place - 1].text if place else ""
    if _NUMBER.fullmatch(before) or (plain and _GLUED_NUMBER.fullmatch(before)):
        return place - 1
    if place >= 2 and _LETTER.fullmatch(line[place - 1].text) and _NUMBER.fullmatch(line[place - 2].text):
        return place - 2
    if place + 1 < len(line) and _NUMBER.fullmatch(line[place + 1].text):
        return place + 1
    return None


def _is_among_figures(line: Line, place: int) -> bool:
    """Whether only bare figures stand around, as in a row of a table: each would be looked at in vain."""
    around = line[max(0, place - _NEAR) : place + _NEAR + 1]
    return len(around) > _NEAR and not any(letter.isalpha() for word in around for letter in word.text)


def _has_room(line: Line, place: int) -> bool:
    """Whether a sign may stand between this word and the next, or within its box, that no word covers."""
    word = line[place]
    height = word.y1 - word.y0
    characters = len(word.text.strip("()[].,;:"))
    if word.x1 - word.x0 > height * (_FIGURE * characters + 0.5):
        return True
    return place + 1 < len(line) and _ROOM[0] * height < line[place + 1].x0 - word.x1 < _ROOM[1] * height


def _is_in_a_row_of_figures(line: Line, place: int) -> bool:
    """Whether whole numbers stand on both sides: a table, or thousands apart ("1 250 588 kr")."""
    around = [line[near].text for near in (place - 1, place + 1) if 0 <= near < len(line)]
    return len(around) == 2 and all(text.replace(",", "").isdigit() for text in around)
