"""The tokens of an owner's file that a fuzzy word may mean, each with how many documents hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import apsw
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.alike import among
from search.embedded.encoding import PAGE_BREAK, decode_all, encode
from search.fitting import fit
from search.query import Alternative, And, AtLeast, Fuzzy, Node, Not, Or, Term, TokenField

_COLUMNS: Final = {TokenField.EXACT: ("exact", "name"), TokenField.NAMED: ("named",)}
_ADD: Final = """INSERT INTO vocabulary (field, token, documents) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET documents = documents + excluded.documents"""
_TAKE: Final = "UPDATE vocabulary SET documents = documents - ? WHERE field = ? AND token = ?"
_DROP: Final = "DELETE FROM vocabulary WHERE field = ? AND token = ? AND documents < 1"
# Joined by the database: a row for each of tens of thousands takes longer than everything else that is done with them.
_SOME: Final = "SELECT group_concat(token, ' ') FROM vocabulary WHERE field = ? AND token >= ? AND token < ?"
_ALL: Final = "SELECT group_concat(token, ' ') FROM vocabulary WHERE field = ? AND length(token) BETWEEN ? AND ?"
_NO_TOKENS: Final = {"", PAGE_BREAK.strip()}
_LAST: Final = "\U0010ffff"
_MOST_KEPT: Final = 200  # words of a file
Spellings = dict[Fuzzy, Term]
"""What fuzzy words mean in one generation of a file: one search asks of the same words many times."""


class TokenCounts:
    """Counts the documents of a batch in and out, and writes the sums once: documents have most tokens in common.
    ``texts`` are a document's columns as ``writing`` stores them."""

    def __init__(self) -> None:
        self._sums: dict[str, Counter[str]] = {field.value: Counter() for field in _COLUMNS}

    def add(self, texts: Mapping[str, str]) -> None:
        for field, tokens in _tokens(texts):
            self._sums[field].update(tokens)

    def take(self, texts: Mapping[str, str]) -> None:
        for field, tokens in _tokens(texts):
            self._sums[field].subtract(tokens)

    def write(self, connection: apsw.Connection) -> None:
        """A token that no document holds any more is gone from the file."""
        for field, sums in self._sums.items():
            changes = sorted((token, sum) for token, sum in sums.items() if sum)
            connection.executemany(_ADD, [(field, token, sum) for token, sum in changes if sum > 0])
            connection.executemany(_TAKE, [(-sum, field, token) for token, sum in changes if sum < 0])
            connection.executemany(_DROP, [(field, token) for token, sum in changes if sum < 0])


def spelled_out(connection: apsw.Connection, node: Node, spellings: Spellings) -> Node:
    """The tree with each Fuzzy as a word that is found by every token alike to it; ``spellings`` are those that were
    found in this generation of the file."""
    match node:
        case And() | Or():
            return type(node)(tuple(spelled_out(connection, each, spellings) for each in node.nodes))
        case AtLeast(nodes, least):
            return AtLeast(tuple(spelled_out(connection, each, spellings) for each in nodes), least)
        case Not():
            return Not(spelled_out(connection, node.node, spellings))
        case Fuzzy():
            known = spellings.get(node)
            return known if known is not None else _spelled(connection, node, spellings)
    return node


def _spelled(connection: apsw.Connection, asked: Fuzzy, spellings: Spellings) -> Term:
    found = {*among(asked, _candidates(connection, asked)), fit(asked.word)}
    term = Term(asked.word, tuple(Alternative(asked.field, (token,)) for token in sorted(found)))
    if len(spellings) >= _MOST_KEPT:
        spellings.clear()
    spellings[asked] = term
    return term


def words_like(connection: apsw.Connection, word: str) -> set[str]:
    """The EXACT tokens within two edits of the word."""
    asked = Fuzzy(word, 2)
    return set(among(asked, _candidates(connection, asked)))


def _tokens(texts: Mapping[str, str]) -> Iterator[tuple[str, set[str]]]:
    """By field, the different tokens of a document."""
    for field, columns in _COLUMNS.items():
        tokens = set(" ".join(texts.get(column, "") for column in columns).split(" "))
        yield field.value, tokens - _NO_TOKENS


def _candidates(connection: apsw.Connection, asked: Fuzzy) -> Iterator[str]:
    """At least the tokens that are alike: told by one call for all, since there are tens of thousands of its length."""
    if asked.kept:
        begin = encode((fit(asked.word)[: asked.kept],))
        rows = connection.execute(_SOME, (asked.field.value, begin, begin + _LAST))
    else:
        length = len(asked.word)
        bounds = (length - asked.distance, 2 * length + 2 * asked.distance)  # a capital is written as two
        rows = connection.execute(_ALL, (asked.field.value, *bounds))
    (joined,) = next(rows)
    tokens = decode_all(joined or "")
    likely = process.extract_iter(asked.word, tokens, scorer=OSA.distance, score_cutoff=asked.distance)
    return (token for token, *_ in likely)
