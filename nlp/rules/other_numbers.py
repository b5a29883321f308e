"""What other numbers are called (*ordernummer, referens*): what is so called is not what it looks like."""

from __future__ import annotations

import re
from typing import Final

from nlp import columns, cues

_THINGS: Final = (
    "order|beställning|faktura|artikel|serie|kolli|sändning|försändelse|spårning|kvitto|tillverknings?|kontroll|licens"
    "|bokförings?|verifikat|verifikations?|chassi|mätar|certifikat|produkt|batch|parti|paket|inventarie|utrustnings?"
)
"""Things that are numbered, never people or companies."""
_DEALINGS: Final = "kund|ärende|diarie|avtals?|medlems?|kort|konto|försäkrings?|skade|boknings?|polis|mål|klient|lös"
"""Dealings with people, whose own number it may well be."""
_NUMBER: Final = r"s?-?(?:nummer|numret|nr|id|kod)\.?"
_LONG: Final = r"(?=\w\w\w)"  # shorter words, of which a hostile page is full, cost less so
_CODES: Final = (r"ocr(?:-?(?:nummer|nr))?", "isbn", "imei", "ean", "batch", "parti", r"streckkod\w*", r"qr\w*")
_PLAIN: Final = (
    r"(?=\w{8})\w*referens\w*",
    r"ref\.?",
    r"dnr\.?",
    r"ver\.?",
    "order",
    r"(?=\w{7})\w*faktura",
    "artikel",
    r"art\.?(?:\s?nr)?",
)
THINGS: Final = cues.words(rf"{_LONG}\w*(?:{_THINGS}){_NUMBER}", *_CODES)
"""Names of numbers of things."""
ALL: Final = cues.words(rf"{_LONG}\w*(?:{_THINGS}|{_DEALINGS}){_NUMBER}", *_CODES, *_PLAIN, r"(?:\w+-)?id")
"""Names of numbers of things and dealings."""
_REACH: Final = 30  # code points before a number


def named(text: str, start: int, names: re.Pattern[str] = ALL) -> bool:
    """Whether the number at ``start`` is called something else, by the word right before it or over its column.

    A column of such numbers has nothing else in it: in ``Kvarnen AB, 5560160680`` the heading speaks of something else.
    """
    if cues.next_to(text, start, names, _REACH):
        return True
    cell = columns.columns(text).at(start)
    return cell is not None and not text[cell.start : start].strip() and names.search(cell.heading) is not None
