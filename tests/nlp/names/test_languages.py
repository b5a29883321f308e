"""Menus of languages are no names; the same words elsewhere, and people among them, are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names.languages import without_menus
from nlp.tables import words


def _stays(text: str, written: str) -> bool:
    start = text.index(written)
    one = Candidate(Label.PERSON, start, start + len(written), written, 0.9, "model:prov")
    return list(without_menus(text, [one])) == [one]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Andra språk\nEnglish\nSuomi\nDavvisámegiella\nArabiska\n", "Suomi"),
        ("Andra språk\nEnglish\nSuomi\nRomani Čhib\n", "Romani Čhib"),
        ("Bosanski/Hrvatski/Srpski", "Hrvatski"),
        ("Bosanski/Hrvatski/Srpski", "Bosanski/Hrvatski/Srpski"),
        ("العربية/Arabiska, فارسی/Farsi, Jiddisch", "Jiddisch"),
        ("English Suomi Deutsch Français", "English"),
        ("Teckenspråk | Lättläst | Meänkieli | Kontakt", "Meänkieli"),
        ("Polski (polska)\nTürkçe (turkiska)\nSoomaali", "Türkçe"),
        ("Språk: ייִדיש", "ייִדיש"),
        ("ring Анна i dag", "Анна"),
    ],
)
def test_dropped(text: str, written: str) -> None:
    assert not _stays(text, written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rose English bor i Suomi.", "English"),
        ("Hon for till Suomi i maj.", "Suomi"),
        ("English\nSuomi\nAnna Berg\nDeutsch", "Anna Berg"),
        ("English\nAnna Berg\nSuomi", "English"),
        ("English\nEnglish\nEnglish\nKontakt", "English"),
        ("ring 1177 nu", "1177"),
        ("Ђорђе Petrović kom", "Ђорђе Petrović"),
    ],
)
def test_kept(text: str, written: str) -> None:
    assert _stays(text, written)


@given(st.text(st.sampled_from("English Suomi/|\n,(;Ab"), max_size=60), st.integers(0, 40), st.integers(1, 20))
def test_any_text_and_place_is_judged(text: str, start: int, length: int) -> None:
    one = Candidate(Label.LOC, min(start, len(text)), min(start + length, len(text)), "x", 0.9, "model:prov")
    assert list(without_menus(text, [one])) in ([], [one])


def test_the_table_has_what_menus_of_authorities_write() -> None:
    assert words("languages") >= {
        *("English", "Suomi", "Deutsch", "Français", "Español", "Davvisámegiella", "Åarjelsaemien", "Meänkieli"),
        *("العربية", "Arabiska", "فارسی", "Farsi", "Jiddisch", "Romani Čhib", "Bosanski", "Hrvatski", "Srpski"),
        *("Teckenspråk", "Lättläst", "Polski", "Türkçe", "Українська", "Soomaali"),
    }
