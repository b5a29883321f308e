"""Errands: tasks in hand, and the order in which they follow from each other where a document is read by several."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.task import BEING_READ, Outcome, Task
from models.document import DocumentState

_ROUNDS: Final = 3  # that a document is shared out in, before it is left to the next run


@dataclass(frozen=True, slots=True)
class Errand:
    """A task in hand: workers that died with it, times it was tried anew, and when it is to be tried next.

    ``of`` is the document of which the task's is a stretch, or empty; ``rounds`` how often it was shared out. What was
    handed out together has one number, ``bundle``; all else has 0.
    """

    task: Task
    lost: int = 0
    tried: int = 0
    due: float = 0.0
    until: float = 0.0  # when the claim of the last that died, or met a fault, is void at the latest
    of: str = ""
    rounds: int = 0
    bundle: int = 0


@dataclass(slots=True)
class _Whole:
    """A document while its stretches are read: those that have not ended, and the fault that one of them met."""

    errand: Errand
    left: set[str] = field(default_factory=set)
    fault: str = ""


class SharedErrands:
    """Documents whose stretches are read. ``ready`` is to be handed out before anything new is begun."""

    def __init__(self) -> None:
        self.ready: deque[Errand] = deque()
        self._wholes: dict[str, _Whole] = {}

    def settle(self, errand: Errand, outcome: Outcome) -> Outcome | None:
        """The outcome that there is to tell: none while a document goes on. When its last stretch has ended, it is
        ready to be put together, or given up where one of them failed: what was read of it is kept for the next run."""
        if not (errand.of or outcome.stretches):
            return outcome
        document = errand.of or errand.task.document
        whole = self._wholes.setdefault(document, _Whole(errand))
        whole.left.discard(errand.task.document)
        if outcome.stretches and not whole.fault:
            whole.left.update(outcome.stretches)
            task = whole.errand.task
            self.ready.extend(Errand(replace(task, document=id), of=document) for id in outcome.stretches)
        elif errand.of and outcome.state is DocumentState.FAILED:
            self._give_up(whole, document, outcome.reason)
        return None if whole.left else self._ended(document)

    def _give_up(self, whole: _Whole, document: str, reason: str) -> None:
        whole.fault = whole.fault or reason
        waiting = [each for each in self.ready if each.of == document]
        for each in waiting:
            self.ready.remove(each)
            whole.left.discard(each.task.document)

    def _ended(self, document: str) -> Outcome | None:
        whole = self._wholes.pop(document)
        rounds = whole.errand.rounds + 1
        if whole.fault or rounds > _ROUNDS:
            return Outcome(document, DocumentState.FAILED, whole.fault or BEING_READ)
        self.ready.appendleft(replace(whole.errand, lost=0, tried=0, rounds=rounds))
        return None
