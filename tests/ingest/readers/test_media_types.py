"""The type is told from the bytes, and from the outermost of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.reading import read_file
from models.document import DocumentState
from models.settings import Settings
from tests.papers import pdf


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_that_holds_a_pdf_is_no_pdf(tmp_path: Path, settings: Settings, packing: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("kontroll.pdf", pdf(["Kontroll av lokal"]))
        archive.writestr("inuti.txt", "Detta får inte försvinna")
    (tmp_path / "paket.zip").write_bytes(out.getvalue())
    reading = read_file(tmp_path / "paket.zip", settings)
    assert (reading.media_type, reading.state) == ("application/zip", DocumentState.READ)
    assert [each.untrusted_name for each in reading.attachments] == ["kontroll.pdf", "inuti.txt"]
