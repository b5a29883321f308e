"""XML of unknown kinds."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.xml_text import open_xml
from models.layout import BlockKind
from tests.ingest.readers.direct import pages, placed, text_of

XML = """<?xml version="1.0" encoding="iso-8859-1"?>
<ärende><nr>MBN 7</nr><!-- dolt -->lös text<part><namn>Åsa <b>Öst</b> Ek</namn></part></ärende>"""


def test_each_text_has_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(XML.encode("latin-1"))
    (page,) = pages(open_xml, tmp_path / "a.xml")
    assert page.text.split("\n") == ["MBN 7", "lös text", "Åsa", "Öst", "Ek"]
    assert placed(page, BlockKind.PARAGRAPH)["ärende/part/namn/b"] == "Öst"


def test_entities_are_never_looked_up(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>')
    assert text_of(open_xml, tmp_path / "a.xml").endswith("<a>&x;</a>")


def test_xml_that_breaks_off_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><a><b>hej</b", encoding="utf-8")
    assert "hej" in text_of(open_xml, tmp_path / "a.xml")
