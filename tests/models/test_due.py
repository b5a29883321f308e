"""What can be erased together: properties of families, and what keeps what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from models.due import WATCHED, Due, reckon
from models.lying import Lying
from models.retention import CountedFrom, Paper, Period, Rule, Undecided

NOW: Final = datetime(2026, 11, 27, tzinfo=UTC)
TODAY, THEN = date(2026, 11, 27), date(2027, 11, 27)
OLD, FRESH, NEAR = date(2000, 1, 1), date(2026, 1, 1), date(2022, 3, 1)
SHORT: Final = Rule("r1", "Nämnden", Period("", "", 60, CountedFrom.DATE, "DHP 1", whole_years=False), "siv", NOW)
OF_MAIL: Final = Rule("r2", "Nämnden", Period("", "email", 24, CountedFrom.DATE, "DHP 2"), "siv", NOW)
IDS: Final = "abcdefgh"
PAIRS: Final = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] > pair[1]), max_size=12
)  # what lies in something has the higher number: no file lies in itself


def paper(id: str, day: date | None, kind: str = "other") -> Paper:
    return Paper(id, "tillsyn", kind, True, {CountedFrom.DATE: day} if day else {}, size=10)


def told(papers: list[Paper], lying: Lying, direct: dict[str, set[str]] | None = None, rule: Rule = SHORT) -> Due:
    return reckon(papers, [rule], lying, direct or {}, TODAY, THEN)


def mail(*inside: str) -> Lying:
    return Lying.of([(each, "m") for each in inside], {"m"})


def now(found: Due) -> dict[str, tuple[str, ...]]:
    return {line.document: line.along for line in found.now}


def test_what_is_old_is_due_and_what_comes_within_a_year_is_told_apart() -> None:
    found = told([paper("a", OLD), paper("b", NEAR), paper("c", FRESH)], Lying())
    assert (now(found), [line.document for line in found.soon]) == ({"a": ()}, ["b"])
    assert [line.due for line in found.soon] == [date(2027, 3, 2)]


def test_a_mail_goes_with_what_lies_in_it_and_nowhere_else() -> None:
    found = told([paper("m", OLD), paper("x", OLD)], mail("x"))
    assert now(found) == {"m": ("x",)}
    assert found.taken(list(found.now)) == ["m", "x"]
    assert found.now[0].size == 20


def test_a_newer_attachment_keeps_its_mail() -> None:
    found = told([paper("m", OLD), paper("x", FRESH)], mail("x"))
    assert (now(found), found.bound) == ({}, ("m",))


def test_an_attachment_without_a_day_of_its_own_has_its_mails() -> None:
    found = told([paper("m", OLD), paper("x", None)], mail("x"))
    assert now(found) == {"m": ("x",)}
    alone = told([paper("m", OLD), paper("x", None)], Lying())
    assert alone.undecided == {"x": (Undecided.NO_DATE, "r1")}


def test_an_attachment_that_no_rule_is_about_goes_with_its_mail_and_never_before() -> None:
    papers = [paper("m", OLD, "email"), paper("x", OLD, "minutes")]
    assert now(told(papers, mail("x"), rule=OF_MAIL)) == {"m": ("x",)}
    assert now(told([paper("m", FRESH, "email"), papers[1]], mail("x"), rule=OF_MAIL)) == {}


def test_an_attachment_goes_not_before_its_mail() -> None:
    found = told([paper("m", FRESH), paper("x", OLD)], mail("x"))
    assert (now(found), found.bound) == ({}, ("x",))


def test_what_lies_in_several_stays_with_the_last() -> None:
    lying = Lying.of([("x", "m"), ("x", "n")], {"m", "n"})
    found = told([paper("m", OLD), paper("n", FRESH), paper("x", OLD)], lying)
    assert now(found) == {"m": ()}
    assert found.taken(list(found.now)) == ["m"]
    both = told([paper("m", OLD), paper("n", OLD), paper("x", OLD)], lying)
    assert now(both) == {"m": ("x",), "n": ()}
    assert both.taken([each for each in both.now if each.document == "n"]) == ["n"]


def test_a_hold_keeps_what_it_is_on_what_that_lies_in_and_says_so() -> None:
    lying = mail("x", "y")
    papers = [paper("m", OLD), paper("x", OLD), paper("y", OLD), paper("z", OLD)]
    found = told(papers, lying, {"x": {"h1"}})
    assert now(found) == {"z": ()}
    assert [(line.document, line.holds) for line in found.held] == [("m", ("h1",))]


def test_what_lies_in_a_watched_folder_is_told_apart() -> None:
    found = told([paper("a", OLD)], Lying(), {"a": {WATCHED}})
    assert (now(found), [line.holds for line in found.held]) == ({}, [(WATCHED,)])


@given(PAIRS, st.sets(st.integers(0, 7)), st.lists(st.sampled_from((OLD, NEAR, FRESH, None)), min_size=8, max_size=8),
       st.sets(st.integers(0, 7), max_size=2))  # fmt: skip
def test_no_file_that_stays_holds_what_goes_and_nothing_is_lost_that_is_to_stay(
    pairs: set[tuple[int, int]], placed: set[int], days: list[date | None], kept: set[int]
) -> None:
    """Whatever lies in whatever: what goes lies in nothing that stays, is not held, and takes along nothing whose own
    time is not out."""
    inner = {one for one, _ in pairs}
    own = {IDS[each] for each in range(8) if each in placed or each not in inner}
    lying = Lying.of([(IDS[one], IDS[other]) for one, other in pairs], own)
    papers = [paper(id, day) for id, day in zip(IDS, days, strict=True)]
    found = told(papers, lying, {IDS[each]: {"h"} for each in kept})
    going = set(found.going)
    assert all(lying.outers_of(id) <= going for id in going)
    assert not going & {other for each in kept for other in lying.around([IDS[each]])}
    fresh = {each.id for each in papers if each.days.get(CountedFrom.DATE) in (NEAR, FRESH)}
    assert not going & fresh
    gone = set(found.taken(list(found.now)))
    assert gone == going
    orphans = {id for id in IDS if id not in going and id not in own and lying.outers_of(id) <= gone}
    assert not orphans
    for line in found.now:
        some = set(found.taken([line]))
        assert line.document in some <= going
        assert all(lying.outers_of(id) <= some for id in some)
