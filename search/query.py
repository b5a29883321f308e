"""The neutral query tree: what was asked, analysed once, before any back end compiles it.

A leaf carries the keys to look up, so that a back end never analyses text of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TokenField(StrEnum):
    """The token fields of the index. EXACT, LEMMA and SKELETON have one token for each word, in order (so phrases can
    be looked up in them); STEM and PARTS may have none or several for a word."""

    EXACT = "exact"
    LEMMA = "lemma"
    STEM = "stem"
    PARTS = "parts"
    SKELETON = "skeleton"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way for a word to be found: ``keys`` stand side by side, in this order, in ``field`` of one page.

    Mostly one key. Several are the parts of a compound in PARTS: side by side, because "brandskydd" is not found by
    "brandman" and "arbetarskydd" on the same page. ``tests/search/brute_force.py`` is the plain reading of it.
    """

    field: TokenField
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word as typed; it is in a document where any alternative holds."""

    word: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side: ``keys`` are consecutive tokens of ``field`` (EXACT, or SKELETON in a tolerant search) on
    one page, or in the document's name."""

    text: str
    keys: tuple[str, ...]
    field: TokenField = TokenField.EXACT


@dataclass(frozen=True, slots=True)
class Prefix:
    """``ord*``: any EXACT token that begins so."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Node = Term | Phrase | Prefix | Everything | And | Or | Not
