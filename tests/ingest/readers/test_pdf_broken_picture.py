"""A page that is one picture, where the picture cannot be decoded: unread and said so, never blank."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ingest.reading import read_file
from models.document import DocumentState, PageMethod
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, picture, scan, write_pdf


def _with_pictures(path: Path, **entries: object) -> Path:
    """The same file, its pictures' streams cut off after a few bytes, or their entries changed."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            for image in page.get_images().values():
                if not entries:
                    image.write(image.read_raw_bytes()[:12] + b"\0" * 40, filter=pikepdf.Name.DCTDecode)
                for name, value in entries.items():
                    image[f"/{name}"] = value
        pdf.save(path)
    return path


@pytest.mark.parametrize("entries", [{}, {"Width": 40_000, "Height": 40_000}], ids=["no JPEG", "far too large"])
def test_a_page_with_a_broken_picture_is_unread(tmp_path: Path, settings: Settings, entries: dict[str, object]) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES), picture(scan()))
    reading = read_file(_with_pictures(path, **entries), settings)
    assert reading.state is DocumentState.PARTIAL
    assert [(page.method, page.reason) for page in reading.pages] == [
        (PageMethod.TEXT, "good_text"),
        (PageMethod.UNREAD, "corrupt_page"),
    ]


def test_a_white_picture_is_a_blank_page(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", picture(Image.new("L", (1240, 1754), 255)))
    (page,) = read_file(path, settings).pages
    assert (page.method, page.reason) == (PageMethod.BLANK, "no_ink")
