"""Stamps (*stämplar*) and signatures."""

from __future__ import annotations

import math

from sample.carriers.fold import count, fold, height
from sample.carriers.metrics import typeset, widths
from sample.carriers.pen import Pen
from sample.carriers.sheet import Ink, Stroke


def set_stamp(pen: Pen, text: str) -> None:
    """A frame, a little askew, at the right; the text that follows stands beside it."""
    pen.clear()
    colour = pen.rng.choice(("#1f3a93", "#9c1c1c", "#1d5c34", "#3a2a6b"))
    ink = Ink(pen.style.bold, 9.5, colour)
    wide = min(150.0, pen.measure * 0.45)
    folded = fold(typeset(text), ink, wide - 20)
    wide = max(60.0, max(widths(ink.font)[line] for line in folded.text.split("\n")) * ink.size + 20)
    tall = count(folded) * ink.step + 16
    pen.room(tall + 8)
    x, y = pen.left + pen.measure - wide, pen.y + 2
    _askew(pen, (x, y, wide, tall), colour)
    pen.set(folded, ink, x + wide / 2, y + 7, "centre", tag="P")
    pen.beside = (y + tall + 6, wide + 14)


def _askew(pen: Pen, box: tuple[float, float, float, float], colour: str) -> None:
    x, y, wide, tall = box
    turn = math.radians(pen.rng.uniform(-1.6, 1.6))
    middle_x, middle_y = x + wide / 2, y + tall / 2
    for inner, width in ((0.0, 1.6), (3.0, 0.5)):
        a, b = wide / 2 - inner, tall / 2 - inner
        corners = ((-a, -b), (a, -b), (a, b), (-a, b), (-a, -b))
        points = tuple(
            (middle_x + u * math.cos(turn) - v * math.sin(turn), middle_y + u * math.sin(turn) + v * math.cos(turn))
            for u, v in corners
        )
        pen.sheet.strokes.append(Stroke(points, width, colour))


def set_signature(pen: Pen, people: tuple[tuple[str, str], ...]) -> None:
    """Who signs: at most three beside each other."""
    for start in range(0, len(people), 3):
        _signers(pen, people[start : start + 3])


def _signers(pen: Pen, people: tuple[tuple[str, str], ...]) -> None:
    style, column = pen.style, pen.measure / max(2, len(people))
    names = [fold(typeset(name), style.body, column - 10) for name, _ in people]
    titles = [fold(typeset(title), style.fine, column - 10) for _, title in people]
    tall = max(height(one, style.body) + height(two, style.fine) for one, two in zip(names, titles, strict=True))
    pen.room(tall + 60)
    pen.y += 14
    for index, (name, title) in enumerate(zip(names, titles, strict=True)):
        x = pen.left + index * column
        _scribble(pen, x, pen.y + 26)
        pen.set(name, style.body, x, pen.y + 36)
        pen.set(title, style.fine, x, pen.y + 36 + height(name, style.body))
    pen.y += tall + 46


def _scribble(pen: Pen, x: float, y: float) -> None:
    """A hand's quick strokes where somebody signed."""
    points, chance = [(x + 2, y)], pen.rng.random
    for _ in range(3 * pen.rng.randint(6, 9)):
        points.append((points[-1][0] - 4 + 15 * chance(), y - 17 + 25 * chance()))
    pen.sheet.strokes.append(Stroke(tuple(points), 0.9, "#20308a", curved=True))
