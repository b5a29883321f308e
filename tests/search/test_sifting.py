"""Where an index counts what is looked for, few words are taken apart, and the marks are the same."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import sifting
from search.analysis import Lexeme, lexemes
from search.key_counts import Key, KeyCounts
from search.marking import formed_marks, keys_sought
from search.page_keys import page_keys
from search.parsing import parse
from search.query import Node
from search.sifting import around

WORDS = (
    "tillsyn", "tillsynen", "Tillsynen", "tillsynsbesök", "tillsynsmyndigheten", "krogen", "krogar", "Krogen", "krog",
    "serverings-\ntillståndet", "Lugna", "Stunden", "Assistans", "AB\t558163-6882\t9914-9239", "850312-2391", "är",
    "var", "vara", "KGT", "42R", "15", "000", "kr", "2021-12-30", "EU:s", "anna@example.se", "ANNA", "Anna", "Annas",
    "annan", "rniljö", "miljö", "miljökontoret.", "Miljökontoret:", "070-123", "45", "67", "i", "och", "av",
)  # fmt: skip
QUERIES = (
    "tillsyn", "krog", "vara", "miljö", "anna", "15000", "2021", "krog tillsyn", "anna OR är -krog", "miljö -anna",
    "serveringstillstånd", '"lugna stunden assistans"', '"tillsyn av"', "tills*", "ann*", "15 000", "kgt42r", "annna~",
    "krog NEAR/5 tillsyn", "stund", "558163-6882",
)  # fmt: skip


def counted(text: str, tree: Node, more: int = 0) -> KeyCounts:
    """What an index would tell of a page that has each key so much more often than this one."""
    held = page_keys(text)

    def times(key: Key) -> int:
        own = held[key.field]
        return sum(each.startswith(key.text) for each in own) if key.begins else own.count(key.text)

    found = {key: times(key) + more for key in keys_sought(tree)}
    return KeyCounts(sum(1 for _ in lexemes(text)), {key: often for key, often in found.items() if often})


def drawn(random: Random, words: int) -> str:
    parted = (" ", " ", " ", "\n", "\t", ". ", ", ", "\n\n", "; ")
    return "".join(random.choice(WORDS) + random.choice(parted) for _ in range(words))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("tolerant", [False, True])
def test_the_marks_are_the_same_with_and_without_counts(query: str, tolerant: bool) -> None:
    tree, random = parse(query, tolerant=tolerant).tree, Random(query)
    for words in (3, 30, 30, 200, 200):
        text = drawn(random, words)
        marks = formed_marks(text, tree)
        assert formed_marks(text, tree, counts=counted(text, tree)) == marks


@pytest.mark.parametrize(
    "query", ["tillsyn", "krog tillsyn", '"lugna stunden assistans"', "tills*", "krog NEAR/5 tillsyn"]
)
def test_counts_of_another_reading_of_the_page_leave_nothing_out(query: str) -> None:
    tree, random = parse(query).tree, Random(1)
    for more in (-1, 1):
        text = drawn(random, 100)
        assert formed_marks(text, tree, counts=counted(text, tree, more)) == formed_marks(text, tree)


def test_a_page_without_any_of_it_has_no_marks() -> None:
    tree = parse("krog").tree
    assert formed_marks("en lång sida om annat", tree, counts=KeyCounts(5, {})) == []


@pytest.mark.parametrize("query", ["krog", "krog NEAR/5 krogens"])
def test_words_that_are_nothing_of_it_are_not_taken_apart(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_apart, as_written = Counter[str](), sifting.keys

    def counting(lexeme: Lexeme) -> object:
        taken_apart[lexeme.raw] += 1
        return as_written(lexeme)

    text = "En sida om renhållningsordningens avfallsföreskrifter. Krogen nämns här, krogens ägare där."
    tree = parse(query).tree
    counts = counted(text, tree)
    monkeypatch.setattr(sifting, "keys", counting)
    assert [text[start:end] for start, end, _ in formed_marks(text, tree, counts=counts)] == ["Krogen", "krogens"]
    assert set(taken_apart) == {"Krogen", "krogens"}


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40), st.sampled_from(WORDS), st.integers(0, 3))
def test_words_around_a_place_are_those_of_the_whole_text(words: list[str], word: str, after: int) -> None:
    text, pattern = " ".join(words), re.compile(re.escape(word[:3]), re.IGNORECASE)
    whole = list(lexemes(text))
    told = [(some, at) for some, at in around(text, pattern, after) if pattern.search(some[at].raw)]
    assert [some[at] for some, at in told] == [each for each in whole if pattern.search(each.raw)]
    for some, at in told:
        place = whole.index(some[at])
        assert list(some[at : at + 1 + after]) == whole[place : place + 1 + after]
