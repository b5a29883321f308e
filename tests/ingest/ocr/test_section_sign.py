"""Signs that Tesseract takes for figures and letters are read from the picture; what is not a sign stays."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest

from ingest.ocr.section_sign import with_signs
from ingest.ocr.sign_network import WEIGHTS
from ingest.ocr.sign_places import suspects
from ingest.raw_page import Line
from sample.carriers.scans.wear import COPY, FAX, OFFICE
from tests.ingest.drawn import drawn, read_as

FACES = ("Times-Roman", "Times-Bold", "Helvetica", "Helvetica-Bold", "Courier")


def texts(line: Line) -> list[str]:
    return [word.text for word in line]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("misread", ["$", "8", "S", "&", "5"])
def test_a_section_sign_after_its_number(face: str, misread: str) -> None:
    (line,), picture = drawn(("enligt", "1", "kap.", "8", "§", "andra", "stycket"), face=face)
    seen = with_signs(read_as(line, "enligt", "1", "kap.", "8", misread, "andra", "stycket"), picture)
    assert texts(seen) == ["enligt", "1", "kap.", "8", "§", "andra", "stycket"]
    assert (seen[4].original, seen[4].rule) == (misread, "section_sign")
    assert not any(word.original or word.rule for word in seen if word.text != "§")


@pytest.mark.parametrize("wear", [OFFICE, COPY, FAX])
@pytest.mark.parametrize(
    ("drawn_words", "read", "right"),
    [
        (("11", "och", "12", "§§", "lagen"), ("11", "och", "12", "$$", "lagen"), "11 och 12 §§ lagen"),
        (("2", "§", "Omfattning"), ("2$+", "Omfattning"), "2 § Omfattning"),
        (("2", "§", "Omfattning"), ("28+", "Omfattning"), "2 § Omfattning"),
        (("16", "a", "§", "Vad"), ("16a$++", "Vad"), "16a § Vad"),
        (("8", "a", "§", "Vad"), ("8", "a", "$", "Vad"), "8 a § Vad"),
        (("se", "3–5", "§§,", "och"), ("se", "3-5", "$$,", "och"), "se 3-5 §§, och"),
        (("1", "§,", "2", "§", "och", "3", "§"), ("1", "8,", "2", "8", "och", "3", "8"), "1 §, 2 § och 3 §"),
        (("§", "115", "Svar"), ("$", "115", "Svar"), "§ 115 Svar"),
        (("§", "115", "Svar"), ("8115+", "Svar"), "§ 115 Svar"),
        (("1", "§", "I", "mål"), ("1", "SI+", "mål"), "1 § I mål"),
        (("var", "27", "%", "år"), ("var", "27", "20", "år"), "var 27 % år"),
        (("var", "46,5", "%", "år"), ("var", "46,5", "90", "år"), "var 46,5 % år"),
    ],
)  # fmt: skip
def test_signs_on_worn_pages(wear: object, drawn_words: tuple[str, ...], read: tuple[str, ...], right: str) -> None:
    (line,), picture = drawn(drawn_words, wear=wear)  # type: ignore[arg-type]
    assert " ".join(texts(with_signs(read_as(line, *read), picture))) == right


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "words",
    [
        ("betalade", "850", "$", "i", "avgift"),
        ("frakt", "$", "115", "per", "sändning"),
        ("rum", "3", "8", "och", "plan", "2", "5"),
        ("klass", "4", "S", "och", "4", "B"),
        ("28", "Personer", "deltog"),
        ("cirka", "185", "barn", "och", "98", "vuxna"),
        ("sida", "20", "av", "90"),
        ("Andersson", "2", "&", "3"),
    ],
)  # fmt: skip
def test_what_is_no_sign_stays(face: str, words: tuple[str, ...]) -> None:
    (line,), picture = drawn(words, face=face)
    assert with_signs(line, picture) == line


def test_a_row_of_figures_is_not_looked_at_one_by_one() -> None:
    (line,), _ = drawn(("8", "5", "20", "90", "96", "8", "80"))
    assert not any(any(suspects(line, place)) for place in range(1, len(line) - 1))
    named = (replace(line[0], text="Norrskolan"), *line[1:])
    assert sum(any(suspects(named, place)) for place in range(1, len(line) - 1)) <= 3


def test_a_glued_sign_gets_a_box_of_its_own() -> None:
    (line,), picture = drawn(("2", "§", "Omfattning"))
    number, sign, _ = with_signs(read_as(line, "2$+", "Omfattning"), picture)
    assert number.x1 == sign.x0
    assert number.x0 < line[0].x1 <= sign.x0 <= line[1].x1 == sign.x1
    assert (sign.original, number.original) == ("$", "")


def test_a_sign_that_nobody_read_is_found_in_the_gap() -> None:
    (line,), picture = drawn(("enligt", "1", "§", "lagen"))
    seen = with_signs((line[0], line[1], line[3]), picture)
    assert texts(seen) == ["enligt", "1", "§", "lagen"]
    assert abs(seen[2].x0 - line[2].x0) < 8


def test_an_empty_gap_stays_empty() -> None:
    (line,), picture = drawn(("enligt", "1", "", "", "lagen"))
    found = tuple(word for word in line if word.text)
    assert with_signs(found, picture) == found


def test_a_box_outside_the_picture_is_no_error() -> None:
    (line,), picture = drawn(("8", "§"))
    far = tuple(word.moved(9_000, 9_000) for word in read_as(line, "8", "$"))
    assert with_signs(far, picture) == far


def test_the_weights_are_small_and_whole() -> None:
    assert WEIGHTS.stat().st_size < 500_000
    with numpy.load(WEIGHTS) as stored:
        assert all(numpy.isfinite(stored[name]).all() for name in stored)
