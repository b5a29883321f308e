"""Pictures of pages: every box lies on ink, whatever the paper went through."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

import numpy
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from sample.carriers.plain import Written
from sample.carriers.scan import CARRIERS
from sample.carriers.scans.batch import SEPARATOR, batch_pdf
from sample.carriers.scans.under import misread
from sample.carriers.scans.warp import photographed, turned
from sample.gold import GoldPage, Word, boxes
from tests.sample.drafts import draft as paper

SCALE = 2.0  # pixels a point


def _pictures(written: Written) -> list[Any]:
    """The pages as grey arrays of the same scale."""
    if written.suffix == ".pdf":
        document = PdfDocument(written.content)
        return [numpy.asarray(page.render(scale=SCALE, grayscale=True).to_pil().convert("L")) for page in document]
    image, made = Image.open(BytesIO(written.content)), []
    for frame in range(getattr(image, "n_frames", 1)):
        image.seek(frame)
        page = written.pages[frame]
        made.append(numpy.asarray(image.convert("L").resize((int(page.width * SCALE), int(page.height * SCALE)))))
    return made


def _without_ink(page: GoldPage, picture: Any) -> list[str]:
    """The words of a page in whose box nothing is darker than the paper around it."""
    bare = []
    for word in page.words:
        left, top, right, bottom = (max(0, int(edge * SCALE)) for edge in word[2:])
        inside = picture[top : bottom + 1, left : right + 1].astype(int)
        if numpy.percentile(inside, 90) - inside.min() < 30:
            bare.append(page.written.text[word.start : word.end])
    return bare


@pytest.mark.parametrize("name", sorted(CARRIERS))
def test_every_word_has_a_box_with_ink_in_it(name: str) -> None:
    written = CARRIERS[name](paper(annex=True), Random(7), "")
    pictures = _pictures(written)
    assert len(pictures) == len(written.pages)
    scanned = [(page, picture) for page, picture in zip(written.pages, pictures, strict=True) if page.method == "ocr"]
    assert scanned
    for page, picture in scanned:
        assert [page.written.text[word.start : word.end] for word in page.words] == page.written.text.split()
        # A dash of one dot's height may vanish on a fax.
        assert [word for word in _without_ink(page, picture) if word not in "–-|·"] == []
        assert all(boxes(page.words, span.start, span.end) for span in page.written.spans)


@pytest.mark.parametrize("name", sorted(CARRIERS))
def test_the_same_chance_gives_the_same_picture(name: str) -> None:
    one, other = (CARRIERS[name](paper(annex=True), Random(3), "") for _ in range(2))
    assert one.content == other.content


def test_handwriting_is_no_text_and_has_boxes() -> None:
    pages = [page for seed in range(4) for page in CARRIERS["margin"](paper(annex=True), Random(seed), "").pages]
    assert any(page.handwriting for page in pages)
    for page in pages:
        assert all(0 <= x0 < x1 <= page.width and 0 <= y0 < y1 <= page.height for x0, y0, x1, y1 in page.handwriting)


def test_an_old_layer_is_there_and_bad() -> None:
    written = CARRIERS["old-ocr"](paper(annex=True), Random(1), "")
    layer = PdfDocument(written.content)[0].get_textpage().get_text_range()
    read, true = set(layer.split()), set(written.pages[0].written.text.split())
    assert 0.2 < len(read & true) / len(true) < 0.9
    assert misread("§ rn", Random(1), 1.0) != "§ rn"


def test_a_mixed_paper_has_text_and_pictures() -> None:
    methods = [page.method for page in CARRIERS["mixed"](paper(annex=True), Random(1), "").pages]
    assert {*methods} == {"text", "ocr"}


def test_a_batch_knows_its_cases() -> None:
    written = batch_pdf([paper(annex=True) for _ in range(6)], Random(2), pages=12)
    assert len(written.pages) == len(PdfDocument(written.content)) == 12
    parts = [page.part for page in written.pages]
    assert parts[0] == SEPARATOR
    cases = [part for part in parts if part != SEPARATOR]
    assert cases == sorted(cases)
    assert len({*cases}) >= 2


@pytest.mark.parametrize("seed", range(5))
def test_a_warp_and_its_way_back_meet(seed: int) -> None:
    rng = Random(seed)
    for warp in (photographed(rng, 595, 842), turned(rng.uniform(-3, 3), 595, 842, (2, -1))):
        x, y = rng.uniform(0, 595), rng.uniform(0, 842)
        there = warp.point(x, y)
        back = type(warp)(warp.back, warp.there).point(*there)
        assert back == pytest.approx((x, y), abs=0.01)


def test_a_name_over_a_lines_end_has_two_boxes() -> None:
    words = (Word(0, 4, 400, 10, 430, 22), Word(5, 9, 50, 26, 80, 38), Word(10, 13, 84, 26, 100, 38))
    assert boxes(words, 0, 9) == [[400, 10, 430, 22], [50, 26, 80, 38]]
    assert boxes(words, 5, 13) == [[50, 26, 100, 38]]
