"""Versions by file name, case and title, and which is the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from search.likeness.versions import Paper, are_versions, newest
from search.likeness.versions import _named as named

PLAIN = Paper("a", "", 1, 0, "minutes", "", frozenset(), None)


@pytest.mark.parametrize(
    ("name", "stem", "stage", "number"),
    [
        ("Tjänsteutlåtande utkast v2", "tjänsteutlåtande", 0, 2),
        ("Tjänsteutlåtande_slutlig_2024-05-19", "tjänsteutlåtande", 2, 0),
        ("tjänsteutlåtande 20240519", "tjänsteutlåtande", 1, 0),
        ("Avtal städning rev 3", "avtal städning", 1, 3),
        ("Avtal städning version 12", "avtal städning", 1, 12),
        ("Underlag (2)", "underlag", 1, 2),
        ("Underlag - kopia", "underlag", 1, 0),
        ("beslut-00126-mbn", "beslut 00126 mbn", 1, 0),
        ("Scan_20230421_00093", "", 1, 0),
        ("IMG 2041", "", 1, 0),
        ("20240519", "", 1, 0),
    ],
)
def test_a_name_without_marks_of_a_version(name: str, stem: str, stage: int, number: int) -> None:
    assert named(name) == (stem, stage, number)


def test_what_makes_versions() -> None:
    assert are_versions(replace(PLAIN, stem="avtal"), replace(PLAIN, stem="avtal", kind="letter"))
    assert not are_versions(replace(PLAIN, stem="avtal"), replace(PLAIN, stem="bokslut"))
    case = replace(PLAIN, cases=frozenset(["KS-2024-1", "KS-2023-9"]))
    assert are_versions(case, replace(case, cases=frozenset(["KS-2024-1"])))
    assert not are_versions(case, replace(case, kind="letter"))
    assert not are_versions(case, replace(case, cases=frozenset(["KS-2024-2"])))
    assert are_versions(replace(PLAIN, title="avtal om städning"), replace(PLAIN, title="avtal om städning"))
    assert not are_versions(PLAIN, PLAIN)


def test_the_newest_is_final_then_numbered_then_dated() -> None:
    draft = replace(PLAIN, document="utkast", stage=0, date=date(2024, 9, 1))
    second = replace(PLAIN, document="v2", number=2)
    third = replace(PLAIN, document="v3", number=3, date=date(2024, 1, 1))
    final = replace(PLAIN, document="slutlig", stage=2)
    assert newest([draft, second, third]) == "v3"
    assert newest([final, draft, third]) == "slutlig"
    older = replace(PLAIN, document="januari", date=date(2024, 1, 1))
    later = replace(PLAIN, document="maj", date=date(2024, 5, 1))
    assert newest([later, older]) == "maj"


def test_where_nothing_tells_none_is_the_newest() -> None:
    assert newest([PLAIN, replace(PLAIN, document="b")]) == ""
    assert newest([]) == ""
