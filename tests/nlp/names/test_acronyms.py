"""Words in capitals that a model took for persons: acronyms are organisations, letters are nobody's name."""

from __future__ import annotations

import pytest

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.acronyms import settled

PERSON, ORG = Label.PERSON, Label.ORG


def told(text: str, written: str, label: Label = PERSON, method: str = "model:x") -> list[Label]:
    start = text.index(written)
    one = Candidate(label, start, start + len(written), written, 0.9, method)
    return [each.label for each in settled(text, [one])]


@pytest.mark.parametrize(
    ("text", "written", "wanted"),
    [
        ("Hon hänvisades till SQVAM för vård.", "SQVAM", [ORG]),
        ("Det framgår av SQVAM:s svar.", "SQVAM:s", [ORG]),
        ("Ombud är jur.kand. XQ i målet.", "XQ", []),
        ("Enligt IVO finns brister.", "IVO", [ORG]),
        ("Det sade ANNA till honom.", "ANNA", [PERSON]),
        ("Vittnet BERG sade det.", "BERG", [PERSON]),
        ("Vittnet DRAKENSKIÖLD sade det.", "DRAKENSKIÖLD", [PERSON]),
        ("HON HÄNVISADES TILL SQVAM", "SQVAM", [PERSON]),
        ("Underskrift\nSQVAM\n", "SQVAM", [PERSON]),
        ("Det sade Sqvam.", "Sqvam", [PERSON]),
    ],
)
def test_what_stands_in_capitals(text: str, written: str, wanted: list[Label]) -> None:
    assert told(text, written) == wanted


def test_what_a_rule_or_another_label_says_stays() -> None:
    assert told("Ombud är XQ i målet.", "XQ", method="rule:person") == [PERSON]
    assert told("Ombud är XQ i målet.", "XQ", Label.LOC) == [Label.LOC]


def test_a_page_of_acronyms_without_lines_takes_no_longer_for_each() -> None:
    said = "Enligt uppgift från mottagningen hos SQVAM. "
    text, first = said * 20_000, said.index("SQVAM")
    found = [Candidate(PERSON, at, at + 5, "SQVAM", 0.9, "model:x") for at in range(first, len(text), len(said))]
    assert all(one.label is ORG for one in settled(text, found))
