"""Accounts (*konton*): giro numbers, IBAN, and clearing number with account number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules import giro, misread
from nlp.rules.birth_number import is_birth_number
from nlp.rules.checks import digits, iban

_GAP: Final = r"[ \u00a0\n]?"
_IBAN: Final = re.compile(
    rf"(?<!\w)(?P<iban>[A-Z]{{2}}\d{{2}}(?:{_GAP}[A-Z0-9]{{4}}){{2,7}}(?:{_GAP}[A-Z0-9]{{1,3}})?)(?!\w)"
)
_IBAN_SMALL: Final = re.compile(
    rf"(?<!\w)iban(?:[ -]?(?:nr|nummer))?[ :]{{1,3}}(?P<iban>[a-z]{{2}}\d{{2}}(?:{_GAP}\d{{4}}){{3,5}}"
    rf"(?:{_GAP}\d{{1,3}})?)(?!\w)",
    re.IGNORECASE,
)
_IBAN_MISREAD: Final = re.compile(rf"(?<!\w)[S5]E(?:{_GAP}{misread.DIGIT}){{22}}(?!\w)")
_CLEARING: Final = r"(?P<clearing>(?!(?:19|20)\d\d[-–]\d\d)[1-9]\d{3}(?:[ ]?[-–][ ]?\d(?!\d))?)"
_ACCOUNT: Final = r"(?P<account>(?!(?:19|20)\d\d-\d\d-\d\d)\d(?:[ .-]?\d){5,13})(?![\w-]|[.,:/]\d)"
_BETWEEN: Final = r"[\s,;.:/|–-]"
_CALLED: Final = r"(?:\w*konto\w*|kto|nr|nummer|och)"
_BANK: Final = re.compile(
    rf"(?<![\wåäö])(?:clearing|clnr|cl)\w*(?:[-.:\s]{{0,2}}(?:nr|nummer)\w*)?[.:\s]{{0,4}}"
    rf"{_CLEARING}(?:{_BETWEEN}{{1,4}}{_CALLED}){{0,3}}{_BETWEEN}{{1,4}}{_ACCOUNT}",
    re.IGNORECASE,
)
_KONTO: Final = re.compile(
    rf"(?<![\wåäö])(?:bank|löne|spar|person|klient)?konto(?:t|nummer|nr)?(?:[.:\s]{{0,2}}(?:nr|nummer))?[.: ]{{0,4}}"
    rf"{_CLEARING}[ ,–-]{{1,3}}{_ACCOUNT}",
    re.IGNORECASE,
)
_LEAST_DIGITS: Final = 6  # of an account without its clearing number
_LENGTHS: Final = {
    **dict.fromkeys(("NO",), 15), **dict.fromkeys(("BE",), 16), **dict.fromkeys(("DK", "FI", "NL"), 18),
    **dict.fromkeys(("SI",), 19), **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21), **dict.fromkeys(("BG", "DE", "GB", "IE"), 22),
    **dict.fromkeys(("CZ", "ES", "RO", "SE", "SK"), 24), **dict.fromkeys(("PT",), 25), **dict.fromkeys(("IS",), 26),
    **dict.fromkeys(("FR", "GR", "IT"), 27), **dict.fromkeys(("CY", "HU", "PL"), 28), **dict.fromkeys(("MT",), 31),
}  # fmt: skip
"""Signs of an IBAN by country. Source: the IBAN registry of ISO 13616, kept by SWIFT."""


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers whose check digits hold, or that words on both sides call clearing number and account."""
    yield from giro.find(text)
    for pattern in (_IBAN, _IBAN_SMALL):
        yield from _ibans(text, pattern)
    for match in _IBAN_MISREAD.finditer(text):
        meant = misread.meant("".join(match.group().split())[2:])
        if meant is not None and iban(f"SE{meant}"):
            method = f"rule:iban{misread.POSSIBLE}"
            yield Candidate(Label.ACCOUNT, *match.span(), f"SE{meant}", misread.CONFIDENCE, method)
    for pattern, confidence in ((_BANK, 0.95), (_KONTO, 0.85)):
        for match in pattern.finditer(text):
            clearing, account = digits(match["clearing"]), digits(match["account"])
            if len(account) >= _LEAST_DIGITS and not is_birth_number(account):
                start, end = match.start("clearing"), match.end("account")
                value = f"KONTO:{clearing}-{account}"
                yield Candidate(Label.ACCOUNT, start, end, value, confidence, "rule:bank-account")


def _ibans(text: str, pattern: re.Pattern[str]) -> Iterator[Candidate]:
    match = pattern.search(text)
    while match is not None:
        start, written = match.start("iban"), _holding(match["iban"])
        if written:
            yield Candidate(Label.ACCOUNT, start, start + len(written), _plain(written), 0.99, "rule:iban")
        match = pattern.search(text, start + max(len(written), 1))


def _holding(written: str) -> str:
    """As much of it as is an IBAN, empty where nothing is: what stands after one may look like more groups of it."""
    if iban(_plain(written)) and _plain(written)[:2] not in _LENGTHS:
        return written  # of a country whose length is not known: the whole or nothing
    while written and not _is_whole(_plain(written)):
        written = written[: -len(written.split()[-1])].rstrip()
    return written


def _is_whole(number: str) -> bool:
    """One of another length than its country's would hold by chance only."""
    return len(number) == _LENGTHS.get(number[:2]) and iban(number)


def _plain(written: str) -> str:
    return "".join(written.split()).upper()
