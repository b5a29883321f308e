"""The fields of whole papers in phrasings of their own: each value a reader finds, and nothing else in its field."""

from __future__ import annotations

import pytest

from nlp.answers import describe
from tests.nlp.fields.inspection_papers import INSPECTIONS
from tests.nlp.fields.more_papers import MORE
from tests.nlp.fields.office_papers import OFFICE
from tests.nlp.fields.permit_papers import PERMITS
from tests.nlp.fields.police_papers import POLICE, ROLES

PAPERS = (*INSPECTIONS, *PERMITS, *POLICE, *OFFICE, *MORE)
CASES = [(kind, text, name, values) for kind, text, fields in PAPERS for name, values in fields.items()]
PEOPLE = ("subject", "complainant")
"""Fields of which only those that name somebody are looked at, but in a permit, whose subject is words."""


def told(text: str, kind: str, name: str) -> set[str]:
    fields = (field for field in describe([(1, text)], kind=kind).fields if field.name == name)
    words_only = name in PEOPLE and kind != "permit_decision"
    return {field.value for field in fields if field.role or not words_only}


@pytest.mark.parametrize(("kind", "text", "name", "values"), CASES)
def test_a_field_of_a_paper(kind: str, text: str, name: str, values: set[str]) -> None:
    assert told(text, kind, name) == values


def test_there_are_enough_papers_of_each_sort() -> None:
    kinds = [kind for kind, _, _ in PAPERS]
    assert len(PAPERS) >= 25
    sorts = ("inspection_report", "permit_decision", "police_memo", "payment_audit", "minutes", "judgment", "invoice")
    assert all(kinds.count(kind) >= 2 for kind in sorts)


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_the_roles_of_a_paper(text: str, roles: dict[str, str]) -> None:
    kind = "tip" if "Till kommunen" in text else "police_memo"
    people = {field.value: field.role for field in describe([(1, text)], kind=kind).fields if field.name == "person"}
    assert {who: people.get(who) for who in roles} == roles
