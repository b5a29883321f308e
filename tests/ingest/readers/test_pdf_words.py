"""Words of a text layer: their offsets, and boxes that lie on the words, whichever way the page is turned."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from ingest.reading import open_reading, read_file
from models.document import Page, PageMethod
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf


def only_page(path: Path, settings: Settings) -> Page:
    (page,) = read_file(path, settings).pages
    return page


def test_words_are_where_they_were_drawn(tmp_path: Path, settings: Settings) -> None:
    page = only_page(write_pdf(tmp_path / "a.pdf", lines("Ärende 12", top=700.0, size=20.0)), settings)
    assert page.text == "Ärende 12"
    first, second = page.words
    assert first.x0 == pytest.approx(72.0, abs=2.0)
    assert first.y1 == pytest.approx(842.0 - 700.0, abs=1.0)
    assert 15.0 < (first.y1 or 0) - (first.y0 or 0) < 24.0
    assert (second.x0 or 0) > (first.x1 or 0)


def test_offsets_slice_to_words_and_lines_are_kept(tmp_path: Path, settings: Settings) -> None:
    page = only_page(write_pdf(tmp_path / "a.pdf", lines(*LINES)), settings)
    assert page.text.split("\n") == list(LINES)
    assert [page.text[word.start : word.end] for word in page.words] == [word.text for word in page.words]
    assert [word.text for word in page.words] == page.text.split()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50.0, 300.0, 595.0, 800.0)])
def test_boxes_hold_the_ink_of_turned_and_cropped_pages(
    tmp_path: Path, settings: Settings, turn: int, crop: tuple[float, float, float, float] | None
) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    with pypdfium2.PdfDocument(path) as pdf:
        pdf[0].set_rotation(turn)
        if crop:
            pdf[0].set_cropbox(*crop)
        pdf.save(turned := tmp_path / "turned.pdf")
    with open_reading(turned, settings) as found:
        (page,) = found.reading.pages
        with Image.open(found.images[1]) as image:
            assert_ink_in_boxes_only(page, image.convert("L"))


def assert_ink_in_boxes_only(page: Page, image: Image.Image) -> None:
    """Every box has ink in it, and once all boxes are whitened nothing is left."""
    assert len(page.words) == len(" ".join(LINES).split())
    scale = image.width / (page.width or 1)
    assert image.height == pytest.approx((page.height or 0) * scale, abs=2)
    rest = image.copy()
    for word in page.words:
        x0, y0, x1, y1 = (round((value or 0) * scale) for value in (word.x0, word.y0, word.x1, word.y1))
        assert min(image.crop((x0, y0, x1 + 1, y1 + 1)).get_flattened_data()) < 128, word
        rest.paste(255, (x0 - 2, y0 - 2, x1 + 3, y1 + 3))
    assert min(rest.get_flattened_data()) > 128


def test_words_outside_the_visible_page_are_left_out(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines("Synlig rad", top=500.0), lines("x"))
    with pypdfium2.PdfDocument(path) as pdf:
        pdf[0].set_cropbox(0, 600, 595, 842)
        pdf[1].set_cropbox(0, 600, 595, 842)
        pdf.save(cropped := tmp_path / "cropped.pdf")
    first, second = read_file(cropped, settings).pages
    assert first.words == ()
    assert second.text == "x"


def test_torn_lines_are_joined(tmp_path: Path, settings: Settings) -> None:
    def torn(canvas: object) -> None:
        for x, texts in ((200.0, ("ill bolaget", "ommunen ska")), (72.0, ("Beslutet skickas t", "Ansökan till k"))):
            for row, text in enumerate(texts):
                width = canvas.stringWidth("Beslutet skickas t" if row == 0 else "Ansökan till k", "Helvetica", 12)  # type: ignore[attr-defined]
                canvas.setFont("Helvetica", 12)  # type: ignore[attr-defined]
                canvas.drawString(x if x < 100 else 72 + width, 700 - 20 * row, text)  # type: ignore[attr-defined]

    page = only_page(write_pdf(tmp_path / "a.pdf", torn), settings)
    assert "Beslutet skickas till bolaget" in page.text
    assert "Ansökan till kommunen ska" in page.text


def test_two_columns_stay_apart(tmp_path: Path, settings: Settings) -> None:
    def columns(canvas: object) -> None:
        for x in (72, 330):
            for row in range(4):
                canvas.drawString(x, 700 - 20 * row, f"Spalt {x} rad {row} här")  # type: ignore[attr-defined]

    page = only_page(write_pdf(tmp_path / "a.pdf", columns), settings)
    assert page.text.index("Spalt 72 rad 3") < page.text.index("Spalt 330 rad 0")


def test_method_and_quality_of_a_good_page(tmp_path: Path, settings: Settings) -> None:
    page = only_page(write_pdf(tmp_path / "a.pdf", lines(*LINES)), settings)
    assert (page.method, page.reason) == (PageMethod.TEXT, "good_text")
    assert page.quality > 0.9
    assert (page.width, page.height) == (595.0, 842.0)
