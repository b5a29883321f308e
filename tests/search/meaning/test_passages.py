"""How pages are cut: every word is in a passage, none is too long, and what a passage says stands where it says."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from search.meaning.passages import FEWEST, OVERLAP, WORDS, Place, passages, whole_digest

SENTENCE = "Tillsynen gällde lokalens brandskydd och utrymning."


def test_a_short_page_is_one_passage_and_a_page_of_hardly_anything_none() -> None:
    (only,) = passages([(1, f"  {SENTENCE}\n"), (2, ""), (3, "Sida 3"), (4, "—")])
    assert (only.text, only.place[:3]) == (SENTENCE, (1, 2, 2 + len(SENTENCE)))


def test_passages_are_of_whole_sentences_and_tell_a_little_again() -> None:
    found = passages([(7, " ".join([SENTENCE] * 100))])
    assert len(found) > 2
    for each in found:
        assert each.text.startswith("Tillsynen")
        assert each.text.endswith("utrymning.")
        assert len(each.text.split()) <= WORDS
    for one, other in itertools.pairwise(found):
        again = one.place.end - other.place.start
        assert again > 0
        assert len(one.text[-again:].split()) <= OVERLAP


def test_what_goes_on_without_an_end_is_cut() -> None:
    found = passages([(1, " ".join(f"cell{at}" for at in range(3 * WORDS + 5)))])
    assert [len(each.text.split()) for each in found] == [WORDS, WORDS, WORDS, 5]


def test_a_change_changes_the_digest_and_nothing_else_does() -> None:
    one, other = passages([(1, SENTENCE)]), passages([(1, SENTENCE.replace("lokalens", "lokalernas"))])
    assert one[0].place.digest != other[0].place.digest
    assert whole_digest(one) == whole_digest(passages([(1, SENTENCE)])) != whole_digest(other)
    assert whole_digest([]) == whole_digest(passages([(1, "")]))


TEXTS = st.lists(st.sampled_from(["ord", "och", "Slut.", "Nej!", "\n\n", "–", "1.", "a" * 30, "😀"]), max_size=900)


@given(TEXTS.map(" ".join))
def test_no_word_is_left_out(text: str) -> None:
    found = passages([(1, text)])
    if len(text.split()) < FEWEST:
        assert found == []
        return
    covered = set[int]()
    for each in found:
        assert isinstance(each.place, Place)
        assert text[each.place.start : each.place.end] == each.text
        assert 0 < len(each.text.split()) <= WORDS
        covered |= set(range(each.place.start, each.place.end))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered
    assert all(one.place.end < other.place.end for one, other in itertools.pairwise(found))
