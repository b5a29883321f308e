"""Words kept small are the same words."""

from __future__ import annotations

import sys

import pytest

from models.document import Word
from models.words import Words

TEXT = "Åkes Krog i källaren"
ROWS = [(0, 4, (1.0, 2.0, 3.5, 4.0), 0.9), (5, 9, (4.0, 2.0, 6.0, 4.0), 1.0), (10, 11, (7.0, 2.0, 8.0, 4.0), 0.25)]
AS_OBJECTS = tuple(Word(TEXT[start:end], start, end, *box, sure) for start, end, box, sure in ROWS)


def test_they_are_a_sequence_like_any_other() -> None:
    words = Words(TEXT, ROWS)
    assert words == AS_OBJECTS
    assert words == AS_OBJECTS
    assert (len(words), words[1], words[-1], words[:2]) == (3, AS_OBJECTS[1], AS_OBJECTS[2], AS_OBJECTS[:2])
    assert list(reversed(words)) == list(reversed(AS_OBJECTS))
    assert words != AS_OBJECTS[:2]
    assert hash(words) == hash(AS_OBJECTS)
    with pytest.raises(IndexError):
        words[3]


def test_words_without_boxes() -> None:
    words = Words(TEXT, [(0, 4, None, 1.0), (5, 9, None, 1.0)])
    assert words == (Word("Åkes", 0, 4), Word("Krog", 5, 9))
    assert Words("", []) == ()
    with pytest.raises(ValueError, match="all of its words or for none"):
        Words(TEXT, [(0, 4, None, 1.0), (5, 9, (1.0, 2.0, 3.0, 4.0), 1.0)])


def test_they_take_less_than_a_hundred_bytes_each() -> None:
    many = 10_000
    words = Words("ord " * many, ((4 * at, 4 * at + 3, (1.1, 2.2, 3.3, 4.4), 0.5) for at in range(many)))
    held = sum(sys.getsizeof(part) for part in (words._spans, words._boxes, words._confidences))
    assert held < 100 * many
