"""The fuzzy words of a question, spelled out together: a file has a hundred thousand tokens, and to read them and to
compare each with each word takes longer than all else of the question.

They are read once for all words, as one string, and compared are only those in which a piece of the word stands in its
place: of two pieces with a letter between them one edit leaves one whole, of three two (one edit changes a letter, or
two side by side, and so never more than one piece). Of those that begin as the word does it is only such as are about
as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final

import apsw

from search.alike import among
from search.embedded.encoding import decode, encode
from search.embedded.vocabulary import Spellings, spelled_out
from search.fitting import LONGEST, fit
from search.query import Alternative, And, AtLeast, Fuzzy, Node, Not, Or, Term

_TOKENS: Final = "SELECT group_concat(token, ' ') FROM vocabulary WHERE field = ?"
_SHORTEST_PIECE: Final = 2  # of one letter there would be nearly all tokens, but of those that begin with it a tenth
_MOST_KEPT: Final = 200  # words of a file


def spelled(connection: apsw.Connection, node: Node, spellings: Spellings) -> Node:
    """The same as :func:`search.embedded.vocabulary.spelled_out`, to which very short and very many words are left."""
    new = [each for each in dict.fromkeys(_fuzzy(node)) if each not in spellings and _can_be_pieced(each)]
    if len(spellings) + len(new) > _MOST_KEPT:
        spellings.clear()
    some = sorted(new[:_MOST_KEPT], key=attrgetter("field"))
    for field, asked in groupby(some, key=attrgetter("field")):
        (joined,) = next(connection.execute(_TOKENS, (field.value,)))
        for each in asked:
            spellings[each] = Term(each.word, _ways(each, f" {joined or ''} "))
    return spelled_out(connection, node, spellings)


def _fuzzy(node: Node) -> Iterator[Fuzzy]:
    match node:
        case And(nodes) | Or(nodes) | AtLeast(nodes):
            for each in nodes:
                yield from _fuzzy(each)
        case Not():
            yield from _fuzzy(node.node)
        case Fuzzy():
            yield node


def _can_be_pieced(asked: Fuzzy) -> bool:
    first, *others = map(len, _pieces(asked))
    return not asked.kept and len(asked.word) <= LONGEST and first > 0 and min(others) >= _SHORTEST_PIECE


def _pieces(asked: Fuzzy) -> Sequence[str]:
    """One more than the edits asked for, as long as each other, nearly, and a letter apart."""
    word, pieces = asked.word, asked.distance + 1
    cuts = [at * (len(word) + 1) // pieces for at in range(pieces + 1)]
    return [word[begin : end - 1] for begin, end in pairwise(cuts)]


def _ways(asked: Fuzzy, joined: str) -> tuple[Alternative, ...]:
    first, *between, last = (encode((piece,)) for piece in _pieces(asked))
    likely = set(_begun(joined, first, asked))
    for text in (*between, f"{last} "):
        likely.update(_having(joined, text))
    found = {*among(asked, map(decode, likely)), fit(asked.word)}
    return tuple(Alternative(asked.field, (token,)) for token in sorted(found))


def _begun(joined: str, piece: str, asked: Fuzzy) -> Iterator[str]:
    """The tokens of a string, parted by spaces, that begin with the piece and are as long as the word may be."""
    length, edits = len(asked.word), asked.distance
    least, most = length - edits, 2 * (length + edits)  # a capital is written as two
    more = f"{max(least - len(piece), 0)},{most - len(piece)}"
    found = re.finditer(f" ({re.escape(piece)}[^ ]{{{more}}})(?= )", joined)
    return (match[1] for match in found)


def _having(joined: str, text: str) -> Iterator[str]:
    """The tokens of a string, parted by spaces, that have the text, with the spaces that it begins or ends with."""
    at = joined.find(text)
    while at >= 0:
        begin, end = joined.rfind(" ", 0, at + 1) + 1, joined.find(" ", at + 1)
        yield joined[begin:end]
        at = joined.find(text, end)
