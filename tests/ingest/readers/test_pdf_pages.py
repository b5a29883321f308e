"""From the text layer, by OCR, or both: the choice on real pages, one file at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from ingest.reading import open_reading, read_file
from models.document import DocumentState, PageMethod, Reading
from models.settings import Settings
from tests.ingest.readers.made import A4, LINES, both, lines, paper, picture, scan, write_pdf

TEXT, OCR, MIXED, BLANK = PageMethod.TEXT, PageMethod.OCR, PageMethod.MIXED, PageMethod.BLANK
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
    bad = [line.replace("n", "rn").replace("e", "c").replace("å", "&").replace("a", "o")[::-1] for line in many]
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


def test_letter_spaced_text_is_not_good_text(tmp_path: Path, settings: Settings) -> None:
    spaced = [" ".join(line) for line in LINES]
    (page,) = read_file(write_pdf(tmp_path / "a.pdf", lines(*spaced, size=9.0)), settings).pages
    assert page.quality < 0.5 or page.method is OCR


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


@pytest.mark.parametrize("turn", [90, 180, 270])
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
