"""Words whose font does not say which letters it draws: read from what is seen, and no others."""

from __future__ import annotations

from pathlib import Path

from ingest.reading import read_file
from models.document import PageMethod
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf
from tests.ingest.readers.made_pdf import odd_font


def test_a_heading_of_unknown_letters_is_read_by_ocr(tmp_path: Path, settings: Settings) -> None:
    (page,) = read_file(odd_font(tmp_path / "a.pdf", "Beslut om föreläggande"), settings).pages
    assert (page.method, page.reason) == (PageMethod.MIXED, "unmapped_font")
    assert page.text.startswith("Beslut om föreläggande\nMiljönämnden beslutar")
    assert all(line in page.text for line in LINES)
    by_ocr = [word.text for word in page.words if word.confidence < 1.0]
    assert by_ocr == ["föreläggande"]
    word = next(word for word in page.words if word.text == "föreläggande")
    assert 165 < (word.x0 or 0) < 172
    assert 842 - 810 < (word.y0 or 0) < (word.y1 or 0) < 842 - 780


def test_leaders_and_addresses_are_not_garble(tmp_path: Path, settings: Settings) -> None:
    texts = (
        *LINES,
        "…………………………………………",
        "______________________",
        "http://exempel.invalid/z3950/z3950pr.html",
        "1 kap. 8 §",
    )
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", lines(*texts)), settings).pages
    assert (page.method, page.reason) == (PageMethod.TEXT, "good_text")
    assert "http://exempel.invalid/z3950/z3950pr.html" in page.text
