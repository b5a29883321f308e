"""A case folder (*ärendemapp*): what somebody collected for a matter, in an order of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from models.note import Audience
from models.quotation import Quotation

LONGEST_TITLE: Final = 200
LONGEST_REFERENCE: Final = 100
LONGEST_WORDS: Final = 10_000
"""Characters of the folder's own notes, and of what is said of an item."""


class ItemKind(StrEnum):
    DOCUMENT = "document"
    PAGE = "page"
    FRAGMENT = "fragment"  # words on a page
    ENTITY = "entity"
    NETWORK = "network"  # ties around some entities, worked out anew for each reader


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a dossier (*avsnitt*) with a heading; what is in none stands first."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """``by`` made it, and alone closes, shares and removes it; ``owner`` is at whom it is kept.

    ``writes``: those whom it is shared with may add and move, not only read. ``mine``: the viewer made it;
    ``writable``: the viewer may change what is in it now (it is not closed).
    """

    id: str
    owner: str
    by: str
    at: datetime
    title: str
    reference: str = ""
    words: str = ""
    sections: tuple[Section, ...] = ()
    audience: Audience = Audience.OWN
    group: str = ""
    writes: bool = False
    closed: datetime | None = None
    removed: datetime | None = None
    mine: bool = False
    writable: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """What an item points to, before anybody is asked whether it may be read.

    ``entities`` are an entity's id, or those of a network's middle; ``state`` is how the network was looked at.
    """

    kind: ItemKind
    document: str = ""
    page: int = 0
    quotation: Quotation | None = None
    entities: tuple[str, ...] = ()
    state: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class DossierItem:
    """One thing in a dossier, who put it there and why (``words``; not ``told`` where it is of more than is read)."""

    id: str
    thing: Thing
    section: str
    by: str
    at: datetime
    words: str = ""
    removed: datetime | None = None
    told: bool = True
