"""Boxes over words as OCR gives them: a box of its own height for each, on sheets that may lie askew."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from models.document import Page, PageMethod, Word
from models.redaction import Mask, Place, Reach
from search.redacting.boxing import Covering, covering
from search.redacting.leaning import lean

SIZE, LETTER = 11.0, 6.0
LINES = ("En hel rad text som går ut till höger kant av sidan", "och ännu en rad med jämn grad, utan namn på", "Slut")
NAMES = ("Anna", "Åsa", "Örjan", "Bo Ek", "Yngve Gygax", "mm", "Eva")


def scanned(*lines: str, degrees: float = 0.0, pitch: float = 15.0, step: float = LETTER) -> Page:
    """A page whose words have boxes as high as their letters, turned about its middle as the engine puts them back: the
    middle turned, the size kept."""
    words, at = list[Word](), 0
    for number, line in enumerate(lines):
        x, foot = 60.0, 80.0 + pitch * number
        for piece in line.split(" "):
            top, tail = _extent(piece)
            sides = (x, foot - top * SIZE, x + step * len(piece), foot + tail * SIZE)
            words.append(Word(piece, at, at + len(piece), *_turned(sides, degrees)))
            x, at = x + step * (len(piece) + 1), at + len(piece) + 1
    return Page(1, PageMethod.OCR, "", "\n".join(lines), 0.9, 595.0, 842.0, words, "0" * 64)


def _extent(text: str) -> tuple[float, float]:
    tail = 0.21 if set("gjpqyQ,") & set(text) else 0.0
    if set("ÅÄÖ") & set(text):
        return 0.95, tail
    return (0.72 if any(sign.isupper() or sign in "bdfhkltåäöij0123456789" for sign in text) else 0.52), tail


def _turned(sides: tuple[float, float, float, float], degrees: float) -> tuple[float, float, float, float]:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x0, y0, x1, y1 = sides
    across, down = (x0 + x1) / 2 - 297.5, (y0 + y1) / 2 - 421.0
    x, y = 297.5 + across * cosine - down * sine, 421.0 + across * sine + down * cosine
    wide, high = (x1 - x0) / 2, (y1 - y0) / 2
    return x - wide, y - high, x + wide, y + high


def corners(word: Word, degrees: float) -> list[tuple[float, float]]:
    """Of what the word takes on the picture: its box about its middle, turned."""
    assert word.x0 is not None
    assert word.y0 is not None
    assert word.x1 is not None
    assert word.y1 is not None
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y, wide, high = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2, word.x1 - word.x0, word.y1 - word.y0
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    halves = [(a * wide / 2, b * high / 2) for a, b in signs]
    return [(x + a * cosine - b * sine, y + a * sine + b * cosine) for a, b in halves]


def over(page: Page, name: str, reach: Reach = Reach.LINE) -> Covering:
    at = page.text.index(name)
    return covering(page, [Mask(Place(1, (at, at + len(name))), "OSL 21:1")], reach)


@pytest.mark.parametrize("pitch", [12.6, 13.2, 15.0, 20.0])
@pytest.mark.parametrize("beside", ["Besök hos {} idag", "{} kom", "hos {}", "{}"])
def test_the_height_of_a_box_does_not_follow_the_letters_that_it_covers(beside: str, pitch: float) -> None:
    tall = set()
    for name in NAMES:
        page = scanned(LINES[0], beside.format(name), *LINES[1:], pitch=pitch)
        found = over(page, name)
        assert len(found.boxes) == 1
        tall.add((found.boxes[0].y0, found.boxes[0].y1))
        kept = {word.text for at, word in enumerate(page.words) if at not in found.out}
        assert {*LINES[0].split(), *LINES[1].split()} <= kept, "the lines beside it stay"
    assert len(tall) == 1


@pytest.mark.parametrize("degrees", [-4.0, -1.5, -0.5, 0.5, 1.5, 4.0])
@pytest.mark.parametrize("reach", Reach)
def test_on_a_sheet_that_lies_askew_all_of_a_masked_word_is_covered(degrees: float, reach: Reach) -> None:
    for name in NAMES:
        page = scanned(*LINES[:2], f"Vid besök hos {name} i köket", *LINES[:2], degrees=degrees)
        assert lean(page) == pytest.approx(math.tan(math.radians(degrees)), abs=0.003)
        boxes = over(page, name, reach).boxes
        for word in page.words:
            if word.text in name.split():
                for x, y in corners(word, degrees):
                    assert any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in boxes), (name, word.text)


@pytest.mark.parametrize("degrees", [-4.0, -2.5, -1.5, 1.5, 2.5, 4.0])
def test_the_line_of_a_sheet_that_lies_askew_is_one_line(degrees: float) -> None:
    """Its first word and its last do not stand at one height: the box goes on to the end of the text all the same."""
    long = "Vid det besök hos {} som gjordes i köket den femte maj var kylen varm"
    ends = set()
    for name in ("Bo", "Anna", "Ottilia"):
        page = scanned(*LINES[:2], long.format(name), *LINES[:2], degrees=degrees, step=5.0)
        found = over(page, name)
        assert len(found.boxes) == 1
        after = page.text.index(name)
        same_line = [at for at, word in enumerate(page.words) if after <= word.start < after + len(long)][
            : len(long.split())
        ]
        out = [at for at in same_line if page.words[at].text in long.split() and at in found.out]
        assert {page.words[at].text for at in out} >= {"som", "varm", "kylen"}
        ends.add(round(found.boxes[0].x1 / 4))
    assert len(ends) == 1


def test_a_page_that_lies_level_leans_nowhere() -> None:
    page = scanned(LINES[0], "Besök hos Yngve Gygax", *LINES[1:])
    assert lean(page) == 0.0
    stamp = [
        replace(word, y0=(word.y0 or 0) + 40 * at, y1=(word.y1 or 0) + 40 * at)
        for at, word in enumerate(page.words[:3])
    ]
    assert lean(replace(page, words=[*stamp, *page.words[3:]])) == 0.0
