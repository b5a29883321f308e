"""Sharing between owners (*delning*): who may have what of another's, for which purpose, by which law, and how.

Nothing is shared that no :class:`Agreement` says. The legal bases are the project's own table, ``legal_bases.txt``;
what a site agreed stands in its settings and is checked by :mod:`models.sharing_settings` before anything starts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from models.access import Purpose, Viewer

_ANY: Final = "any"
_SAME: Final = "same"


class Kind(StrEnum):
    """What an owner is, as far as the law asks."""

    POLICE = "police"  # Polismyndigheten
    LAW_ENFORCEMENT = "law_enforcement"  # another authority that fights crime
    AGENCY = "agency"  # another authority of the state
    BOARD = "board"  # nämnd: of a municipality or a region


class Mode(StrEnum):
    """How the reader has what is the owner's."""

    NONE = "none"  # not at all: the same as no agreement
    REQUEST = "request"  # the reader asks, the owner decides each time; a copy is released and recorded
    DIRECT = "direct"  # the reader's staff search and read it, for that purpose


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner of archives as an agreement needs it. ``authority`` is of which authority it is an archive."""

    name: str
    kind: Kind
    authority: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """One square of the matrix (*överenskommelse*): what ``reader`` may have of ``owner``'s for ``purpose``.

    ``basis`` is the name of a :class:`LegalBasis`.
    """

    owner: str
    reader: str
    purpose: str
    basis: str
    mode: Mode

    @property
    def id(self) -> str:
        """Tells the square from others, in forms and commands."""
        said = "\x00".join((self.owner, self.reader, same_purpose(self.purpose), self.basis))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A provision by which something may go between owners. ``between``: pairs of kinds, owner first."""

    name: str
    direct: bool
    between: frozenset[tuple[str, str]]
    says: str
    source: str

    def covers(self, owner: Owner, reader: Owner) -> bool:
        """Whether the provision is one between such owners."""
        same = owner.authority == reader.authority
        return any(_is(mine, owner, same) and _is(theirs, reader, same) for mine, theirs in self.between)


def lent(viewer: Viewer, purpose: Purpose | None, agreements: Iterable[Agreement]) -> frozenset[str]:
    """The owners that agreements lend to the viewer for this very purpose: to read, and nothing else.

    Only direct ones, only to somebody who reads cases for an owner that is the reader (one that is itself lent lends
    nothing on), and never an owner that is the viewer's already.
    """
    if purpose is None:
        return frozenset()
    own, why = viewer.own, same_purpose(purpose.text)
    standing = (each for each in agreements if each.mode is Mode.DIRECT and each.reader in own)
    return frozenset(each.owner for each in standing if same_purpose(each.purpose) == why) - own


def lend(viewer: Viewer, purpose: Purpose | None, agreements: Iterable[Agreement]) -> Viewer:
    """The viewer for a request with this purpose: with what is lent, and with nothing that was lent before."""
    more = lent(viewer, purpose, agreements)
    return replace(viewer, owners=viewer.own | more, shared=more) if more or viewer.shared else viewer


def askable(viewer: Viewer, agreements: Iterable[Agreement]) -> list[Agreement]:
    """The squares by which the viewer may ask for copies: what is lent directly may be asked for too."""
    own = viewer.own
    return [each for each in agreements if each.mode is not Mode.NONE and each.reader in own and each.owner not in own]


def same_purpose(text: str) -> str:
    """A purpose as it is compared: spaces and capitals tell nothing apart."""
    return " ".join(text.split()).casefold()


@cache
def legal_bases() -> dict[str, LegalBasis]:
    """The table, by name."""
    lines = (Path(__file__).parent / "legal_bases.txt").read_text(encoding="utf-8").splitlines()
    rows = [[field.strip() for field in line.split("|")] for line in lines if line.strip() and line[0] != "#"]
    return {
        name: LegalBasis(name, carries == Mode.DIRECT, _pairs(pairs), says, source)
        for name, carries, pairs, says, source in rows
    }


def _pairs(written: str) -> frozenset[tuple[str, str]]:
    halves = (pair.partition(">") for pair in written.split())
    return frozenset((mine, theirs) for mine, _, theirs in halves)


def _is(written: str, owner: Owner, same: bool) -> bool:
    return written == _ANY or (written == _SAME and same) or written == owner.kind.value
