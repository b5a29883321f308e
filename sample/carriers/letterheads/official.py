"""The heads of boards and courts: names in the middle, crests, rules."""

from __future__ import annotations

import math

from sample.carriers.pen import Pen
from sample.carriers.plain import capitals
from sample.carriers.sheet import WIDTH, Ink, Stroke
from sample.draft import Draft


def centred(pen: Pen, draft: Draft) -> None:
    """All in the middle, with a rule below and the particulars on a line each."""
    style, middle = pen.style, WIDTH / 2
    pen.y += pen.put(capitals(draft.owner.name), Ink(style.bold, 14), middle, pen.y, align="centre")
    pen.y += pen.put(draft.owner.unit, Ink(style.regular, 11), middle, pen.y + 1, align="centre") + 6
    pen.rule(pen.y, 0.9)
    pen.y += 8
    for key, value in draft.references:
        pen.y += pen.put(f"{key}: {value}", Ink(style.regular, 10.5), style.left, pen.y, pen.measure) + 1
    pen.y += 16


def crest(pen: Pen, draft: Draft) -> None:
    """A shield above the name in the middle; the particulars between two rules, side by side."""
    style, middle = pen.style, WIDTH / 2
    _shield(pen, middle, pen.y - 12, sum(map(ord, draft.owner.code)))
    pen.y += 44
    pen.y += pen.put(draft.owner.name, Ink(style.bold, 15, style.accent), middle, pen.y, align="centre")
    pen.y += pen.put(draft.owner.unit, Ink(style.regular, 10), middle, pen.y + 1, align="centre") + 8
    pen.rule(pen.y, 0.8)
    beside(pen, draft.references, 3, 4)
    pen.rule(pen.y, 0.8)
    pen.y += 20


def beside(pen: Pen, references: tuple[tuple[str, str], ...], across: int, pad: float) -> None:
    """Particulars next to each other, ``across`` in a row, small names above their values."""
    style, wide = pen.style, pen.measure / across
    for start in range(0, len(references), across):
        tall = 0.0
        for index, (key, value) in enumerate(references[start : start + across]):
            x = style.left + index * wide
            pen.put(key, Ink(style.regular, 7.5, "#444444"), x, pen.y + pad, wide - 8, glue="\t" if index else "\n")
            tall = max(tall, pen.put(value, Ink(style.regular, 9.5), x, pen.y + pad + 10, wide - 8, glue=" "))
        pen.y += tall + 10 + 2 * pad


def _shield(pen: Pen, x: float, y: float, turn: int) -> None:
    """A made-up coat of arms: a shield parted in one of a few ways with a star."""
    colour = pen.style.accent
    right = ((x + 16, y), (x + 16, y + 22), (x + 9, y + 34), (x, y + 40))
    outline = ((x - 16, y), *right, (x - 9, y + 34), (x - 16, y + 22), (x - 16, y))
    pen.sheet.strokes.append(Stroke(outline, 1.4, colour))
    parted = (((x - 16, y + 16), (x + 16, y + 16)), ((x, y), (x, y + 40)), ((x - 16, y + 4), (x + 14, y + 26)),
              ((x - 16, y + 22), (x, y + 12), (x + 16, y + 22)))  # fmt: skip
    pen.sheet.strokes.append(Stroke(parted[turn % len(parted)], 1.0, colour))
    points, rays = [], 5 + turn % 3
    for step in range(2 * rays + 1):
        far, angle = (7.0, 3.2)[step % 2], math.pi * step / rays
        points.append((x + far * math.sin(angle), y + 18 - far * math.cos(angle)))
    pen.sheet.strokes.append(Stroke(tuple(points), 0.8, colour))


def court(pen: Pen, draft: Draft) -> None:
    """The title word of the kind of paper large, the particulars at the right, the owner above."""
    style = pen.style
    pen.put(capitals(draft.owner.name), Ink(style.bold, 12), style.left, pen.y, WIDTH * 0.5)
    pen.put(draft.owner.unit, Ink(style.regular, 10.5), style.left, pen.y + 32, WIDTH * 0.5)
    y = pen.y
    for key, value in draft.references:
        pen.put(key, Ink(style.regular, 8.5), WIDTH * 0.66, y)
        y += 11 + pen.put(value, Ink(style.regular, 10.5), WIDTH * 0.66, y + 11, WIDTH * 0.34 - 44, glue=" ") + 3
    pen.y = max(y, pen.y + 60) + 30


def bulletin(pen: Pen, draft: Draft) -> None:
    """Unit and owner between a thick and a thin rule; particulars in one running line."""
    style = pen.style
    pen.rule(pen.y - 4, 2.4)
    pen.y += pen.put(draft.owner.unit, Ink(style.bold, 17, style.accent), style.left, pen.y + 4, pen.measure) + 6
    pen.y += pen.put(draft.owner.name, Ink(style.italic or style.regular, 11), style.left, pen.y, pen.measure) + 5
    pen.rule(pen.y, 0.5)
    pen.y += 5
    running = "   ".join(f"{key} {value}" for key, value in draft.references)
    pen.y += pen.put(running, Ink(style.regular, 9.5), style.left, pen.y, pen.measure) + 4
    pen.rule(pen.y, 0.5)
    pen.y += 20


def sober(pen: Pen, draft: Draft) -> None:
    """Small grey words at the left edge of a wide margin, nothing drawn."""
    style = pen.style
    grey = Ink(style.regular, 8, "#666666")
    pen.y += pen.put(f"{draft.owner.name} / {draft.owner.unit}", grey, style.left, pen.y, pen.measure) + 30
    for key, value in draft.references:
        pen.put(key, grey, 48, pen.y + 1.5, style.left - 48 - 8)
        pen.y += pen.put(value, Ink(style.regular, 9.5), style.left, pen.y, pen.measure, glue="\t") + 3
    pen.y += 26
