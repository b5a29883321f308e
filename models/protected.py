"""People with protected identity (*skyddade personuppgifter*): what such a list keeps, and the permission to see them.

Sekretessmarkering, skyddad folkbokföring and fingerade personuppgifter (offentlighets- och sekretesslagen 22 kap.;
1991:483). The list keeps keyed hashes of these normal forms and nothing else of the person;
:mod:`models.protected_finding` searches text for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.access import Viewer, is_cleared
from models.errors import ProtectedPersonError

PROTECTED: Final = "skyddade personuppgifter"
"""The group whose members see people with protected identity, as the owner's officer does."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_KEPT: Final = frozenset("åäö")
PARTICLES: Final = frozenset(
    (
        "af",
        "al",
        "av",
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "van",
        "von",
    )
)
"""Small words of surnames: they join its parts and tell nobody apart."""


class Form(StrEnum):
    """What a hash of the list is of."""

    GIVEN = "given"  # one given name (förnamn)
    SURNAME = "surname"  # one part of a surname (efternamn)
    TOGETHER = "together"  # both in one word, as in addresses of mail and names of files
    NUMBER = "number"  # personnummer or samordningsnummer in 12 digits


@dataclass(frozen=True, slots=True)
class ProtectedPerson:
    """A line of an owner's list. ``label`` is what its officer calls the person there, which tells of no name;
    ``swept`` is when all the owner's documents had been gone through, None while they are not."""

    id: str
    owner: str
    label: str
    reason: str
    by: str
    at: datetime
    swept: datetime | None = None
    lifted: datetime | None = None
    lifted_by: str = ""
    lifted_reason: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is, in plain: lives in memory while it is put on the list. Given names and surnames in any number, former
    ones too; ``numbers`` with 12 digits, or 10 (then of each century that it may be of)."""

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def sees_protected(viewer: Viewer, owner: str) -> bool:
    """Whether the viewer sees people with protected identity in what this owner holds."""
    return is_cleared(viewer, owner, PROTECTED)


def normal(word: str) -> str:
    """A word of a name as it is compared: small letters, without accents but for å, ä and ö."""
    composed = unicodedata.normalize("NFC", word).casefold()
    return "".join(each if each in _KEPT else _bare(each) for each in composed if each.isalpha())


def bare(word: str) -> str:
    """:func:`normal` as file names and addresses of mail write it: a for å and ä, o for ö."""
    return _bare(normal(word))


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if each.isalpha())


def forms(who: Identity) -> frozenset[tuple[Form, str]]:
    """The normal forms by which a person is found. Raises :class:`ProtectedPersonError` for one that cannot be found:
    neither a number nor both a given name and a surname, or a number that is none."""
    given, surnames = _words(who.given), [each for each in _words(who.surnames) if each not in PARTICLES]
    if bool(given) != bool(surnames) or not (given or who.numbers):
        raise ProtectedPersonError("Ange både förnamn och efternamn, eller ett personnummer")
    found = {(Form.NUMBER, number) for written in who.numbers for number in _twelve(written)}
    found |= {(form, each) for form, words in ((Form.GIVEN, given), (Form.SURNAME, surnames)) for each in words}
    pairs = [(first, last) for first in given for last in surnames]
    found |= {(Form.TOGETHER, one + other) for pair in pairs for one, other in (pair, pair[::-1])}
    return frozenset(found | {(form, _bare(each)) for form, each in found if form is not Form.NUMBER})


def _words(names: Iterable[str]) -> list[str]:
    composed = (unicodedata.normalize("NFC", name) for name in names)
    return [normal(word) for name in composed for word in _WORD.findall(name)]


def _twelve(written: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", written)
    if len(digits) == 12:
        yield digits
    elif len(digits) == 10:
        yield from with_centuries(digits)
    else:
        raise ProtectedPersonError("Personnumret har inte tolv siffror")


def with_centuries(digits: str) -> list[str]:
    """The personnummer of 12 digits that one written with 10 may be."""
    return [century + digits for century in ("18", "19", "20")]
