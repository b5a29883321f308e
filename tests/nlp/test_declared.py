"""What is declared of a document outweighs what was found in its text."""

from __future__ import annotations

from datetime import date

from nlp.answers import describe
from nlp.declared import with_declared

TEXT = [(1, "Datum: 2024-05-19\nDnr MBN 2024-0011\nInspektionsrapport\n")]


def test_date_kind_and_case_number_are_taken_from_what_is_declared() -> None:
    found = with_declared(describe(TEXT), {"date": "2023-02-01T10:00", "kind": "tip", "case_number": "MBN 2023-9"})
    assert (found.date, found.kind.name, found.kind.reason) == (date(2023, 2, 1), "tip", "declared")
    assert [(field.name, field.value, field.page) for field in found.fields] == [
        ("date", "2023-02-01T10:00", None),
        ("case_number", "MBN 2023-9", None),
    ]


def test_other_names_are_kept_as_they_stand() -> None:
    found = with_declared(describe(TEXT), {"marking": "sekretess", "location": ""})
    assert [field.name for field in found.fields] == ["marking", "date", "case_number"]


def test_a_date_or_kind_that_cannot_be_one_changes_nothing() -> None:
    plain = describe(TEXT)
    found = with_declared(plain, {"date": "i går", "kind": "okänd"})
    assert (found.date, found.kind) == (plain.date, plain.kind)
    assert [field.name for field in found.fields] == ["kind", "date", "case_number"]


def test_what_the_text_says_too_keeps_its_place() -> None:
    found = with_declared(describe(TEXT), {"date": "2024-05-19T08:00:00+02:00", "message_id": "<1@b.example>"})
    assert [(field.name, field.page) for field in found.fields] == [("date", 1), ("case_number", 1)]
