"""The test of each legal basis: complete, readable, and shut where the law says so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checklist import Asks, Check, checklist, checks
from models.marking import provision
from models.sharing import legal_bases

GENERAL = "OSL 10:27"


def test_each_basis_has_questions_of_its_own_and_each_line_a_source() -> None:
    for basis in legal_bases():
        lines = checks(basis)
        assert sum(each.asks is Asks.CONDITION for each in lines) >= 2, basis
        assert len({each.name for each in lines}) == len(lines), basis
        for line in lines:
            assert "SFS" in line.source or "prop." in line.source, line
            assert line.text.endswith((".", "?")), line
            assert bool(line.provisions) == (line.asks in (Asks.EXCLUDED, Asks.LIMITED)), line
            assert all(re.fullmatch(r"\d+:\d+[a-z]*(-\d+[a-z]*)?", each) for each in line.provisions), line


def test_what_is_not_sure_says_so() -> None:
    unsure = {basis for basis in legal_bases() for each in checks(basis) if not each.sure}
    assert {"lag 2024:307", "lag 2025:170", GENERAL} <= unsure
    assert not any(each.source.endswith("?") for basis in legal_bases() for each in checks(basis))


@pytest.mark.parametrize(
    "marked",
    ["OSL 24:2a", "OSL 24:8", "OSL 25:1", "OSL 25:7", "OSL 25:8", "OSL 26:1", "OSL 26:6", "OSL 26:3a", "2009:400 26:1"],
)
def test_the_general_clause_is_shut_by_what_it_does_not_apply_to(marked: str) -> None:
    test = checklist(GENERAL, ["OSL 18:1", marked])
    assert [by for by, _ in test.shut] == [marked]
    assert "Generalklausulen gäller inte" in test.shut[0][1].text


@pytest.mark.parametrize("marked", ["OSL 24:2", "OSL 24:20", "OSL 25:9", "OSL 26:7", "OSL 18:1", "OSL 2:6", "FL 26:1"])
def test_and_by_nothing_beside_it(marked: str) -> None:
    assert checklist(GENERAL, [marked]).shut == ()


def test_a_limit_is_a_question_for_what_it_meets_only() -> None:
    plain, marked = checklist("OSL 10:24", ["OSL 18:1"]), checklist("OSL 10:24", ["OSL 26:1"])
    assert marked.shut == ()
    (more,) = set(marked.questions) - set(plain.questions)
    assert more.asks is Asks.LIMITED
    assert "ett års fängelse" in more.text


@given(st.integers(1, 40), st.integers(1, 30), st.sampled_from(["", "a", "b"]))
def test_a_range_has_the_sections_between_its_ends(chapter: int, section: int, letter: str) -> None:
    line = Check(Asks.EXCLUDED, "x", "x", "x", True, ("26:1-6",))
    expected = chapter == 26 and (1 <= section < 6 or (section == 6 and not letter))
    assert line.meets(provision(f"OSL {chapter}:{section}{letter}")) == expected


def test_words_that_are_no_provision_meet_nothing() -> None:
    assert checklist(GENERAL, ["skyddade personuppgifter", "", "OSL", "OSL 26"]).shut == ()
