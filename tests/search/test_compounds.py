"""Compounds and what only looks like one."""

from __future__ import annotations

import pytest

from search import compounds
from search.analysis import analyse
from search.compounds import parts


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("serveringstillståndet", "servering tillstånd"),
        ("serveringstillståndsärende", "servering tillstånd ärende"),
        ("miljönämnden", "miljö nämnd"),
        ("arbetstillstånd", "arbete tillstånd"),
        ("fastighetsägaren", "fastighet ägare"),
        ("gatukontoret", "gata kontor"),
        ("kvinnofrid", "kvinna frid"),
        ("skattebrott", "skatt brott"),
        ("skolgård", "skola gård"),
        ("kupongskatt", "kupong skatt"),
        ("budgetåret", "budget år"),
        ("redovisningsåret", "redovisning år"),
        ("polisanmälan", "polis anmälan"),
        ("brandskydd", "brand skydd"),
        ("bilverkstad", "bil verkstad"),
        ("bygglov", "bygge lov"),
        ("läkarintyg", "läkare intyg"),
        ("narkotikabrott", "narkotika brott"),
        ("årsredovisning", "år redovisning"),
        ("gärningsman", "gärning man"),
        ("föräldrapenning", "förälder penning"),
        ("lagförslag", "lag förslag"),
    ],
)
def test_parts(word: str, expected: str) -> None:
    assert parts(word) == tuple(expected.split())


_SIMPLE = """handläggare handläggaren målsägande föreståndare kontroll tillstånd tillståndet beslut uppgift ansökan
    förundersökning kommun verksamhet myndighet anmälan överklagande restaurang källare ordförande vittne krögare
    stockholm umeå andersson lindström inspektion avtal person fastighet november augusti misshandel bestrida kontaktad
    bristande proposition redovisas presenteras beskriva processen gemensamma villkoren starkare granskat"""


@pytest.mark.parametrize("word", _SIMPLE.split())
def test_simple_words_and_names_stay_whole(word: str) -> None:
    if word != "lindström":  # a surname is told by its capital
        assert parts(word) == ()
    assert all(token.parts == () for token in analyse(f"hos {word.capitalize()} idag"))


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    named = analyse("Vi såg Bostadsbolaget. Bostadsbolaget svarade.")
    assert [token.parts for token in named if token.exact == ("bostadsbolaget",)] == [(), ("bostad", "bolag")]


def test_what_nothing_may_follow_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, as_written = list[str](), compounds._head

    def counting(piece: str) -> object:
        asked.append(piece)
        return as_written(piece)

    monkeypatch.setattr(compounds, "_head", counting)
    assert parts("xqzvvwkrtplm") == ()  # no last part, so no first one is tried
    assert asked == []
    assert parts("xqzvvkrog") == ()  # something may end it: now the beginnings are tried
    assert asked
