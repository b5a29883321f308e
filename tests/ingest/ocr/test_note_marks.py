"""The raised figure of a footnote stands apart from its word; figures and marks on the line stay where they are."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.note_marks import with_note_marks
from ingest.raw_page import PlacedWord
from tests.ingest.drawn import drawn

SCALE = 300 / 72


def noted(word: str, mark: str, face: str) -> tuple[PlacedWord, Image.Image]:
    """A word with a raised mark after it, drawn as one."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 60))
    text = canvas.beginText(20, 25)
    text.setFont(face, 12)
    text.textOut(word)
    text.setFont(face, 7.5)
    text.setRise(4.6)
    text.textOut(mark)
    end = text.getX()
    canvas.drawText(text)
    canvas.save()
    with PdfDocument(buffer.getvalue()) as document:
        picture = document[0].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    return PlacedWord(word + mark, 20 * SCALE, 24 * SCALE, end * SCALE, 38 * SCALE, 0.9), picture


@pytest.mark.parametrize("face", ["Times-Roman", "Helvetica"])
@pytest.mark.parametrize(("mark", "read"), [("1", "!"), ("1", "1"), ("2", "2"), ("12", "12")])
def test_a_raised_figure_is_a_word_of_its_own(face: str, mark: str, read: str) -> None:
    word, picture = noted("nämnden", mark, face)
    before, after = with_note_marks((replace(word, text="nämnden" + read),), picture)
    assert (before.text, after.text, after.original, after.rule) == ("nämnden", mark, read, "note_mark")
    assert before.x1 == after.x0 < after.x1
    assert not before.rule


@pytest.mark.parametrize("face", ["Times-Roman", "Helvetica"])
@pytest.mark.parametrize("word", ["Stopp!", "klass3", "bilaga12", "A4"])
def test_what_stands_on_the_line_stays(face: str, word: str) -> None:
    (line,), picture = drawn((word,), face=face)
    assert with_note_marks(line, picture) == line
