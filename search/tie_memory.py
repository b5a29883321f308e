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
from dataclasses import fields
from operator import attrgetter
from threading import Lock
from typing import Final, NamedTuple, Self

from models.document import Field
from models.mention import Mention
from models.tie import Finder, Found, Named, Relation, Said

_KEPT: Final = 10_000  # pages: some tens of megabytes
_KEY: Final = secrets.token_bytes(32)  # this process's own: a digest tells nothing to one with another's text
_field: Final = attrgetter(*(each.name for each in fields(Field)))
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
    def of(cls, said: Said, numbers: Mapping[Mention, int]) -> Self:
        """By the ``numbers`` of the document's mentions. Raises KeyError where one is not among them."""
        two = numbers[said.source], numbers[said.target]
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

    def found(self, named: Named) -> Found:
        key = _digest(named)
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
        if known is not None:
            return Found(known[0], tuple(where.said(named) for where in known[1]))
        found = self._find.found(named)
        numbers = {mention: at for at, (mention, _) in enumerate(named.mentions)} if found.relations else {}
        try:
            self._keep(key, named, found.sentences, tuple(_Where.of(said, numbers) for said in found.relations))
        except KeyError:  # the finder made a mention of its own: found anew each time
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
    told = (list(named.pages), named.kind, mentions, [_field(field) for field in named.fields])
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), key=_KEY).digest()
