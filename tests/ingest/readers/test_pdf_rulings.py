"""The lines that a PDF page draws, however it draws them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.layout.rulings import NO_RULINGS, Rulings, grids
from ingest.readers.pdf_objects import objects_of
from ingest.readers.pdf_rulings import rulings_of
from ingest.readers.pdf_words import frame_of

WIDTH, HEIGHT = 600.0, 800.0
XS, YS = (50.0, 200.0, 300.0), (100.0, 130.0, 160.0)  # from the top left


def read(draw: Callable[[Canvas], object], turned: int = 0) -> Rulings:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    draw(canvas)
    canvas.setPageRotation(turned)
    canvas.showPage()
    canvas.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    frame = frame_of(page.raw)
    return rulings_of(page.raw, frame, objects_of(page.raw, frame).paths)


def stroked(canvas: Canvas) -> None:
    for y in YS:
        canvas.line(XS[0], HEIGHT - y, XS[-1], HEIGHT - y)
    for x in XS:
        canvas.line(x, HEIGHT - YS[0], x, HEIGHT - YS[-1])


def one_path(canvas: Canvas) -> None:
    canvas.grid(list(XS), [HEIGHT - y for y in YS])


def boxes(canvas: Canvas) -> None:
    for x, end in itertools.pairwise(XS):
        for y, low in itertools.pairwise(YS):
            canvas.rect(x, HEIGHT - low, end - x, low - y)


def thin(canvas: Canvas) -> None:
    for y in YS:
        canvas.rect(XS[0], HEIGHT - y - 0.25, XS[-1] - XS[0], 0.5, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x - 0.25, HEIGHT - YS[-1], 0.5, YS[-1] - YS[0], stroke=0, fill=1)


def filled(canvas: Canvas) -> None:
    """Cells with a ground, and again each line of text in them, on a page with a ground of its own."""
    canvas.setFillGray(0.95)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    for x, end in itertools.pairwise(XS):
        for y, low in itertools.pairwise(YS):
            canvas.rect(x, HEIGHT - low, end - x, low - y, stroke=0, fill=1)
            canvas.rect(x + 3, HEIGHT - y - 14, end - x - 6, 12, stroke=0, fill=1)
            canvas.rect(x + 3, HEIGHT - y - 26, end - x - 6, 12, stroke=0, fill=1)


def within_a_form(canvas: Canvas) -> None:
    canvas.beginForm("grid")
    canvas.translate(-1000, 0)
    stroked(canvas)
    canvas.endForm()
    canvas.translate(1000, 0)
    canvas.doForm("grid")


@pytest.mark.parametrize("draw", [stroked, one_path, boxes, thin, filled, within_a_form])
def test_a_grid_is_found_however_it_is_drawn(draw: Callable[[Canvas], object]) -> None:
    (grid,) = grids(read(draw))
    assert grid.xs == pytest.approx(XS, abs=1)
    assert grid.ys == pytest.approx(YS, abs=1)
    assert grid.count == 4


def test_a_page_on_its_side_has_its_lines_upright() -> None:
    (grid,) = grids(read(stroked, turned=90))
    assert len(grid.xs) == 3
    assert grid.xs == pytest.approx([HEIGHT - y for y in reversed(YS)], abs=1)
    assert grid.ys == pytest.approx(XS, abs=1)


@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas: None,
        lambda canvas: canvas.drawString(50, 700, "Bara text"),
        lambda canvas: canvas.circle(300, 400, 50),
        lambda canvas: canvas.rect(50, 600, 200, 50, stroke=0, fill=1),
        lambda canvas: canvas.clipPath(_whole(canvas), stroke=0, fill=0),
        lambda canvas: [canvas.line(n % 500, 100, n % 500, 400) for n in range(5_000)],  # a drawing
    ],
    ids=["nothing", "text", "curves", "one ground", "clip", "too many"],
)
def test_what_is_no_grid_gives_none(draw: Callable[[Canvas], object]) -> None:
    assert grids(read(draw)) == []


def test_a_drawing_of_very_many_lines_is_not_looked_at() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(5_000):
            canvas.line(n % 500, 100, n % 500, 400)

    assert read(draw) == NO_RULINGS


def _whole(canvas: Canvas) -> object:
    path = canvas.beginPath()
    path.rect(50, 50, 500, 700)
    return path
