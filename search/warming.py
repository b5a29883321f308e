"""What the first people to search after a start would otherwise wait for."""

from __future__ import annotations

import gc
import time
from typing import Final

from models.errors import IndexUnavailableError
from models.logs.record import Log
from models.store.service import service
from models.store.store import Store
from search.analysis import keys, lexemes
from search.facet import FACET_TYPES
from search.index import Index, IndexQuery
from search.parsing import parse
from search.wall import make_filter

log = Log(__name__)

_SECONDS: Final = 2.0  # of the processor: some ten thousand words, the commonest of an archive among them
_AT_ONCE: Final = 50  # documents
_SELDOM: Final = (20_000, 20, 50)
"""Objects that have come since the last look, and how many looks at the young make one at the older."""


def warm_up(store: Store, index: Index) -> None:
    """Read the word tables (0.8 s), have the index count every facet once, and learn the words of some pages. What is
    found goes nowhere."""
    tree = parse("uppvärmning").tree
    everything = make_filter(service(store, "uppvärmning"), {}, {}, None, None)
    try:
        for asked in (tree, parse("").tree):
            index.search(IndexQuery(asked, everything, facets=FACET_TYPES))
    except IndexUnavailableError as error:
        log.warning("index.cold", "the index could not be warmed: {code}", code=error.code)
    learn_words(store)
    settle()


def learn_words(store: Store, seconds: float = _SECONDS) -> None:
    """Take the words of some documents of each owner apart, by chance of their ids, for so long.

    To show a hit each word of its page is taken apart: a new one costs a tenth of a millisecond, one that was met
    before next to nothing, and a page has a hundred. They are kept as those are that searches meet.
    """
    reader, over = service(store, "uppvärmning"), time.process_time() + seconds
    left = [(owner, list(store.documents.ids(reader, owner))) for owner in sorted(reader.owners)]
    while left := [(owner, ids) for owner, ids in left if ids]:
        for _owner, ids in left:
            some, ids[:] = ids[:_AT_ONCE], ids[_AT_ONCE:]
            for pages in store.together.texts(reader, some).values():
                for _number, text in pages:
                    for lexeme in lexemes(text):
                        keys(lexeme)
                if time.process_time() > over:
                    return


def settle() -> None:
    """Set aside what is there for good (word tables, code, templates), so that the garbage collector does not go over
    half a million objects again and again: each time whoever waited just then waited .4 s longer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
