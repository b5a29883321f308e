"""A text cut where marks and mentions begin and end, so that a template can draw each piece, autoescaped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.mention import Mention

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is wholly marked or not, and wholly within one mention or none."""

    text: str
    marked: bool = False
    label: str = ""
    entity: str = ""


def cut(text: str, marks: Iterable[Span], mentions: Sequence[tuple[Mention, str]] = ()) -> list[Piece]:
    """The text's pieces in order; joined they are the text. Marks may overlap, mentions (with entity ids) do not."""
    marked = merged((max(0, start), min(len(text), end)) for start, end in marks)
    named = sorted(mentions, key=lambda pair: pair[0].start)
    spans = [*marked, *((max(0, m.start), min(len(text), m.end)) for m, _ in named)]
    edges = sorted({0, len(text)} | {edge for span in spans for edge in span})
    mark_starts, mention_starts = [start for start, _ in marked], [m.start for m, _ in named]
    pieces = []
    for start, end in pairwise(edges):
        mark = bisect_right(mark_starts, start) - 1
        mention = bisect_right(mention_starts, start) - 1
        within = mark >= 0 and end <= marked[mark][1]
        if mention >= 0 and end <= named[mention][0].end:
            pieces.append(Piece(text[start:end], within, named[mention][0].label.value, named[mention][1]))
        else:
            pieces.append(Piece(text[start:end], within))
    return pieces


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same ground in spans that neither overlap nor are empty, in order."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
