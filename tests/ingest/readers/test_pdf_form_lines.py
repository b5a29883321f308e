"""Rules, boxes to be filled in and fields are no print: a form is read from its text layer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from ingest.page_choice import choose
from ingest.readers.pdf_annotations import draw_in, notes_of
from ingest.readers.pdf_form_lines import form_lines
from ingest.readers.pdf_layer import Layer, layer_of
from ingest.readers.pdf_words import frame_of
from models.document import PageMethod
from models.layout import BlockKind
from tests.ingest.readers.made import both, lines, write_pdf
from tests.ingest.readers.made_pdf import form


@contextmanager
def layer(path: Path) -> Iterator[Layer]:
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        page = pdf[0]
        notes = notes_of(pdf, page, frame_of(page.raw))
        page = draw_in(pdf, page, 1)
        yield layer_of(page, 1, [note.box for note in notes if note.kind is BlockKind.FORM_FIELD])
        page.close()


def boxes(canvas: Canvas) -> None:
    """A printed form: rows of boxes for one figure each, boxes to be ticked, and frames in two thicknesses."""
    for row in range(8):
        canvas.setLineWidth(0.5 + row % 2)
        for column in range(12):
            canvas.rect(200 + 14 * column, 640 - 30 * row, 14, 18)
        canvas.rect(72, 640 - 30 * row, 10, 10)
    canvas.rect(60, 380, 420, 300)


def letters(canvas: Canvas) -> None:
    """Words drawn as strokes, as plotters' and surveyors' programs do: straight ones, and curves."""
    canvas.setLineWidth(1.2)
    for row in range(12):
        for column in range(40):
            x, y = 80 + 11 * column, 620 - 20 * row
            canvas.line(x, y, x, y + 9)
            canvas.line(x, y + 5, x + 6, y + 5 if column % 2 else y + 9)
            canvas.bezier(x + 6, y, x + 9, y + 3, x + 9, y + 6, x + 6, y + 9)


def test_boxes_to_be_filled_in_are_no_print(tmp_path: Path) -> None:
    with layer(write_pdf(tmp_path / "a.pdf", both(lines("Ansökan om färdtjänst", "Personnummer"), boxes))) as found:
        assert found.facts.unread_ink < 0.002
        assert choose(found.facts).method is PageMethod.TEXT


def test_print_that_is_drawn_is_looked_at_among_boxes_too(tmp_path: Path) -> None:
    with layer(write_pdf(tmp_path / "a.pdf", both(lines("Ansökan om färdtjänst"), boxes, letters))) as found:
        assert choose(found.facts).reason == "little_text_beside_drawing"


def test_fields_of_a_form_are_taken_with_what_frames_them(tmp_path: Path) -> None:
    with layer(form(tmp_path / "a.pdf")) as found:
        ruled = form_lines(found.page, found.frame, found.objects, [(150.0, 126.0, 400.0, 150.0)])
        assert (150.0, 126.0, 400.0, 150.0) in ruled
        assert choose(found.facts).method is PageMethod.TEXT


def test_what_stands_in_a_field_as_large_as_a_page_is_looked_at(tmp_path: Path) -> None:
    with layer(write_pdf(tmp_path / "a.pdf", both(lines("Ritning"), letters))) as found:
        assert form_lines(found.page, found.frame, found.objects, [(0.0, 0.0, 595.0, 842.0)]) == []


def test_a_dark_surface_with_rules_on_it_is_still_a_surface(tmp_path: Path) -> None:
    def surface(canvas: Canvas) -> None:
        canvas.setFillGray(0.6)
        canvas.rect(60, 100, 480, 560, fill=1)
        for row in range(30):
            canvas.line(60, 110 + 18 * row, 540, 110 + 18 * row)

    with layer(write_pdf(tmp_path / "a.pdf", both(lines("Diagram 1"), surface))) as found:
        assert choose(found.facts).method is PageMethod.TEXT
