"""Words whose å, ä, ö were read in the wrong code: UTF-8 as CP1252 ("fÃ¶r"), Macintosh ("fšr"), CP850 ("f”r") and the
seven-bit Swedish code ("f|r"). The letters are put back where the page itself shows which code it was.

Proof is that words which cannot be anything else appear ("för", "från", "även"): a page of another kind is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest.raw_page import Line

_PROOF_WORDS: Final = (
    "för från även när där får då också själv är på än många två år både själva några åtgärder ärende ärendet "
    "över måste någon något ställe fråga uppgår så gäller ägare utförts området åklagare sökande avgör följande "
    "lämnat lämnas tillstånd nämnden miljönämnden kväll fått går står gör hör först följer bör möte väg håller"
)
_PROOF: Final = frozenset(_PROOF_WORDS.split())
_FEWEST: Final = 3  # words of proof on a page, two of them different
_SEVEN_BIT: Final = str.maketrans("}{|][\\", "åäöÅÄÖ")
_MACINTOSH: Final = str.maketrans({"Œ": "å", "Š": "ä", "š": "ö", "\u0081": "Å", "€": "Ä", "…": "Ö", "¤": "§", "Ž": "é"})
_CP850: Final = str.maketrans({"†": "å", "„": "ä", "”": "ö", "\u008f": "Å", "Ž": "Ä", "™": "Ö", "õ": "§", "‚": "é"})
_UTF8: Final = re.compile("[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152-\u017e\u2013-\u203a\u20ac\u2122\u02c6\u02dc]")
_EDGES: Final = ".,;:()!?\"'"


def _from_utf8(text: str) -> str:
    return _UTF8.sub(_one_sign, text)


def _one_sign(match: re.Match[str]) -> str:
    codes = b"".join(_code(sign) for sign in match.group())
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _code(sign: str) -> bytes:
    return bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252", "replace")


_CODES: Final[tuple[Callable[[str], str], ...]] = (
    _from_utf8,
    lambda text: text.translate(_MACINTOSH),
    lambda text: text.translate(_CP850),
    lambda text: text.translate(_SEVEN_BIT),
)


def put_back(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """``lines`` of a page with their letters put back, and whether anything was."""
    mend = mending([word.text for line in lines for word in line])
    if mend is None:
        return list(lines), False
    return [tuple(replace(word, text=mend(word.text)) for word in line) for line in lines], True


def mending(texts: Iterable[str]) -> Callable[[str], str] | None:
    """What puts the letters of these words of one page back, or None where nothing is wrong with them."""
    odd = [text for text in texts if not text.isalnum() or not text.isascii()]
    for mend in _CODES:
        mended = [mend(text) for text in odd]
        proof = [new.strip(_EDGES).lower() for old, new in zip(odd, mended, strict=True) if new != old]
        proof = [word for word in proof if word in _PROOF]
        if len(proof) >= _FEWEST and len(set(proof)) >= 2:
            return mend
    return None
