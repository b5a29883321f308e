"""Changes of a text that carry its spans along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from training.names.example import Example, Span


class Edit(NamedTuple):
    """``text`` in place of the code points from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def edited(example: Example, edits: Sequence[Edit]) -> Example:
    """The example after ``edits``, which must be in order and not overlap; an edit may lie inside a span or be one.

    What is put in at a span's end belongs to it. A span that nothing is left of goes.
    """
    parts, moved, place = [], [0] * (len(example.text) + 1), 0
    length = 0
    for edit in (*edits, Edit(len(example.text), len(example.text), "")):
        for at in range(place, edit.start):
            moved[at] = length + at - place
        parts.append(example.text[place : edit.start])
        length += edit.start - place
        for at in range(edit.start, edit.end):
            moved[at] = min(length + at - edit.start, length + len(edit.text))
        parts.append(edit.text)
        length += len(edit.text)
        place = edit.end
    moved[len(example.text)] = length
    spans = (Span(moved[span.start], moved[span.end], span.label) for span in example.spans)
    return replace(example, text="".join(parts), spans=tuple(span for span in spans if span.start < span.end))
