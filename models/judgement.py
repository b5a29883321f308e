"""A judgement (*bedömning*): what a person said of a mention or an entity, who, when and why. None is ever erased.

Undoing one is a judgement too, so that it can be undone in turn. What holds is what the standing judgements say, in
the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from models.mention import Label, Mention


class Act(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"  # this span names what was found there
    REJECT = "reject"  # this span names nothing
    RELABEL = "relabel"  # it names something of another label
    BOUNDARY = "boundary"  # the name begins or ends elsewhere
    MARK = "mark"  # here stands a name that was not found
    MERGE = "merge"  # these two are one
    SPLIT = "split"  # these references are somebody else
    ALIAS = "alias"  # it is also called so
    REJECT_ALL = "reject_all"  # no mention of this entity names anything
    DISMISS = "dismiss"  # these two, suggested as one, are not known to be
    UNDO = "undo"  # an earlier judgement no longer holds


OF_MENTIONS = frozenset({Act.ACCEPT, Act.REJECT, Act.RELABEL, Act.BOUNDARY, Act.MARK})
"""Those about a span of a page; the others are about entities, or about a judgement."""

METHOD: Final = "judged:"
"""What the method of a mention begins with that a person gave: ``judged:mark``."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged span stood (*förankring*): ``text`` was the page's text from ``start`` to ``end``."""

    document: str
    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. ``stands``: it holds, since nobody has undone it.

    ``anchor`` is there for those of :data:`OF_MENTIONS`, and undos of them; ``entity`` is what it is about as it was
    known then, ``other`` the second one of a merge or a dismissal, or what came of a split or of another span or label.

    ``about`` is the judgement that an undo ends, or of a rejection the one of all mentions that it is a part of.
    ``said`` holds the rest by name: of a span ``label``, ``value`` and, where it is another than the judged one,
    ``start``, ``end``, ``text``; of an entity ``alias``, or ``references`` (ids of those that a split sets apart), and
    once it was undone ``ties``, by which it is done again.
    """

    id: str
    owner: str
    act: Act
    by: str
    at: datetime
    why: str
    stands: bool = True
    anchor: Anchor | None = None
    entity: str = ""
    other: str = ""
    about: str = ""
    said: Mapping[str, str | int | Sequence[Any]] = field(default_factory=lambda: MappingProxyType({}))
    undone_by: str = ""
    """Who undid it last, where it does not stand."""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a document names once the standing judgements are applied; ``lost`` are those whose words are gone."""

    mentions: tuple[Mention, ...]
    lost: tuple[str, ...] = ()


def said_span(judgement: Judgement) -> Anchor | None:
    """The span that is right, as the judgement says: its own or, of a boundary, another; none where it rejects."""
    anchor = judgement.anchor
    if anchor is None or judgement.act is Act.REJECT:
        return None
    if judgement.act is not Act.BOUNDARY:
        return anchor
    said = judgement.said
    return Anchor(anchor.document, anchor.page, int(str(said["start"])), int(str(said["end"])), str(said["text"]))


def said_label(judgement: Judgement) -> Label:
    """The label that it gives, or gave where the mention was rejected."""
    return Label(str(judgement.said["label"]))
