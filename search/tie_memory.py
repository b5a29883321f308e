"""What was found in the documents gone through last, so that a network that is pressed on is not read anew each time.

By what a document says to the viewer, word for word: whoever is shown less of it, or something else, has another entry.
Nothing is ever answered from here that was not just read from the register, and no word is kept: only where in the
document things stand, so that nothing stays here of one that is erased or taken back.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from threading import Lock
from typing import Final, NamedTuple, Self

from models.tie import Finder, Named, Relation, Said

_KEPT: Final = 10_000  # pages: some tens of megabytes
_KEY: Final = secrets.token_bytes(32)  # this process's own: a digest tells nothing to one with another's text
Sentences = Mapping[int, Sequence[tuple[int, int]]]


class _Where(NamedTuple):
    """A :class:`models.tie.Said` without a word: its two mentions by their number in the document."""

    relation: Relation
    source: int
    target: int
    page: int
    start: int
    end: int
    sentence: tuple[int, int]
    reported: bool

    @classmethod
    def of(cls, said: Said, named: Named) -> Self:
        """Raises ValueError for one of which a mention is not the document's own."""
        mentions = [mention for mention, _ in named.mentions]
        two = mentions.index(said.source), mentions.index(said.target)
        return cls(said.relation, *two, said.page, said.start, said.end, said.sentence, said.reported)

    def said(self, named: Named) -> Said:
        source, target = (named.mentions[at][0] for at in (self.source, self.target))
        return Said(self.relation, source, target, self.page, self.start, self.end, self.sentence, self.reported)


class Remembering:
    """A :class:`models.tie.Finder` over another. It remembers ``most`` pages."""

    def __init__(self, find: Finder, most: int = _KEPT) -> None:
        self._find, self._most, self._lock = find, most, Lock()
        self._known = OrderedDict[bytes, tuple[Sentences, Sequence[_Where]]]()
        self._pages = dict[bytes, int]()

    def relations(self, named: Named) -> Sequence[Said]:
        return self._found(named)[1]

    def sentences(self, named: Named) -> Sentences:
        return self._found(named)[0]

    def _found(self, named: Named) -> tuple[Sentences, Sequence[Said]]:
        key = _digest(named)
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
        if known is not None:
            return known[0], tuple(where.said(named) for where in known[1])
        found = self._find.sentences(named), self._find.relations(named)
        try:
            self._keep(key, named, found[0], tuple(_Where.of(said, named) for said in found[1]))
        except ValueError:  # the finder made a mention of its own: found anew each time
            pass
        return found

    def _keep(self, key: bytes, named: Named, sentences: Sentences, told: Sequence[_Where]) -> None:
        with self._lock:
            self._known[key], self._pages[key] = (sentences, told), max(len(named.pages), 1)
            while sum(self._pages.values()) > self._most:
                self._pages.pop(self._known.popitem(last=False)[0])


def _digest(named: Named) -> bytes:
    mentions = [
        (one.label.value, one.page, one.start, one.end, one.text, one.value, one.confidence, one.method, entity)
        for one, entity in named.mentions
    ]
    told = (list(named.pages), named.kind, mentions, [astuple(field) for field in named.fields])
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), key=_KEY).digest()
