"""Letters set apart become words where the gaps say where a word ends, and only there."""

from __future__ import annotations

import pytest

from ingest.raw_page import Line, PlacedWord
from ingest.text.drawn_twice import once
from ingest.text.letter_spacing import close


def spread(text: str, gap: float, space: float) -> Line:
    """Each sign of ``text`` as a word of its own, ten points high and five wide."""
    words, x = [], 0.0
    for sign in text:
        if sign == " ":
            x += space - gap
            continue
        words.append(PlacedWord(sign, x, 0.0, x + 5.0, 10.0))
        x += 5.0 + gap
    return tuple(words)


def said(line: Line) -> str:
    (closed,) = close([line])
    return " ".join(word.text for word in closed)


@pytest.mark.parametrize(
    ("text", "gap", "space"), [("BESLUT OM BYGGLOV", 4, 12), ("den 14 mars, klockan 9.", 3, 9), ("PROTOKOLL", 5, 15)]
)
def test_words_are_told_by_their_gaps(text: str, gap: float, space: float) -> None:
    assert said(spread(text, gap, space)) == text


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("ABCDEF", 4),  # the heads of columns
        ("XXXXX", 4),  # crosses
        ("12853", 4),  # figures
        ("KJNS", 30),  # too far apart: marks in the columns of a table
        ("abc", 4),  # initials
        ("vardagenskommunaltillsynochkontroll", 4),  # no word is this long: the spaces are lost
    ],
)
def test_other_single_signs_are_left(text: str, gap: float) -> None:
    assert said(spread(text, gap, gap)) == " ".join(text)


def test_the_box_is_that_of_all_letters() -> None:
    (closed,) = close([spread("DOM I MÅL", 4, 12)])
    assert [(word.x0, word.x1) for word in closed] == [(0.0, 23.0), (35.0, 40.0), (52.0, 75.0)]


def test_a_word_on_its_own_shadow_is_read_once() -> None:
    line = (PlacedWord("Beslut", 10, 10, 50, 20), PlacedWord("nu", 60, 10, 70, 20))
    shadow = tuple(word.moved(0.4, 0.3) for word in line)
    below = tuple(word.moved(0.0, 15.0) for word in line)
    assert once([line, shadow, (), below]) == [line, (), below]
