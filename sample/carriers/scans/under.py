"""A bad old OCR layer: invisible words under the picture, many of them misread."""

from __future__ import annotations

from random import Random
from typing import Any

from sample.carriers.content import literal
from sample.carriers.sheet import HEIGHT
from sample.gold import GoldPage

_MISREAD = {
    "rn": "m", "m": "rn", "å": "a", "ä": "a", "ö": "o", "l": "1", "I": "l", "1": "l", "0": "O", "O": "0", "e": "c",
    "c": "e", "§": "8",
    "h": "b", "n": "u", "t": "f", "S": "5", "5": "S", "B": "8", "g": "q", ",": ".", "i": "j", "v": "y", "d": "cl",
    "a": "o",
}  # fmt: skip
"""Confusions of the programs of the 1990s, from general knowledge of such layers."""


def misread(text: str, rng: Random, rate: float) -> str:
    """The text as such a program read it: each sign that can be taken for another is so at this rate."""
    return "".join(_MISREAD[sign] if sign in _MISREAD and rng.random() < rate else sign for sign in text)


def stream(page: GoldPage, rng: Random, rate: float = 0.16) -> str:
    """The content stream of a page's layer (text render mode 3: invisible), words at their boxes."""
    parts = ["BT 3 Tr"]
    for word in page.words:
        said = misread(page.written.text[word.start : word.end], rng, rate)
        if rng.random() < 0.04:
            continue
        parts.append(f"1 0 0 1 {word.x0:.1f} {HEIGHT - word.y1 + 2:.1f} Tm ({literal(said)} ) Tj")
    return "\n".join([*parts, "ET"])


def layer(canvas: Any, text: str) -> None:
    """Puts a stream on a reportlab canvas's page, in ten points of a standard face."""
    name = canvas._doc.getInternalFontName("Helvetica")
    canvas._code.append(text.replace("3 Tr", f"3 Tr {name} 10 Tf", 1).encode("cp1252", "replace").decode("latin-1"))
