"""What was found in the documents gone through last, so that a network that is pressed on is not read anew each time.

By what a document says to the viewer, word for word: whoever is shown less of it, or something else, has another entry.
Nothing is ever answered from here that was not just read from the register.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from threading import Lock
from typing import Final

from models.tie import Finder, Named, Said

_KEPT: Final = 10_000  # pages: some tens of megabytes
Sentences = Mapping[int, Sequence[tuple[int, int]]]


class Remembering:
    """A :class:`models.tie.Finder` over another. It remembers ``most`` pages."""

    def __init__(self, find: Finder, most: int = _KEPT) -> None:
        self._find, self._most, self._lock = find, most, Lock()
        self._known = OrderedDict[bytes, tuple[Sentences, Sequence[Said]]]()
        self._pages = dict[bytes, int]()

    def relations(self, named: Named) -> Sequence[Said]:
        return self._found(named)[1]

    def sentences(self, named: Named) -> Sentences:
        return self._found(named)[0]

    def _found(self, named: Named) -> tuple[Sentences, Sequence[Said]]:
        key = _digest(named)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = self._find.sentences(named), self._find.relations(named)
        with self._lock:
            self._known[key], self._pages[key] = found, max(len(named.pages), 1)
            while sum(self._pages.values()) > self._most:
                self._pages.pop(self._known.popitem(last=False)[0])
        return found


def _digest(named: Named) -> bytes:
    mentions = [
        (one.label.value, one.page, one.start, one.end, one.text, one.value, one.confidence, one.method, entity)
        for one, entity in named.mentions
    ]
    told = (list(named.pages), named.kind, mentions, [astuple(field) for field in named.fields])
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest()
