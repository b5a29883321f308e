"""Periods and the one before, the question that place, theme and a saved search make together, what a button sends."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from models.limits import LIMITS
from search.parsing import parse
from search.query import And
from search.situation.period import Period, lately
from search.situation.picture import Narrowing
from search.situation.scope import both, place_query
from search.situation.sources import ranges


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "steps"),
    [
        (date(2024, 1, 1), date(2024, 1, 31), "2024-01", "2024-01", 1),
        (date(2023, 11, 28), date(2024, 11, 27), "2023-11", "2024-11", 13),
        (date(2023, 2, 1), date(2024, 11, 27), "2023 kv 1", "2024 kv 4", 8),
        (date(1999, 5, 1), date(2024, 11, 27), "1999–2001", "2023–2024", 9),
    ],
)
def test_steps_are_whole_and_leave_no_day_out(since: date, until: date, first: str, last: str, steps: int) -> None:
    found = Period(since, until).steps
    assert (found[0].said, found[-1].said, len(found)) == (first, last, steps)
    assert (found[0].since, found[-1].until) == (since, until)
    assert all(one.until + timedelta(days=1) == other.since for one, other in pairwise(found))


def test_a_quarter_is_one_where_it_is_said_as_one() -> None:
    for until, quarter in ((date(2024, 1, 31), 0), (date(2024, 2, 1), 1), (date(2024, 4, 1), 0), (date(2025, 2, 1), 0)):
        period = Period(date(2024, 1, 1), until)
        assert (period.quarter, " kv " in period.said) == (quarter, quarter > 0)


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    period = Period(date(2024, 3, 1), date(2024, 3, 31))
    assert period.before == Period(date(2024, 1, 30), date(2024, 2, 29))
    assert Period(date(1, 1, 2), date(1, 2, 1)).before is None
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_lately_is_up_to_and_with_the_day() -> None:
    assert lately(1, date(2024, 3, 31)) == Period(date(2024, 3, 1), date(2024, 3, 31))
    assert lately(12, date(2024, 11, 27)) == Period(date(2023, 11, 28), date(2024, 11, 27))
    assert lately(12, date(1, 1, 1)) == Period(date(1, 1, 1), date(1, 1, 1))
    assert lately(12, date(1, 5, 1)) == Period(date(1, 1, 2), date(1, 5, 1))


@pytest.mark.parametrize(
    "theme", ["krog OR bar", "krog) OR (bar", '"krog i', "((krog", "krog -bar", "person:(anna", ")"]
)
def test_each_of_several_questions_holds_by_itself(theme: str) -> None:
    place = place_query("Provgatan")
    tree = parse(both((place, theme))).tree
    alone = parse(theme).tree
    parts = (parse(place).tree, *(alone.nodes if isinstance(alone, And) else (alone,)))
    assert tree == parts[0] if theme == ")" else tree in (And((parts[0], alone)), And(parts))


def test_a_place_is_what_stands_there() -> None:
    assert place_query(' "Umeå" Stads ') == 'plats:"Umeå Stads" OR adress:"Umeå Stads" OR fastighet:"Umeå Stads"'
    assert place_query('"-') == ""
    assert both(("", "krog", " ")) == "krog"


def test_what_a_button_sends_is_read_again_and_nothing_else() -> None:
    told = Narrowing(Period(date(2024, 1, 1), date(2024, 2, 1)), {"PERSON": ("a",)}, 'plats:"å"', ("d",))
    assert Narrowing.read(told.written()) == told
    assert Narrowing.read("{}") == Narrowing(None)
    many = '{"a":[' + ",".join(['"x"'] * (LIMITS.situation_documents + 1)) + "]}"
    for untrusted in ("", "x", "[]", '{"i":{"x":["y"]}}', '{"i":{"kind":[]}}', '{"d":["2024-01-01"]}', '{"w":1}', many):
        assert Narrowing.read(untrusted) is None


def test_numbers_in_a_row_are_said_as_one() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert ranges([]) == ""
