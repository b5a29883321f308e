"""The picture formats that scanners and phones write, and files that end too early."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ingest.ocr.engine import OcrText, PageOcr
from ingest.raw_page import PlacedWord, RawPage
from ingest.readers.picture import OpenPicture, open_picture
from ingest.request import ReadRequest
from models.document import PageMethod
from models.errors import CorruptFileError
from tests.ingest.readers.made import LINES, scan

PAGE = scan()


class Glance:
    """An engine that says how large and how dark each picture is that it is shown."""

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        if single_line:  # one that the page's only word does not cover
            return OcrText((), 0.0)
        dark = sum(picture.histogram()[:128])
        words = [PlacedWord(f"{picture.width}x{picture.height}/{dark}", 10, 10, 60, 20, 0.95)]
        return OcrText((tuple(words),), 0.95)


def opened(path: Path) -> OpenPicture:
    return open_picture(path, ReadRequest(str(path), {}, images=False), PageOcr(Glance, 60.0))


def pages(path: Path) -> list[RawPage]:
    return list(opened(path).pages(1))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG2000", {}),
        ("JPEG2000", {"no_jp2": True}),
        ("BMP", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("GIF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "jpeg"}),
        ("TIFF", {"compression": "tiff_adobe_deflate"}),
        ("TIFF", {"compression": "packbits"}),
    ],
)
def test_each_format_is_shown_to_the_engine(tmp_path: Path, kind: str, options: dict[str, Any]) -> None:
    PAGE.save(tmp_path / "a", kind, **options)
    (page,) = pages(tmp_path / "a")
    assert (page.method, page.reason) == (PageMethod.OCR, "picture")
    assert (page.width, page.height) == pytest.approx((595, 842), abs=2)
    assert page.text.startswith("1488x2339/")  # what one look takes of 200 dpi


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_lzw", "tiff_ccitt"])
def test_bilevel_tiff_of_many_pages(tmp_path: Path, compression: str) -> None:
    frames = [scan(LINES[:count]).convert("1") for count in (1, 3, 5)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], dpi=(200, 200), compression=compression)
    found = [int(page.text.partition("/")[2]) for page in pages(tmp_path / "a.tif")]
    assert len(found) == 3
    assert found == sorted(found)
    assert found[0] > 0


def test_of_a_picture_that_moves_the_first_frame_is_read(tmp_path: Path) -> None:
    for kind in ("GIF", "WEBP"):
        PAGE.save(tmp_path / kind, kind, save_all=True, append_images=[scan(LINES[:1])])
        assert len(pages(tmp_path / kind)) == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes(tmp_path: Path, kind: str) -> None:
    noisy = Image.blend(PAGE, Image.effect_noise(PAGE.size, 40.0), 0.1)  # so that half the bytes are half the page
    noisy.save(tmp_path / "whole", kind)
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "a").write_bytes(whole[: len(whole) // 2])
    try:
        file = opened(tmp_path / "a")
    except CorruptFileError:
        assert kind == "TIFF"  # whose list of contents may stand at the end
        return
    (page,) = file.pages(1)
    if page.method is PageMethod.UNREAD:
        assert kind == "TIFF"
        return
    assert (page.method, page.reason, file.lost) == (PageMethod.OCR, "picture_truncated", "picture_truncated")
    assert (page.width, page.height) == pytest.approx((595, 842), abs=2)


def test_a_file_of_which_nothing_is_there_is_named(tmp_path: Path) -> None:
    PAGE.save(tmp_path / "whole.png")
    (tmp_path / "a.png").write_bytes((tmp_path / "whole.png").read_bytes()[:60])
    (page,) = pages(tmp_path / "a.png")
    assert (page.method, page.reason) == (PageMethod.UNREAD, "corrupt_page")
