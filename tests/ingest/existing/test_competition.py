"""Ours or theirs, and why."""

from __future__ import annotations

import pytest

from ingest.existing.competition import judge
from models.document import Page, PageMethod
from tests.ingest.existing.made import FIRST, SECOND, garbled, page

MISREAD = tuple(text.replace("e", "c").replace("ll", "H").replace("m", "rn") for text in FIRST)
EMPTY = Page(1, PageMethod.OCR, "alto", "", 1.0, 595.0, 240.0)
UNREAD = Page(1, PageMethod.UNREAD, "ocr_timeout", "", 0.0, 595.0, 240.0)
BLANK = Page(1, PageMethod.BLANK, "no_words_little_ink", "", 1.0, 595.0, 240.0)


@pytest.mark.parametrize(
    ("ours", "theirs", "chosen", "reason"),
    [
        (page(MISREAD), page(FIRST), True, "more_to_trust"),
        (page(FIRST[:2]), page(FIRST), True, "more_to_trust"),
        (page(FIRST), page(MISREAD), False, "less_to_trust"),
        (page(FIRST), page(FIRST), False, "less_to_trust"),
        (page(FIRST), page(FIRST[:3]), False, "less_to_trust"),
        (page(FIRST), page(garbled(FIRST)), False, "garbled_text"),
        (UNREAD, page(garbled(FIRST)), False, "garbled_text"),
        (page(FIRST), page(SECOND), False, "another_text"),
        (page(garbled(FIRST)), page(FIRST), True, "more_to_trust"),
        (UNREAD, page(FIRST), True, "only_reading"),
        (page((), reason="no_words_found"), page(FIRST), True, "only_reading"),
        (BLANK, page(FIRST), False, "blank_page"),
        (page(FIRST), EMPTY, False, "no_words"),
        (page(MISREAD, method=PageMethod.TEXT, reason="good_text"), page(FIRST), False, "own_text"),
        (page(MISREAD, method=PageMethod.MIXED, reason="image_beside_text"), page(FIRST), False, "own_text"),
    ],
)
def test_which_is_chosen(ours: Page, theirs: Page, chosen: bool, reason: str) -> None:
    found = judge(ours, theirs)
    assert (found.chosen, found.reason) == (chosen, reason)
    assert 0 <= found.ours <= 1
    assert 0 <= found.theirs <= 1


def test_ocr_asked_for_overrules() -> None:
    assert judge(page(MISREAD), page(FIRST), force_ocr=True).reason == "forced"
    assert not judge(UNREAD, page(FIRST), force_ocr=True).chosen
