"""Breaking a paragraph into lines."""

from __future__ import annotations

from sample.carriers.sheet import Ink
from sample.spans import Marked


def fold(marked: Marked, ink: Ink, width: float) -> Marked:
    """The same text with newlines in place of the spaces where lines end: no offset moves. ``width`` is in points."""
    lines = [line for written in marked.text.split("\n") for line in _lines(written, ink, width)]
    return Marked("\n".join(lines), marked.spans)


def _lines(text: str, ink: Ink, width: float) -> list[str]:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    space = stringWidth(" ", ink.font, ink.size)
    lines, line, used = list[str](), list[str](), 0.0
    for word in text.split(" "):
        needed = stringWidth(word, ink.font, ink.size)
        if line and used + space + needed > width:
            lines.append(" ".join(line))
            line, used = [], 0.0
        line.append(word)
        used += needed + (space if used else 0.0)
    return [*lines, " ".join(line)]


def height(folded: Marked, ink: Ink) -> float:
    """How high the lines stand, in points."""
    return (folded.text.count("\n") + 1) * ink.step
