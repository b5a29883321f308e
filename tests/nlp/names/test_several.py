"""Persons that a model took for one: signatures beside and under each other, a title below a name."""

from __future__ import annotations

import pytest

from nlp.names.atoms import atoms
from nlp.names.several import is_title, parts


def cut(text: str) -> list[str]:
    found = atoms(text)
    return [text[found[first].start : found[last].end] for first, last in parts(found, 0, len(found) - 1)]


@pytest.mark.parametrize(
    ("taken", "names"),
    [
        ("Marie Fors Lars Sund", ["Marie Fors", "Lars Sund"]),
        ("Anna-Karin Lund Britt-Marie Ek", ["Anna-Karin Lund", "Britt-Marie Ek"]),
        ("Peter Larsson Karin Nilsson Bo Ek", ["Peter Larsson", "Karin Nilsson", "Bo Ek"]),
        ("marie fors lars sund", ["marie fors", "lars sund"]),
        ("MARIE FORS LARS SUND", ["MARIE FORS", "LARS SUND"]),
        ("Marie Fors\nNomvula Dlamini", ["Marie Fors\nNomvula Dlamini"]),  # no first name that a table knows
        ("Marie Dlamini\nLars Sund", ["Marie Dlamini", "Lars Sund"]),
        ("J. Blixt\nJ. Blomstig", ["J. Blixt", "J. Blomstig"]),
        ("Farhad Rostami\nrådman", ["Farhad Rostami"]),
        ("Anna\nKvist", ["Anna\nKvist"]),
        ("Per Olof Anders Lind", ["Per Olof Anders Lind"]),
        ("Anna Maria Kvist", ["Anna Maria Kvist"]),
        ("Anna Lind Karlsson", ["Anna Lind Karlsson"]),
        ("Kvist", ["Kvist"]),
    ],
)
def test_each_person_by_name(taken: str, names: list[str]) -> None:
    assert cut(taken) == names


def test_titles() -> None:
    assert is_title("Rådman")
    assert not is_title("Rostami")
