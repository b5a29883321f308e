"""Made-up numbers that hold: their check digits are right and nobody bears them.

Personnummer take serials 980–999, which Skatteverket keeps for test persons.
"""

from __future__ import annotations


def check_digit(number: str) -> str:
    """The digit that makes ``number`` hold by modulus 10. Written apart from the product's check, by its definition."""
    weights = (2 if place % 2 == 0 else 1 for place in range(len(number)))
    products = "".join(str(int(digit) * weight) for digit, weight in zip(reversed(number), weights, strict=False))
    return str(-sum(map(int, products)) % 10)


def personnummer(six: str, serial: int = 985) -> str:
    """Ten digits for a birth date ``YYMMDD`` (day + 60 for a samordningsnummer)."""
    nine = f"{six}{serial:03}"
    return nine + check_digit(nine)


def orgnr(nine: str) -> str:
    """Ten digits of an organisationsnummer that begins with ``nine``."""
    return nine + check_digit(nine)
