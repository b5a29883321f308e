"""ODT, ODS, ODP and ODG, in the clear and under a password."""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from pathlib import Path

import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ingest.readers.odf import open_presentation, open_spreadsheet, open_text
from models.document import PageMethod
from models.errors import CorruptFileError, EncryptedFileError
from models.layout import BlockKind
from tests.ingest.readers.direct import pages, placed, text_of

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing")),
        *(("presentation", "presentation"), ("manifest", "manifest")),
    )
)


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )


def packed(path: Path, **parts: str | bytes) -> Path:
    """The package; a part's name is written with __ for the full stop and ___ for the slash."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), part)
    return path


TEXT = """<office:text><text:tracked-changes><text:p>Struket</text:p></text:tracked-changes>
<text:h>Rubrik</text:h><text:p>Ett<text:s text:c="3"/>två<text:note><text:note-body><text:p>Noten</text:p>
</text:note-body></text:note> <text:span>slut</text:span><text:line-break/>ny rad</text:p>
<text:list><text:list-item><text:p>Punkt
   ett</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>A</text:p>
</table:table-cell><table:covered-table-cell/><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>
</table:table-header-rows></table:table><text:p><draw:frame><draw:text-box><text:p>I rutan</text:p></draw:text-box>
</draw:frame></text:p></office:text>"""


def test_a_text_in_order(tmp_path: Path) -> None:
    around = "<style:{0}><text:p>{1}</text:p></style:{0}>"
    styles = f"<x {NAMES}>{around.format('header', 'Huvudet')}{around.format('footer', 'Foten')}</x>"
    path = packed(tmp_path / "a.odt", content__xml=content(TEXT), styles__xml=styles)
    (page,) = pages(open_text, path)
    lines = ["Huvudet", "Rubrik", "Ett   två slut", "ny rad", "Noten", "Punkt ett", "A\tB", "I rutan", "Foten"]
    assert page.text.split("\n") == lines
    assert placed(page, BlockKind.NOTE) == {"fotnot 1": "Noten"}
    assert placed(page, BlockKind.CELL) == {"tabell 1, rad 1, kolumn 1": "A", "tabell 1, rad 1, kolumn 3": "B"}
    assert placed(page, BlockKind.PARAGRAPH)["stycke 3"] == "Punkt ett"


SHEET = """<office:spreadsheet><table:table table:name="Löner"><table:table-row table:number-rows-repeated="9"/>
<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"/>
<table:table-cell><office:annotation><text:p>Stickprov</text:p></office:annotation><text:p>1 599,50 kr</text:p>
</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048566"><table:table-cell/>
</table:table-row></table:table><table:table table:name="Blad2" table:style-name="ta2"><table:table-row>
<table:table-cell table:number-columns-repeated="2"><text:p>dolt</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet>"""


def test_sheets(tmp_path: Path) -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    first, second = pages(open_spreadsheet, packed(tmp_path / "a.ods", content__xml=content(SHEET, styles)))
    assert first.text == "Löner\n1 599,50 kr\nStickprov"
    assert placed(first, BlockKind.CELL) == {"Löner!C10": "1 599,50 kr"}
    assert placed(first, BlockKind.NOTE) == {"Löner!C10": "Stickprov"}
    assert list(placed(first, BlockKind.ROW)) == ["Löner!10 (dold)"]
    assert second.text == "Blad2 (dolt blad)\ndolt\tdolt"


def test_slides(tmp_path: Path) -> None:
    body = """<office:presentation><draw:page/><draw:page><draw:frame><draw:text-box><text:p>Punkten</text:p>
    </draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Säg detta</text:p>
    </draw:text-box></draw:frame></presentation:notes></draw:page></office:presentation>"""
    first, second = pages(open_presentation, packed(tmp_path / "a.odp", content__xml=content(body)))
    assert first.method is PageMethod.BLANK
    assert second.text == "Punkten\nSäg detta"
    assert placed(second, BlockKind.NOTE) == {"bild 2, anteckningar": "Säg detta"}


def test_drawings(tmp_path: Path) -> None:
    shape = "<draw:custom-shape><text:p>Plan 1</text:p></draw:custom-shape>"
    body = f"<office:drawing><draw:page>{shape}</draw:page></office:drawing>"
    assert text_of(open_presentation, packed(tmp_path / "a.odg", content__xml=content(body))) == "Plan 1"


def locked(path: Path, password: str, cipher: str) -> Path:
    """A text whose content is encrypted as LibreOffice (AES) or OpenOffice 3 (Blowfish) does it."""
    salt, vector, rounds = b"s" * 16, b"v" * (16 if cipher == "aes" else 8), 1000
    start_hash, size = ("sha256", 32) if cipher == "aes" else ("sha1", 16)
    packer = zlib.compressobj(wbits=-15)
    part = packer.compress(content(TEXT).encode()) + packer.flush()
    key = hashlib.pbkdf2_hmac("sha1", hashlib.new(start_hash, password.encode()).digest(), salt, rounds, size)
    checksum = hashlib.new(start_hash, part[:1024]).digest()
    if cipher == "aes":
        part += bytes([16 - len(part) % 16]) * (16 - len(part) % 16)
        closed = Cipher(AES(key), CBC(vector)).encryptor()
    else:
        closed = Cipher(Blowfish(key), CFB(vector)).encryptor()
    name = "http://www.w3.org/2001/04/xmlenc#aes256-cbc" if cipher == "aes" else "Blowfish CFB"
    encoded = {key: base64.b64encode(value).decode() for key, value in
               {"salt": salt, "vector": vector, "checksum": checksum}.items()}  # fmt: skip
    manifest = f"""<manifest:manifest {NAMES}><manifest:file-entry manifest:full-path="content.xml">
<manifest:encryption-data manifest:checksum-type="{start_hash}-1k" manifest:checksum="{encoded["checksum"]}">
<manifest:algorithm manifest:algorithm-name="{name}" manifest:initialisation-vector="{encoded["vector"]}"/>
<manifest:key-derivation manifest:salt="{encoded["salt"]}" manifest:iteration-count="{rounds}"
manifest:key-size="{size}"/>
<manifest:start-key-generation manifest:start-key-generation-name="{start_hash}"/></manifest:encryption-data>
</manifest:file-entry></manifest:manifest>"""
    return packed(path, content__xml=closed.update(part) + closed.finalize(), **{"META-INF___manifest__xml": manifest})


@pytest.mark.parametrize("cipher", ["aes", "blowfish"])
def test_under_a_password(tmp_path: Path, cipher: str) -> None:
    path = locked(tmp_path / "a.odt", "hemligt å", cipher)
    for passwords in ((), ("fel",)):
        with pytest.raises(EncryptedFileError):
            pages(open_text, path, passwords)
    assert text_of(open_text, path, ("fel", "hemligt å")).startswith("Rubrik\n")


@pytest.mark.parametrize("part", ["<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "<office", ""])
def test_entities_and_broken_content(tmp_path: Path, part: str) -> None:
    with pytest.raises(CorruptFileError):
        pages(open_text, packed(tmp_path / "a.odt", content__xml=part))
