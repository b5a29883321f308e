"""The test of a legal basis (*prövning av grunden*): what is asked of each document before it goes out, and the secrecy
that the basis does not break. The project's own table, ``basis_checks.txt``: each line is for a lawyer to verify.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

_EVERY: Final = "*"
_OSL: Final = frozenset({"OSL", "2009:400"})
_UNSURE: Final = "?"
_SECTION: Final = re.compile(r"(\d+)([a-zåäö]*)")


class Asks(StrEnum):
    """What a line of the table is."""

    CONDITION = "condition"  # answered yes or no; nothing goes out on a "no"
    WORDS = "words"  # answered in words
    EXCLUDED = "excluded"  # what is marked so does not go out on the basis
    LIMITED = "limited"  # what is marked so goes out if this too is answered with yes


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the table. ``name`` tells a question from the others of its basis; ``provisions`` are those of an
    exclusion or a limit, as the table writes them. ``sure``: no "?" stands at its source."""

    asks: Asks
    name: str
    text: str
    source: str
    sure: bool
    provisions: tuple[str, ...] = ()

    def meets(self, provision: str) -> bool:
        """Whether a marking's provision (``OSL 26:1``) is one of the line's."""
        law, _, place = provision.partition(" ")
        return law in _OSL and any(_within(place, each) for each in self.provisions)


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is tried of one document on one basis: the ``questions`` in order, those of limits that its markings meet
    among them, and what its markings shut: each with the provision that meets it."""

    questions: tuple[Check, ...]
    shut: tuple[tuple[str, Check], ...] = ()


def checklist(basis: str, provisions: Iterable[str]) -> Checklist:
    """The test of the basis for a document whose markings name these provisions."""
    lines, marked = checks(basis), sorted(set(provisions))
    asked = [each for each in lines if each.asks in (Asks.CONDITION, Asks.WORDS)]
    limits = [each for each in lines if each.asks is Asks.LIMITED and any(map(each.meets, marked))]
    closed = [each for each in lines if each.asks is Asks.EXCLUDED]
    shut = tuple((one, each) for each in closed for one in marked if each.meets(one))
    return Checklist((*asked, *limits), shut)


def checks(basis: str) -> tuple[Check, ...]:
    """All lines of the basis, those of every basis last."""
    table = _table()
    return (*table.get(basis, ()), *table.get(_EVERY, ()))


@cache
def _table() -> dict[str, tuple[Check, ...]]:
    found: dict[str, list[Check]] = {}
    written = (Path(__file__).parent / "basis_checks.txt").read_text(encoding="utf-8").splitlines()
    for line in written:
        if line.strip() and not line.startswith("#"):
            basis, what, named, text, source = (field.strip() for field in line.split("|"))
            lines = found.setdefault(basis, [])
            lines.append(_check(Asks(what), named, text, source, len(lines)))
    return {basis: tuple(lines) for basis, lines in found.items()}


def _check(asks: Asks, named: str, text: str, source: str, at: int) -> Check:
    said, sure = source.removesuffix(_UNSURE).rstrip(), not source.endswith(_UNSURE)
    if asks in (Asks.CONDITION, Asks.WORDS):
        return Check(asks, named, text, said, sure)
    return Check(asks, f"{asks.value}_{at}", text, said, sure, tuple(named.split()))


def _within(place: str, written: str) -> bool:
    """Whether a chapter and section (``26:1a``) is the one written, or between those written (``26:1-6``)."""
    chapter, _, section = place.partition(":")
    of, _, sections = written.partition(":")
    first, _, last = sections.partition("-")
    return chapter == of and _order(first) <= _order(section) <= _order(last or first)


def _order(section: str) -> tuple[int, str]:
    found = _SECTION.fullmatch(section)
    return (int(found[1]), found[2]) if found else (0, "")
