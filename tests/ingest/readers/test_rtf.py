"""RTF: encodings, tables, notes, what is hidden, and what lies inside."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ingest.readers.rtf import open_rtf
from models.layout import BlockKind
from tests.ingest.readers.direct import attachments, opened, pages, placed, text_of
from tests.ingest.readers.made import LINES, scan


def rtf(tmp_path: Path, body: str | bytes, head: bytes = rb"\ansi\ansicpg1252\uc1") -> Path:
    content = body.encode("latin-1") if isinstance(body, str) else body
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1" + head + content + b"}")
    return tmp_path / "a.rtf"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'d6versikt \'e5r \endash  slut\par", "Översikt år – slut"),
        (r"{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}\f1 \'cc\'ee\plain\'e5", "Моå"),
        (r"\u229?\u8364\'80x \u-10179 ?\u-8704 ?", "å€x 😀"),
        (r"{\uc2\u228ab}d", "äd"),
        (r"a\~b\_c\-d\{\}\\", "a\u00a0b-cd{}\\"),
        (r"syns{\v inte}{\deleted inte} {\*\okant inte}{\field{\*\fldinst HYPERLINK x}{\fldrslt här}}", "syns här"),
        ("rad\\\nett\\par\r\ntv\\'e5\\line tre", "rad\nett\ntvå\ntre"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt I rutan\par}}}", "I rutan"),
    ],
)
def test_text(tmp_path: Path, body: str, text: str) -> None:
    assert text_of(open_rtf, rtf(tmp_path, body)) == text


def test_dos_and_macintosh(tmp_path: Path) -> None:
    assert text_of(open_rtf, rtf(tmp_path, rb"\'86ren", rb"\pca")) == "åren"
    assert text_of(open_rtf, rtf(tmp_path, rb"\'8cren", rb"\mac")) == "åren"


def test_tables_notes_headers_and_title(tmp_path: Path) -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {0}\par mer\cell {1}\cell\row"
    body = (
        r"{\info{\title Protokollet}{\author X}}{\footer Foten}{\header Huvudet\par}F\'f6re{\footnote Noten}\par "
        + row.replace("{0}", "Namn").replace("{1}", "Belopp")
        + row.replace("{0}", "").replace("{1}", "12 000")
        + r"\pard Efter\par"
    )
    path = rtf(tmp_path, body)
    (page,) = pages(open_rtf, path)
    assert opened(open_rtf, path).title == "Protokollet"
    lines = ["Huvudet", "Före", "Noten", "Namn", "mer\tBelopp", "mer\t12 000", "Efter", "Foten"]
    assert page.text.split("\n") == lines
    assert placed(page, BlockKind.CELL)["tabell 1, rad 2, kolumn 2"] == "12 000"
    assert placed(page, BlockKind.NOTE) == {"fotnot 1": "Noten"}
    assert placed(page, BlockKind.FOOTER) == {"sidfot": "Foten"}


def test_a_file_that_breaks_off_and_groups_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi hej {\b d\'e5 " + b"{" * 100_000)
    assert text_of(open_rtf, tmp_path / "a.rtf") == "hej då"


def test_pictures_and_embedded_files(tmp_path: Path) -> None:
    scan(LINES, dpi=150).save(tmp_path / "a.png")
    picture = (tmp_path / "a.png").read_bytes()
    inner = (
        b"\2\0bilaga.csv\0C:\\bilaga.csv\0" + bytes(4) + struct.pack("<I", 2) + b"x\0" + struct.pack("<I", 3) + b"a;b"
    )
    data = struct.pack("<III", 0x501, 2, 8) + b"Package\0" + bytes(8) + struct.pack("<I", len(inner)) + inner
    body = rb"Text{\*\shppict{\pict\pngblip " + picture.hex().encode() + rb"}}{\nonshppict{\pict 00}}"
    body += rb"{\object\objemb{\*\objclass Package}{\*\objdata " + data.hex().encode() + b"}}"
    path = rtf(tmp_path, body)
    first, second = pages(open_rtf, path)
    assert first.text == "Text"
    assert LINES[0] in second.text
    assert attachments(opened(open_rtf, path)) == {"bilaga.csv": b"a;b"}
    binary = rb"\par{\pict\pngblip\bin" + str(len(picture)).encode() + b" " + picture + b"}"
    assert LINES[0] in pages(open_rtf, rtf(tmp_path, b"Text" + binary))[1].text
