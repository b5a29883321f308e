"""How high a box is: the same for every name that could stand on its line, whether its first letter has a ring or dots
above it, and whether any of its letters goes below the line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from search.redacting.edges import AIR, untouched
from search.redacting.rows import Placed, Row

_STEP: Final = 2.0  # points of tops and bottoms where nothing but what is masked says where the line is
_USUAL: Final = 12.0  # points of a line where no other is
_RUNNING: Final = 4  # words of a line that is sure to have letters with tails
_UNLIKE: Final = 0.12  # part by which the heights of a line's words differ where their boxes follow their letters
_NEAR: Final = 0.25  # part by which words of one size differ, as their letters tell it

# Parts of the size of the type, as common faces have them.
_SMALL: Final = 0.52
_TALL: Final = 0.72
_RINGED: Final = 0.94
_TAIL: Final = 0.21
_ABOVE: Final = 1.04  # all that any letter has above the line, and some air
_BELOW: Final = 0.26
_RINGS: Final = frozenset("ÅÄÖÉÈÜÁÀÊËÍÓÚÇŠŽĆČØ")
_TALLS: Final = frozenset("bdfhijkltåäöéèüáàêëíóúšžćčß0123456789!?/()[]{}|&%§\"'")
_TAILS: Final = frozenset("gjpqyçQ,;()[]{}|/§")


@dataclass(frozen=True, slots=True)
class _Type:
    """A word's type: its size, and where the line runs on which it stands, as far as its letters tell."""

    size: float
    foot: float

    @classmethod
    def of(cls, word: Placed) -> _Type:
        text = word.word.text
        tail = _TAIL if _TAILS & set(text) else 0.0
        size = word.height / (_top(text) + tail)
        return cls(size, word.y1 - tail * size)


def band_of(line: Row, lines: Sequence[Row], hidden: dict[int, str]) -> tuple[float, float]:
    """Top and bottom of the boxes on a line."""
    masked = [word for word in line.words if word.at in hidden]
    others = [word for word in line.words if word.at not in hidden and _tells(word)]
    if _follow_letters(lines, hidden):
        step = AIR if others else _STEP
        top, bottom = _by_letters(others or masked, _size(lines, hidden))
    else:
        step = _STEP
        top, bottom = _by_words(line, lines, masked, hidden)
    top, bottom = min(top, *(word.y0 for word in masked)), max(bottom, *(word.y1 for word in masked))
    return math.floor(top / step) * step, math.ceil(bottom / step) * step


def _by_letters(words: Sequence[Placed], usual: float | None) -> tuple[float, float]:
    """Where each word has a box of its own height: as high as any letter reaches from where the line runs."""
    types = [_Type.of(word) for word in words]
    size = median(each.size for each in types)
    if usual is not None and abs(size - usual) <= _NEAR * usual:
        size = usual
    alike = [each.foot for each in types if abs(each.size - size) <= _NEAR * size] or [each.foot for each in types]
    return min(alike) - _ABOVE * size, max(alike) + _BELOW * size


def _by_words(line: Row, lines: Sequence[Row], masked: Sequence[Placed], hidden: dict[int, str]) -> tuple[float, float]:
    """Where all words of a line are as high: from the top of its words, as high as the page's lines are."""
    others = untouched(lines, hidden)
    usual = [_height(each) for each in others if len(each.words) >= _RUNNING] or [_height(each) for each in others]
    top = min(word.y0 for word in line.words) - AIR
    return top, max(top + AIR + (median(usual) if usual else _USUAL), *(word.y1 for word in masked)) + AIR


def _follow_letters(lines: Sequence[Row], hidden: dict[int, str]) -> bool:
    """Whether a word's box is as high as its letters are, as OCR gives it, and not as high as its type."""
    some = untouched(lines, hidden) or lines
    heights = [[word.height for word in line.words if _tells(word)] for line in some]
    unlike = [1 - min(each) / max(each) for each in heights if len(each) > 1 and max(each) > 0]
    return bool(unlike) and median(unlike) > _UNLIKE


def _size(lines: Sequence[Row], hidden: dict[int, str]) -> float | None:
    """The usual size of the page's type; None where nothing but masked lines tells it."""
    sizes = [_Type.of(word).size for line in untouched(lines, hidden) for word in line.words if _tells(word)]
    return median(sizes) if sizes else None


def _tells(word: Placed) -> bool:
    return any(sign.isalnum() for sign in word.word.text)


def _top(text: str) -> float:
    if _RINGS & set(text):
        return _RINGED
    return _TALL if _TALLS & set(text) or any(sign.isupper() for sign in text) else _SMALL


def _height(line: Row) -> float:
    return max(word.y1 for word in line.words) - min(word.y0 for word in line.words)
