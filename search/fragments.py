"""Pieces of a page around its marks, cut between words, for a list of hits."""

from __future__ import annotations

from collections.abc import Sequence

from search.result import Fragment

WIDTH = 240  # characters: about three lines in the list of hits
_BEFORE = 60  # characters of context before the first mark


def fragments(text: str, marks: Sequence[tuple[int, int]], most: int = 2, width: int = WIDTH) -> list[Fragment]:
    """The pieces with the most marks, in reading order; without marks, the page's first lines.

    A fragment is a slice of ``text`` as it stands; its marks are relative to it.
    """
    if not marks:
        lead = _cut(text, len(text) - len(text.lstrip()), width)
        return [Fragment(text[lead[0] : lead[1]], ())] if text.strip() else []
    windows: list[tuple[int, int]] = []
    for start, end in sorted(_windows(text, marks, width), key=lambda each: -_count(each, marks)):
        if len(windows) < most and all(end <= left or right <= start for left, right in windows):
            windows.append((start, end))
    return [_fragment(text, window, marks) for window in sorted(windows)]


def _windows(text: str, marks: Sequence[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """Pieces that each begin a little before a mark that the piece before does not hold."""
    found: list[tuple[int, int]] = []
    for start, end in marks:
        if found and end <= found[-1][1]:
            continue
        begin = max(start - _BEFORE, found[-1][1] if found and found[-1][1] <= start else 0)
        found.append(_cut(text, begin, max(width, end - begin), keep=(start, end)))
    return found


def _cut(text: str, start: int, width: int, keep: tuple[int, int] | None = None) -> tuple[int, int]:
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


def _count(window: tuple[int, int], marks: Sequence[tuple[int, int]]) -> int:
    return sum(window[0] <= start and end <= window[1] for start, end in marks)


def _fragment(text: str, window: tuple[int, int], marks: Sequence[tuple[int, int]]) -> Fragment:
    begin, stop = window
    inside = ((start - begin, end - begin) for start, end in marks if begin <= start and end <= stop)
    return Fragment(text[begin:stop], tuple(inside))
