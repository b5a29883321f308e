"""Queries as the tests of the query language look at them: the shape of a tree, and what it finds in a text."""

from __future__ import annotations

from search.analysis import analyse
from search.index import IndexedPage, IndexUnit
from search.parsing import parse
from search.query import (
    WORD_FIELDS,
    And,
    Dated,
    Fuzzy,
    HasValue,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)
from tests.search.brute_force import matches


def unit(*pages: str) -> IndexUnit:
    def tokens(text: str) -> dict[TokenField, tuple[str, ...]]:
        return {field: tuple(key for token in analyse(text) for key in getattr(token, field)) for field in WORD_FIELDS}

    return IndexUnit("d", "o", None, {}, tuple(IndexedPage(at, tokens(text)) for at, text in enumerate(pages, 1)))


def finds(query: str, *pages: str, tolerant: bool = False) -> bool:
    return matches(parse(query, tolerant=tolerant).tree, unit(*pages))


def shape(node: Node) -> object:  # noqa: C901 - one line for each sort of node
    match node:
        case And(nodes):
            return ("and", *map(shape, nodes))
        case Or(nodes):
            return ("or", *map(shape, nodes))
        case Not(inner):
            return ("not", shape(inner))
        case Term(word, _):
            return word
        case Phrase(text, _, _):
            return f'"{text}"'
        case Prefix(prefix, _):
            return f"{prefix}*"
        case Fuzzy(word, distance, _, _):
            return f"{word}~{distance}"
        case Near(first, second, distance):
            return (first.word, distance, second.word)
        case HasValue(type, ids, _):
            return (type, *ids)
        case Dated(since, until):
            return f"{since}..{until}"
    return "everything"
