"""Ties (*samband*): what a document says of two together, and where two are named near each other.

Nothing here is kept: ties follow from mentions, fields and texts, and are told when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final, NamedTuple, Protocol

from models.document import Field
from models.mention import Label, Mention

UNTIED: Final = frozenset({Label.DATE, Label.TIME, Label.AMOUNT, Label.LAW})
"""Labels of what is no party to a tie: quantities, and the law, which every paper names."""


class Relation(StrEnum):
    """What one is to another, by words of the document. docs/ties.md has each in Swedish."""

    OWNS = "owns"
    BOARD_MEMBER_OF = "board_member_of"
    REPRESENTS = "represents"
    WORKS_FOR = "works_for"
    OPERATES = "operates"
    DRIVES = "drives"
    RENTS = "rents"
    LODGES = "lodges"
    LIVES_AT = "lives_at"
    REGISTERED_AT = "registered_at"
    SEEN_AT = "seen_at"
    CONCERNS = "concerns"
    LENDS_TO = "lends_to"
    PAYS = "pays"
    SUPPLIES = "supplies"
    SOLD_TO = "sold_to"
    RELATED_TO = "related_to"
    KNOWS = "knows"


MUTUAL: Final = frozenset({Relation.RELATED_TO, Relation.KNOWS})
"""Relations that hold in both directions."""


class Near(IntEnum):
    """How near each other two are named; what is nearer is more."""

    DOCUMENT = 1
    PAGE = 2
    SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A relation that words of a page say: ``source`` owns, drives … ``target``.

    ``page``, ``start`` and ``end`` are the words; ``sentence`` is where the sentence around them begins and ends. One
    of the two may stand elsewhere in the document, where the words say "bolaget" or a label stands for it.
    ``reported``: the document says that somebody else says so.
    """

    relation: Relation
    source: Mention
    target: Mention
    page: int
    start: int
    end: int
    sentence: tuple[int, int]
    reported: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Two mentions of different entities (ids), ``page`` and span: their sentence, the page, or nothing of a page.

    Where they share only the document ``page`` is the first's, and the span is that mention.
    """

    near: Near
    left: str
    right: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A document as ties are looked for in it: ``pages`` are (number, text), ``mentions`` carry their entity's id."""

    pages: Sequence[tuple[int, str]]
    kind: str
    mentions: Sequence[tuple[Mention, str]]
    fields: Sequence[Field]


class Found(NamedTuple):
    """What was read in a document: where its ``sentences`` begin and end, by page number, in order; and the
    ``relations`` that it tells of two, in order of place."""

    sentences: Mapping[int, Sequence[tuple[int, int]]]
    relations: Sequence[Said]


class Finder(Protocol):
    """Reads ties in a document; ``nlp/ties`` has the one that is used. ``search/tie_reading.py`` calls it."""

    def found(self, named: Named) -> Found:
        """What the document says."""
