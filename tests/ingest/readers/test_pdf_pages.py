"""From the text layer, by OCR, or both: the choice on real pages, one file at a time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.reading import open_reading, read_file
from models.document import DocumentState, PageMethod, Reading
from models.settings import Settings
from tests.ingest.readers.made import A4, LINES, both, lines, paper, picture, scan, write_pdf

TEXT, OCR, MIXED, BLANK = PageMethod.TEXT, PageMethod.OCR, PageMethod.MIXED, PageMethod.BLANK
FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
OTHER = ("Bilaga till protokollet", "Pizzeria Vesuvio har en skuld", "om femtontusen kronor till")


def ways(reading: Reading) -> list[tuple[PageMethod, str]]:
    return [(page.method, page.reason) for page in reading.pages]


def test_each_page_of_a_merged_file_is_read_its_own_way(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES), picture(scan()), lambda canvas: None)
    reading = read_file(path, settings)
    assert reading.state is DocumentState.READ
    assert ways(reading) == [(TEXT, "good_text"), (OCR, "no_text"), (BLANK, "no_content")]
    assert "förelägga bolaget om åtgärder" in reading.pages[1].text
    assert reading.pages[1].quality > 0.8
    assert reading.pages[2].text == ""


def test_ocr_boxes_lie_on_the_words(tmp_path: Path, settings: Settings) -> None:
    with open_reading(write_pdf(tmp_path / "a.pdf", picture(scan())), settings) as found:
        (page,) = found.reading.pages
        word = next(word for word in page.words if word.text.startswith("Miljönämnden"))
        assert word.x0 == pytest.approx(72, abs=2)
        assert word.y1 == pytest.approx(842 - 760 + 3, abs=3)
        assert 0.5 < word.confidence <= 1.0
        with Image.open(found.images[1]) as image:
            assert max(image.size) <= 1500
            assert image.mode == "L"


def test_a_scan_in_stripes_is_one_scan(tmp_path: Path, settings: Settings) -> None:
    image = scan()
    height = image.height // 8
    stripes = [picture(image.crop((0, row * height, image.width, (row + 1) * height)),
                       (0, A4[1] - (row + 1) * A4[1] / 8, A4[0], A4[1] / 8)) for row in range(8)]  # fmt: skip
    path = write_pdf(tmp_path / "a.pdf", both(*stripes, lines("Sida 3 av 9", top=20.0, size=8.0)))
    (page,) = read_file(path, settings).pages
    assert (page.method, page.reason) == (OCR, "little_text_over_image")
    assert "länsstyrelsen" in page.text


def test_a_good_layer_under_a_scan_is_kept_and_a_bad_one_is_not(tmp_path: Path, settings: Settings) -> None:
    many = LINES * 4
    bad = [line.replace("n", "rn").replace("e", "c").replace("å", "&") for line in many]
    image = picture(scan(many))
    path = write_pdf(tmp_path / "a.pdf", both(lines(*many, mode=3), image), both(lines(*bad, mode=3), image))
    first, second = read_file(path, settings).pages
    assert (first.method, first.reason) == (TEXT, "good_text_over_image")
    assert (second.method, second.reason) == (OCR, "poor_text_over_image")
    assert "Verksamheten ska åtgärda" in second.text


def test_garbled_text_without_a_picture_is_read_from_what_is_seen(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        both(lines(*LINES, mode=0), lines(*["\u00a4\u00a6\u00b1\u00ac\u00b8" * 12] * 9, top=500, mode=3)),
    )
    (page,) = read_file(path, settings).pages
    assert page.method is OCR
    assert "Inspektionen genomfördes" in page.text


def test_letters_set_apart_are_words_again(tmp_path: Path, settings: Settings) -> None:
    """Where the gaps tell where a word ends, the layer is mended; a heading between good lines too."""

    def apart(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        x = 72.0
        for sign in "BESLUT OM BYGGLOV":
            canvas.drawString(x, 790, sign)
            x += 12 if sign == " " else canvas.stringWidth(sign, "Helvetica", 14) + 6

    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(apart, lines(*LINES))), settings).pages
    assert (page.method, page.reason) == (TEXT, "good_text")
    assert "BESLUT OM BYGGLOV" in page.text


def test_letters_apart_on_every_line_are_words_again(tmp_path: Path, settings: Settings) -> None:
    spaced = [" ".join(line) for line in LINES]
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", lines(*spaced, size=9.0)), settings).pages
    assert page.text.split("\n") == list(LINES)


def test_letters_apart_that_cannot_be_told_into_words_are_no_good_text(tmp_path: Path, settings: Settings) -> None:
    spaced = [" ".join(line.replace(" ", "")) for line in LINES]
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", lines(*spaced, size=9.0)), settings).pages
    assert page.quality < 0.5 or page.method is OCR


def test_text_drawn_twice_is_read_once(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", both(lines(*LINES), lines(*LINES, top=760.4)))
    (page,) = read_file(path, settings).pages
    assert page.text.split("\n") == list(LINES)


def test_letters_in_the_wrong_code_are_put_back(tmp_path: Path, settings: Settings) -> None:
    wrong = [line.encode().decode("cp1252") for line in (*LINES, "Även området är stängt för allmänheten.")]
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", lines(*wrong)), settings).pages
    assert (page.method, page.reason) == (TEXT, "letters_put_back")
    assert page.text.startswith(LINES[0])


def test_text_that_cannot_be_seen_is_kept_and_noted(tmp_path: Path, settings: Settings) -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        lines("Dold anteckning om Pizzeria Vesuvio", top=300)(canvas)

    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(lines(*LINES), white)), settings).pages
    assert (page.method, page.reason) == (TEXT, "hidden_text")
    assert "Pizzeria Vesuvio" in page.text


def test_white_text_on_a_dark_ground_is_not_hidden(tmp_path: Path, settings: Settings) -> None:
    def heading(canvas: Canvas) -> None:
        canvas.setFillGray(0.1)
        canvas.rect(60, 290, 400, 40, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        lines("Avgifter och datum", top=300)(canvas)

    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(lines(*LINES), heading)), settings).pages
    assert page.reason == "good_text"


def test_a_scan_with_header_and_footer_as_text_is_a_scan(tmp_path: Path, settings: Settings) -> None:
    header, footer = lines("Miljönämnden  Dnr 2021-417", top=815.0, size=8.0), lines("Sida 2 av 3", top=15.0, size=8.0)
    path = write_pdf(tmp_path / "a.pdf", both(picture(scan(LINES * 3)), header, footer))
    (page,) = read_file(path, settings).pages
    assert (page.method, page.reason) == (OCR, "little_text_over_image")
    assert "länsstyrelsen" in page.text
    assert "2021-417" in page.text


def test_what_was_typed_on_a_scanned_form_is_exact(tmp_path: Path, settings: Settings) -> None:
    form = scan([f"{label}: {'.' * 60}" for label in ("Sökandens namn", "Fastighet", "Ansökan gäller", "Ort")])
    typed = lines("Majken Exempelsson", "Ängsbacka 3:14", "uteservering", "Provköping")

    def moved(canvas: Canvas) -> None:
        canvas.translate(150, 0)
        typed(canvas)

    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(picture(form), moved)), settings).pages
    assert (page.method, page.reason) == (MIXED, "little_text_over_image")
    for words in ("Majken Exempelsson", "Ängsbacka 3:14", "uteservering", "Fastighet"):
        assert words in page.text


def test_letters_drawn_as_curves_beside_a_page_number_are_read(tmp_path: Path, settings: Settings) -> None:
    image = scan(LINES * 3, dpi=110)
    pixels: Any = image.load()

    def curves(canvas: Canvas) -> None:
        step = 72 / 110
        for row in range(image.height):
            dark = [column for column in range(image.width) if pixels[column, row] < 128]
            path = canvas.beginPath()
            for column in dark:
                path.rect(column * step, A4[1] - (row + 1) * step, step, step)
            if dark:
                canvas.drawPath(path, stroke=0, fill=1)

    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(curves, lines("Sida 3", top=20, size=8.0))), settings).pages
    assert (page.method, page.reason) == (OCR, "little_text_beside_drawing")
    assert "länsstyrelsen" in page.text


def test_a_background_picture_behind_good_text_changes_nothing(tmp_path: Path, settings: Settings) -> None:
    ground = Image.linear_gradient("L").point([225 + level // 9 for level in range(256)])
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(picture(ground), lines(*LINES * 3))), settings).pages
    assert (page.method, page.reason) == (TEXT, "good_text_over_image")


def test_a_scan_inserted_beside_text_is_read_too(tmp_path: Path, settings: Settings) -> None:
    inset = scan(OTHER, size=(400.0, 200.0), top=160.0)
    path = write_pdf(tmp_path / "a.pdf", both(lines(*LINES), picture(inset, (90, 200, 400, 200))))
    (page,) = read_file(path, settings).pages
    assert (page.method, page.reason) == (MIXED, "image_beside_text")
    assert page.text.startswith(LINES[0])
    assert "Pizzeria Vesuvio" in page.text
    word = next(word for word in page.words if word.text == "Vesuvio")
    assert 90 < (word.x0 or 0) < 490
    assert 842 - 400 < (word.y0 or 0) < 842 - 200


def test_an_inserted_scan_in_strips_is_one_picture(tmp_path: Path, settings: Settings) -> None:
    inset = scan(OTHER, size=(400.0, 200.0), top=160.0)
    step = inset.height // 10
    strips = [picture(inset.crop((0, row * step, inset.width, (row + 1) * step)), (90, 400 - (row + 1) * 20, 400, 20))
              for row in range(10)]  # fmt: skip
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", both(lines(*LINES), *strips)), settings).pages
    assert (page.method, page.reason) == (MIXED, "image_beside_text")
    assert "Pizzeria Vesuvio" in page.text


def test_force_ocr_takes_a_mixed_page_too(tmp_path: Path, settings: Settings) -> None:
    inset = scan(OTHER, size=(400.0, 200.0), top=160.0)
    path = write_pdf(tmp_path / "a.pdf", both(lines(*LINES), picture(inset, (90, 200, 400, 200))))
    (page,) = read_file(path, settings, force_ocr=True).pages
    assert (page.method, page.reason) == (OCR, "forced")
    assert "överklagas" in page.text
    assert "Pizzeria Vesuvio" in page.text


def test_a_photograph_beside_text_adds_no_noise(tmp_path: Path, settings: Settings) -> None:
    photograph = Image.effect_noise((800, 500), 60).convert("L")
    path = write_pdf(tmp_path / "a.pdf", both(lines(*LINES), picture(photograph, (90, 200, 400, 200))))
    (page,) = read_file(path, settings).pages
    assert page.method is TEXT
    assert page.text.split("\n") == list(LINES)


def test_an_empty_scan_is_blank(tmp_path: Path, settings: Settings) -> None:
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", picture(paper())), settings).pages
    assert (page.method, page.reason, page.text) == (BLANK, "no_ink", "")


def test_force_ocr(tmp_path: Path, settings: Settings) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    (page,) = read_file(path, settings, force_ocr=True).pages
    assert (page.method, page.reason) == (OCR, "forced")
    assert "överklagas" in page.text


@pytest.mark.parametrize("turn", [90, 180, 270] if FULL else [90])  # each turn: tests/ingest/ocr/test_page.py
def test_a_scan_on_its_side_is_turned_upright(tmp_path: Path, settings: Settings, turn: int) -> None:
    image = scan(LINES * 3).rotate(turn, expand=True)
    size = A4 if turn == 180 else (A4[1], A4[0])
    with open_reading(write_pdf(tmp_path / "a.pdf", picture(image, (0, 0, *size)), size=size), settings) as found:
        (page,) = found.reading.pages
        assert "förelägga bolaget" in page.text
        assert (page.width, page.height) == A4
        word = next(word for word in page.words if word.text.startswith("Miljönämnden"))
        assert word.x0 == pytest.approx(72, abs=3)
        with Image.open(found.images[1]) as seen:
            assert seen.height > seen.width


def test_ocr_by_the_tesseract_command_too(tmp_path: Path, settings: Settings) -> None:
    from dataclasses import replace

    path = write_pdf(tmp_path / "a.pdf", picture(scan()))
    (page,) = read_file(path, replace(settings, ocr_engine="pytesseract")).pages
    assert page.method is OCR
    assert "förelägga bolaget om åtgärder" in page.text
