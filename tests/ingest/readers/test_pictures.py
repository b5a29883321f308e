"""PNG, JPEG and TIFF: upright, at the right size, page by page; a broken one is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ingest.reading import open_reading, read_file
from models.document import DocumentState, PageMethod
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.made import LINES, paper, scan


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff"])
def test_text_boxes_and_size(tmp_path: Path, settings: Settings, kind: str) -> None:
    scan().save(tmp_path / "a", kind, dpi=(200, 200))
    reading = read_file(tmp_path / "a", settings)
    (page,) = reading.pages
    assert (reading.media_type, reading.state) == (f"image/{kind}", DocumentState.READ)
    assert (page.method, page.reason) == (PageMethod.OCR, "picture")
    assert "förelägga bolaget om åtgärder" in page.text
    assert (page.width, page.height) == pytest.approx((595, 842), abs=1)
    assert page.words[0].x0 == pytest.approx(72, abs=2)


def test_each_frame_of_a_tiff_is_a_page(tmp_path: Path, settings: Settings) -> None:
    frames = [scan(), paper(), scan(LINES[::-1])]
    bilevel = [frame.convert("1") for frame in frames]
    bilevel[0].save(tmp_path / "a.tif", save_all=True, append_images=bilevel[1:], dpi=(200, 200), compression="group4")
    with open_reading(tmp_path / "a.tif", settings) as found:
        first, second, third = found.reading.pages
        assert sorted(found.images) == [1, 2, 3]
        assert first.image != third.image
    assert first.text.startswith("Miljönämnden")
    assert second.method is PageMethod.BLANK
    assert third.text.startswith("Beslutet kan överklagas")


def test_fax_with_oblong_dots(tmp_path: Path, settings: Settings) -> None:
    fax = scan(dpi=204).resize((1686, 1146))  # 204 by 98 dots an inch
    fax.save(tmp_path / "a.tif", dpi=(204, 98))
    (page,) = read_file(tmp_path / "a.tif", settings).pages
    assert (page.width, page.height) == pytest.approx((595, 842), abs=2)


def test_exif_orientation(tmp_path: Path, settings: Settings) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    scan().rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif, dpi=(200, 200))
    (page,) = read_file(tmp_path / "a.jpg", settings).pages
    assert "förelägga bolaget" in page.text
    assert (page.width or 0) < (page.height or 0)


@pytest.mark.parametrize("dpi", [None, (1, 1), (72, 72)])
def test_a_resolution_that_cannot_be_is_taken_for_a4(
    tmp_path: Path, settings: Settings, dpi: tuple[int, int] | None
) -> None:
    scan().save(tmp_path / "a.png", **({"dpi": dpi} if dpi else {}))
    (page,) = read_file(tmp_path / "a.png", settings).pages
    assert (page.width, page.height) == pytest.approx((595, 842), abs=2)


@pytest.mark.parametrize("mode", ["RGBA", "CMYK", "P", "I;16"])
def test_other_kinds_of_pixels(tmp_path: Path, settings: Settings, mode: str) -> None:
    image = scan()
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 200).convert("I;16")
    else:
        image = image.convert(mode)
    image.save(tmp_path / "a.tif", dpi=(200, 200))
    (page,) = read_file(tmp_path / "a.tif", settings).pages
    assert "förelägga bolaget" in page.text


def test_a_broken_picture_is_named(tmp_path: Path, settings: Settings) -> None:
    scan().save(tmp_path / "whole.png")
    (tmp_path / "head.png").write_bytes((tmp_path / "whole.png").read_bytes()[:40])
    reading = read_file(tmp_path / "head.png", settings)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, "corrupt")


def test_a_picture_that_ends_too_early_is_partial(tmp_path: Path, settings: Settings) -> None:
    scan(LINES * 4).save(tmp_path / "whole.png")
    whole = (tmp_path / "whole.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    reading = read_file(tmp_path / "cut.png", settings)
    (page,) = reading.pages
    assert (reading.state, reading.reason) == (DocumentState.PARTIAL, "picture_truncated")
    assert (page.method, page.reason) == (PageMethod.OCR, "picture_truncated")
    assert "förelägga bolaget om åtgärder" in page.text


def test_a_picture_with_too_many_pixels(tmp_path: Path, settings: Settings) -> None:
    small = replace(settings, limits=replace(Limits(), picture_pixels=1_000_000))
    paper((1100, 1000)).save(tmp_path / "a.png")
    reading = read_file(tmp_path / "a.png", small)
    assert (reading.state, reading.reason) == (DocumentState.QUARANTINED, "too_large")
