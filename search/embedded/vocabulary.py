"""The tokens of an owner's file that a fuzzy word may mean, each with how many documents hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import apsw

from search.alike import among
from search.embedded.encoding import PAGE_BREAK, decode, encode
from search.fitting import fit
from search.query import Alternative, And, AtLeast, Fuzzy, Node, Not, Or, Term, TokenField

_COLUMNS: Final = {TokenField.EXACT: ("exact", "name"), TokenField.NAMED: ("named",)}
_ADD: Final = """INSERT INTO vocabulary (field, token, documents) VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET documents = documents + 1"""
_TAKE: Final = "UPDATE vocabulary SET documents = documents - 1 WHERE field = ? AND token = ?"
_DROP: Final = "DELETE FROM vocabulary WHERE field = ? AND token = ? AND documents < 1"
_SOME: Final = "SELECT token FROM vocabulary WHERE field = ? AND token >= ? AND token < ?"
_ALL: Final = "SELECT token FROM vocabulary WHERE field = ? AND length(token) BETWEEN ? AND ?"
_LAST: Final = "\U0010ffff"


def add_tokens(connection: apsw.Connection, texts: Mapping[str, str]) -> None:
    """Count a document in; ``texts`` are its columns as ``writing`` stores them."""
    connection.executemany(_ADD, list(_tokens(texts)))


def take_tokens(connection: apsw.Connection, texts: Mapping[str, str]) -> None:
    """Count a document out; a token that none holds any more is gone from the file."""
    tokens = list(_tokens(texts))
    connection.executemany(_TAKE, tokens)
    connection.executemany(_DROP, tokens)


def spelled_out(connection: apsw.Connection, node: Node) -> Node:
    """The tree with each Fuzzy as a word that is found by every token alike to it."""
    match node:
        case And() | Or():
            return type(node)(tuple(spelled_out(connection, each) for each in node.nodes))
        case AtLeast(nodes, least):
            return AtLeast(tuple(spelled_out(connection, each) for each in nodes), least)
        case Not():
            return Not(spelled_out(connection, node.node))
        case Fuzzy():
            found = {*among(node, _candidates(connection, node)), fit(node.word)}
            return Term(node.word, tuple(Alternative(node.field, (token,)) for token in sorted(found)))
    return node


def words_like(connection: apsw.Connection, word: str) -> set[str]:
    """The EXACT tokens within two edits of the word."""
    asked = Fuzzy(word, 2)
    return set(among(asked, _candidates(connection, asked)))


def _tokens(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    page_break = PAGE_BREAK.strip()
    for field, columns in _COLUMNS.items():
        tokens = dict.fromkeys(token for column in columns for token in texts[column].split(" "))
        yield from ((field.value, token) for token in tokens if token not in ("", page_break))


def _candidates(connection: apsw.Connection, asked: Fuzzy) -> Iterator[str]:
    """The tokens of about its length, or those that begin as they must."""
    if asked.kept:
        begin = encode((fit(asked.word)[: asked.kept],))
        rows = connection.execute(_SOME, (asked.field.value, begin, begin + _LAST))
    else:
        length = len(asked.word)
        bounds = (length - asked.distance, 2 * length + 2 * asked.distance)  # a capital is written as two
        rows = connection.execute(_ALL, (asked.field.value, *bounds))
    return (decode(row[0]) for row in rows)
