"""Where an index counts what is looked for, few words are taken apart, and the marks are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
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
from search.query import Node, TokenField
from search.sifting import around, likely

WORDS = (
    "tillsyn", "tillsynen", "Tillsynen", "tillsynsbesök", "tillsynsmyndigheten", "krogen", "krogar", "Krogen", "krog",
    "serverings-\ntillståndet", "Lugna", "Stunden", "Assistans", "AB\t558163-6882\t9914-9239", "850312-2391", "är",
    "var", "vara", "KGT", "42R", "15", "000", "kr", "2021-12-30", "EU:s", "anna@example.se", "ANNA", "Anna", "Annas",
    "annan", "rniljö", "miljö", "miljökontoret.", "Miljökontoret:", "070-123", "45", "67", "i", "och", "av",
)  # fmt: skip
QUERIES = (
    "tillsyn", "krog", "vara", "miljö", "anna", "15000", "2021", "krog tillsyn", "anna OR är -krog", "miljö -anna",
    "serveringstillstånd", '"lugna stunden assistans"', '"tillsyn av"', "tills*", "ann*", "15 000", "kgt42r", "annna~",
    "krog NEAR/5 tillsyn", "stund", "558163-6882", "i", "tillsyn i kr", '"tillsyn i"', "i*",
)  # fmt: skip


def counted(text: str, tree: Node, more: int = 0) -> KeyCounts:
    """What an index would tell of a page that has each key so much more often than this one."""
    held = page_keys(text)

    def times(key: Key) -> int:
        own = held[key.field]
        return sum(each.startswith(key.text) for each in own) if key.begins else own.count(key.text)

    found = {key: times(key) + more for key in keys_sought(tree)}
    return KeyCounts(sum(1 for _ in lexemes(text)), {key: often for key, often in found.items() if often})


def drawn(random: Random, words: int, others: int = 0) -> str:
    """Words, each with so many others behind it that no query of these means."""
    parted = (" ", " ", " ", "\n", "\t", ". ", ", ", "\n\n", "; ")
    return "".join(random.choice(WORDS) + random.choice(parted) + "flöde " * others for _ in range(words))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("tolerant", [False, True])
def test_the_marks_are_the_same_with_and_without_counts(query: str, tolerant: bool) -> None:
    tree, random = parse(query, tolerant=tolerant).tree, Random(query)
    for words, others in ((3, 0), (30, 0), (30, 15), (200, 0), (100, 30)):
        text = drawn(random, words, others)
        marks = formed_marks(text, tree)
        assert formed_marks(text, tree, counts=counted(text, tree)) == marks


@pytest.mark.parametrize(
    "query", ["tillsyn", "krog tillsyn", '"lugna stunden assistans"', "tills*", "krog NEAR/5 tillsyn"]
)
def test_counts_of_another_reading_of_the_page_leave_nothing_out(query: str) -> None:
    tree, random = parse(query).tree, Random(1)
    for more, others in ((-1, 0), (1, 0), (-1, 20), (1, 20)):
        text = drawn(random, 100, others)
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


@pytest.mark.parametrize(("others", "looked_around"), [(2, 0), (30, 40)])
def test_a_page_full_of_it_is_taken_apart_as_a_whole(
    others: int, looked_around: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, as_written = list[str](), sifting.lexemes

    def counting(text: str) -> Iterator[Lexeme]:
        places.append(text)
        return as_written(text)

    monkeypatch.setattr(sifting, "lexemes", counting)
    text, tree = ("Krogen nämns" + " här" * others + "\n") * 40, parse("krog").tree
    assert len(formed_marks(text, tree, counts=counted(text, tree))) == 40
    assert len(places) == looked_around


@pytest.mark.parametrize(
    ("key", "begun", "within"),
    [
        ("i", "i I", "i I"),
        ("ab", "AB ab", "AB ab"),
        ("krogarna", "krogar", "Krogen krogar mellankrog"),
        ("ä", "ä", "ä"),
        ("a*", "AB ab", "AB ab"),
        ("mel*", "mellankrog", "mellankrog"),
    ],
)
def test_what_a_word_begins_with_and_has_in_it(key: str, begun: str, within: str) -> None:
    """A short key is likely where it stands by itself, and one that is a beginning where a word begins."""
    sought = Key(TokenField.EXACT, key.rstrip("*"), key.endswith("*"))
    found, text = likely([sought]), "i I vid Krogen stabil krogar AB mellankrog ab ä är"
    for pattern, words in zip(found, (begun, within), strict=True):
        assert [word for word in text.split() if pattern.search(word)] == words.split()


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=40), st.sampled_from(WORDS), st.integers(0, 3))
def test_words_around_a_place_are_those_of_the_whole_text(words: list[str], word: str, after: int) -> None:
    text, pattern = " ".join(words), re.compile(re.escape(word[:3]), re.IGNORECASE)
    whole = list(lexemes(text))
    told = [(some, at) for some, at in around(text, pattern, after) if pattern.search(some[at].raw)]
    assert [some[at] for some, at in told] == [each for each in whole if pattern.search(each.raw)]
    for some, at in told:
        place = whole.index(some[at])
        assert list(some[at : at + 1 + after]) == whole[place : place + 1 + after]
