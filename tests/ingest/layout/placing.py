"""Words put on a page for tests: ten points high, five points a letter, a space of three."""

from __future__ import annotations

from ingest.raw_page import Line, PlacedWord

LETTER, SPACE, HEIGHT = 5.0, 3.0, 8.0


def at(x: float, y: float, text: str) -> Line:
    """The words of ``text`` from the point (x, y) to the right."""
    words = []
    for word in text.split():
        words.append(PlacedWord(word, x, y, x + LETTER * len(word), y + HEIGHT))
        x = words[-1].x1 + SPACE
    return tuple(words)


def row(y: float, *cells: tuple[float, str]) -> Line:
    """Several texts on one line, each from its own x."""
    return tuple(word for x, text in cells for word in at(x, y, text))
