"""The choice itself, case by case, and the measure it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest.page_choice import GARBLED, KNOWN_OVER_IMAGE, Choice, Evidence, PageFacts, choose, keep_text
from ingest.text.quality import is_plausible, known_share, score
from models.document import PageMethod
from tests.ingest.readers.made import LINES

GOOD = PageFacts(characters=2000, objects=50, image_cover=0.0, quality=1.0)
SCAN = PageFacts(characters=2000, objects=2, image_cover=1.0, quality=1.0, invisible=1.0, on_image=1.0, ink=0.2)


def changed(facts: PageFacts, **values: Any) -> PageFacts:
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
        (changed(GOOD, ink=0.2, unread_ink=0.19), "ocr little_text_beside_drawing"),
        (changed(GOOD, ink=0.2, unread_ink=0.01), "text good_text"),
        (changed(GOOD, hidden=0.4), "text hidden_text"),
        (SCAN, "text good_text_over_image"),
        (changed(SCAN, quality=0.7), "ocr poor_text_over_image"),
        (changed(SCAN, known=0.5), "ocr poor_text_over_image"),
        (changed(SCAN, unread_ink=0.19, bare_image=0.9), "ocr little_text_over_image"),
        (changed(SCAN, unread_ink=0.03), "text good_text_over_image"),  # a stamp, a signature
        (changed(SCAN, unread_ink=0.1, bare_image=0.6, on_image=0.0, invisible=0.0), "mixed image_beside_text"),
        (changed(SCAN, characters=0), "ocr no_text"),
    ],
)
def test_choice(facts: PageFacts, expected: str) -> None:
    choice = choose(facts)
    assert f"{choice.method.value} {choice.reason}" == expected


@pytest.mark.parametrize("facts", [GOOD, SCAN, changed(GOOD, bare_image=0.3), changed(GOOD, hidden=1.0)])
def test_ocr_can_be_asked_for_whatever_the_text_is_like(facts: PageFacts) -> None:
    assert choose(facts, force_ocr=True) == Choice(PageMethod.OCR, "forced")


@pytest.mark.parametrize(
    ("reason", "layer", "found", "kept"),
    [
        ("garbled_text", Evidence(1000, 0.4), Evidence(30, 0.9), True),  # OCR saw next to nothing
        ("garbled_text", Evidence(1000, 0.4), Evidence(1000, 0.4), True),  # the page itself is like that
        ("garbled_text", Evidence(1000, 0.1), Evidence(900, 0.8), False),
        ("poor_text_over_image", Evidence(1000, 0.6), Evidence(1000, 0.3), True),
        ("poor_text_over_image", Evidence(1000, 0.6), Evidence(1000, 0.9), False),
        ("little_text_over_image", Evidence(60, 1.0), Evidence(65, 0.9), True),
        ("little_text_over_image", Evidence(60, 1.0), Evidence(900, 0.9), False),
        ("little_text_beside_drawing", Evidence(0, 1.0), Evidence(9, 0.9), True),
        ("no_text", Evidence(0, 0.0), Evidence(0, 0.0), False),
    ],
)
def test_the_better_of_layer_and_ocr_is_taken(reason: str, layer: Evidence, found: Evidence, kept: bool) -> None:
    assert keep_text(reason, layer, found) is kept


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


def test_leaders_glued_to_a_page_number_are_no_garble() -> None:
    assert all(
        map(
            is_plausible,
            (
                "........................................36",
                "______________12",
                "…………7",
                "Innehåll...........",
                "Uretan........12",
            ),
        )
    )
    assert not is_plausible("#$%&'()*+")


PROSE = " ".join(LINES) + " Nämnden och bolaget ska samråda om det som har hänt och de ska lämna besked. " * 4
SMALL = "abcdefghijklmnopqrstuvwxyz"


def rotated(text: str, steps: int) -> str:
    return text.lower().translate(str.maketrans(SMALL, SMALL[steps:] + SMALL[:steps]))


@pytest.mark.parametrize("steps", range(1, 26))
def test_shifted_letters_look_like_words_but_do_not_follow_each_other_as_in_a_language(steps: int) -> None:
    assert score(rotated(PROSE, steps)) < GARBLED < 0.95 < score(PROSE)


@pytest.mark.parametrize("steps", [-31, -29, -3, 1, 2, 3])
def test_codes_of_a_font_taken_for_signs_are_garble(steps: int) -> None:
    assert score("".join(chr(max(1, ord(sign) + steps)) for sign in PROSE)) < GARBLED


def test_swedish_prose_whose_dots_are_gone_is_not_good() -> None:
    assert score(PROSE.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))) < GARBLED


def test_letters_of_many_scripts_are_garble_and_those_of_one_are_not() -> None:
    scripts = (0x0410, 0x05D0, 0x0E01, 0x10D0, 0x1200, 0x4E00)
    mixed = "".join(chr(scripts[ord(sign) % 6] + ord(sign) % 24) if sign > " " else sign for sign in PROSE)
    assert score(mixed) < GARBLED
    ethiopic = " ".join("".join(filter(str.isalpha, map(chr, range(at, at + 5)))) for at in range(0x1208, 0x1348, 8))
    for text in (
        ethiopic,
        "Mülkiyyətçi qərardan şikayət edə bilər ",
        "يذكر مقدم الطلب أن المبنى قد فحص في شهر مارس ",
        "Заявитель сообщает, что помещение было осмотрено ",
    ):
        assert score(text * 5) > 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Provberg Ines, Testlund Arvid, Exempelsson Majken, Påhittström Örjan, Dikterud Sanna, " * 6,
        "PROVBERG INES, TESTLUND ARVID, EXEMPELSSON MAJKEN, PÅHITTSTRÖM ÖRJAN " * 6,
        PROSE.upper(),
        "KGT42R  XRW981  MZB 114  HPD 007 " * 20,
        "YV1ZZZ99ZB1234567  W0LPPP08X54321098 " * 20,
        "12 418   9 000,00   556016-0680   2024-05-19 " * 20,
        "Namn: ................................ Ort: ____________________ " * 8,
        "Hakija ilmoittaa, että tilat tarkastettiin ja että kertomus lähetettiin omistajalle. " * 4,
        "The committee will decide on the matter at its next meeting in the county court. " * 4,
    ],
)
def test_what_is_no_prose_is_not_garble(text: str) -> None:
    assert score(text) > 0.9


def test_a_layer_full_of_misread_words_is_not_known() -> None:
    bad = PROSE.replace("n", "rn").replace("e", "c").replace("å", "&")
    assert known_share(bad) < KNOWN_OVER_IMAGE < known_share(PROSE)


@pytest.mark.parametrize(
    "text", ["Hakija ilmoittaa, että tilat tarkastettiin ja ne ovat kunnossa. ", "Заявитель сообщает "]
)
def test_another_language_is_not_held_against_a_layer(text: str) -> None:
    assert known_share(text * 8) == 1.0
