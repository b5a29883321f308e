"""Dates and times in every written form; what looks like one and is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.rules import calendar
from tests.nlp.ruled import candidates, told, values

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2025, 6, 1))
FORMS = [
    ("{0:%Y-%m-%d}", "{0:%Y-%m-%d}"),
    ("den {0.day} {1} {0.year}", "{0:%Y-%m-%d}"),
    ("fredagen den {0.day} {1} {0.year}", "{0:%Y-%m-%d}"),
    ("den {0.day}:e {1} {0.year}", "{0:%Y-%m-%d}"),
    ("{0.day} {1} -{0:%y}", "{0:%Y-%m-%d}"),
    ("den {0.day}\n{1} {0.year}", "{0:%Y-%m-%d}"),
    ("den {0.day} {1}", "--{0:%m-%d}"),
    ("{0:%y-%m-%d}", "{0:%Y-%m-%d}"),
    ("{0:%Y%m%d}", "{0:%Y-%m-%d}"),
    ("inkom {0:%y%m%d}", "{0:%Y-%m-%d}"),
    ("{0.day}/{0.month} {0.year}", "{0:%Y-%m-%d}"),
    ("{0.day}/{0.month}-{0:%y}", "{0:%Y-%m-%d}"),
    ("mötet {0.day}/{0.month}", "--{0:%m-%d}"),
    ("{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}"),
    ("{1} {0.year}", "{0:%Y-%m}"),
    ("perioden {0:%Y-%m}", "{0:%Y-%m}"),
    ("under {0.year}", "{0.year}"),
]


@pytest.mark.parametrize(("form", "value"), FORMS)
@given(day=DAYS)
def test_a_day_is_found_in_each_form_it_is_written_in(form: str, value: str, day: date) -> None:
    month = calendar.NAMES[day.month - 1]
    text = f"Enligt beslutet {form.format(day, month)} gäller detta."
    assert values(text, Label.DATE, today=date(2025, 6, 1)) == [value.format(day)]


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), sign=st.sampled_from(".:"))
def test_a_time_is_found_in_each_form(hour: int, minute: int, sign: str) -> None:
    value = f"{hour:02}:{minute:02}"
    for text in (
        f"kl. {hour}{sign}{minute:02}",
        f"klockan {hour:02}{sign}{minute:02}",
        f"efter {hour:02}{sign}{minute:02}",
    ):
        assert values(f"Det skedde {text} i går.", Label.TIME) == [value], text


LISTS = [
    ("den 3, 5 och 7 maj 2024", ["2024-05-03", "2024-05-05", "2024-05-07"]),
    ("3–5 maj 2024", ["2024-05-03", "2024-05-05"]),
    ("28 april–3 maj 2024", ["--04-28", "2024-05-03"]),
    ("31 juli–21 augusti", ["--07-31", "--08-21"]),
    ("maj–juni 2024", ["2024-05", "2024-06"]),
    ("vecka 12–14", ["-W12", "-W14"]),
    ("v. 12 och 13, 2024", ["2024-W12", "2024-W13"]),
    ("12/2–14/2", ["--02-12", "--02-14"]),
    ("2019–2021", ["2019", "2021"]),
    ("2023-02–2024-01", ["2023-02", "2024-01"]),
    ("2024-05-19–2024-05-21", ["2024-05-19", "2024-05-21"]),
    ("Betalt D.S.\n1/3\tja", ["--03-01"]),
    ("den tredje maj 2024", ["2024-05-03"]),
    ("14 sept. 2023", ["2023-09-14"]),
    ("2024-W12", ["2024-W12"]),
    ("våren 2024", ["2024"]),
]
TIMES = [
    ("kl. 9.00–11.30", ["09:00", "11:30"]),
    ("mellan klockan 22 och 07", ["22:00", "07:00"]),
    ("klockan 00:00-07:00: sex", ["00:00", "07:00"]),
    ("kl. 18.00 till kl. 24.00", ["18:00", "24:00"]),
    ("kl 1430", ["14:30"]),
    ("vid 18-tiden", ["18:00"]),
    ("2024-01-04 10:38", ["10:38"]),
    ("20.36 krogen\n21.00 hotellet\n22.38 hem", ["20:36", "21:00", "22:38"]),
]
NO_DATES = [
    "2024-13-01", "2024-02-30", "dygnet runt 24/7", "1/2 av ytan", "3/4 dl mjölk", "sida 2/3", "2 1/2 timme", "2/3",
    "1999 kronor", "2 019 kr",
    "box 2015", "2019 personer", "nr 2018", "dnr 2019-12", "fakturan 20231017", "ref 240209",
    "9980-1987", "mål T 2012-06", "2024-05-1234", "Agenda 2030", "i går", "samma dag", "rum 2013", "SFS 2010:900",
    "prova larmet varje vecka\n4. Håll rent", "varje vecka\n2) Toaletter",
]  # fmt: skip
NO_TIMES = [
    "avsnitt 10.15", "punkt 12.30", "12.50 kr", "Stadsliden 6:12", "skala 1:50", "kl. 27.00", "lutningen 1:20",
    "12.30.1",
    "10.1 Inledning\n10.15 Ansvar", "version 12.10", "21.15 meter", "tabell 10.20", "kl. 7 procent",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_every_day_of_a_list_is_one(text: str, expected: list[str]) -> None:
    assert values(f"Arbetet sker {text} och sedan inte.", Label.DATE) == expected


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text: str, expected: list[str]) -> None:
    assert values(text, Label.TIME) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert values(text, Label.DATE) == []


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    assert values(text, Label.TIME) == []


def test_a_span_is_without_the_words_before_the_day() -> None:
    assert told("fredagen den 3 maj 2024", Label.DATE) == [("3 maj 2024", "2024-05-03")]
    assert told("under år 2022", Label.DATE) == [("2022", "2022")]


@pytest.mark.parametrize(
    ("today", "text", "whole"),
    [
        (date(2024, 6, 1), "den 3 maj", "2024-05-03"),
        (date(2024, 1, 10), "den 28 december", "2023-12-28"),
        (date(2023, 12, 20), "den 5/1", "2024-01-05"),
        (date(2024, 6, 1), "vecka 12", "2024-W12"),
        (date(2025, 6, 1), "den 29 februari", "2024-02-29"),
    ],
)
def test_a_year_that_is_not_written_is_inferred_and_told_to_be(today: date, text: str, whole: str) -> None:
    [one] = candidates(text, today=today)
    assert one.value.startswith("-")
    assert one.method == f"{calendar.INFERRED}{whole[:4]}"
    assert calendar.whole(one.value, one.method) == whole


def test_a_written_year_is_no_inferred_one() -> None:
    [one] = candidates("den 3 maj 2024")
    assert (one.method, calendar.whole(one.value, one.method)) == ("rule:date", "2024-05-03")


@pytest.mark.parametrize(
    ("today", "text", "value"),
    [
        (date(1999, 12, 20), "00-01-15", "2000-01-15"),
        (date(1999, 12, 20), "99-01-15", "1999-01-15"),
        (date(1999, 12, 20), "01-01-15", "1901-01-15"),
        (date(2024, 6, 1), "25-01-15", "2025-01-15"),
        (date(2024, 6, 1), "26-01-15", "1926-01-15"),
    ],
)
def test_two_figures_are_a_year_at_most_one_ahead(today: date, text: str, value: str) -> None:
    assert values(f"Enligt beslutet {text} gäller detta.", Label.DATE, today=today) == [value]


def test_six_figures_are_a_day_near_the_papers_own_or_after_a_word() -> None:
    assert values("Bilaga 240209", Label.DATE, today=date(2024, 3, 1)) == ["2024-02-09"]
    assert values("Bilaga 110209", Label.DATE, today=date(2024, 3, 1)) == []
    assert values("G.L. 110209", Label.DATE, today=date(2024, 3, 1)) == ["2011-02-09"]


def test_a_table_of_days_and_one_of_numbers() -> None:
    assert values("4/6\tgaraget\n1/2\tskolan\n12/3\ttorget", Label.DATE) == ["--06-04", "--02-01", "--03-12"]
    assert values("1897\tdegtråg\n1988\talmkista\n2079\thatt", Label.DATE) == []
    assert values("Anlagd:\t2019\nAntal:\t3", Label.DATE) == ["2019"]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar(year: int) -> None:
    assert [one.value for one in candidates("den 3 maj, vecka 12", today=date(year, 1, 1))] == ["--05-03", "-W12"]
