"""Check digits (*kontrollsiffror*)."""

from __future__ import annotations

import re

IBAN_REMAINDER = 1


def digits(text: str) -> str:
    """The digits of ``text``, in order."""
    return "".join(character for character in text if character in "0123456789")


def luhn(number: str) -> bool:
    """Whether a string of digits ends in its modulus-10 check digit.

    Source: ISO/IEC 7812-1, annex B; used for personnummer (SKV 704), organisationsnummer (SKV 709) and giro numbers.
    """
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return bool(number) and total % 10 == 0


def iban(number: str) -> bool:
    """Whether an IBAN without spaces holds. Source: ISO 13616-1 (remainder 1 modulo 97 with letters as 10–35)."""
    if re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", number) is None:
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == IBAN_REMAINDER
