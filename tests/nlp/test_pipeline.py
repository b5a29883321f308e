"""What holds for every text: spans that slice, no overlap, order, precedence, speed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import nlp.pipeline
from models.mention import Label
from nlp import components, precedence
from nlp.candidate import Candidate, Context
from nlp.names import organisations, persons, places
from nlp.names.tokens import tokens
from nlp.pipeline import find_mentions
from tests.nlp.finding import TODAY, mentions
from tests.timing import seconds

PIECES = (
    "Anders Andersson ",
    "Andersson, Anna ",
    "850312-9805 ",
    "559900-1129 ",
    "2024-05-19 ",
    "kl. 9.00–11.30 ",
    "1 500 kronor ",
    "11 kap. 20 § PBL ",
    "MBN 2024-0123 ",
    "Umeå Stadsliden 6:7 ",
    "Storgatan 5 ",
    "KGT42R ",
    "070-174 06 05 ",
    "a@b.se ",
    "https://x.se/2024-05-19 ",
    "Norrlands Mat AB ",
    "i Lund ",
    "\n",
    "dnr ",
    "bg ",
    ": ",
    "å̈ ",
    "😀 ",
    "\u00a0",
    "\t",
    "den 3 maj ",
    "§ ",
    "AB ",
)
WORST = (
    "a",
    "Aa ",
    "1",
    "1 ",
    "1.",
    "1,",
    "1-",
    "12:",
    "den 1 ",
    "A&",
    "Aa-",
    "a.",
    "a@",
    "www.",
    "A.",
    "1 kap. ",
    "1 §, ",
    "AB ",
    "\n",
    "Aa\n",
    "000 000 ",
    "Storgatan 1 ",
    "MBN 2024-",
    "SE45 5000 ",
    "Norra ",
    "gatan",
    " ",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map("".join))
@example("")
@example("İstanbul ﬁ\u0000\ud7ff")
def test_spans_slice_and_do_not_overlap(text: str) -> None:
    found = mentions(text)
    assert all(text[one.start : one.end] == one.text and one.text.strip() and one.value for one in found)
    assert all(0 < one.confidence <= 1 for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_mentions_come_by_page_and_start() -> None:
    found = find_mentions([(2, "Umeå kommun den 3 maj 2024"), (1, "i Umeå")], document_date=TODAY)
    assert [(one.page, one.start) for one in found] == [(1, 2), (2, 0), (2, 16)]


def test_precedence_is_that_of_the_design() -> None:
    whole = [Candidate(label, 0, 9, "x", 0.9, "rule:x") for label in Label]
    ranks = []
    while whole:
        (stays,) = precedence.choose(whole)
        ranks.append(precedence.RANK[stays.label])
        whole = [one for one in whole if one.label is not stays.label]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(Label)


def test_among_names_the_longer_span_stays() -> None:
    short = Candidate(Label.PERSON, 0, 5, "Anna", 0.99, "rule:x")
    assert precedence.choose([short, Candidate(Label.ORG, 0, 9, "Anna AB", 0.5, "rule:x")])[0].label is Label.ORG


def test_a_number_in_a_law_is_not_a_time_or_an_amount() -> None:
    assert [one.label for one in mentions("enligt 11 kap. 20 § plan- och bygglagen (2010:900)")] == [Label.LAW]


def test_the_pipeline_is_made_anew_after_its_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp.pipeline, "RECYCLE_CHARACTERS", 100)
    text = "Umeå kommun den 3 maj 2024. " * 5
    first, before = find_mentions([(1, text)], pipeline="rules"), nlp.pipeline._reader("rules")._pipeline
    second, after = find_mentions([(1, text)], pipeline="rules"), nlp.pipeline._reader("rules")._pipeline
    assert before is not after
    assert first == second


def test_at_least_five_thousand_words_a_second() -> None:
    """Of the rules. A generous bound (measured: about 44,000 on the development machine); CPU time, best of three."""
    text = "Miljönämnden beslutade den 3 maj 2024 att Anders Andersson, Storgatan 5, ska betala 1 500 kronor. " * 200
    find_mentions([(1, "varm")], pipeline="rules")
    assert seconds(lambda: find_mentions([(1, text)], pipeline="rules")) < len(text.split()) / 5_000


@pytest.mark.parametrize("name", [*components.RULES, "organisations", "persons", "places"])
@pytest.mark.parametrize("seed", WORST)
def test_no_text_makes_a_rule_slow(name: str, seed: str) -> None:
    """Work grows in line with the text: eight times the text takes less than 24 times as long, or is quick anyway."""
    rule = components.RULES.get(name)
    size = 4_000

    def run(length: int, below: float = 0.0) -> float:
        text = (seed * (length // len(seed) + 1))[:length]
        if rule is not None:
            return seconds(lambda: list(rule(text, Context(TODAY))), below=below)
        words = tokens(text)
        if name == "organisations":
            return seconds(lambda: list(organisations.find(text, words)), below=below)
        return seconds(lambda: list(persons.find(words) if name == "persons" else places.find(words)), below=below)

    longer = run(size * 8, 0.1)
    assert longer < 0.1 or longer < 24 * run(size)
