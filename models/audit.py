"""What the ledger (*loggen*) keeps of each reading: who, what, when and why (SFS 2018:1202, 3 kap. 4 §)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Action(StrEnum):
    LOGIN = "login"
    LOGIN_REFUSED = "login_refused"
    LOCKED_OUT = "locked_out"
    SECOND_FACTOR = "second_factor"
    SESSION_ENDED = "session_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (a name)
    LOGOUT = "logout"
    PURPOSE = "purpose"
    SEARCH = "search"
    READ_DOCUMENT = "read_document"
    READ_PAGE_IMAGE = "read_page_image"
    READ_ENTITY = "read_entity"
    READ_DOSSIER = "read_dossier"
    DOWNLOAD = "download"
    EXPORT = "export"
    UNMASK = "unmask"
    UPLOAD = "upload"
    READ_AGAIN = "read_again"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    ERASE = "erase"
    SPLIT = "split"
    JUDGE = "judge"
    NOTE = "note"
    DOSSIER = "dossier"
    MARK = "mark"
    RETENTION = "retention"
    HOLD = "hold"
    REQUEST = "request"
    RELEASE = "release"
    REDACT = "redact"
    EXTRACT = "extract"
    REFUSED = "refused"
    ADMINISTRATION = "administration"
    REVIEW = "review"


READINGS: Final = frozenset(
    {
        Action.SEARCH,
        Action.READ_DOCUMENT,
        Action.READ_PAGE_IMAGE,
        Action.READ_ENTITY,
        Action.READ_DOSSIER,
        Action.DOWNLOAD,
        Action.EXPORT,
        Action.UNMASK,
        Action.EXTRACT,
    }
)
"""By which somebody sees case data."""

PLAIN: Final = frozenset(
    {
        "act",
        "command",
        "counted",
        "decision",
        "export",
        "finding",
        "force_ocr",
        "format",
        "group",
        "hold",
        "judgement",
        "kind",
        "list",
        "order",
        "period",
        "provision",
        "query",
        "release",
        "request",
        "rule",
        "scope",
        "source",
        "sources",
        "until",
        "user",
    }
)
"""Details that are codes, ids and names of the installation's own. The text of every other is sealed."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``target`` is an opaque id (document, entity, page state); ``details`` holds no document text.

    ``words`` are those that somebody searched for; ``purpose``, ``words`` and the text of details that are not
    :data:`PLAIN` are kept sealed. ``about`` is what an event without a target is about (:mod:`models.sought`): kept as
    keyed hashes, by which it is found.
    """

    action: Action
    actor: str
    purpose: str
    case: str
    target: str = ""
    owners: tuple[str, ...] = ()
    details: Mapping[str, str | int] | None = None
    words: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it stands in the chain: ``hash`` covers ``previous`` and everything else.

    ``erased``: the key of its free text is destroyed, and what was sealed is gone. ``why`` tells one purpose and case
    from another, without saying them.
    """

    sequence: int
    time: datetime
    event: Event
    previous: str
    hash: str
    erased: bool = False
    why: str = ""
