"""Joins are found once all pages are there, by the process that has the dictionary."""

from __future__ import annotations

import pytest

from ingest.layout.joining import with_joins
from models.document import Page, PageMethod
from models.layout import joined
from models.words import Words

TEXT = "Beslut om hante-\nring av avfall"


def page(text: str, *, placed: bool) -> Page:
    lines, rows, at = text.split("\n"), [], 0
    for number, line in enumerate(lines):
        x = 50.0
        for word in line.split(" "):
            box = (x, 100.0 + 14 * number, x + 6.0 * len(word), 112.0 + 14 * number)
            rows.append((at, at + len(word), box if placed else None, 1.0))
            at, x = at + len(word) + 1, x + 6.0 * len(word) + 4
    size = 400.0 if placed else None
    return Page(1, PageMethod.TEXT, "good_text", text, 1.0, size, size, Words(text, rows))


@pytest.mark.parametrize(
    ("placed", "media_type", "whole"),
    [
        (True, "application/pdf", "Beslut om hantering av avfall"),
        (False, "text/plain", "Beslut om hantering av avfall"),
        (False, "application/rtf", TEXT),
    ],
)
def test_a_page_with_line_ends_of_its_own_is_joined(placed: bool, media_type: str, whole: str) -> None:
    (found,) = with_joins([page(TEXT, placed=placed)], media_type)
    assert joined(found.text, found.layout.joins).text == whole
    assert found.text == TEXT


def test_a_page_without_breaks_is_the_same_page() -> None:
    plain = page("Beslut om hantering", placed=True)
    assert with_joins([plain], "application/pdf")[0] is plain
