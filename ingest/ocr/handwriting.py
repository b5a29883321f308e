"""Handwriting on a page (*handskrift*): found by its strokes, and left out of the text that it would garble.

docs/decisions/0013 tells how the network was made and what it reaches.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Box
from ingest.ocr.strokes import strokes
from ingest.raw_page import Line, PlacedWord

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

WEIGHTS: Final = Path(__file__).with_name("handwriting.npz")
_SURE: Final = 0.80  # Tesseract's confidence from which a word is print, unless it is oddly tall
_SURE_THOUGH_TALL: Final = 0.93
_TALL: Final = 2.2  # of the usual height of a word: several lines of a note read as one
_LEAN: Final = 2.0, 0.6  # how much confidence weighs beside the strokes, and where it speaks neither way
_HAND, _LIKELY = 2.8, 1.0  # evidence, in nats, that makes a word handwriting; the same for one beside such a word
_STROKES: Final = 0.74  # share without which nothing else makes a word handwriting
_MARGIN: Final = 1.5  # the same for standing outside all sure print, in the margin
_ENOUGH: Final = 20  # sure words that show where the margins are
_STRAYS: Final = 2  # words of a note that Tesseract may be sure of all the same
_NARROW: Final = 0.45  # width by height: a rule or a cell's border is narrower than anything written
_REACH: Final = 3.0  # of the usual height: how far apart the words of one note stand
_SPACE: Final = 1.0  # of the usual height: print that stands nearer on its line says that the word is print too
_LEAST: Final = 1.6  # of the squared usual height: a smaller blot is no note


def handwriting(lines: tuple[Line, ...], picture: Image.Image) -> tuple[tuple[Line, ...], tuple[Box, ...]]:
    """The lines of print, and the boxes of what is written by hand; both in pixels of the grey ``picture``."""
    words = [word for line in lines for word in line]
    height = _usual_height(words)
    edges = _print_edges(words)
    evidence = {id(word): _evidence(word, picture, height, edges) for line in lines for word in _doubtful(line, height)}
    likely = [word for word in words if evidence.get(id(word), -math.inf) >= _LIKELY]
    notes = [note for note in _grouped(likely, _REACH * height) if _is_note(note, evidence, height)]
    if not notes:
        return lines, ()
    boxes = _merged([_outline(note) for note in notes])
    left_out = {id(word) for note in notes for word in note}
    left_out |= {id(word) for word in words if word.confidence < _SURE and any(_is_in(word, box) for box in boxes)}
    kept = tuple(tuple(word for word in line if id(word) not in left_out) for line in lines)
    return tuple(line for line, before in zip(kept, lines, strict=True) if line or not before), boxes


def _usual_height(words: list[PlacedWord]) -> float:
    """The height of a word of print here; of any word where hardly anything is sure to be print."""
    sure = [word.y1 - word.y0 for word in words if word.confidence >= _SURE_THOUGH_TALL and len(word.text) > 2]
    return median(sure if len(sure) >= 5 else [word.y1 - word.y0 for word in words] or [1.0])


def _print_edges(words: list[PlacedWord]) -> tuple[float, float]:
    """Where across the page the sure print begins and ends; anywhere, where there is too little of it to tell."""
    sure = [word for word in words if word.confidence >= _SURE and len(word.text) > 1]
    if len(sure) < _ENOUGH:
        return -math.inf, math.inf
    return sorted(word.x0 for word in sure)[_STRAYS], sorted(word.x1 for word in sure)[-1 - _STRAYS]


def _doubtful(line: Line, height: float) -> Iterator[PlacedWord]:
    """The words of a line that may be handwriting: unsure, wide enough, and not set among print."""
    for place, word in enumerate(line):
        tall = word.y1 - word.y0 > _TALL * height
        sure = word.confidence >= (_SURE_THOUGH_TALL if tall else _SURE)
        if sure or word.x1 - word.x0 < _NARROW * (word.y1 - word.y0) or not any(map(str.isalnum, word.text)):
            continue
        around = (line[near] for near in (place - 1, place + 1) if 0 <= near < len(line))
        if not any(near.confidence >= _SURE and _gap(word, near) < _SPACE * height for near in around):
            yield word


def _evidence(word: PlacedWord, picture: Image.Image, height: float, edges: tuple[float, float]) -> float:
    """How far strokes, Tesseract's doubt and the place speak for a hand, in nats; below 0 for print."""
    given = min(max(share(picture, (word.x0, word.y0, word.x1, word.y1)), 1e-4), 1 - 1e-4)
    weight, middle = _LEAN
    tall = word.y1 - word.y0 > _TALL * height  # lines read as one: what it is sure of means nothing
    confidence = min(word.confidence, middle) if tall else word.confidence
    outside = _MARGIN if word.x1 < edges[0] or word.x0 > edges[1] else 0.0
    total = math.log(given / (1 - given)) + weight * (middle - confidence) + outside
    return total if given >= _STROKES else min(total, _LIKELY)


def share(picture: Image.Image, box: Box) -> float:
    """How likely the strokes within ``box`` are a hand's, 0–1; 0 where there is no ink."""
    found = strokes(picture, box)
    if found is None:
        return 0.0
    first, bias, second, bias2 = _weights()
    scores = numpy.maximum(found @ first + bias, 0.0) @ second + bias2
    return float(1.0 / (1.0 + numpy.exp(scores[0] - scores[1])))


@cache
def _weights() -> tuple[NDArray[numpy.float32], ...]:
    with numpy.load(WEIGHTS) as stored:
        return tuple(stored[name].astype(numpy.float32) for name in ("first", "bias", "second", "bias2"))


def _grouped(words: list[PlacedWord], reach: float) -> list[list[PlacedWord]]:
    """Words that stand within ``reach`` of each other, together."""
    groups: list[list[PlacedWord]] = []
    for word in words:
        near = [group for group in groups if any(_gap(word, other) < reach for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([word, *(other for group in near for other in group)])
    return groups


def _gap(first: PlacedWord, second: PlacedWord) -> float:
    across = max(first.x0, second.x0) - min(first.x1, second.x1)
    down = max(first.y0, second.y0) - min(first.y1, second.y1)
    return max(across, down, 0.0)


def _is_note(note: list[PlacedWord], evidence: dict[int, float], height: float) -> bool:
    area = sum((word.x1 - word.x0) * (word.y1 - word.y0) for word in note)
    return area >= _LEAST * height * height and max(evidence[id(word)] for word in note) >= _HAND


def _outline(note: list[PlacedWord]) -> Box:
    return (
        min(word.x0 for word in note),
        min(word.y0 for word in note),
        max(word.x1 for word in note),
        max(word.y1 for word in note),
    )


def _is_in(word: PlacedWord, box: Box) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _merged(boxes: list[Box]) -> tuple[Box, ...]:
    """The boxes, those that overlap made one."""
    apart: list[Box] = []
    for box in boxes:
        while True:
            touching = [other for other in apart if _overlap(box, other)]
            if not touching:
                break
            apart = [other for other in apart if other not in touching]
            for other in touching:
                box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
        apart.append(box)
    return tuple(sorted(apart, key=lambda one: (one[1], one[0])))


def _overlap(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
