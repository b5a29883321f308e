"""A scan's picture taken from the file: the same as the page drawn, or not taken at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageStat

from ingest.ocr.page import turned
from ingest.readers.pdf_layer import layer_of
from ingest.readers.pdf_render import render
from ingest.readers.pdf_scan import OwnPictures
from ingest.reading import open_reading
from models.document import PageMethod
from models.settings import Settings
from tests.ingest.readers.made import A4, scan

CONTENT = "q {width} 0 0 {height} 0 0 cm /Bild Do Q"


def jpeg(picture: Image.Image) -> bytes:
    picture.save(buffer := io.BytesIO(), "JPEG", quality=85)
    return buffer.getvalue()


def scanned(path: Path, picture: Image.Image, *, content: str = CONTENT, rotate: int = 0, **entries: object) -> Path:
    """A PDF of one page with a JPEG, drawn by ``content``; ``entries`` are put into the picture's dictionary."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        colours = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
        image = pikepdf.Stream(pdf, jpeg(picture))
        known = {"Type": Name.XObject, "Subtype": Name.Image, "Width": picture.width, "Height": picture.height,
                 "ColorSpace": colours[picture.mode], "BitsPerComponent": 8, "Filter": Name.DCTDecode}  # fmt: skip
        for name, value in {**known, **entries}.items():
            image[f"/{name}"] = value(pdf) if callable(value) else value
        page = pdf.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(Bild=image))
        page.Contents = pikepdf.Stream(pdf, content.format(width=A4[0], height=A4[1]).encode())
        page.Rotate = rotate
        pdf.save(path)
    return path


def own_and_drawn(path: Path) -> tuple[Image.Image | None, Image.Image]:
    """The picture taken from the file, upright, and the page drawn in its size."""
    with pypdfium2.PdfDocument(path) as pdf:
        layer = layer_of(pdf[0], 1)
        found = OwnPictures(path).of(layer)
        drawn = render(layer.page, 200.0)
        picture = turned(found[0], layer.frame.turns) if found else None
        layer.page.close()
    return picture, drawn


def half_masked(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    mask = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=1, ColorSpace=Name.DeviceGray,
                      BitsPerComponent=8)  # fmt: skip
    return pdf.make_stream(b"\x00\xff", mask)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_picture_is_what_the_page_shows(tmp_path: Path, mode: str, rotate: int) -> None:
    own, drawn = own_and_drawn(scanned(tmp_path / "a.pdf", scan().convert(mode), rotate=rotate))
    assert own is not None
    assert own.mode == ("L" if mode == "L" else "RGB")
    assert abs(own.width - drawn.width) <= 2
    same = own.convert("L").resize((300, 420)), drawn.convert("L").resize((300, 420))
    assert ImageStat.Stat(ImageChops.difference(*same)).mean[0] < 2.0


def test_levels_turned_about_are_taken_as_they_are_shown(tmp_path: Path) -> None:
    negative = ImageChops.invert(scan().convert("L"))
    own, drawn = own_and_drawn(scanned(tmp_path / "a.pdf", negative, Decode=Array([1, 0])))
    assert own is not None
    assert abs(ImageStat.Stat(own).mean[0] - ImageStat.Stat(drawn.convert("L")).mean[0]) < 2.0


@pytest.mark.parametrize(
    "changes",
    [
        {"SMask": half_masked},
        {"content": "q 0 0 300 842 re W n " + CONTENT[2:]},
        {"content": "q {width} 0 0 -{height} 0 842 cm /Bild Do Q"},
        {"content": "q 297 0 0 421 0 0 cm /Bild Do Q"},
        {"content": "q 700 0 0 990 0 0 cm /Bild Do Q"},
        {"content": CONTENT + " 0 0 200 200 re f"},
        {"content": CONTENT + " " + CONTENT},
    ],
    ids=["masked", "clipped", "mirrored", "half the page", "beyond the page", "painted over", "twice"],
)
def test_a_page_that_is_more_than_a_plain_scan_is_drawn(tmp_path: Path, changes: dict[str, Any]) -> None:
    own, _ = own_and_drawn(scanned(tmp_path / "a.pdf", scan().convert("L"), **changes))
    assert own is None


def test_a_stencil_is_drawn(tmp_path: Path) -> None:
    """Its dots have the colour of the page's pen, which the picture alone does not know."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        dots = scan().convert("1")
        stencil = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=dots.width, Height=dots.height,
                             ImageMask=True, BitsPerComponent=1)  # fmt: skip
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Bild=pdf.make_stream(dots.tobytes(), stencil)))
        pdf.pages[0].Contents = pikepdf.Stream(pdf, CONTENT.format(width=A4[0], height=A4[1]).encode())
        pdf.save(tmp_path / "a.pdf")
    own, _ = own_and_drawn(tmp_path / "a.pdf")
    assert own is None


def test_a_scan_lying_on_its_side_is_read_with_its_words_in_place(tmp_path: Path, settings: Settings) -> None:
    lying = scan().transpose(Image.Transpose.ROTATE_90)
    path = scanned(tmp_path / "a.pdf", lying, content="q 842 0 0 595 0 0 cm /Bild Do Q")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = Array([0, 0, A4[1], A4[0]])
        pdf.pages[0].Rotate = 90
        pdf.save(path)
    with open_reading(path, settings) as found:
        (page,) = found.reading.pages
        assert page.method is PageMethod.OCR
        assert (round(page.width or 0), round(page.height or 0)) == (595, 842)
        word = next(word for word in page.words if word.text.startswith("Miljönämnden"))
        assert word.x0 == pytest.approx(72, abs=2)
        with Image.open(found.images[1]) as image:
            assert image.size == pytest.approx((595 * 110 / 72, 842 * 110 / 72), abs=2)
