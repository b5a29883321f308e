"""Requests between owners (*begäran om uppgifter*) and what is handed out on them (*utlämnande*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.trial import NamedDocument

LONGEST_WORDS: Final = 2_000
"""Characters of what is asked for: a page of the officer's screen."""
LONGEST_REASON: Final = 1_000
LONGEST_CASE: Final = 200


class RequestState(StrEnum):
    """How far a request has come."""

    WAITING = "waiting"  # the owner has not decided
    GRANTED = "granted"  # documents may be handed out on it
    REFUSED = "refused"
    CLOSED = "closed"  # granted, and nothing more is handed out


DECISIONS: Final = {
    RequestState.WAITING: (RequestState.GRANTED, RequestState.REFUSED),
    RequestState.GRANTED: (RequestState.CLOSED,),
}
"""What the owner's officer may say of a request, by how far it has come."""
OPEN: Final = (RequestState.WAITING, RequestState.GRANTED)
"""While documents may be tried on it."""


@dataclass(frozen=True, slots=True)
class DisclosureRequest:
    """What ``reader`` asks of ``owner``: by whom, for which purpose and case, by which basis, in ``words``; and what
    the owner's officer said of it, and why. The reader knows what the owner has from nothing but this."""

    id: str
    reader: str
    owner: str
    purpose: str
    basis: str
    case: str
    words: str
    by: str
    at: datetime
    state: RequestState = RequestState.WAITING
    reason: str = ""
    decided_by: str = ""
    decided: datetime | None = None
    named: tuple[NamedDocument, ...] = ()  # those that are asked for one by one, as far as the asker knows them

    @property
    def source(self) -> str:
        """The reader's source that copies of what is handed out come to."""
        return f"Utlämnat från {self.owner} till {self.reader}"


@dataclass(frozen=True, slots=True)
class Release:
    """One document handed out: ``document`` is the owner's, ``copy`` the reader's. ``marked`` are the provisions by
    which it was marked when it was handed out. ``done`` is when the copy was there, None until then. ``masked`` are
    the provisions of what is masked in the copy, None where it went whole; ``copy`` and ``sha256`` of a masked one are
    empty until it is made. ``trial`` is by which it was decided."""

    id: str
    request: str
    document: str
    copy: str
    sha256: str
    name: str
    marked: tuple[str, ...]
    by: str
    at: datetime
    done: datetime | None = None
    trial: str = ""
    masked: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a copy comes from, as its page says."""

    release: Release
    request: DisclosureRequest


class Direction(StrEnum):
    """Which way something went, as its register tells it."""

    GIVEN = "given"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register of releases (*registerpost*). ``document`` is the side's own: the owner's, or the reader's
    copy; empty where there is none. ``outcome`` is a :class:`models.trial.Verdict`; ``provisions`` those of what is
    masked, or of the refusal; ``by`` who decided, where that is the side's own."""

    direction: Direction
    at: datetime
    owner: str
    reader: str
    purpose: str
    basis: str
    case: str
    request: str
    document: str
    outcome: str
    provisions: tuple[str, ...]
    by: str

    @property
    def other(self) -> str:
        """The other side."""
        return self.reader if self.direction is Direction.GIVEN else self.owner
