"""ALTO and hOCR: words where they stand, in points, as sure as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.raw_page import Line, PlacedWord
from ingest.readers.alto import open_alto
from ingest.readers.existing_ocr import ExistingPage, in_points
from ingest.readers.hocr import open_hocr
from models.document import PageMethod
from models.errors import CorruptFileError
from models.rival import PAGE_NUMBERS, PICTURED_FILE
from tests.ingest.readers.direct import opened, pages

ALTO = """<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description>
<MeasurementUnit>{unit}</MeasurementUnit></Description>
<Layout><Page WIDTH="2100" HEIGHT="2970"><PrintSpace><TextBlock><TextLine>
<String HPOS="254" VPOS="254" WIDTH="100" HEIGHT="50" WC="0.5" CONTENT="Kontroll"/><SP/>
<String HPOS="400" VPOS="254" WIDTH="100" HEIGHT="50" WC="1.0" CONTENT="hante" SUBS_CONTENT="hantering"/>
<HYP CONTENT="­"/>
</TextLine><TextLine><String HPOS="254" VPOS="320" WIDTH="9000" HEIGHT="50" CONTENT="ring" WC="x"/></TextLine>
</TextBlock>
<TextBlock><TextLine><String HPOS="254" VPOS="420" WIDTH="90" HEIGHT="50" CONTENT="§ 12"/></TextLine></TextBlock>
</PrintSpace></Page><Page WIDTH="10" HEIGHT="10"/></Layout></alto>"""


@pytest.mark.parametrize(("unit", "left"), [("mm10", 72.0), ("pixel", 72.0), ("inch1200", 15.24)])
def test_alto(tmp_path: Path, unit: str, left: float) -> None:
    (tmp_path / "a.xml").write_text(ALTO.format(unit=unit), encoding="utf-8")
    first, second = pages(open_alto, tmp_path / "a.xml")
    assert (first.method, first.reason, first.text) == (PageMethod.OCR, "alto", "Kontroll hante-\nring\n\n§ 12")
    assert first.boxes is not None
    assert first.boxes[0][0] == pytest.approx(left, abs=0.1)
    assert [box[4] for box in first.boxes] == [0.5, 1.0, 0.0, 1.0, 1.0]
    assert first.width is not None
    assert first.boxes[2][2] == first.width
    assert second.method is PageMethod.BLANK


@pytest.mark.parametrize("namespace", [' xmlns="http://www.loc.gov/standards/alto/ns-v4#"', ""])
@pytest.mark.parametrize(
    ("numbers", "told"),
    [(("1", "2"), "1-2"), (("0", "1"), "1-2"), (("4", "9"), "4,9"), (("2", "1"), None), (("", "x"), None)],
)
def test_what_alto_says_of_its_scan(tmp_path: Path, namespace: str, numbers: tuple[str, str], told: str | None) -> None:
    pages_there = "".join(f'<Page WIDTH="9" HEIGHT="9" PHYSICAL_IMG_NR="{number}"/>' for number in numbers)
    picture = "<sourceImageInformation><fileName>C:\\band\\s 7.tif</fileName></sourceImageInformation>"
    (tmp_path / "a.xml").write_text(
        f"<alto{namespace}><Description>{picture}</Description><Layout>{pages_there}</Layout></alto>", encoding="utf-8"
    )
    file = opened(open_alto, tmp_path / "a.xml")
    assert file.facts.get(PICTURED_FILE) == "s 7.tif"
    assert file.facts.get(PAGE_NUMBERS) == told


def test_what_hocr_says_of_its_scan(tmp_path: Path) -> None:
    page = "<div class='ocr_page' title='image \"/tmp/{}\"; bbox 0 0 9 9; ppageno {}'></div>"
    for name, second, told in (("a.tif", "a.tif", "a.tif"), ("a.tif", "b.tif", None)):
        content = f"<html><body>{page.format(name, 2)}{page.format(second, 5)}</body></html>"
        (tmp_path / "a.html").write_text(content, encoding="utf-8")
        file = opened(open_hocr, tmp_path / "a.html")
        assert (file.facts.get(PICTURED_FILE), file.facts.get(PAGE_NUMBERS)) == (told, "3,6")


def test_what_is_said_of_a_scan_is_no_longer_than_a_fact(tmp_path: Path) -> None:
    pages_there = "".join(f'<Page PHYSICAL_IMG_NR="{2 * number}"/>' for number in range(1, 400))
    (tmp_path / "a.xml").write_text(
        f"<alto><fileName>{'x' * 9000}.tif</fileName>{pages_there}</alto>", encoding="utf-8"
    )
    assert all(len(value) < 500 for value in opened(open_alto, tmp_path / "a.xml").facts.values())


def test_alto_that_breaks_off_or_has_entities(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ALTO.format(unit="mm10")[:1000], encoding="utf-8")
    assert "Kontroll" in pages(open_alto, tmp_path / "a.xml")[0].text
    for content in ("<!DOCTYPE alto [<!ENTITY a 'b'>]><alto>&a;</alto>", "<alto"):
        (tmp_path / "a.xml").write_text(content, encoding="utf-8")
        with pytest.raises(CorruptFileError):
            pages(open_alto, tmp_path / "a.xml")


HOCR = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x"><html><head><meta charset="utf-8"></head><body>
<div class='ocr_page' title='image "x.png"; bbox 0 0 1700 2200; scan_res 200 200'>
<p class='ocr_par'>
<span class='ocr_line' title="bbox 200 100 900 150"><span class='ocrx_word' title='bbox 200 100 400 150; x_wconf 86'>
<strong>Datum</strong></span>
<span class='ocrx_word' title='bbox 420 100 900 150; x_wconf 93'>och&nbsp;ort</span></span>
</p><p class='ocr_par'><span class='ocr_line' title="bbox 200 300 900 350">Hel rad</span></p></div>
<div class='ocr_page' title='bbox 0 0 1700 2200'></div></body></html>"""


def test_hocr(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HOCR, encoding="utf-8")
    first, second = pages(open_hocr, tmp_path / "a.html")
    assert (first.method, first.reason, first.text) == (PageMethod.OCR, "hocr", "Datum och ort\n\nHel rad")
    assert (first.width, first.height) == (612.0, 792.0)
    assert first.boxes is not None
    assert first.boxes[0] == (72.0, 36.0, 144.0, 54.0, 0.86)
    assert len(first.boxes) == 5
    assert second.method is PageMethod.BLANK


def test_html_without_pages_is_no_hocr(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>ocr</body></html>", encoding="utf-8")
    with pytest.raises(CorruptFileError):
        pages(open_hocr, tmp_path / "a.html")


def test_words_stay_within_their_page() -> None:
    line: Line = (PlacedWord("a", 300.0, -20.0, 100.0, 9e6, 7.0),)
    lines, width, height = in_points(ExistingPage(200.0, 400.0, [line], per_inch=72.0))
    word = lines[0][0]
    assert (width, height) == (200.0, 400.0)
    assert (word.x0, word.y0, word.x1, word.y1, word.confidence) == (100.0, 0.0, 200.0, 400.0, 1.0)
