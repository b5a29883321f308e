"""How long something is kept: properties of the reckoning, and what is never due."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.retention import (
    CountedFrom,
    Paper,
    Period,
    Rule,
    Undecided,
    Verdict,
    check_period,
    check_provision,
    due,
    judged,
)
from models.retention_errors import InvalidRetentionError

DAYS: Final = st.dates(date(1850, 1, 1), date(2200, 12, 31))
MONTHS: Final = st.integers(1, 200 * 12)
NOW: Final = datetime(2026, 11, 27, tzinfo=UTC)
SOURCES: Final = st.sampled_from(("", "tillsyn", "pm"))
KINDS: Final = st.sampled_from(("", "email", "minutes"))


def period(months: int, *, whole: bool = False, source: str = "", kind: str = "") -> Period:
    return Period(source, kind, months, CountedFrom.DATE, "DHP 4.2", whole_years=whole)


def rule(id: str, of: Period) -> Rule:
    return Rule(id, "Nämnden", of, "siv", NOW)


def paper(day: date | None, *, source: str = "tillsyn", kind: str = "email", sure: bool = True) -> Paper:
    return Paper("a", source, kind, sure, {CountedFrom.DATE: day} if day else {})


RULES: Final = st.lists(
    st.builds(
        lambda number, months, whole, source, kind, counted: rule(
            f"{number:032x}", replace(period(months, whole=whole, source=source, kind=kind), counted=counted)
        ),
        st.integers(0, 2**64),
        MONTHS,
        st.booleans(),
        SOURCES,
        KINDS,
        st.sampled_from(CountedFrom),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("day", "months", "whole", "first"),
    [
        ("2024-02-29", 12, False, "2025-03-01"),  # through 28 February: lag (1930:173) 1 §
        ("2024-02-29", 48, False, "2028-03-01"),  # through 29 February
        ("2023-01-31", 1, False, "2023-03-01"),
        ("2023-12-31", 2, False, "2024-03-01"),
        ("2020-05-05", 24, True, "2023-01-01"),
        ("2020-12-31", 24, True, "2023-01-01"),
        ("2020-05-05", 24, False, "2022-05-06"),
        ("9998-05-05", 24, False, "9999-12-31"),
    ],
)
def test_the_first_day_on_which_it_need_not_be_kept(day: str, months: int, whole: bool, first: str) -> None:
    assert due(period(months, whole=whole), date.fromisoformat(day)).isoformat() == first


@given(DAYS, MONTHS)
def test_it_is_kept_through_the_same_day_of_the_month_or_the_months_last(day: date, months: int) -> None:
    last = due(period(months), day) - timedelta(days=1)
    later = day.year * 12 + day.month - 1 + months
    assert (last.year, last.month) == (later // 12, later % 12 + 1)
    assert last.day == min(day.day, calendar.monthrange(last.year, last.month)[1])


@given(DAYS, DAYS, MONTHS, st.booleans())
def test_what_is_newer_is_never_due_before_what_is_older(one: date, other: date, months: int, whole: bool) -> None:
    older, newer = sorted((one, other))
    assert due(period(months, whole=whole), older) <= due(period(months, whole=whole), newer)


@given(DAYS, MONTHS, MONTHS, st.booleans())
def test_a_longer_time_is_never_due_before_a_shorter(day: date, one: int, other: int, whole: bool) -> None:
    shorter, longer = sorted((one, other))
    assert due(period(shorter, whole=whole), day) <= due(period(longer, whole=whole), day)


@given(DAYS, MONTHS)
def test_counted_from_the_years_end_it_is_kept_longer_and_never_a_year_longer(day: date, months: int) -> None:
    exact, whole = due(period(months), day), due(period(months, whole=True), day)
    assert exact <= whole <= exact + timedelta(days=367)


@given(RULES, st.sampled_from(("tillsyn", "pm")), KINDS, st.dictionaries(st.sampled_from(CountedFrom), DAYS))
def test_the_longest_keeps_and_what_nobody_can_reckon_is_never_due(
    rules: list[Rule], source: str, kind: str, days: dict[CountedFrom, date]
) -> None:
    told = judged(rules, Paper("a", source, kind, True, days))
    mine = [each for each in rules if each.period.source in ("", source) and each.period.kind in ("", kind)]
    if any(each.period.counted not in days for each in mine):
        assert (told.undecided, told.due) == (Undecided.NO_DATE, None)
    elif mine:
        assert told.due == max(due(each.period, days[each.period.counted]) for each in mine)
        assert told.rule in mine
    else:
        assert told == Verdict()


def test_without_a_rule_it_is_kept() -> None:
    assert judged([], paper(date(1900, 1, 1))) == Verdict()
    assert judged([rule("1", period(12, source="pm"))], paper(date(1900, 1, 1))) == Verdict()


def test_a_missing_day_is_told_with_the_rule_that_lacks_it() -> None:
    only = rule("1", period(12))
    assert judged([only], paper(None)) == Verdict(only, undecided=Undecided.NO_DATE)


def test_by_an_unsure_kind_nothing_is_due_where_any_rule_goes_by_kind() -> None:
    unsure = paper(date(1900, 1, 1), sure=False)
    assert judged([rule("1", period(12))], unsure).due is not None
    by_kind = [rule("1", period(12)), rule("2", period(24, kind="minutes"))]
    assert judged(by_kind, unsure).undecided is Undecided.UNSURE_KIND
    elsewhere = [rule("1", period(12)), rule("2", period(24, kind="minutes", source="pm"))]
    assert judged(elsewhere, unsure).due is not None


@pytest.mark.parametrize("months", [0, -1, 200 * 12 + 1])
def test_a_rule_has_a_time(months: int) -> None:
    with pytest.raises(InvalidRetentionError):
        check_period(period(months))


@pytest.mark.parametrize("written", ["", "  ", "x" * 101, "avser 850412-2391", "<b>DHP</b>", "=1+1"])
def test_what_it_stands_on_is_a_reference_and_says_nothing_of_a_person(written: str) -> None:
    with pytest.raises(InvalidRetentionError):
        check_provision(written)


@pytest.mark.parametrize("written", ["DHP 2025 punkt 4.2", "RA-FS 2021:6", "KS 2024/0112, § 14", "arkivlagen 10 §"])
def test_references_as_they_are_written(written: str) -> None:
    check_provision(written)
