"""What the ledger (*loggen*) keeps of each reading: who, what, when and why (SFS 2018:1202, 3 kap. 4 §)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Action(StrEnum):
    LOGIN = "login"
    LOGIN_REFUSED = "login_refused"
    LOGOUT = "logout"
    PURPOSE = "purpose"
    SEARCH = "search"
    READ_DOCUMENT = "read_document"
    READ_PAGE_IMAGE = "read_page_image"
    READ_ENTITY = "read_entity"
    DOWNLOAD = "download"
    EXPORT = "export"
    UNMASK = "unmask"
    UPLOAD = "upload"
    READ_AGAIN = "read_again"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    SPLIT = "split"
    JUDGE = "judge"
    REFUSED = "refused"
    ADMINISTRATION = "administration"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``target`` is an opaque id (document, entity, page state); ``details`` holds no document text."""

    action: Action
    actor: str
    purpose: str
    case: str
    target: str = ""
    owners: tuple[str, ...] = ()
    details: Mapping[str, str | int] | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An event as it stands in the chain: ``hash`` covers ``previous`` and everything else."""

    sequence: int
    time: datetime
    event: Event
    previous: str
    hash: str
