"""What else a word of a query may stand as on a page: the tolerant tier (*möjlig läsning*).

Three ways: signs that OCR confuses (SKELETON), another spelling of a name (SOUND), one letter otherwise (a
:class:`Fuzzy`). A number with a check digit is another number with another digit, so of these only readings that are
no number at all are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from search.analysis import Token
from search.folding import skeleton
from search.query import Alternative, Fuzzy, TokenField, Why
from search.sound import sound

LEAST: Final = 4
"""Letters of a word that may be misread in one: of a shorter one every neighbour is another word ("mål", "mal")."""

_DIGITS: Final = "0123456789"
_CHECKED: Final = 10  # digits of a personnummer or organisationsnummer, as it is looked up
_BIRTH: Final = 6  # of them before the dash


def possible(group: Sequence[Token]) -> Iterator[Alternative]:
    """By what else a word, or words that belong together, may be found."""
    exact = group[0].exact[0]
    if len(group) == 1 and is_checked(exact):
        yield from (Alternative(TokenField.EXACT, (each,), Why.MISREAD) for each in misread_numbers(exact))
        yield Alternative(TokenField.SKELETON, (skeleton(exact[:_BIRTH]), skeleton(exact[_BIRTH:])))
        return
    yield Alternative(TokenField.SKELETON, tuple(token.skeleton[0] for token in group))
    heard = tuple(sound(token.exact[0]) for token in group)
    if all(heard):
        yield Alternative(TokenField.SOUND, heard)


def one_letter_off(group: Sequence[Token]) -> Fuzzy | None:
    """The word with one letter otherwise; None for what is short, no word, or several."""
    exact = group[0].exact[0]
    if len(group) > 1 or len(exact) < LEAST or not exact.isalpha():
        return None
    return Fuzzy(exact, 1, why=Why.MISREAD)


def is_checked(key: str) -> bool:
    """Whether the EXACT key has the shape of a number whose last digit checks the others."""
    return len(key) == _CHECKED and key.isascii() and key.isdigit()


def misread_numbers(key: str) -> tuple[str, ...]:
    """The ten digits with one of them otherwise, or two neighbours turned around, where that is no valid number."""
    one = [f"{key[:at]}{digit}{key[at + 1 :]}" for at in range(len(key)) for digit in _DIGITS]
    turned = [f"{key[:at]}{key[at + 1]}{key[at]}{key[at + 2 :]}" for at in range(len(key) - 1)]
    return tuple(each for each in dict.fromkeys([*one, *turned]) if each != key and not checks_out(each))


def checks_out(key: str) -> bool:
    """The Luhn sum of the digits (ISO/IEC 7812-1, annex B) is right."""
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(key)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
