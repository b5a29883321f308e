"""Words as likeness sees them: misreadings folded, numbers not, line-end hyphens joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.document import Page, PageMethod
from models.layout import Layout
from search.likeness.words import content, words
from tests.search.likeness.papers import paged, worded


def keys(text: str) -> list[str]:
    return [word.key for word in worded(text)]


def test_what_ocr_confuses_is_one_word() -> None:
    assert keys("Serverlngstillståndet") == keys("serveringstillståndet")
    assert keys("modern") == keys("modem")


def test_numbers_stand_as_they_are() -> None:
    assert keys("1800 kr") != keys("1600 kr")
    assert keys("KS-2018/66") != keys("KS-2016/68")


def test_facts_have_a_digit_or_a_capital() -> None:
    assert [word.is_fact for word in worded("Anna bor på Storgatan 47 b sedan 3maj")] == [
        True, False, False, True, True, False, False, True,
    ]  # fmt: skip


def test_a_word_broken_at_a_lines_end_is_one() -> None:
    text = "serverings-\ntillstånd"
    layout = Layout(joins=((10, 12),))
    assert [word.key for word in words([Page(1, PageMethod.TEXT, "", text, 1.0, layout=layout)])] == keys(
        "serveringstillstånd"
    )


def test_content_is_equal_for_equal_words_and_follows_their_order() -> None:
    assert content(worded("Ett, två – tre!")) == content(worded("ett två\ntre"))
    assert content(worded("ett två tre")) != content(worded("ett tre två"))
    assert 0 < content(words(paged(""))) < 2**63


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    found = worded(text)
    assert all(word.key and 0 <= word.hash < 2**64 for word in found)
    assert content(found) > 0


def test_hashes_are_the_same_on_every_machine() -> None:
    assert [word.hash for word in worded("ärendet 2024")] == [5379567292132376524, 5109244793230292194]
