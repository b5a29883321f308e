"""What is tried of the patterns is all that can match; a sentence is the same by slices as letter by letter."""

from __future__ import annotations

import re
from random import Random
from typing import Final

import pytest

from models.mention import Label, Mention
from nlp.ties.abstract import SIGNS, abstract
from nlp.ties.patterns import LETTERS, STANDS_FOR, _rows, likely, patterns

_GROUP: Final = re.compile(r"\(\?:([^()]*)\)(\??)")
_SLOT: Final = re.compile(r"\{(?:from:|to:)?([A-Z]+)(\*?)\}")


def _said(random: Random, pattern: str) -> str:
    """A sentence after a line of the table: one way through its brackets, somebody in each slot."""
    for name, words in [row for row in _rows() if row[0].startswith("<")]:
        pattern = pattern.replace(name, f"(?:{words})")

    def chosen(match: re.Match[str]) -> str:
        return "" if match[2] and random.random() < 0.5 else random.choice(match[1].split("|"))

    def somebody(match: re.Match[str]) -> str:
        label = LETTERS[random.choice(match[1])]
        stands = STANDS_FOR.get(label, "").split("|") if match[2] else [""]
        return random.choice([SIGNS[label], *filter(None, stands)])

    while (further := _GROUP.sub(chosen, pattern)) != pattern:
        pattern = further
    return _SLOT.sub(somebody, re.sub(r"\\w[*+]|\\b|~|\(\?!.*?\)", "", pattern))


def test_a_pattern_that_is_not_tried_matches_nothing() -> None:
    random, matched = Random(1), 0
    for name, text in [row for row in _rows() if not row[0].startswith("<")] * 20:
        sentence = _said(random, text)
        tried = {id(each) for each in likely(sentence)}
        found = [each for each in patterns() if each.pattern.search(sentence)]
        matched += any(each.relation.value == name for each in found)
        assert {id(each) for each in found} <= tried, sentence
    assert matched > 1_500  # of 2,200


@pytest.mark.parametrize("text", ["Åsa ÄGER\nBolaget", "İ är ΣΑΣ", "a\ue000b ẞ", "“Ja” – 5 €\u00a0m²", ""])
def test_letter_by_letter_or_at_once(text: str) -> None:
    told = abstract(text, 0, len(text) + 3, [])
    slowly = [each.lower() if len(each.lower()) == 1 and each not in "\n\ue000" else " " for each in text]
    assert (told.text, list(told.at[:-1])) == ("".join(slowly), list(range(len(text))))


def test_signs_stand_in_the_place_of_names() -> None:
    one = Mention(Label.PERSON, 1, 4, 8, "Anna", "Anna", 1.0, "prov")
    told = abstract("Att Anna äger", 0, 13, [one])
    assert told.text == f"att {SIGNS[Label.PERSON]} äger"
    assert told.at == [0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13]
