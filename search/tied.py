"""Ties as they are told to somebody: between which two, how often and where, and what the documents say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.document import Document
from models.mention import Entity
from models.tie import Near, Relation


@dataclass(frozen=True, slots=True)
class Place:
    """Where two are named together: ``start`` and ``end`` are those of the sentence, or of the first of the two.

    ``text`` is the sentence, masked unless asked otherwise; empty where they share only a page or the document.
    """

    near: Near
    document: str
    page: int
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation with its source span: ``source`` owns, drives … ``target`` (ids of entities).

    ``text`` are the words, ``sentence`` the sentence around them. ``reported``: the document says that somebody else
    says so.
    """

    relation: Relation
    source: str
    target: str
    document: str
    page: int
    start: int
    end: int
    text: str
    sentence: str
    reported: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities (ids, the lesser first): in how many sentences, pages and documents they are named together.

    A page counts where both are named on it, in one sentence or not. ``places`` are the first of them, the nearest
    first; ``links`` all that is said.
    """

    left: str
    right: str
    sentences: int
    pages: int
    documents: int
    places: tuple[Place, ...]
    links: tuple[Link, ...]

    def other(self, id: str) -> str:
        """The one that is not ``id``."""
        return self.right if self.left == id else self.left


@dataclass(frozen=True, slots=True)
class Ties:
    """An answer: the ties, strongest first, the entities and documents that they name as they may be shown.

    ``total`` is how many ties there are, of which ``ties`` may be the first. ``unread``: how many documents, the
    oldest, were not gone through.
    """

    ties: tuple[Tie, ...]
    total: int
    entities: Mapping[str, Entity]
    documents: Mapping[str, Document]
    unread: int = 0
