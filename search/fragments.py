"""Pieces of a page around its marks, cut between words, for a list of hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from search.found_as import Form, Mark
from search.meaning.passages import Place
from search.result import Fragment

WIDTH = 240  # characters: about three lines in the list of hits
_BEFORE = 60  # characters of context before the first mark

Span = tuple[int, int]


def fragments(
    text: str,
    marks: Sequence[Span],
    most: int = 2,
    width: int = WIDTH,
    aside: Sequence[Span] = (),
    forms: Mapping[Span, Form] | None = None,
) -> list[Fragment]:
    """The pieces with the most marks, in reading order; without marks, the page's first lines.

    A fragment is a slice of ``text`` as it stands; its marks are relative to it, with the form that ``forms`` has of
    each (EXACT where it has none). Nothing is cut from the spans ``aside`` (headers and footers, in order and apart)
    unless all marks stand there, or all text does.
    """
    bodies = [body for body in _between(text, aside) if not marks or any(_within(mark, body) for mark in marks)]
    if not bodies:
        bodies = [(0, len(text))]
    if not marks:
        first, last = bodies[0]
        lead = _cut(text[:last], last - len(text[first:last].lstrip()), width)
        return [Fragment(text[lead[0] : lead[1]], ())] if text.strip() else []
    found = [window for body in bodies for window in _windows_within(text, body, marks, width)]
    windows: list[Span] = []
    starts, ends = [start for start, _ in marks], [end for _, end in marks]
    for start, end in sorted(found, key=lambda each: -_count(each, starts, ends)):
        if len(windows) < most and all(end <= left or right <= start for left, right in windows):
            windows.append((start, end))
    return [_fragment(text, window, marks, forms or {}) for window in sorted(windows)]


def closest_fragments(text: str, marks: Sequence[Mark], place: Place) -> tuple[Fragment, ...]:
    """One piece of a passage that was found by its meaning: around such of the words as stand in it, else its
    beginning."""
    inside = [mark for mark in marks if place.start <= mark.start and mark.end <= place.end]
    forms = {(mark.start - place.start, mark.end - place.start): mark.form for mark in inside}
    return tuple(fragments(text[place.start : place.end], list(forms), 1, forms=forms))


def _between(text: str, aside: Sequence[Span]) -> list[Span]:
    """What lies before, between and after the spans, where it is more than space."""
    edges = [0, *(edge for span in aside for edge in span), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in gaps if text[start:end].strip()]


def _within(span: Span, body: Span) -> bool:
    return body[0] <= span[0] and span[1] <= body[1]


def _windows_within(text: str, body: Span, marks: Sequence[Span], width: int) -> list[Span]:
    first, last = body
    inside = [(start - first, end - first) for start, end in marks if _within((start, end), body)]
    return [(start + first, end + first) for start, end in _windows(text[first:last], inside, width)]


def _windows(text: str, marks: Sequence[Span], width: int) -> list[Span]:
    """Pieces that each begin a little before a mark that the piece before does not hold."""
    found: list[Span] = []
    for start, end in marks:
        if found and end <= found[-1][1]:
            continue
        begin = max(start - _BEFORE, found[-1][1] if found and found[-1][1] <= start else 0)
        found.append(_cut(text, begin, max(width, end - begin), keep=(start, end)))
    return found


def _cut(text: str, start: int, width: int, keep: Span | None = None) -> Span:
    """The slice from about ``start``, moved inwards so that no word is cut, but never into ``keep``."""
    end = min(len(text), start + width)
    first, last = keep or (end, start)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    if end <= start:  # one endless word
        end = min(len(text), start + width)
    while start < min(first, end) and text[start].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return start, end


def _count(window: Span, starts: Sequence[int], ends: Sequence[int]) -> int:
    """How many marks, in order and apart, stand in the window: a page may have thousands of both."""
    return max(bisect_right(ends, window[1]) - bisect_left(starts, window[0]), 0)


def _fragment(text: str, window: Span, marks: Sequence[Span], forms: Mapping[Span, Form]) -> Fragment:
    begin, stop = window
    inside = [(start, end) for start, end in marks if begin <= start and end <= stop]
    relative = tuple((start - begin, end - begin) for start, end in inside)
    return Fragment(text[begin:stop], relative, tuple(forms.get(each, Form.EXACT) for each in inside))
