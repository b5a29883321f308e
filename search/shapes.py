"""What a word looks like: one regular expression that finds identifiers before it finds words.

Each alternative is a named group, and its name is the token's :class:`Shape`. Identifiers may hold a space
("070-123 45 67"); amounts with a space between thousands stay apart ("15", "000"), because a phrase may begin within.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from models.masking import BOXED, DASHED, DATED, SPACED, TIGHT


class Shape(StrEnum):
    """What sort of token a match is; ``search/forms.py`` makes its keys accordingly."""

    MAIL = "mail"
    TEN = "ten"  # ten digits: personnummer, samordningsnummer, organisationsnummer
    VAT = "vat"  # SE556016068001: an organisationsnummer in disguise
    PHONE = "phone"
    AMOUNT = "amount"  # 15 000: several tokens
    NUMBER = "number"  # 2024-05-19, 2010:900, MHN-2023-1234 from its first digit, 6:7, 10.15
    PLATE = "plate"
    BROKEN = "broken"  # serverings-⏎tillstånd
    ENDED = "ended"  # EU:s
    WORD = "word"


_SPACE: Final = r"[ \u00a0\u202f\t]"
_DASH: Final = r"[-\u2010-\u2013]"
_END: Final = r"(?![^\W_])"
_MARKED: Final = rf"(?=[0-9])(?:{DASHED}|{DATED})(?![0-9])"  # a letter may follow: OCR glues
_TEN: Final = (
    rf"{_MARKED}|(?:{TIGHT}|(?![0-9]+\s*[\r\n]){SPACED}|{BOXED}"
    rf"|(?:16)?\d{{6}}{_SPACE}?{_DASH}\s?\d{{4}}|16\d\d[2-9]\d{{7}}|\d\d[2-9]\d{{3}} \d{{4}}){_END}"
)
_GROUPS: Final = rf"\d{{2,3}}(?:{_SPACE}\d{{2,3}}){{1,2}}|\d{{5,7}}"
_AREA: Final = rf"[1-9]\d{{0,2}}{_SPACE}?(?:[-/\u2010-\u2013]{_SPACE}?|{_SPACE})"
_PHONE: Final = (
    rf"(?:\+46|0046){_SPACE}?(?:\(0\){_SPACE}?)?(?:{_AREA}(?:{_GROUPS})|[1-9]\d{{7,8}})"
    rf"|08-\d\d(?:{_SPACE}\d\d){{3}}|0{_AREA}(?:{_GROUPS})|0[1-9]\d{{7,8}}"
)
_AMOUNT: Final = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d{{1,2}})?"
_NUMBER: Final = rf"\d+(?:(?:{_DASH}|[/:.,])\d+)*"
_PLATE: Final = rf"[A-HJ-PR-UW-Z]{{3}}(?:{_SPACE}|-)?\d\d[A-HJ-NPR-UW-Z\d]"
_MARKS: Final = r"\u0300-\u036f\u00ad"  # combining marks and soft hyphens stand within words
_WORD: Final = rf"[^\W_](?:[^\W\d_]|(?!(?<=[nN][rR]){_MARKED})\d|[{_MARKS}])*"  # pnr850312-9805 is two
_LOWER: Final = r"[a-zà-öø-ÿ]"
_KEPT: Final = rf"(?!(?:och|eller|samt|resp|respektive|till|som|men|än|i|på){_END})"
_BREAK: Final = rf"[-\u2010\u2011\u00ac\u00ad]{_SPACE}*\r?\n{_SPACE}*"
_BROKEN: Final = rf"[^\W\d_][{_LOWER[1:-1]}{_MARKS}]+(?:{_BREAK}{_KEPT}{_LOWER}[^\W\d_]*)+"
_ENDED: Final = r"[^\W\d_]{1,12}[:’'](?:s|n|en|et|ns|ens|ets|ar|er|are|arna|t)"
_MAIL: Final = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"

_DIGITS: Final = (
    rf"(?P<ten>{_TEN})|(?P<phone>{_PHONE}){_END}|(?P<amount>{_AMOUNT}){_END}"
    rf"|(?P<number>{_NUMBER}){_END}"
)
_LETTERS: Final = (
    rf"(?P<plate>{_PLATE}){_END}|(?P<vat>SE\d{{10}}01){_END}|(?P<broken>{_BROKEN})|(?P<ended>{_ENDED}){_END}"
)
PLAIN: Final = "plain"
_PLAIN: Final = (
    rf"(?P<{PLAIN}>{_LOWER}+)(?=[ ,\n]|\.[ \n])"  # a word that can be nothing else: most of a text, told soonest
)
_SHAPED: Final = rf"(?=[\d+])(?:{_DIGITS})|{_LETTERS}|(?P<word>{_WORD})"
WITHOUT_MAIL: Final = re.compile(f"{_PLAIN}|{_SHAPED}")
WITH_MAIL: Final = re.compile(f"{_PLAIN}|(?P<mail>{_MAIL})|{_SHAPED}")


def shapes(text: str) -> re.Pattern[str]:
    """The expression for this text: looking for addresses costs time, so only where there is an @."""
    return WITH_MAIL if "@" in text else WITHOUT_MAIL
