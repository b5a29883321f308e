"""The same misread, the same edited, another matter on the same template: told apart."""

from __future__ import annotations

from random import Random

import pytest

from models.likeness import Likeness
from search.likeness.difference import MOST_WORDS, difference
from search.likeness.verdict import verdict
from tests.search.likeness.papers import DECISION, about_others, edited, misread, worded


def judged(one: str, other: str, *, recognised: bool = False) -> Likeness | None:
    return verdict(worded(one), worded(other), recognised=recognised)


@pytest.mark.parametrize("share", [0.005, 0.01, 0.02])
def test_a_scan_of_the_same_paper_is_the_same(share: float) -> None:
    for seed in range(10):
        assert judged(DECISION, misread(DECISION, share, Random(seed)), recognised=True) is Likeness.SAME


def test_the_same_words_laid_out_otherwise_are_the_same() -> None:
    assert judged(DECISION, DECISION.replace(" ", "\n").upper()) is not None
    assert judged(DECISION, DECISION.replace("\n", "  ")) is Likeness.SAME


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.2, 0.3])
def test_an_edited_paper_is_similar_and_not_the_same(share: float) -> None:
    copies = [copy for seed in range(20) if (copy := edited(DECISION, share, Random(seed))) != DECISION]
    found = [judged(DECISION, copy) for copy in copies]
    assert Likeness.SAME not in found
    assert found.count(Likeness.SIMILAR) >= 0.85 * len(copies)  # chance may hit the names and spare the words


def test_a_number_more_is_not_the_same_where_nothing_was_read_by_ocr() -> None:
    assert judged(DECISION, DECISION.replace("Storgatan 47", "Storgatan 49")) is Likeness.SIMILAR


def test_another_matter_on_the_same_template_is_not_alike() -> None:
    assert judged(DECISION, about_others(DECISION)) is None
    for seed in range(10):
        assert judged(DECISION, misread(about_others(DECISION), 0.01, Random(seed)), recognised=True) is None


def test_a_letterhead_or_a_page_more_is_not_another_matter() -> None:
    head = "Kvarnholms kommun Miljökontoret Box 12 Kvarnholm 0912-34 56 78 Org.nr 212000 Bankgiro 5284-0711"
    assert judged(DECISION, f"{head} {DECISION}") is Likeness.SIMILAR
    words = DECISION.split()
    assert judged(" ".join(words[:-30]), " ".join(words[30:])) is Likeness.SIMILAR


def test_what_differs_is_told_apart() -> None:
    one = worded("Anna bor på Storgatan 47 sedan våren 2019")
    assert difference(one, worded("Anna bor på Storgatan 49 sedan våren 2019")).facts == pytest.approx(1 / 4)
    assert difference(one, worded("Anna bor på Storgatan 47 sedan våren 2019, 49 och 50")).facts == 0.0
    assert difference(one, worded("Anna bor på Storgatan 47 sedan vårcn 2019")).misread == 0.0  # c and e are one
    assert difference(one, worded("Anna bor på Storgatan 47 sedan våxen 2019")).misread == pytest.approx(2 / 16)
    assert difference(one, worded("Anna bodde på Storgatan 47 sedan våren 2019")).words > 0
    assert difference([], []).words == 0.0


def test_only_the_beginning_of_a_very_long_document_is_laid_side_by_side() -> None:
    long = worded("samma " * MOST_WORDS)
    assert difference([*long, *worded("slut")], [*long, *worded("annat")]).words == 0.0
