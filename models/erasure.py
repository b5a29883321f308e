"""Erasure (*gallring*): a decision to erase documents everywhere, how far it has come, and what is left to tell of it.

What is left is a tombstone (*gallringsbevis*): that something was erased, when, and by which rule or provision. It says
nothing of what it was: no name, no title, and no hash that somebody who has the file could hold against it. ``mark`` is
the document's id under the installation's key, since the id itself follows from the bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LONGEST_RULE: Final = 64
LONGEST_REASON: Final = 1_000
"""Characters: a case number and why, not the paper itself."""


class GroundKind(StrEnum):
    """By what something is erased (*grund*)."""

    RULE = "rule"  # a rule of retention whose time is out
    PERSON = "person"  # a person's request (article 17 of the GDPR), or a court's or authority's decision on one


@dataclass(frozen=True, slots=True)
class Ground:
    """``provision``: what it stands on, as the officer writes it ("RA-FS 2021:6", "art. 17.1 d"). ``rule`` is the id of
    a rule, ``reason`` the words of who decided on a request: sealed, and in no tombstone."""

    kind: GroundKind
    provision: str
    rule: str = ""
    reason: str = ""


class OrderState(StrEnum):
    """How far an order (*gallringsbeslut*) has come."""

    ORDERED = "ordered"  # nothing is done yet
    GOING = "going"
    DONE = "done"  # every document is erased
    PARTLY = "partly"  # ended, and something hindered some of it: the items say what


class ItemState(StrEnum):
    """How far one document of an order has come."""

    WAITING = "waiting"  # whole: it is read and found as before
    TAKEN = "taken"  # out of reading and of the register; what else is kept of it is being cleared
    ERASED = "erased"
    HINDERED = "hindered"  # whole; ``hindrance`` says why


class Hindrance(StrEnum):
    """Why a document was not erased."""

    HELD = "held"  # a legal hold, on it or on what must go with it
    CONTAINED = "contained"  # it lies in a document that stays, whose file has its bytes
    WATCHED = "watched"  # its file lies in a folder that is watched, and would come back from there
    TRIED = "tried"  # an open request has it, and its answer or its copy has not gone out
    NOT_DUE = "not_due"  # by the rules as they are now it is to be kept: another came, or the order's own has ended
    GONE = "gone"  # it was not there any more


@dataclass(frozen=True, slots=True)
class ErasureItem:
    """One document of an order. ``document`` is its id until it is erased, then empty; ``mark`` stays."""

    mark: str
    document: str
    state: ItemState
    hindrance: Hindrance | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ErasureOrder:
    """``counts`` are how many documents stand how, ``hindered`` how many were hindered by what."""

    id: str
    owner: str
    ground: Ground
    case: str
    by: str
    at: datetime
    state: OrderState
    finished: datetime | None
    counts: Mapping[ItemState, int]
    hindered: Mapping[Hindrance, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """What an order would come to: ``documents`` with what lies in them and was cut from them, and of these what is
    ``held``, what is ``contained`` in something that stays, what is ``watched`` where it lies still, and what is being
    ``tried`` for release."""

    documents: tuple[str, ...]
    held: frozenset[str]
    contained: frozenset[str]
    watched: frozenset[str]
    tried: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """``returned``: when the same file was handed in again, or None."""

    mark: str
    owner: str
    order: str
    kind: GroundKind
    provision: str
    rule: str
    at: datetime
    returned: datetime | None = None
