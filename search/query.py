"""The neutral query tree: what was asked, analysed once, before any back end compiles it.

A leaf carries the keys to look up, so that a back end never analyses text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class TokenField(StrEnum):
    """The token fields of the index. EXACT, LEMMA and SKELETON have one token for each word, in order (so phrases can
    be looked up in them); STEM and PARTS may have none or several for a word. NAMED has the words of each mention,
    with its label before them ("person:britt"), and a token between mentions (``search/named.py``). SOUND has a key of
    the words that are written with a capital, the same for all spellings of a name (``search/sound.py``)."""

    EXACT = "exact"
    LEMMA = "lemma"
    STEM = "stem"
    PARTS = "parts"
    SKELETON = "skeleton"
    SOUND = "sound"
    NAMED = "named"


WORD_FIELDS: Final = (
    TokenField.EXACT,
    TokenField.LEMMA,
    TokenField.STEM,
    TokenField.PARTS,
    TokenField.SKELETON,
    TokenField.SOUND,
)
"""What the words of a page make; NAMED is made of its mentions."""

ALIGNED: Final = (TokenField.EXACT, TokenField.LEMMA, TokenField.SKELETON)
"""The fields in which a word has the same place, so that the distance between two words is the same in each."""

NAME: Final = "name"
"""Beside the token fields either back end has one more, called so: the EXACT tokens of the file's name and title."""

MOST_APART: Final = 99
"""Words between the two of a :class:`Near`: in OpenSearch 100 places lie between two pages."""


class Why(StrEnum):
    """Why something is looked for: it was typed, it means the same (``search/synonyms.py``), or it may be a misreading
    (``search/variants.py``). No back end heeds it; the marks tell it."""

    TYPED = "typed"
    SYNONYM = "synonym"
    MISREAD = "misread"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way for a word to be found: ``keys`` stand side by side, in this order, in ``field`` of one page.

    Mostly one key. Several are the parts of a compound in PARTS: side by side, because "brandskydd" is not found by
    "brandman" and "arbetarskydd" on the same page. ``tests/search/brute_force.py`` is the plain reading of it.
    """

    field: TokenField
    keys: tuple[str, ...]
    why: Why = Why.TYPED


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
    """``ord*``: any token of ``field`` (EXACT or NAMED) that begins so."""

    prefix: str
    field: TokenField = TokenField.EXACT


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """``namn~``: any token of ``field`` (EXACT or NAMED) within ``distance`` edits of ``word`` (1 or 2), the first
    ``kept`` characters as they stand.

    An edit is a character put in, left out or changed for another, or two neighbours in the other order (the optimal
    string alignment distance, in code points). ``search/alike.py`` is the plain reading of it. The word has at least
    ``distance`` + 2 characters: of shorter ones the engines disagree. ``why`` is MISREAD for what a
    tolerant search adds to a word.
    """

    word: str
    distance: int = 1
    field: TokenField = TokenField.EXACT
    kept: int = 0
    why: Why = Why.TYPED


@dataclass(frozen=True, slots=True)
class Near:
    """Both on one page (or both in the name), in either order, with at most ``distance`` words between the end of the
    one and the beginning of the other; what overlaps is near. Only alternatives in the fields of ALIGNED count."""

    first: Term
    second: Term
    distance: int


@dataclass(frozen=True, slots=True)
class HasValue:
    """The document has any of these facet values: ``ids`` of the facet type ``type``. ``text`` is what was typed."""

    type: str
    ids: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """The document's own date is known and lies within these days, both inclusive; None is no bound."""

    since: date | None = None
    until: date | None = None


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
class AtLeast:
    """``least`` of the nodes or more hold: the words of a document that others may share (``search/more_like.py``), or
    most of the words of a query (``search/most_words.py``). A node that is given twice counts as two."""

    nodes: tuple[Node, ...]
    least: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The document is one of these, by id."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


Leaf = Term | Phrase | Prefix | Fuzzy | Near
"""What stands on pages."""

Node = Leaf | HasValue | Dated | Everything | And | Or | Not | AtLeast | OneOf


def page_leaves(node: Node) -> Iterator[Leaf]:
    """What the tree looks for on pages, in order; what stands under a Not is left out."""
    match node:
        case And(nodes) | Or(nodes) | AtLeast(nodes):
            for each in nodes:
                yield from page_leaves(each)
        case Term() | Phrase() | Prefix() | Fuzzy() | Near():
            yield node
