"""What else a DOCX holds: notes, comments, changes, pictures, files inside it; and how its parts are named."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from ingest.readers.docx import open_docx
from ingest.readers.ole_object import native, unwrapped
from models.document import PageMethod
from models.layout import BlockKind
from tests.ingest.readers.direct import attachments, opened, pages, placed, text_of
from tests.ingest.readers.made import LINES, scan

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_part(path: Path, name: str, content: str | bytes) -> Path:
    """The package with one part more."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
    return path


def test_places(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Miljönämnden"
    document.add_paragraph("Ett")
    document.add_paragraph("")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Bred"
    table.cell(0, 2).text = "Sista"
    document.add_paragraph("Tre")
    document.save(str(tmp_path / "a.docx"))
    (page,) = pages(open_docx, tmp_path / "a.docx")
    assert placed(page, BlockKind.HEADER) == {"sidhuvud": "Miljönämnden"}
    assert placed(page, BlockKind.PARAGRAPH) == {"stycke 1": "Ett", "stycke 3": "Tre"}
    assert placed(page, BlockKind.CELL) == {
        "tabell 1, rad 1, kolumn 1": "Bred",
        "tabell 1, rad 1, kolumn 3": "Sista",
    }


def test_notes_comments_and_changes(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Beslut")
    changes = (
        f'<w:ins xmlns:w="{W}"><w:r><w:t> infogat</w:t></w:r></w:ins>',
        f'<w:del xmlns:w="{W}"><w:r><w:delText> struket</w:delText></w:r></w:del>',
        f'<w:moveFrom xmlns:w="{W}"><w:r><w:t> flyttat</w:t></w:r></w:moveFrom>',
        f'<w:moveTo xmlns:w="{W}"><w:r><w:t> hit</w:t></w:r></w:moveTo>',
    )
    for change in changes:
        paragraph._p.append(parse_xml(change))
    document.save(str(tmp_path / "a.docx"))
    words = "<w:{0}{1}><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>"
    for part, name, text in (("footnotes", "footnote", "Fotnoten"), ("comments", "comment", "Stämmer detta?")):
        notes = words.format(name, " w:type='separator'", "----") + words.format(name, "", text)
        with_part(tmp_path / "a.docx", f"word/{part}.xml", f"<w:x xmlns:w='{W}'>{notes}</w:x>")
    (page,) = pages(open_docx, tmp_path / "a.docx")
    assert page.text.split("\n") == ["Beslut infogat hit", "Fotnoten", "Stämmer detta?"]
    assert placed(page, BlockKind.NOTE) == {"fotnot 1": "Fotnoten", "kommentar 1": "Stämmer detta?"}


def test_a_large_picture_is_a_page_and_a_small_ones_words_a_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Före bilderna")
    small = scan(("Inkommet 2024-03-14",), dpi=200).crop((150, 180, 800, 280))
    for number, image in enumerate((small, scan(LINES, dpi=150)), start=1):
        image.save(tmp_path / f"{number}.png")
        document.add_picture(str(tmp_path / f"{number}.png"))
    document.save(str(tmp_path / "a.docx"))
    first, second = pages(open_docx, tmp_path / "a.docx")
    assert (first.method, first.reason) == (PageMethod.MIXED, "text_and_pictures")
    assert placed(first, BlockKind.PARAGRAPH)["bild 1"] == "Inkommet 2024-03-14"
    assert (second.method, second.reason) == (PageMethod.OCR, "picture_in_text")
    assert second.boxes
    assert second.image
    assert placed(second, BlockKind.PARAGRAPH)["bild 2"] == second.text
    assert LINES[0] in second.text


def test_a_document_of_pictures_only_has_no_empty_first_page(tmp_path: Path) -> None:
    document = docx.Document()
    scan(LINES, dpi=150).save(tmp_path / "1.png")
    document.add_picture(str(tmp_path / "1.png"))
    document.save(str(tmp_path / "a.docx"))
    (page,) = pages(open_docx, tmp_path / "a.docx")
    assert LINES[1] in page.text


def package(name: bytes, inner: bytes) -> bytes:
    """[MS-OLEDS] 2.3.6, as Office packs a file that is dropped into a document."""
    path = b"C:\\tmp\\" + name + b"\0"
    body = struct.pack("<H", 2) + b"label\0" + b"C:\\" + name + b"\0" + bytes(4) + struct.pack("<I", len(path)) + path
    body += struct.pack("<I", len(inner)) + inner
    return struct.pack("<I", len(body)) + body


def test_embedded_files(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Se bilagan")
    document.save(str(tmp_path / "a.docx"))
    with_part(tmp_path / "a.docx", "word/embeddings/blad.xlsx", b"PK..")
    assert attachments(opened(open_docx, tmp_path / "a.docx")) == {"blad.xlsx": b"PK.."}


def test_files_in_ole_wrapping() -> None:
    inner = native(package("Löner.txt".encode("cp1252"), b"belopp"))
    assert inner is not None
    assert (inner.untrusted_name, inner.content) == ("Löner.txt", b"belopp")
    assert native(package(b"x", b"")) is None
    assert native(b"\0" * 7) is None
    broken = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
    assert unwrapped("oleObject1.bin", broken).content == broken


@pytest.mark.parametrize("keep", [0.5, 0.8])
def test_a_body_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, keep: float) -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>Stycke {number}</w:t></w:r></w:p>" for number in range(1, 101))
    body = f"<w:document xmlns:w='{W}'><w:body>{paragraphs}</w:body></w:document>"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", body[: int(keep * len(body))])
    first, last = pages(open_docx, tmp_path / "a.docx")
    assert first.text.startswith("Stycke 1\nStycke 2\n")
    assert first.text.count("\n") > 98 * keep - 2
    assert (last.method, last.reason) == (PageMethod.UNREAD, "corrupt_page")


def test_a_broken_header_does_not_cost_the_body(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Brödtext")
    buffer = io.BytesIO()
    document.save(buffer)
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    with_part(tmp_path / "a.docx", "word/header9.xml", "<w:hdr")
    assert text_of(open_docx, tmp_path / "a.docx") == "Brödtext"
