"""What the classifier of kinds sees of a paper: words, their beginnings and ends, labels of its particulars, its shape.

Names and numbers are seen as such only (``Xx``, ``0``): who a paper is about says nothing of its kind, and a classifier
that knew the people and offices of its examples would know no other's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

READ: Final = 8_000
"""Code points that are read: what comes after says nothing new about the kind."""
HEAD: Final = 600
"""Code points of the beginning, where a paper says what it is; its words are counted there too."""
NAME, NUMBER = "Xx", "0"
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,:/-]*|[§%€$]")
_LABEL: Final = re.compile(r"^[ \t]*([^\W\d_][^:\t\n]{1,38}?)[ ]?(?::|\t)", re.MULTILINE)
_LONG, _LONGER = 7, 10
"""Letters from which a word's beginning and end are seen too: parts of compounds, and what is left of a misreading."""


class Word(NamedTuple):
    """``text`` in lower case, :data:`NAME` or :data:`NUMBER`; it ``opens`` a sentence, line or cell."""

    text: str
    opens: bool
    place: int


def words(text: str) -> Iterator[Word]:
    """The words of a text, in order. A capital within a sentence makes a name."""
    last = 0
    for match in _WORD.finditer(text):
        gap = text[last : match.start()]
        opens = not last or any(mark in ".!?:\n\t•–-()" for mark in gap)
        yield Word(_seen(match.group(), opens), opens, match.start())
        last = match.end()


def _seen(word: str, opens: bool) -> str:
    if word[0].isdigit():
        return NUMBER
    if word[0].isupper() and not opens and not word.isupper():
        return NAME
    return word.lower()


def features(text: str, name: str = "") -> Counter[str]:
    """How often each feature stands in the first :data:`READ` code points of ``text``, and in the file's ``name``."""
    text = text[:READ]
    counted = Counter[str]()
    before = "^"
    for word in words(text):
        if word.text not in (NAME, NUMBER):
            counted.update(_of_word(word))
        if not word.opens:
            counted[f"b {before} {word.text}"] += 1
        before = word.text
    counted.update(f"l {match.group(1).lower()}" for match in _LABEL.finditer(text))
    counted.update(_shape(text))
    counted.update(f"n {part}" for part in name_words(name))
    return counted


def _of_word(word: Word) -> Iterator[str]:
    text = word.text
    if len(text) == 1 and text != "§":
        return
    yield f"w {text}"
    if word.place < HEAD:
        yield f"h {text}"
    if len(text) >= _LONG:
        yield f"p {text[:5]}"
        yield f"s {text[-6:]}"
    if len(text) >= _LONGER:
        yield f"p {text[:7]}"
        yield f"s {text[-8:]}"


def name_words(name: str) -> Iterator[str]:
    """The words of a file's name without its ending, in lower case."""
    stem, _, ending = name.rpartition(".")
    for part in re.findall(r"[^\W\d_]{2,}", stem or ending):
        yield part.lower()


def _shape(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    count = max(1, len(lines))
    cells, short = sum("\t" in line for line in lines), sum(len(line) < 30 for line in lines)
    small = sum(line.strip()[:1].islower() for line in lines)
    digits = sum(letter.isdigit() for letter in text)
    yield f"z cells {4 * cells // count}"
    yield f"z short {4 * short // count}"
    yield f"z small {4 * small // count}"
    yield f"z digits {20 * digits // max(1, len(text))}"
    yield f"z length {len(text).bit_length()}"
