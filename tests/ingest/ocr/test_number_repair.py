"""Letters that were figures, where the words around leave no doubt; and all that must stay as it is."""

from __future__ import annotations

import pytest

from ingest.ocr.number_repair import with_figures
from ingest.raw_page import Line, PlacedWord


def line(text: str) -> Line:
    return tuple(PlacedWord(word, 10.0 * at, 0, 10.0 * at + 8, 10) for at, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("träder i kraft den I november 2004.", "träder i kraft den 1 november 2004."),
        ("den l2 maj", "den 12 maj"),
        ("den 2l november,", "den 21 november,"),
        ("den 1O mars", "den 10 mars"),
        ("i I kap. 8 § andra stycket", "i 1 kap. 8 § andra stycket"),
        ("enligt l § lagen", "enligt 1 § lagen"),
        ("år 20l0 och (1999:l34)", "år 2010 och (1999:134)"),
        ("cirka 1O5 personer", "cirka 105 personer"),
        ("fick 25O kr", "fick 250 kr"),
    ],
)
def test_figures_are_put_right(read: str, right: str) -> None:
    words = with_figures(line(read))
    assert " ".join(word.text for word in words) == right
    changed = [word for word, before in zip(words, line(read), strict=True) if word.text != before.text]
    assert all(word.rule and word.original for word in changed)
    assert [word.original for word in changed] == [
        before.text for word, before in zip(words, line(read), strict=True) if word.text != before.text
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I november 2004 beslutade nämnden",
        "I § 5 sägs att",
        "I kap. 3 regleras avgifter",
        "den i november beslutade planen",
        "köpte 10l mjölk och 2l olja",
        "vid regementet I19 i Boden",
        "celex 31976L0895), senast",
        "den 4I mars",
        "Karl I och Karl II",
        "i och med det",
    ],
)
def test_what_may_be_right_stays(text: str) -> None:
    assert with_figures(line(text)) == line(text)
