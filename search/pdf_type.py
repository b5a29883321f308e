"""Type for PDFs that are made here: the TrueType faces that ship with reportlab (Bitstream Vera), and text as they can
show it. No machine's own fonts are used, so that the same content gives the same file everywhere."""

from __future__ import annotations

import html
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from models.masking import COVER

PLAIN: Final = "samsyn-text"
BOLD: Final = "samsyn-bold"
ITALIC: Final = "samsyn-italic"
_FACES: Final = {PLAIN: "Vera.ttf", BOLD: "VeraBd.ttf", ITALIC: "VeraIt.ttf"}
_COVERED: Final = "•"
UNKNOWN: Final = "?"
"""What stands for a letter that the faces lack."""


@cache
def _known() -> frozenset[int]:
    """Register the faces with reportlab, once; the characters that they have."""
    import reportlab
    from reportlab.pdfbase.pdfmetrics import getFont, registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FACES.items():
        registerFont(TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / file)))
    return frozenset(getFont(PLAIN).face.charToGlyph)


def printable(text: str) -> str:
    """The text in letters that the faces have: covered ones as bullets, others without their accents or as ``?``."""
    known = _known()
    return "".join(sign if ord(sign) in known else _instead(sign, known) for sign in text)


def marked_up(text: str) -> str:
    """The same as what reportlab's paragraphs read as plain words; line breaks stay."""
    return html.escape(printable(text.replace("\r", "")), quote=False).replace("\n", "<br/>")


def _instead(sign: str, known: frozenset[int]) -> str:
    if sign == COVER:
        return _COVERED
    if sign in "\n\t" or sign.isspace():
        return "\n" if sign == "\n" else " "
    if unicodedata.category(sign).startswith("C"):
        return ""
    bare = "".join(each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each))
    return bare if bare and all(ord(each) in known for each in bare) else UNKNOWN
