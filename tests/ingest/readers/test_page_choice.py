"""The choice itself, case by case, and the measure it rests on."""

from __future__ import annotations

import pytest

from ingest.page_choice import GARBLED, PageFacts, choose, keep_text
from ingest.text_quality import known_share, score
from tests.ingest.readers.made import LINES

GOOD = PageFacts(characters=2000, objects=50, image_cover=0.0, text_span=0.9, quality=1.0)
SCAN = PageFacts(characters=2000, objects=2, image_cover=1.0, text_span=0.9, quality=1.0, invisible=1.0)


def changed(facts: PageFacts, **values: float) -> PageFacts:
    from dataclasses import replace

    return replace(facts, **values)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (GOOD, "text good_text"),
        (changed(GOOD, characters=0), "ocr no_text"),
        (changed(GOOD, characters=0, objects=0), "blank no_content"),
        (changed(GOOD, quality=0.3), "ocr garbled_text"),
        (changed(GOOD, bare_image=0.3, image_cover=0.3), "mixed image_beside_text"),
        (changed(GOOD, bare_image=0.02, image_cover=0.02), "text good_text"),
        (SCAN, "text good_text_over_image"),
        (changed(SCAN, quality=0.7), "ocr poor_text_over_image"),
        (changed(SCAN, known=0.5), "ocr poor_text_over_image"),
        (changed(SCAN, text_span=0.05, bare_image=0.9), "ocr little_text_over_image"),
        (changed(SCAN, characters=0), "ocr no_text"),
    ],
)
def test_choice(facts: PageFacts, expected: str) -> None:
    choice = choose(facts)
    assert f"{choice.method.value} {choice.reason}" == expected


def test_ocr_that_is_worse_than_the_layer_is_not_taken() -> None:
    assert keep_text("garbled_text", 100, 0.4, 5, 0.9)
    assert keep_text("poor_text_over_image", 100, 0.6, 100, 0.3)
    assert not keep_text("poor_text_over_image", 100, 0.6, 100, 0.9)
    assert not keep_text("garbled_text", 100, 0.1, 90, 0.8)
    assert not keep_text("no_text", 0, 0.0, 0, 0.0)


GARBLE = "#$%&'()*+ ,-./01 23456789:; <=>?@AB CDEFGHIJ KLMNOPQ RSTUVWX YZ[]^_`a bcdfghjk lmnpqrst vwxz{|}~ "


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (" ".join(LINES), 0.95, 1.0),
        ("Anbud 1 250 000 kr 2024-05-19 556016-0680 KGT42R § 12 SFS 2010:900", 0.9, 1.0),
        ("Innehåll .................... 3\nBilagor .................... 14", 0.9, 1.0),
        ("\uf0b7 första punkten \uf0b7 andra punkten", 0.95, 1.0),
        ("Решение суда по делу о взыскании задолженности", 0.95, 1.0),
        (GARBLE * 3, 0.0, 0.5),
        ("\ue001\ue002\ue003 \ue004\ue005 " * 20, 0.0, 0.0),
        (" ".join("tillståndsbevis" * 5), 0.0, 0.2),
        ("", 0.0, 0.0),
    ],
)
def test_quality(text: str, low: float, high: float) -> None:
    assert low <= score(text) <= high


def test_shifted_letters_look_like_words_but_hold_no_common_ones() -> None:
    text = " ".join(LINES).lower()
    shifted = "".join(chr((ord(letter) - 92) % 26 + 97) if "a" <= letter <= "z" else letter for letter in text)
    assert score(shifted) < GARBLED < score(text)
    assert known_share(shifted) < 0.2 < 0.9 < known_share(text)


def test_a_list_of_names_is_not_garble() -> None:
    names = "Provberg Ines, Testlund Arvid, Exempelsson Majken, Påhittström Örjan, Dikterud Sanna, " * 6
    assert score(names) > GARBLED
