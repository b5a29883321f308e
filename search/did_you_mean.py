"""*Menade du*: for a word that no document of the viewer has, words like it that they do have.

An index is asked for words that are spelt nearly so; each is then counted by an ordinary search behind the wall, so
that a word of somebody else's documents, or of one that was taken away, is never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import OSA

from search.analysis import analyse
from search.index import Filter, Index, IndexQuery
from search.query import Alternative, And, Node, Or, Term, TokenField
from search.wall import unchosen

_LEAST: Final = 4  # letters: of shorter words everything is like everything
_WORDS: Final = 4  # of a query that are looked at
_TOLD: Final = 3  # of each word
_COUNTED: Final = 12  # candidates, the likest first


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``instead`` for ``word`` makes ``query``; ``documents`` of the viewer's hold it."""

    word: str
    instead: str
    query: str
    documents: int


def suggestions(
    index: Index, text: str, tree: Node, filter: Filter, there: Node | None = None
) -> tuple[Suggestion, ...]:
    """For the words of the query ``text`` (read as ``tree``) that no document behind the wall of ``filter`` has; those
    alone counting of which ``there`` holds (:func:`search.bounds.still_there`)."""
    wall = unchosen(filter)
    missing = islice((term for term in _words(tree) if not _documents(index, term, wall, there)), _WORDS)
    return tuple(each for term in missing for each in _for(index, term.word, text, wall, there))


def _words(node: Node) -> Iterator[Term]:
    """The words that were asked for, numbers and short ones left out."""
    match node:
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _words(each)
        case Term(word, alternatives):
            if len(word) >= _LEAST and word.isalpha() and alternatives[0].field is TokenField.EXACT:
                yield node


def _for(index: Index, word: str, text: str, wall: Filter, there: Node | None) -> Iterator[Suggestion]:
    asked = analyse(word)[0].exact[0]
    likest = sorted(_alike(asked, index.words_like(asked, wall)))[:_COUNTED]
    counted = [(edits, -_documents(index, _exactly(each), wall, there), each) for edits, each in likest]
    for _, less, each in sorted(one for one in counted if one[1])[:_TOLD]:
        instead = each.capitalize() if word[0].isupper() else each
        yield Suggestion(word, instead, _replaced(text, word, instead), -less)


def _alike(asked: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Words with their edits: one, or two in a long word. Numbers are never told."""
    most = 1 if len(asked) < 6 else 2
    for word in set(words):
        edits = OSA.distance(asked, word, score_cutoff=most)
        if 0 < edits <= most and word.isalpha():
            yield edits, word


def _exactly(word: str) -> Term:
    return Term(word, (Alternative(TokenField.EXACT, (word,)),))


def _documents(index: Index, term: Term, wall: Filter, there: Node | None) -> int:
    asked = term if there is None else And((term, there))
    return index.search(IndexQuery(asked, wall, limit=0)).total


def _replaced(text: str, word: str, instead: str) -> str:
    return re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", lambda _: instead, text)
