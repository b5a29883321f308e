"""A text cut where marks, mentions and uncertain words begin and end, so that a template can draw each piece.

The template escapes by itself. What others hang onto: each piece knows where it stands in the page's text, and each
mention is one run of pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from models.mention import Mention
from web.certainty import Unsure

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is wholly marked or not, wholly within one mention or none, one uncertain word or none.

    ``start`` and ``end`` are code points of the whole text; ``hit`` is where the mark that holds it begins. ``anchor``:
    something that can be jumped to begins here.
    """

    text: str
    marked: bool = False
    label: str = ""
    entity: str = ""
    start: int = 0
    end: int = 0
    mention: Mention | None = None
    hit: int | None = None
    unsure: Unsure | None = None
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces side by side of one mention, or of none."""

    mention: Mention | None
    entity: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Layer:
    """Spans in order and apart, to be asked which of them holds a piece."""

    spans: list[Span]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [start for start, _ in self.spans]

    def holds(self, start: int, end: int) -> int | None:
        """The number of the span that the piece lies in."""
        at = bisect_right(self.starts, start) - 1
        return at if at >= 0 and end <= self.spans[at][1] else None

    def edges(self, start: int, end: int) -> set[int]:
        """Where spans begin and end between these two."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_right(self.starts, end)
        return {edge for span in self.spans[first:last] for edge in span if start < edge < end}


class Overlay:
    """What lies over a page's text, made ready to cut it by. ``marks`` may overlap; ``mentions``, with entity ids, and
    ``unsure`` do not. ``pointed`` are spans that can be jumped to."""

    def __init__(
        self,
        marks: Iterable[Span] = (),
        mentions: Sequence[tuple[Mention, str]] = (),
        unsure: Sequence[Unsure] = (),
        pointed: Sequence[Span] = (),
    ) -> None:
        self._named = sorted(mentions, key=lambda pair: pair[0].start)
        self._unsure = sorted(unsure, key=lambda each: each.start)
        self._marks = _Layer(merged(marks))
        self._mentions = _Layer([(mention.start, mention.end) for mention, _ in self._named])
        self._words = _Layer([(each.start, each.end) for each in self._unsure])
        self._points = sorted({edge for span in pointed for edge in span})
        self._anchors = {start for start, _ in [*self._marks.spans, *self._words.spans, *pointed]}

    def runs(self, text: str, within: Span | None = None) -> list[Run]:
        """The text (of ``within`` only) as runs, in order."""
        start, end = within or (0, len(text))
        pieces = self._pieces(text, max(0, start), min(len(text), end))
        grouped = groupby(pieces, key=lambda piece: (piece.mention, piece.entity))
        return [Run(mention, entity, tuple(some)) for (mention, entity), some in grouped]

    def _pieces(self, text: str, start: int, end: int) -> Iterator[Piece]:
        points = self._points[bisect_right(self._points, start) : bisect_left(self._points, end)]
        edges = {start, end, *points}
        for layer in (self._marks, self._mentions, self._words):
            edges |= layer.edges(start, end)
        for here, there in pairwise(sorted(edges)):
            yield self._piece(text, here, there)

    def _piece(self, text: str, start: int, end: int) -> Piece:
        named, word, hit = (layer.holds(start, end) for layer in (self._mentions, self._words, self._marks))
        mention, entity = (None, "") if named is None else self._named[named]
        return Piece(
            text[start:end],
            marked=hit is not None,
            label=mention.label.value if mention else "",
            entity=entity,
            start=start,
            end=end,
            mention=mention,
            hit=None if hit is None else self._marks.spans[hit][0],
            unsure=None if word is None else self._unsure[word],
            anchor=start in self._anchors,
        )


def cut(text: str, marks: Iterable[Span]) -> list[Piece]:
    """The text's pieces by its marks, which may overlap, in order; joined they are the text. A page of hits has dozens
    of texts, with nothing over them but marks: they need no :class:`Overlay`."""
    pieces, at = list[Piece](), 0
    for first, last in merged(marks):
        start, end = max(first, at), min(last, len(text))
        if start < end:
            pieces += [Piece(text[at:start], start=at, end=start)] if at < start else []
            pieces.append(Piece(text[start:end], marked=True, start=start, end=end, hit=first, anchor=True))
            at = end
    return pieces + ([Piece(text[at:], start=at, end=len(text))] if at < len(text) else [])


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same ground in spans that neither overlap nor are empty, in order."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
