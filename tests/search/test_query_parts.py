"""A query is marked as it was read, and its parts are the query, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.limits import LIMITS
from models.mention import Label
from search.completions import MOST, completions
from search.field_values import CLOSED, FieldValues
from search.query_parts import PartKind, query_parts

_SIGNS = 'abå ÅÄ"()-*~:.,0123456789/ORNE\u00a0'


def _seen(query: str) -> list[tuple[str, str]]:
    return [(part.text, part.kind.value) for part in query_parts(query) if part.kind is not PartKind.SPACE]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("krog -källaren", [("krog", "word"), ("-", "operator"), ("källaren", "word")]),
        (
            '(krog OR "en bar") milj*',
            [
                ("(", "bracket"),
                ("krog", "word"),
                ("OR", "operator"),
                ('"en bar"', "phrase"),
                (")", "bracket"),
                ("milj*", "beginning"),
            ],
        ),
        ('person:"Bo Ek" typ:dom', [("person:", "field"), ('"Bo Ek"', "value"), ("typ:", "field"), ("dom", "value")]),
        ("regnr:KGT 42R krog", [("regnr:", "field"), ("KGT 42R", "value"), ("krog", "word")]),
        ("krog NEAR/5 namn~2", [("krog", "word"), ("NEAR/5", "operator"), ("namn~2", "alike")]),
        ("finns:inte", [("finns:inte", "word")]),
        ("  ", []),
    ],
)
def test_each_part_is_what_it_was_read_as(query: str, seen: list[tuple[str, str]]) -> None:
    assert _seen(query) == seen


@pytest.mark.parametrize(
    ("query", "label", "wrong"),
    [
        ("krog 850412-2391", Label.PERSONNUMMER, True),
        ("198112189876", Label.PERSONNUMMER, False),
        ("556016-0680", Label.ORGNR, False),
        ("bilen kgt 42r", Label.VEHICLE, False),
        ("070-123 45 67", Label.PHONE, False),
        ("bo@example.se", Label.EMAIL, False),
    ],
)
def test_a_number_is_told_by_its_sort_and_check_digit(query: str, label: Label, wrong: bool) -> None:
    (number,) = [part for part in query_parts(query) if part.kind is PartKind.NUMBER]
    assert (number.label, number.wrong) == (label, wrong)


@given(st.one_of(st.text(), st.text(alphabet=_SIGNS)))
def test_the_parts_joined_are_the_query(query: str) -> None:
    assert "".join(part.text for part in query_parts(query)) == query[: LIMITS.query_characters]


def test_a_fields_name_is_offered_from_its_second_letter() -> None:
    assert [each.text for each in completions("krog pe", CLOSED)] == ["person:", "personnummer:"]
    assert completions("krog p", CLOSED) == ()
    assert completions('"per', CLOSED) == ()


def test_a_value_is_offered_after_its_field_and_quoted_where_it_has_spaces() -> None:
    (one,) = completions("krog utfall:åter", CLOSED)[1:2]
    assert one.text == 'utfall:"Tillståndet återkallat" '
    assert one.replaces == len("utfall:åter")
    assert len(completions("typ:", CLOSED)) == MOST


def test_only_values_that_are_given_are_offered() -> None:
    mine = FieldValues({"source": {"tillsyn": "tillsyn"}})
    assert [each.text for each in completions("källa:t", mine)] == ["källa:tillsyn "]
    assert completions("person:a", mine) == completions("datum:2", mine) == ()
