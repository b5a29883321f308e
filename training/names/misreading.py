"""Two models of what OCR does to a text: letters taken for others that look alike, and marks of a bad copy."""

from __future__ import annotations

import random
from typing import Final

from training.names.edits import Edit, edited
from training.names.example import Example

_ALIKE: Final = {
    "l": "1Ii|", "I": "l1|", "1": "lI", "i": "lj1", "t": "lf", "f": "t", "O": "0Q", "0": "O", "o": "ce0", "e": "co",
    "c": "eo", "å": "aàä", "ä": "aåii", "ö": "oóò", "Å": "A", "Ä": "A", "Ö": "O", "n": "ru", "u": "nii", "h": "b",
    "b": "h", "S": "5s", "5": "S", "s": "5", "B": "8", "8": "B", "g": "q9", "q": "g", "E": "F", "F": "P", "P": "F",
    "R": "K", "K": "R", "G": "C6", "C": "G", "D": "O", "v": "y", "y": "v", "a": "o", "é": "e", "r": "t", ".": ",",
    ",": ".", "-": "–",
}  # fmt: skip
_PAIRS: Final = {
    "m": ("rn", "in"),
    "rn": ("m",),
    "w": ("vv",),
    "vv": ("w",),
    "d": ("cl",),
    "cl": ("d",),
    "li": ("h",),
    "ri": ("n",),
    "nn": ("m",),
    "ll": ("11",),
}
_RATES: Final = (0.01, 0.06)


def misread(example: Example, chance: random.Random) -> Example:
    """One to six of a hundred letters taken for others that look alike."""
    rate, edits, place = chance.uniform(*_RATES), [], 0
    text = example.text
    while place < len(text):
        size = 2 if text[place : place + 2] in _PAIRS else 1
        read = text[place : place + size]
        if chance.random() < rate and (others := _PAIRS.get(read) or _ALIKE.get(read)):
            edits.append(Edit(place, place + size, chance.choice(others)))
        place += size
    return edited(example, edits)


def smudge(example: Example, chance: random.Random) -> Example:
    """Letters lost or doubled, spaces lost or put into words, hyphens at line ends; the edges of names stay."""
    rate, edits = chance.uniform(*_RATES) / 2, []
    edges = {edge for span in example.spans for edge in (span.start - 1, span.end - 1, span.end)}
    for place, letter in enumerate(example.text):
        if chance.random() >= rate or place in edges or letter == "\n":
            continue
        if letter == " ":
            edits.append(Edit(place, place + 1, chance.choice(["", "  ", " . ", "\n"])))
        elif letter.isalpha():
            edits.append(
                Edit(place, place + 1, chance.choice(["", letter * 2, f"{letter} ", f"{letter}-\n", f"{letter}."]))
            )
    return edited(example, edits)
