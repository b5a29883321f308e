"""Breaking a paragraph into lines, and a broken one into two parts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sample.carriers.metrics import Widths, widths
from sample.carriers.sheet import Ink
from sample.spans import Marked, Note, Span
from sample.spans import cut as part

Moved = TypeVar("Moved", Span, Note)


def fold(marked: Marked, ink: Ink, width: float) -> Marked:
    """The same text with newlines in place of the spaces where lines end: no offset moves. ``width`` is in points.

    Only a word wider than a whole line is broken inside, by a newline more; the spans move along.
    """
    known, limit = widths(ink.font), max(width, 24.0) / ink.size
    text = marked.text
    if limit > len(text) and "\n" not in text:  # no sign is wider than that: a short text needs no measuring
        return marked
    lines = list[str]()
    for written in text.split("\n"):
        if not _break(written, known, limit, lines):
            return fold(_hacked(marked, known, limit), ink, width)
    return Marked("\n".join(lines), marked.spans, marked.notes)


def _break(written: str, known: Widths, limit: float, lines: list[str]) -> bool:
    """Adds the lines of one line of text to ``lines``; says no where a word does not fit."""
    space = known[" "]
    line, used = list[str](), -space
    for word in written.split(" "):
        needed = known[word]
        if used + space + needed > limit:
            if needed > limit:
                return False
            if line:
                lines.append(" ".join(line))
            line, used = [word], needed
        else:
            line.append(word)
            used += space + needed
    lines.append(" ".join(line))
    return True


def _hacked(marked: Marked, known: Widths, limit: float) -> Marked:
    """Newlines put into the words that are wider than a line."""
    cuts, at = list[int](), 0
    for word in marked.text.replace("\n", " ").split(" "):
        if known[word] > limit:
            used = 0.0
            for index, sign in enumerate(word):
                if used + known[sign] > limit * 0.98 and index:
                    cuts.append(at + index)
                    used = 0.0
                used += known[sign]
        at += len(word) + 1
    text = marked.text
    parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]

    def moved(one: Moved) -> Moved:
        return replace(
            one, start=one.start + bisect_left(cuts, one.start + 1), end=one.end + bisect_left(cuts, one.end)
        )

    return Marked("\n".join(parts), tuple(map(moved, marked.spans)), tuple(map(moved, marked.notes)))


def count(folded: Marked) -> int:
    """How many lines it has."""
    return folded.text.count("\n") + 1


def height(folded: Marked, ink: Ink) -> float:
    """How high the lines stand, in points."""
    return (folded.text.count("\n") + 1) * ink.step


def seam(folded: Marked, most: int) -> int:
    """After how many lines, at most ``most``, the text may be torn without tearing a mention; 0 if nowhere."""
    return _seam(folded, most, folded.spans)


def quiet_seam(folded: Marked, most: int) -> int:
    """The same, without tearing what a note is about either."""
    return _seam(folded, most, (*folded.spans, *folded.notes))


def _seam(folded: Marked, most: int, whole: Sequence[Span | Note]) -> int:
    ends = _ends(folded.text)
    for lines in range(min(most, len(ends)), 0, -1):
        end = ends[lines - 1]
        if not any(one.start <= end < one.end for one in whole):
            return lines
    return 0


def cut(folded: Marked, lines: int) -> tuple[Marked, Marked]:
    """The first ``lines`` lines and the rest; what is torn by that (see :func:`seam`) is given up."""
    ends = _ends(folded.text)
    if lines > len(ends):
        return folded, Marked("")
    end = ends[lines - 1]
    return part(folded, 0, end), part(folded, end + 1, len(folded.text))


def torn(folded: Marked, most: int) -> tuple[Marked, Marked]:
    """At most ``most`` lines (1 at least) and the rest, torn where it does least harm.

    That is where neither a note nor a mention is torn, or no mention; where each line ends in one, before the last.
    """
    lines = quiet_seam(folded, most) or seam(folded, most)
    ends = _ends(folded.text)
    if lines or most > len(ends):
        return cut(folded, lines or most)
    start = min(span.start for span in folded.spans if span.start <= ends[most - 1] < span.end)
    before = max(folded.text.rfind(" ", 0, start), folded.text.rfind("\n", 0, start))
    if before < 1:
        return cut(folded, most)
    return part(folded, 0, before), part(folded, before + 1, len(folded.text))


def _ends(text: str) -> list[int]:
    """Where the lines end, the last one's end not among them."""
    return [index for index, sign in enumerate(text) if sign == "\n"]
