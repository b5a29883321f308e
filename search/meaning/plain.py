"""What of a query has a meaning to look for, and what of it must hold all the same.

Plain words have a meaning together. A number, a phrase, a field, a beginning and whatever is ruled out have none of
their own: a document that is found by meaning has to satisfy them as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import Final

from search.query import And, Everything, Node, Or, Term, TokenField, Why

_OPERATORS: Final = re.compile(r"[\"”“()*~:]|(?:^|\s)-|\b(?:AND|OCH|OR|ELLER|NOT|INTE|NEAR|NÄRA)\b")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is what to find the like of, ``words`` finds a document with any of it, ``required`` must hold."""

    text: str
    words: Node
    required: Node = Everything()


def plain(tree: Node, typed: str) -> Plain | None:
    """What of a parsed query is plain words; None where nothing is. ``typed`` is the query as it was written."""
    parts = tree.nodes if isinstance(tree, And) else (tree,)
    words = [(part, found) for part in parts if (found := _words(part)) is not None]
    if not words:
        return None
    told = list(dict.fromkeys(chain.from_iterable(found for _, found in words)))
    required = tuple(part for part in parts if _words(part) is None)
    # As it was written a question says more than its words in a row: small words, their order, a question mark.
    as_written = not required and not _OPERATORS.search(typed)
    return Plain(
        typed.strip() if as_written else " ".join(told),
        Or(tuple(part for part, _ in words)),
        And(required) if required else Everything(),
    )


def _words(node: Node) -> list[str] | None:
    """The words of a node that is nothing else; None of any other."""
    match node:
        case Term(word, alternatives):
            typed = [way for way in alternatives if way.why is Why.TYPED]
            named = any(way.field is TokenField.NAMED for way in typed)
            return None if named or any(character.isdigit() for character in word) else word.split()
        case And(nodes) | Or(nodes) if nodes:
            each = [_words(child) for child in nodes]
            return None if None in each else [word for some in each if some is not None for word in some]
    return None
