"""A name that says something else than what the file is, is told; the file is kept and read as what it is."""

from __future__ import annotations

import pytest

from models.endings import misnamed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "media_type", "told"),
    [
        ("beslut.pdf", "application/pdf", ""),
        ("Beslut.PDF ", "application/pdf", ""),
        ("beslut.pdf", "text/html", ".pdf"),
        ("faktura.pdf.zip", "application/zip", ""),
        ("faktura.pdf", "application/zip", ".pdf"),
        ("brev.docx", DOCX, ""),
        ("brev.docx", "application/zip", ".docx"),
        ("bild.jpg", "image/png", ".jpg"),
        ("mejl.txt", "message/rfc822", ""),
        ("poster.json", "application/x-ndjson", ""),
        ("gammalt.doc", "application/rtf", ""),
        ("A 2024.17", "application/pdf", ""),  # no ending that is known
        ("utan", "application/pdf", ""),
        ("beslut.pdf", "", ""),  # not read yet
    ],
)
def test_the_ending_is_held_against_the_type(name: str, media_type: str, told: str) -> None:
    assert misnamed(name, media_type) == told
