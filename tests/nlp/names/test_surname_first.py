"""``Haddad, Omar`` in running text: two names of a model that are one person, and those that are two."""

from __future__ import annotations

import pytest

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.surname_first import joined


def told(text: str, *names: str, label: Label = Label.PERSON) -> list[tuple[str, str, float]]:
    """What becomes of the names that a model found, the first surest."""
    found = []
    for at, name in enumerate(names):
        start = text.index(name)
        found.append(Candidate(label, start, start + len(name), name, 0.9 - at / 10, "model:x"))
    return [(text[one.start : one.end], one.value, round(one.confidence, 2)) for one in joined(text, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Enligt Haddad, Omar har bolaget sålt.",
        "Det sade Haddad, Omar.",
        "Hörd: Haddad, Omar, som bor där.",
        "Haddad,\nOmar",
    ],
)
def test_one_person(text: str) -> None:
    ((written, value, sure),) = told(text, "Haddad", "Omar")
    assert " ".join(written.split()) == "Haddad, Omar"
    assert (value, sure) == ("Omar Haddad", 0.8)


def test_a_particle_belongs_to_the_surname() -> None:
    assert [value for _, value, _ in told("såg van Dijk, Omar gå", "van Dijk", "Omar")] == ["Omar van Dijk"]


def test_two_in_a_row() -> None:
    text = "Det är Haddad, Omar och Dlamini, Sara."
    assert [value for _, value, _ in told(text, "Haddad", "Omar", "Dlamini", "Sara")] == ["Omar Haddad", "Sara Dlamini"]
    assert [value for _, value, _ in told(text, "Haddad", "Omar", "Dlamini, Sara")] == ["Omar Haddad", "Dlamini, Sara"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Haddad, Omar och Sara kom.", ("Haddad", "Omar", "Sara")),
        ("Haddad, Omar, Sara kom.", ("Haddad", "Omar", "Sara")),
        ("Anna, Omar", ("Anna", "Omar")),
        ("Haddad, Dlamini", ("Haddad", "Dlamini")),
        ("Haddad och Omar", ("Haddad", "Omar")),
        ("Sara Haddad, Omar", ("Sara Haddad", "Omar")),
    ],
)
def test_names_that_stay_apart(text: str, names: tuple[str, ...]) -> None:
    assert [written for written, *_ in told(text, *names)] == list(names)


def test_places_stay_apart() -> None:
    assert len(told("Haddad, Omar", "Haddad", "Omar", label=Label.LOC)) == 2
