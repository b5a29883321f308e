"""The shape of a paper in numbers: what each tells, and that no text takes long."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.kinds.shape import NUMBERS, shape
from tests.timing import seconds

LETTER = "Hej!\nJag skriver för att jag är trött på er. Varför svarar ni inte? Mvh Xx"
BILL = "Art\tAntal\tSumma\nskruv\t4\t196,00\nlist\t2\t80,00\nAtt betala 276,00 kr"
LOG = "22.10 Larm.\n22.40 Lugnt.\n23.05 En man avvisades.\n23.50 Klart."


def test_letters_bills_and_logs_differ_where_they_should() -> None:
    letter, bill, log = shape(LETTER), shape(BILL), shape(LOG)
    assert len(letter) == NUMBERS
    assert letter[0] > 0.5 > bill[0] + log[0]  # jag
    assert bill[8] > 0.5 > letter[8]  # amounts
    assert log[14] == 1.0 > letter[14] + bill[14]  # lines that begin with a time
    assert letter[21] == 1.0 > bill[21] + log[21]  # a salutation


@pytest.mark.parametrize("text", ["", "\n", "§", "å", "\x00"])
def test_next_to_nothing_has_a_shape(text: str) -> None:
    assert np.isfinite(shape(text)).all()


@pytest.mark.parametrize("text", ["a" * 8_000, "1 " * 4_000, "\n" * 8_000, "1" * 8_000, "a-" * 4_000, " \t" * 4_000])
def test_no_text_takes_long(text: str) -> None:
    found = shape(text)
    assert ((found >= 0) & (found <= 1)).all()
    assert seconds(lambda: shape(text), below=0.1) < 0.1
