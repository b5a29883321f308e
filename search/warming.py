"""What the first people to search after a start would otherwise wait for."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from models.errors import IndexUnavailableError, SamsynError
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
_SECONDS_AFTER: Final = 60.0  # of the processor, once people are answered: the words of some 50,000 pages
_STEP: Final = 0.002  # of the processor
_REST: Final = 0.030  # seconds between steps, which are for those who ask
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

    To show a hit each word of its page is taken apart: a new one costs a twentieth of a millisecond, one that was met
    before next to nothing, and a page has a hundred. They are kept as those are that searches meet.
    """
    over = time.process_time() + seconds
    for _ in _met(store):
        if time.process_time() > over:
            return


@contextmanager
def learning_on(store: Store) -> Iterator[None]:
    """For as long as the block lasts, learn the words of the other documents too: a few at a time beside those who are
    answered, until all are met or it has taken a minute of the processor."""
    over = threading.Event()
    learner = threading.Thread(target=learn_beside, args=(store, over), name="learning", daemon=True)
    learner.start()
    try:
        yield
    finally:
        over.set()
        learner.join()


def learn_beside(store: Store, over: threading.Event, rest: float = _REST) -> None:
    """One step after the other, with a rest between. Where the register cannot be read just then, whoever asks next is
    told; nobody waits for what is learnt."""
    begun = step = time.thread_time()
    with suppress(SamsynError):
        for _ in _met(store):
            now = time.thread_time()
            if now - begun > _SECONDS_AFTER:
                break
            if now - step > _STEP:
                if over.wait(rest):
                    return
                step = now
    gc.freeze()  # what was learnt is there for good


def _met(store: Store) -> Iterator[None]:
    """Page after page, of each owner in turn, when its words have been taken apart."""
    reader = service(store, "uppvärmning")
    left = [list(store.documents.ids(reader, owner)) for owner in sorted(reader.owners)]
    while left := [ids for ids in left if ids]:
        for ids in left:
            some, ids[:] = ids[:_AT_ONCE], ids[_AT_ONCE:]
            for pages in store.together.texts(reader, some).values():
                for _number, text in pages:
                    for lexeme in lexemes(text):
                        keys(lexeme)
                    yield


def settle() -> None:
    """Set aside what is there for good (word tables, code, templates), so that the garbage collector does not go over
    half a million objects again and again: each time whoever waited just then waited .4 s longer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
