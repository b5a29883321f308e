"""A second look at the picture where "§" or "%" may stand: Tesseract's Swedish model reads neither.

docs/decisions/0013 tells how the network was made and what it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Box, Glyph, cut, halves
from ingest.ocr.sign_network import PERCENT, SECTION, shares
from ingest.ocr.sign_places import Shape, Suspect, suspects
from ingest.raw_page import Line, PlacedWord

if TYPE_CHECKING:
    from PIL import Image

_SIGNS: Final = {SECTION: "§", PERCENT: "%"}
_RULES: Final = {SECTION: "section_sign", PERCENT: "percent_sign"}
_SURE, _DOUBTFUL = 0.6, 0.9  # share that the network must give: less where the word would be no number anyway
_FULL: Final = 0.45  # of the tallest glyph: lower ones are punctuation
_WIDE: Final = 0.85  # width by height: above this it may be two signs that touch
_NUMBER_BEFORE: Final = re.compile(r"\d[a-z]?$|^[a-zåäö]$")
_NUMBER_AFTER: Final = re.compile(r"\d|[Il|]$")
_CLOSING: Final = ".,;:)]\"”'|!"
_CLEAR, _GAP = 0.2, 2.2  # of a word's height: what is left free before the next word, and how far a sign may stand off
_LOW: Final = frozenset("-–—.,'\"»«„”([")
"""Characters whose glyphs are not full."""


Cut = tuple[list[Glyph], Glyph | None]
_REACHING: Final = (Shape.TAIL, Shape.LOST)


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign found in a word: which, how many, how likely, and where across the page (pixels) it begins and ends."""

    sign: int
    count: int
    share: float
    x0: float
    x1: float


def with_signs(line: Line, picture: Image.Image) -> Line:
    """``line`` (pixels of the grey ``picture``) with each "§" and "%" put right; a glued one becomes its own word."""
    cuts: dict[Box, Cut] = {}

    def look(box: Box) -> Cut:
        if box not in cuts:
            cuts[box] = cut(picture, box)
        return cuts[box]

    seen: list[PlacedWord] = []
    for place in range(len(line)):
        seen += _looked_at(line, place, look)
    return tuple(seen)


def _looked_at(line: Line, place: int, look: Callable[[Box], Cut]) -> tuple[PlacedWord, ...]:
    word = line[place]
    for found in suspects(line, place):
        glyphs, whole = look(_with_gap(line, place) if found.shape in _REACHING else _box(word))
        tall = _full(glyphs, word.text)
        if found.beside == place:
            seen = _glued(found, tall)
        else:
            beside = line[found.beside]
            figures = _full(look(_box(beside))[0], beside.text)
            seen = _free(found, tall, whole, figures, before=found.beside < place)
        parted = _put_right(word, found, seen, len(tall)) if seen else ()
        if parted:
            return parted
    return (word,)


def _box(word: PlacedWord) -> Box:
    return word.x0, word.y0, word.x1, word.y1


def _with_gap(line: Line, place: int) -> Box:
    """The box of a word and of the gap after it: Tesseract's box may end before the sign."""
    word, height = line[place], line[place].y1 - line[place].y0
    room = line[place + 1].x0 - _CLEAR * height if place + 1 < len(line) else word.x1 + _GAP * height
    return word.x0, word.y0, max(word.x1, min(room, word.x1 + _GAP * height)), word.y1


def _full(glyphs: list[Glyph], text: str) -> list[Glyph]:
    """The glyphs that are no punctuation: not low ones, nor the brackets that ``text`` begins or ends with."""
    tallest = max((glyph.height for glyph in glyphs), default=0.0)
    tall = [glyph for glyph in glyphs if glyph.height >= _FULL * tallest]
    opening = len(text) - len(text.lstrip("(["))
    closing = sum(character in ")]!|" for character in text[len(text.rstrip(_CLOSING)) :])
    return tall[opening : len(tall) - closing] if len(tall) > opening + closing else tall


def _reach(figures: list[Glyph]) -> tuple[float, float]:
    return float(numpy.median([one.y0 for one in figures])), float(numpy.median([one.y1 for one in figures]))


def _free(found: Suspect, tall: list[Glyph], whole: Glyph | None, figures: list[Glyph], *, before: bool) -> Seen | None:
    """The sign apart from its number, whose ``figures`` tell how high a figure is here."""
    if not tall or not figures:
        return None
    reach = _reach(figures)
    if found.shape is Shape.HEAD:
        return _seen(tall[:1], reach, SECTION, found)
    if found.shape is Shape.TAIL:
        return _seen(tall[1:], reach, SECTION, found) if len(tall) > 1 else None
    if len(tall) == 1 and tall[0].width > _WIDE * tall[0].height:
        two = _seen(list(halves(tall[0])), reach, SECTION, found)
        if two:
            return two
    if len(tall) <= 2:
        section = _seen(tall, reach, SECTION, found)
        if section:
            return section
    one = tall[0] if len(tall) == 1 else whole
    return _seen([one], reach, PERCENT, found) if one and before else None


def _glued(found: Suspect, tall: list[Glyph]) -> Seen | None:
    """The sign at an end of a word of figures, which tell themselves how high they are."""
    last = found.shape is not Shape.HEAD
    for sign, most in ((SECTION, 2), (PERCENT, 1)):
        for count in range(min(most, len(tall) - 1), 0, -1):
            signs, rest = (tall[-count:], tall[:-count]) if last else (tall[:count], tall[count:])
            seen = _seen(signs, _reach(rest), sign, found) if last or sign == SECTION else None
            if seen:
                return seen
    return None


def _seen(glyphs: list[Glyph], reach: tuple[float, float], sign: int, found: Suspect) -> Seen | None:
    share = float(shares(glyphs, *reach)[:, sign].min())
    least = _SURE if found.plain and sign == SECTION else _DOUBTFUL
    return Seen(sign, len(glyphs), share, glyphs[0].x0, glyphs[-1].x1) if share >= least else None


def _put_right(word: PlacedWord, found: Suspect, seen: Seen, full: int) -> tuple[PlacedWord, ...]:
    """The word with the sign, parted from what it was glued to; () where the text does not bear it out.

    ``full`` is how many full glyphs the picture of the word has.
    """
    text, signs = word.text, _SIGNS[seen.sign] * seen.count
    if found.shape is Shape.ALONE:
        return (_changed(word, text[: found.start] + signs + text[found.end :], text, seen),)
    if found.shape is Shape.LOST and full - seen.count != _characters(text[: found.end]):
        return ()
    if found.shape in (Shape.TAIL, Shape.LOST):
        start = found.end - _read_as(text[: found.end], found, seen, full)
        if not _NUMBER_BEFORE.search(text[:start]):
            return ()
        sign = _changed(
            replace(word, x0=seen.x0, x1=max(word.x1, seen.x1)), signs + text[found.end :], text[start:], seen
        )
        return replace(word, text=text[:start], x1=seen.x0), sign
    end = found.start + _read_as(text[found.start :], found, seen, full)
    if not _NUMBER_AFTER.match(text[end:]):
        return ()
    sign = _changed(replace(word, x1=seen.x1), text[: found.start] + signs, text[:end], seen)
    return sign, replace(word, text=text[end:], x0=seen.x1)


def _read_as(text: str, found: Suspect, seen: Seen, full: int) -> int:
    """How many characters Tesseract made of the sign: those that have no other glyph, if the counts can be right."""
    characters = _characters(text) - (full - seen.count)
    return characters if 1 <= characters <= 3 else found.end - found.start


def _characters(text: str) -> int:
    """How many full glyphs ``text`` should have."""
    return sum(character not in _LOW for character in text)


def _changed(word: PlacedWord, text: str, original: str, seen: Seen) -> PlacedWord:
    if text == original:
        return replace(word, text=text)
    return replace(word, text=text, confidence=round(seen.share, 3), original=original, rule=_RULES[seen.sign])
