"""The text of a page from its words: NFC, words joined by a space, lines by a line break, paragraphs by two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from ingest.raw_page import Box, Line

WORD: Final = re.compile(r"\S+")
"""A word of a page is a run of non-space characters: the parent finds the same runs in the text again."""

_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_KEPT_CONTROLS: Final = frozenset("\n\t")
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff")  # they would hide a word from a search


def clean(text: str) -> str:
    """``text`` in NFC, without control characters, invisible joiners and lone surrogates; ligatures as letters."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(_visible(character) for character in text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", kept)


def _visible(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category == "Cc":
        return character if character in _KEPT_CONTROLS else ""
    return "\ufffd" if category == "Cs" else character


def lay_out(lines: Iterable[Line]) -> tuple[str, tuple[Box, ...]]:
    """The page's text and one box for each word of it, in order. A word that cleaning leaves empty is left out."""
    written: list[str] = []
    boxes: list[Box] = []
    for line in lines:
        words = []
        for word in line:
            runs = WORD.findall(clean(word.text))
            words.extend(runs)
            boxes.extend([(word.x0, word.y0, word.x1, word.y1, word.confidence)] * len(runs))
        if words or (written and written[-1]):
            written.append(" ".join(words))
    return unicodedata.normalize("NFC", "\n".join(written).strip("\n")), tuple(boxes)
