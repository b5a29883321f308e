"""A register extract (*registerutdrag*): what the archive of one owner holds about somebody who asks.

The right is that of the data protection regulation (EU) 2016/679, article 15, or of brottsdatalagen (2018:1177) 4 kap.;
docs/extract.md says what an extract holds and docs/law.md what of it nobody has looked up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

LONGEST: Final = 500
"""Characters of a line that somebody fills in: names, numbers, addresses."""
LONGEST_WORDS: Final = 2_000
"""Characters of what is said in sentences: the purpose of the processing, what somebody wants corrected."""

_WORDS: Final = r"[;\n]"
_NUMBERS: Final = r"[;,\n]"
_BETWEEN: Final = {"given": _WORDS, "surnames": _NUMBERS, "numbers": _NUMBERS, "others": _NUMBERS, "addresses": _WORDS,
                   "cases": _NUMBERS}  # fmt: skip
_AGAIN: Final = re.compile(r"(\[[a-zåäö-]+\])(?:[ ,.-]{0,2}\1)+")  # what is masked in a row is masked once


class ExtractLaw(StrEnum):
    """By which law the person is told."""

    REGULATION = "gdpr"  # dataskyddsförordningen
    CRIME_DATA = "crime"  # brottsdatalagen


class ExtractState(StrEnum):
    GATHERING = "gathering"  # a worker goes through the register
    OPEN = "open"  # the finds are gone through
    CLOSED = "closed"  # answered: nothing more is decided


class Sureness(StrEnum):
    """How sure it is that a find is about the person who asks."""

    CERTAIN = "certain"  # by personnummer, or a name that stands with it
    PROBABLE = "probable"  # by another number; by name in a document that has something more of theirs
    POSSIBLE = "possible"  # by name alone: somebody else may be called so

    @property
    def rank(self) -> int:
        """The higher the surer, from 0."""
        return _SURER.index(self)


_SURER: Final = (Sureness.POSSIBLE, Sureness.PROBABLE, Sureness.CERTAIN)


class Verdict(StrEnum):
    """What the officer says of a find."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"  # it is somebody else, or nobody
    WITHHELD = "withheld"  # by a provision


class FindKind(StrEnum):
    """Where a find stands."""

    TEXT = "text"
    TABLE = "table"
    PAYMENT = "payment"
    FILE_NAME = "file_name"
    TITLE = "title"
    HEADER = "header"  # what a file declares of itself: a mail's head
    NOTE = "note"
    TAG = "tag"
    DOSSIER = "dossier"
    ENTITY = "entity"
    SEARCH = "search"  # a saved or watched search
    WATCH_LIST = "watch_list"
    PROTECTED = "protected"  # on the list of protected identities
    REQUEST = "request"  # one owner's to another
    RELEASE = "release"  # a document with the person was handed out
    LEDGER = "ledger"  # somebody has looked


BY_HAND: Final = frozenset(
    {
        FindKind.SEARCH,
        FindKind.WATCH_LIST,
        FindKind.PROTECTED,
        FindKind.REQUEST,
        FindKind.RELEASE,
        FindKind.LEDGER,
    }
)
"""Finds that tell what an authority does about the person: who asks, searches, watches, looks or has been given
something may have to stay unknown (OSL 18 kap.), so each is decided by itself, and nothing is suggested."""


class RightsKind(StrEnum):
    """What else a person may ask, beside to know."""

    RECTIFY = "rectify"  # rättelse
    ERASE = "erase"  # radering
    RESTRICT = "restrict"  # begränsning


class RightsDecision(StrEnum):
    WAITING = "waiting"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, as the officer wrote it: each a line of what the person is or was called, or has. ``given`` and
    ``surnames`` are words of names, former ones too; ``others`` telephone, e-mail, account, vehicle."""

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()

    def kept(self) -> dict[str, list[str]]:
        """As JSON has it."""
        return {name: list(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Asked:
        return cls(**{name: tuple(said.get(name, ())) for name in cls.__slots__})

    @classmethod
    def read(cls, written: Mapping[str, str]) -> Asked:
        """What somebody filled in, by the names of the fields: several of one with ; or a line between them."""
        parts = {name: re.split(_BETWEEN[name], written.get(name, "")) for name in cls.__slots__}
        return cls.of({name: [each.strip()[:LONGEST] for each in some if each.strip()] for name, some in parts.items()})

    @property
    def name(self) -> str:
        """What the person is called now: the first of given names and of surnames."""
        return " ".join((*self.given[:1], *self.surnames[:1]))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence. ``find`` is the find whose person it names, shown only where that find is theirs who ask;
    ``instead`` is what is written in the place of somebody else's name or number."""

    text: str
    find: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """One place that may be about the person. ``document`` is empty of what is no document's. ``how`` is by which of
    what was asked for it was found, in codes; ``doubt`` a code of what speaks against it."""

    id: str
    document: str
    page: int
    start: int
    kind: FindKind
    sureness: Sureness
    pieces: tuple[Piece, ...]
    how: tuple[str, ...] = ()
    doubt: str = ""
    place: str = ""
    name: str = ""
    source: str = ""
    date: date | None = None
    verdict: Verdict = Verdict.OPEN
    provision: str = ""
    decided_by: str = ""
    decided: datetime | None = None

    @property
    def seen_as(self) -> str:
        """What tells this find, as it is decided now, from what another officer makes of it."""
        return f"{self.id} {self.verdict.value} {self.decided.isoformat() if self.decided else ''}".rstrip()

    def said(self, theirs: Collection[str]) -> str:
        """The sentence, with what names somebody else masked: all but what the finds in ``theirs`` and this one say."""
        shown = {*theirs, self.id}
        return _AGAIN.sub(r"\1", "".join(_said(piece, shown) for piece in self.pieces))

    @property
    def suggested(self) -> Verdict:
        """What an officer mostly says of such a find; a namesake is for a person to tell."""
        if self.kind in BY_HAND:
            return Verdict.OPEN
        if self.doubt:
            return Verdict.REJECTED
        return Verdict.OPEN if self.sureness is Sureness.POSSIBLE else Verdict.ACCEPTED


@dataclass(frozen=True, slots=True)
class Extract:
    """One person's question. ``reference`` is the authority's case number of it; ``processing`` why the owner has such
    data at all, as it is told in the extract. ``forgotten`` is when its content was erased: then only that it was."""

    id: str
    owner: str
    reference: str
    law: ExtractLaw
    asked: Asked
    processing: str
    by: str
    at: datetime
    state: ExtractState
    gathered: datetime | None = None
    closed: datetime | None = None
    forgotten: datetime | None = None


@dataclass(frozen=True, slots=True)
class RightsRequest:
    """A request to correct, erase or limit, and what was decided: a record of it; nothing is carried out by it."""

    id: str
    extract: str
    kind: RightsKind
    words: str
    at: datetime
    by: str
    decision: RightsDecision = RightsDecision.WAITING
    reason: str = ""
    decided_by: str = ""
    decided: datetime | None = None


def theirs(finds: Sequence[Find]) -> frozenset[str]:
    """The finds that are told as the person's own."""
    return frozenset(find.id for find in finds if find.verdict is Verdict.ACCEPTED)


def _said(piece: Piece, shown: set[str]) -> str:
    if piece.find:
        return piece.text if piece.find in shown else piece.instead
    return piece.instead or piece.text
