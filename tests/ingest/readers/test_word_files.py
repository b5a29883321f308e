"""DOCX: everything once, in the order it stands in."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from ingest.reading import read_file
from models.document import DocumentState, PageMethod
from models.limits import Limits
from models.settings import Settings

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path


def text_of(path: Path, settings: Settings) -> str:
    reading = read_file(path, settings)
    assert (reading.media_type, reading.state) == (DOCX, DocumentState.READ)
    (page,) = reading.pages
    assert (page.method, page.width, page.height) == (PageMethod.TEXT, None, None)
    assert all(word.x0 is None and page.text[word.start : word.end] == word.text for word in page.words)
    return page.text


def test_merged_cells_are_read_once(tmp_path: Path, settings: Settings) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(0, 3)).text = "Rubrik över fyra"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Två rader hög"
    table.cell(1, 1).text, table.cell(2, 1).text = "övre", "nedre"
    text = text_of(saved(document, tmp_path / "a.docx"), settings)
    assert text.split("\n") == ["Rubrik över fyra", "Två rader hög\tövre", "nedre"]


def test_order_headers_and_nested_tables(tmp_path: Path, settings: Settings) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Miljönämnden"
    document.sections[0].footer.paragraphs[0].text = "Sidfot"
    document.add_paragraph("Före")
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "Cell"
    cell.add_table(1, 1).cell(0, 0).text = "Inre"
    document.add_paragraph("Efter").add_run().add_break()
    lines = [line for line in text_of(saved(document, tmp_path / "a.docx"), settings).split("\n") if line]
    assert lines == ["Miljönämnden", "Före", "Cell", "Inre", "Efter", "Sidfot"]


def test_text_boxes_once_and_deleted_text_not_at_all(tmp_path: Path, settings: Settings) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Synlig")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    box = "<w:drawing><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    paragraph._p.append(
        parse_xml(
            f'<w:r xmlns:w="{space}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    paragraph._p.append(parse_xml(f'<w:del xmlns:w="{space}"><w:r><w:delText>Struken</w:delText></w:r></w:del>'))
    text = text_of(saved(document, tmp_path / "a.docx"), settings)
    assert text.split("\n") == ["Synlig", "I rutan"]


def test_the_bytes_tell_and_not_the_name(tmp_path: Path, settings: Settings) -> None:
    document = docx.Document()
    document.add_paragraph("Felmärkt")
    document.core_properties.title = "Tjänsteutlåtande"
    path = saved(document, tmp_path / "a.doc")
    assert text_of(path, settings) == "Felmärkt"
    assert read_file(path, settings).title == "Tjänsteutlåtande"


def test_a_zip_that_is_no_word_file(tmp_path: Path, settings: Settings) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("hej.txt", "hej")
    assert read_file(tmp_path / "a.docx", settings).media_type == "application/zip"


def word_file(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
    return path


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        "<w:document",
        "",
    ],
)
def test_entities_and_broken_xml(tmp_path: Path, settings: Settings, body: str) -> None:
    reading = read_file(word_file(tmp_path / "a.docx", body), settings)
    assert (reading.state, reading.reason, reading.pages) == (DocumentState.QUARANTINED, "corrupt", ())


def test_a_bomb(tmp_path: Path, settings: Settings) -> None:
    small = replace(settings, limits=replace(Limits(), xml_part_bytes=1_000_000))
    reading = read_file(word_file(tmp_path / "a.docx", "<d>" + " " * 1_000_001 + "</d>"), small)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, "too_large")


def test_a_truncated_file(tmp_path: Path, settings: Settings) -> None:
    whole = saved(docx.Document(), tmp_path / "a.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(whole[: len(whole) // 2])
    assert read_file(tmp_path / "cut.docx", settings).reason == "corrupt"
