"""Names by rule and by model made one: the model's stand, but for what it doubts, took apart, cut short or missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.merging import merged

PERSON, ORG, LOC = Label.PERSON, Label.ORG, Label.LOC


def by_rule(start: int, end: int, label: Label, sure: float = 0.9, method: str = "person") -> Candidate:
    return Candidate(label, start, end, "x", sure, f"rule:{method}")


def by_model(start: int, end: int, label: Label, sure: float = 0.95) -> Candidate:
    return Candidate(label, start, end, "x", sure, "model:prov")


def kept(ruled: list[Candidate], modelled: list[Candidate]) -> list[Candidate]:
    return sorted(merged(ruled, modelled), key=lambda one: one.start)


@pytest.mark.parametrize(
    "ruled",
    [
        by_rule(0, 9, PERSON),
        by_rule(0, 20, PERSON),
        by_rule(0, 9, LOC, method="place"),
        by_rule(0, 9, ORG, method="org-form"),
        by_rule(50, 60, PERSON),
        by_rule(50, 60, LOC, method="place"),
        by_rule(50, 60, ORG, method="org-public"),
    ],
)
def test_a_sure_model_stands_alone(ruled: Candidate) -> None:
    model = by_model(0, 9, PERSON)
    assert kept([ruled], [model]) == [model]


def test_a_doubtful_name_gives_way_to_a_surer_rule_of_its_sort() -> None:
    rule, model = by_rule(0, 9, PERSON, 0.85), by_model(0, 14, PERSON, 0.6)
    assert kept([rule], [model]) == [replace(rule, confidence=0.75)]
    assert kept([by_rule(0, 9, PERSON, 0.55)], [model]) == [model]
    assert kept([by_rule(0, 9, LOC, 0.85, "place")], [model]) == [model]


def test_a_rule_stands_before_none_that_it_meets_or_before_all() -> None:
    doubtful, sure = by_model(0, 4, PERSON, 0.4), by_model(6, 12, PERSON, 0.95)
    assert kept([by_rule(0, 8, PERSON)], [doubtful, sure]) == [doubtful, sure]


def test_what_the_model_took_apart_is_whole_by_rule() -> None:
    rule = by_rule(0, 11, PERSON, 0.7)
    parts = [by_model(0, 4, PERSON), by_model(6, 11, PERSON)]
    assert kept([rule], parts) == [rule]
    for others in ([parts[0], by_model(6, 11, LOC)], [parts[0], by_model(6, 15, PERSON)], [parts[0]]):
        assert kept([rule], others) == others


def test_a_legal_form_that_the_model_left_out_is_put_back() -> None:
    rule, short = by_rule(0, 20, ORG, 0.9, "org-form"), by_model(0, 12, ORG, 0.99)
    assert kept([rule], [short]) == [rule]
    for model in (by_model(0, 20, ORG, 0.8), by_model(4, 20, ORG, 0.8), by_model(0, 25, ORG), by_model(0, 12, PERSON)):
        assert kept([rule], [model]) == [model]


def test_the_trade_that_a_company_is_called_by_is_put_back() -> None:
    rule = replace(by_rule(0, 14, ORG, 0.95, "org-form"), value="Byggare Bob HB")
    model = replace(by_model(8, 14, ORG, 0.97), value="Bob HB")
    assert kept([rule], [model]) == [replace(rule, confidence=0.97)]
    assert kept([rule], [replace(model, confidence=0.3)]) == [replace(rule, confidence=0.75)]
    seller = replace(rule, value="Säljare Bob HB")
    assert kept([seller], [model]) == [model]


def test_a_company_in_capitals_by_rule_joins_nothing() -> None:
    parts = [by_model(0, 9, ORG), by_model(20, 30, ORG)]
    assert kept([by_rule(0, 30, ORG, 0.75, "org-capitals")], parts) == parts
    assert kept([by_rule(0, 30, ORG, 0.95, "org-form")], parts) == [by_rule(0, 30, ORG, 0.95, "org-form")]


def test_an_entry_of_a_list_stands_before_what_does_not_hold_it() -> None:
    rule = by_rule(10, 22, PERSON, 0.95, "person-list")
    assert kept([rule], []) == [rule]
    for model in (by_model(5, 14, PERSON), by_model(10, 14, LOC), by_model(18, 30, PERSON), by_model(10, 22, PERSON)):
        assert kept([rule], [model]) == [rule]
    company = by_model(10, 25, ORG)
    assert kept([rule], [company]) == [company]


@pytest.mark.parametrize("method", ["org-form", "org-capitals", "org-lead", "org-table"])
def test_what_the_model_missed_is_filled_in_where_rules_are_right(method: str) -> None:
    rule, model = by_rule(20, 30, ORG, method=method), by_model(0, 9, PERSON)
    assert kept([rule], [model]) == [model, rule]


def test_a_bare_street_is_a_place_where_the_model_says_so() -> None:
    street, address = by_rule(0, 9, Label.ADDRESS, method="street"), by_rule(20, 30, Label.ADDRESS, method="address")
    place = by_model(0, 9, LOC)
    assert kept([street, address], []) == [street, address]
    assert kept([street, address], [place]) == [place, address]


def test_a_page_of_many_names_takes_no_longer_for_each() -> None:
    many = 20_000
    ruled = [by_rule(at * 10, at * 10 + 9, PERSON, 0.7) for at in range(many)]
    modelled = [by_model(at * 10, at * 10 + 9, PERSON, 0.5) for at in range(many)]
    assert merged(ruled, modelled) == ruled
