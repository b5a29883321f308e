"""What OCR found on a page becomes a page: what is unread is marked, and a page that is all handwriting is unread."""

from __future__ import annotations

import pytest

from ingest.ocr.page import OcrPage
from ingest.ocr.recognised import recognised_page
from ingest.page_choice import Choice
from ingest.raw_page import PlacedWord
from models.document import PageMethod
from models.layout import Region

CHOICE = Choice(PageMethod.OCR, "picture")
NOTE = (300.0, 20.0, 520.0, 90.0)


def words(count: int) -> tuple[tuple[PlacedWord, ...], ...]:
    return (tuple(PlacedWord("ord", 50.0 + 30 * at, 100.0, 70.0 + 30 * at, 112.0, 0.95) for at in range(count)),)


def test_a_note_in_the_margin_is_marked_beside_the_text() -> None:
    page = recognised_page(1, CHOICE, OcrPage(words(12), 0.95, 0, (NOTE,)), 500.0, 700.0, b"")
    assert (page.method, page.reason, len(page.text.split())) == (PageMethod.OCR, "picture", 12)
    assert page.layout.regions == (Region(300.0, 20.0, 500.0, 90.0, "handwriting"),)


def test_a_line_that_could_not_be_read_is_marked_and_makes_no_page_unread() -> None:
    page = recognised_page(1, CHOICE, OcrPage(words(2), 0.95, 0, unread=(NOTE,)), 500.0, 700.0, b"")
    assert page.method is PageMethod.OCR
    assert page.layout.regions == (Region(300.0, 20.0, 500.0, 90.0, "unread_line"),)


@pytest.mark.parametrize("strays", [0, 3])
def test_a_page_written_by_hand_is_unread_and_can_be_looked_at(strays: int) -> None:
    page = recognised_page(1, CHOICE, OcrPage(words(strays), 0.2, 0, (NOTE,)), 500.0, 700.0, b"jpeg")
    assert (page.method, page.reason, page.text) == (PageMethod.UNREAD, "handwriting", "")
    assert (page.image, page.width) == (b"jpeg", 500.0)


def test_a_page_with_few_words_and_no_hand_is_as_ocr_found_it() -> None:
    page = recognised_page(1, CHOICE, OcrPage(words(2), 0.95, 0), 500.0, 700.0, None)
    assert (page.method, page.text, page.layout.regions) == (PageMethod.OCR, "ord ord", ())
