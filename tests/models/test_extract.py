"""Finds as they are told: what is another's is masked, and what is withheld silently is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.errors import ProvisionError
from models.extract import (
    BY_HAND,
    Asked,
    Extract,
    ExtractLaw,
    ExtractState,
    Find,
    FindKind,
    Piece,
    Sureness,
    Verdict,
    theirs,
)
from models.extract_provisions import WITHHOLDINGS, is_silent, read_provision
from search.extract_content import content
from search.words.extracts import CATEGORIES, DOUBTS, HOW, KINDS, NOTHING

PIECES = (Piece("Karl", "a", "[namn]"), Piece(" och "), Piece("Karl", "b", "[namn]"), Piece("", "", "[nummer]"))
FIND = Find("a", "d", 1, 0, FindKind.TEXT, Sureness.CERTAIN, PIECES, ("name",), name="x.txt", source="tillsyn")
ASKED = Asked(("Karl",), ("Svensson",), ("198503122391",))
AT = datetime(2026, 1, 1, tzinfo=UTC)
EXTRACT = Extract("e", "Nämnden", "R-1", ExtractLaw.REGULATION, ASKED, "tillsyn", "siv", AT, ExtractState.OPEN)


def decided(verdict: Verdict, provision: str = "", id: str = "a") -> Find:
    return replace(FIND, id=id, verdict=verdict, provision=provision)


def test_a_sentence_shows_its_own_find_and_those_that_are_the_persons() -> None:
    assert FIND.said(set()) == "Karl och [namn][nummer]"
    assert FIND.said({"b"}) == "Karl och Karl[nummer]"


def test_a_rejected_find_is_masked_in_the_others() -> None:
    finds = [decided(Verdict.ACCEPTED), decided(Verdict.REJECTED, id="b")]
    (line,) = content(EXTRACT, finds, ()).lines
    assert line.said == "Karl och [namn][nummer]"
    assert theirs(finds) == {"a"}


def test_what_is_suggested_is_never_a_namesake() -> None:
    assert FIND.suggested is Verdict.ACCEPTED
    assert replace(FIND, sureness=Sureness.POSSIBLE).suggested is Verdict.OPEN
    assert replace(FIND, doubt="other_number").suggested is Verdict.REJECTED


@pytest.mark.parametrize("kind", sorted(BY_HAND))
@pytest.mark.parametrize("doubt", ["", "other_number"])
def test_nothing_is_suggested_of_what_the_authority_does_about_somebody(kind: FindKind, doubt: str) -> None:
    assert replace(FIND, kind=kind, doubt=doubt).suggested is Verdict.OPEN
    assert {
        each for each in FindKind if each.value in {"request", "release", "search", "watch_list", "ledger"}
    } < BY_HAND


def test_what_is_withheld_is_told_by_its_provision_and_nothing_else() -> None:
    told = content(EXTRACT, [decided(Verdict.WITHHELD, "OSL 21:1")], ())
    assert (told.lines, told.sources, told.categories) == ((), (), ())
    assert [(each.provision, each.count) for each in told.withheld] == [("OSL 21:1", 1)]


@pytest.mark.parametrize("provision", ["OSL 18:1", "BDL 4:5", "BDL 2:1", "2018:1177 4:5"])
def test_what_may_not_be_told_is_as_if_it_were_not_there(provision: str) -> None:
    assert is_silent(provision)
    assert content(EXTRACT, [decided(Verdict.WITHHELD, provision)], ()) == content(EXTRACT, [], ())


def test_provisions_are_written_as_markings_are() -> None:
    assert read_provision("21 kap. 1 § osl") == "OSL 21:1"
    assert all(read_provision(each.provision) == each.provision for each in WITHHOLDINGS)
    with pytest.raises(ProvisionError):
        read_provision("känsligt")


def test_several_of_one_are_parted_by_a_semicolon() -> None:
    asked = Asked.read({"given": "Karl Erik", "surnames": "Svensson; Berg", "numbers": "850312-2391", "others": " ; "})
    assert asked.surnames == ("Svensson", "Berg")
    assert asked.others == ()
    assert Asked.of(asked.kept()) == asked
    assert asked.name == "Karl Erik Svensson"


def test_every_code_has_words() -> None:
    assert set(KINDS) == set(FindKind)
    assert set(CATEGORIES) <= set(HOW)
    assert {"other_number", "other_birth", "longer_name", "shared", "plus"} == set(DOUBTS)
    assert NOTHING
