"""The models that ship: small enough, whole, and able to read whatever a page holds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from nlp.choice import PIPELINES
from nlp.names.tagger import Tagger, read_meta

NAMES = ("sv_samsyn_accurate", "sv_samsyn_fast")
LARGEST = 45_000_000
"""Bytes of a pipeline's folder: it lives in the repository."""
TEXT = (
    "Inspektör Karin Öberg besökte Norrlands Matkompani AB i Umeå den 3 maj 2024. Vid besöket närvarade även "
    "ägaren Haydar Al-Jumaili.\nMiljönämnden i Umeå kommun beslutade att lägga ned ärendet."
)
WANTED = {
    ("Karin Öberg", "PERSON"),
    ("Norrlands Matkompani AB", "ORG"),
    ("Umeå", "LOC"),
    ("Haydar Al-Jumaili", "PERSON"),
    ("Miljönämnden i Umeå kommun", "ORG"),
}


@pytest.fixture(scope="module", params=NAMES)
def folder(request: pytest.FixtureRequest) -> Path:
    found = PIPELINES / str(request.param)
    if not found.exists():
        pytest.skip(f"{found.name} is not in models/pipelines")
    return found


@pytest.fixture(scope="module")
def tagger(folder: Path) -> Tagger:
    return Tagger(folder)


def _found(tagger: Tagger, text: str) -> set[tuple[str, str]]:
    return {(text[one.start : one.end], one.label.value) for one in tagger.find(text)}


def test_it_is_small_and_says_what_it_is(folder: Path) -> None:
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= LARGEST
    meta = read_meta(folder)
    assert meta.name == folder.name
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(meta.certainty))


def test_it_finds_plain_names(tagger: Tagger) -> None:
    assert _found(tagger, TEXT) >= WANTED


def test_persons_in_capitals_and_in_lower_case(tagger: Tagger) -> None:
    for text in (TEXT.upper(), TEXT.lower()):
        persons = {name.title() for name, label in _found(tagger, text) if label == "PERSON"}
        assert persons >= {"Karin Öberg", "Haydar Al-Jumaili"}


@pytest.mark.parametrize("text", ["", "\n", "ö" * 5_000, "x7Q" * 3_000, "☃ " * 900, "§ " * 3_000, "1 234 " * 2_000])
def test_texts_that_are_hardly_texts_are_read(tagger: Tagger, text: str) -> None:
    for one in tagger.find(text):
        assert 0 <= one.start < one.end <= len(text)


def test_what_stands_before_a_window_does_not_change_it(tagger: Tagger) -> None:
    """Filling up a batch changes no name."""
    filler = "Ärendet bordlades. " * 200
    assert _found(tagger, filler + "\n" + TEXT) >= {("Karin Öberg", "PERSON"), ("Haydar Al-Jumaili", "PERSON")}
