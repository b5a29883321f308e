"""*Mer som denna*: the most telling words of a document, as a question of which others share many of them.

Telling is what stands there often and in few documents (tf–idf, Spärck Jones 1972; the frequency damped as in Salton
and Buckley 1988). How many documents hold a word is counted behind the viewer's wall: words that only somebody
else's documents have weigh as if those were not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, log
from typing import Final

from models.access import Viewer
from models.layout import joined
from models.mention import Label
from models.store.store import Store
from search.analysis import analyse
from search.index import Filter, Index, IndexQuery
from search.named import keys
from search.query import Alternative, And, AtLeast, Everything, Node, Not, OneOf, Or, Term, TokenField
from search.wall import open_filter

WORDS: Final = 25  # asked for, as the "more like this" of Lucene takes by default
SHARE: Final = 0.3  # of them that another document must have, as there
_COUNTED: Final = 60  # candidates whose documents are counted: a question each
_PAGES: Final = 50  # of a long document: what it is about is said by then
_SHORTEST: Final = 4  # letters; shorter words are mostly grammar
_NUMBERS: Final = frozenset(
    {Label.PERSONNUMMER, Label.ORGNR, Label.CASE, Label.VEHICLE, Label.PHONE, Label.EMAIL, Label.ACCOUNT}
)
_WEIGHT: Final = {
    **dict.fromkeys(_NUMBERS, 3.0),
    **dict.fromkeys((Label.PERSON, Label.ORG, Label.PROPERTY, Label.ADDRESS), 2.0),
}
"""What names weigh beside words (1): who and what a paper is about says more than how it is written."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """A word or name of the document, how much it weighs there, and what finds it."""

    weight: float
    term: Term


def like(viewer: Viewer, store: Store, index: Index, document: str) -> Node:
    """What finds the documents like this one, itself left out: those with three in ten of its most telling words.

    Raises :class:`AccessDeniedError` for a document that is not there or that the viewer may not read. One that shares
    no word with another finds nothing.
    """
    store.documents.get(viewer, document)
    wall = open_filter(viewer)
    total = _count(index, Everything(), wall)
    candidates = sorted(_candidates(viewer, store, document), key=lambda each: (-each.weight, each.term.word))
    weighed = [
        (each.weight * log(1 + total / held), each.term)
        for each in candidates[:_COUNTED]
        if 1 < (held := _count(index, each.term, wall)) <= max(total / 2, 2)
    ]
    best = tuple(term for _, term in sorted(weighed, key=lambda pair: (-pair[0], pair[1].word))[:WORDS])
    if not best:
        return Or(())
    return And((AtLeast(best, ceil(len(best) * SHARE)), Not(OneOf((document,)))))


def _candidates(viewer: Viewer, store: Store, document: str) -> Iterator[_Telling]:
    yield from _named(viewer, store, document)
    pages = store.documents.pages(viewer, document)[:_PAGES]
    tokens = (token for page in pages for token in analyse(joined(page.text, page.layout.joins).text))
    counted = Counter(lemma for token in tokens for lemma in token.lemma if len(lemma) >= _SHORTEST and lemma.isalpha())
    for lemma, times in counted.items():
        ways = tuple(Alternative(field, (lemma,)) for field in (TokenField.LEMMA, TokenField.EXACT))
        yield _Telling(1 + log(times), Term(lemma, ways))


def _named(viewer: Viewer, store: Store, document: str) -> Iterator[_Telling]:
    """The names and numbers, by their normal form."""
    counted: Counter[tuple[Label, tuple[str, ...]]] = Counter()
    for mention, _ in store.documents.mentions(viewer, document):
        if mention.label in _WEIGHT and (tokens := keys(mention.label, mention.value or mention.text)):
            counted[mention.label, tokens] += 1
    for (label, tokens), times in counted.items():
        yield _Telling(
            _WEIGHT[label] * (1 + log(times)), Term(" ".join(tokens), (Alternative(TokenField.NAMED, tokens),))
        )


def _count(index: Index, tree: Node, wall: Filter) -> int:
    return index.search(IndexQuery(tree, wall, limit=0)).total
