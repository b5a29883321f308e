"""Small documents handed out together in a cluster: what handing out costs is paid once for several.

Each has its claim, its attempts and its outcome as if it had come alone. A worker that dies takes with it what it had
not done, and the register says what that was.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from typing import Final

from ingest.cluster.crew import Crew
from ingest.errands import Errand
from ingest.task import Outcome, Task
from models.document import Document, DocumentState
from models.errors import AccessDeniedError
from models.store.service import service
from models.store.store import Store

_TEXTS: Final = (".txt", ".text", ".md", ".log", ".csv", ".tsv", ".html", ".htm", ".xml", ".json", ".rtf")


class Bundles:
    """Small errands that are held back until there are enough of them, and how many are in hand together."""

    def __init__(self, store: Store, crew: Crew) -> None:
        self._store, self._crew = store, crew
        self._held: list[Errand] = []
        self._numbers = count(1)
        self._begun = Counter[int]()

    @property
    def holds_some(self) -> bool:
        return bool(self._held)

    @property
    def spared(self) -> int:
        """By how many there are fewer tasks in hand than documents."""
        return self._begun.total() - len(self._begun)

    def take(self, errand: Errand) -> bool:
        """Whether it is small, and held back."""
        if not (self._crew.shares(self._store) and self._is_small(errand.task)):
            return False
        self._held.append(errand)
        return True

    def due(self, tasks: int, *, over: bool) -> list[Errand]:
        """What is to be handed out together now, where ``tasks`` are in hand; empty while more is waited for.

        To a worker that has nothing a single one; else as many as there may be. When no more come (``over``), what is
        held is shared among all.
        """
        if not self._held:
            return []
        members, most = self._crew.members(self._store), self._store.settings.limits.bundle_documents
        if tasks < members:
            most = 1
        elif over:
            most = min(most, -(-len(self._held) // members))
        elif len(self._held) < most:
            return []
        some = self._alike()[:most]
        self._held = [each for each in self._held if each not in some]
        number = next(self._numbers)
        return [replace(each, bundle=number) for each in some]

    def _alike(self) -> list[Errand]:
        """Those that are to be read as the first of them is."""
        how = {replace(each.task, document="") for each in self._held[:1]}
        return [each for each in self._held if replace(each.task, document="") in how]

    def begin(self, number: int, documents: int) -> None:
        """So many were handed out together."""
        self._begun[number] = documents

    def end(self, errand: Errand) -> None:
        """One of them has ended."""
        if errand.bundle:
            self._begun[errand.bundle] -= 1
            self._begun += Counter()  # without those of which all have

    def done(self, errand: Errand) -> Outcome | None:
        """How it ended before its worker died with another of them; None where it had not."""
        if not errand.bundle:
            return None
        found = self._document(errand.task)
        if found is None or found.state is DocumentState.FAILED:
            return None
        inside = self._store.arrivals.unfinished_below(found.id)
        return Outcome(found.id, found.state, found.reason, tuple(inside))

    def _is_small(self, task: Task) -> bool:
        """Whether it is a short text that nobody has read yet: of one that was read before nobody could tell whether it
        has been read again."""
        if not task.read or task.below:
            return False
        found = self._document(task)
        if found is None or found.state is not DocumentState.FAILED:
            return False
        return found.size <= self._store.settings.limits.bundle_bytes and found.name.lower().endswith(_TEXTS)

    def _document(self, task: Task) -> Document | None:
        """None where it is gone: erased, since the run began."""
        try:
            return self._store.documents.get(service(self._store, "inläsning"), task.document)
        except AccessDeniedError:
            return None
