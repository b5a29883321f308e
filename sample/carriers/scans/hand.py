"""Handwriting (*handskrift*): strokes that look like quick words and cannot be read; the gold knows where they are."""

from __future__ import annotations

from random import Random

from sample.carriers.sheet import HEIGHT, WIDTH, Sheet, Stroke

INKS = ("#20308a", "#1c1c40", "#8a2020", "#3a3a3a")
Box = tuple[float, float, float, float]


def scribble(sheet: Sheet, rng: Random) -> tuple[Box, ...]:
    """Writes a note in the margin of a sheet; gives the boxes of its lines, in points."""
    right = rng.random() < 0.7
    x = WIDTH - rng.uniform(58, 66) if right else rng.uniform(14, 22)
    y = rng.uniform(140, HEIGHT - 240)
    ink, boxes = rng.choice(INKS), list[Box]()
    for _ in range(rng.randint(2, 4)):
        width = _line(sheet, x, y, ink, rng)
        boxes.append((round(x, 1), round(y - 10, 1), round(x + width, 1), round(y + 6, 1)))
        y += rng.uniform(13, 17)
    if rng.random() < 0.5:
        _underline(sheet, rng, ink)
    return tuple(boxes)


def _line(sheet: Sheet, x: float, y: float, ink: str, rng: Random) -> float:
    """One line of cursive: joined loops of two heights, with gaps between words."""
    start = x
    for _ in range(rng.randint(1, 2)):
        points = [(x, y)]
        for _ in range(rng.randint(3, 5)):
            tall = rng.choice((4, 4, 5, 10, -5))
            step = rng.uniform(2.6, 4.4)
            points += [(x + step * 0.2, y - tall), (x + step * 1.1, y - tall), (x + step * 0.7, y + rng.uniform(-1, 1))]
            x += step
        sheet.strokes.append(Stroke(tuple(points), 0.7, ink, curved=True))
        x += rng.uniform(3, 5)
    return x - start


def _underline(sheet: Sheet, rng: Random, ink: str) -> None:
    """Some words of the text are underlined by hand: below a line that is there, so as not to strike any out."""
    pieces = [piece for piece in sheet.pieces[2:-2] if piece.align == "left" and len(piece.marked.text) > 12]
    if pieces:
        piece = rng.choice(pieces)
        x, y = piece.x, piece.y + piece.ink.size * 0.32
        sheet.strokes.append(Stroke(((x, y), (x + rng.uniform(40, 110), y + rng.uniform(-1, 1))), 0.8, ink))
