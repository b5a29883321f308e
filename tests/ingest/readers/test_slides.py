"""PPTX: slides as pages, with tables, notes, groups, and the words of pictures."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.util import Inches

from ingest.readers.slides import open_slides
from models.document import PageMethod
from models.errors import CorruptFileError
from models.layout import BlockKind
from tests.ingest.readers.direct import opened, pages, placed
from tests.ingest.readers.made import LINES, scan


def deck(path: Path) -> Path:
    show = pptx.Presentation()
    show.core_properties.title = "Lägesbild"
    first = show.slides.add_slide(show.slide_layouts[1])
    first.shapes.title.text = "Rubriken"
    first.placeholders[1].text = "Punkt ett\nPunkt två"
    first.notes_slide.notes_text_frame.text = "Säg detta"
    group = first.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "I gruppen"
    table = first.shapes.add_table(2, 2, 0, 0, 100, 100).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text, table.cell(1, 1).text = "Bred", "Nedre"
    show.slides.add_slide(show.slide_layouts[6])
    third = show.slides.add_slide(show.slide_layouts[6])
    scan(LINES, dpi=150).save(path.with_suffix(".png"))
    third.shapes.add_picture(str(path.with_suffix(".png")), 0, 0, Inches(6))
    show.save(str(path))
    return path


def test_a_presentation(tmp_path: Path) -> None:
    path = deck(tmp_path / "a.pptx")
    first, second, third = pages(open_slides, path)
    assert opened(open_slides, path).title == "Lägesbild"
    lines = ["Rubriken", "Punkt ett", "Punkt två", "I gruppen", "Bred", "Nedre", "Säg detta"]
    assert first.text.split("\n") == lines
    assert placed(first, BlockKind.CELL)["bild 1, tabell 1, rad 2, kolumn 2"] == "Nedre"
    assert placed(first, BlockKind.NOTE) == {"bild 1, anteckningar": "Säg detta"}
    assert second.method is PageMethod.BLANK
    assert third.method is PageMethod.MIXED
    assert LINES[0] in placed(third, BlockKind.PARAGRAPH)["bild 3, figur 1"]


def test_a_slide_that_is_broken_does_not_cost_the_others(tmp_path: Path) -> None:
    with zipfile.ZipFile(deck(tmp_path / "a.pptx")) as whole, zipfile.ZipFile(tmp_path / "b.pptx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"" if name == "ppt/slides/slide1.xml" else whole.read(name))
    found = pages(open_slides, tmp_path / "b.pptx")
    assert [page.method for page in found] == [PageMethod.UNREAD, PageMethod.BLANK, PageMethod.MIXED]


def test_no_presentation(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.pptx", "w") as archive:
        archive.writestr("ppt/x.xml", "")
    with pytest.raises(CorruptFileError):
        pages(open_slides, tmp_path / "a.pptx")
