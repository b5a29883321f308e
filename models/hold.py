"""A legal hold (*spärr*): what may not be erased while it stands, whatever a rule says; two people lift it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HoldScope(StrEnum):
    """What a hold is on."""

    DOCUMENT = "document"  # with what it lies in and what lies in it
    SOURCE = "source"  # all its documents, those to come too
    ENTITY = "entity"  # all of the owner's that name it, those to come too


class HoldAct(StrEnum):
    """What somebody did with a hold, in the order in which it is done."""

    PLACED = "placed"
    PROPOSED = "proposed"  # that it be lifted
    DECLINED = "declined"  # the proposal: it stands
    LIFTED = "lifted"  # by a second person


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a hold's history. ``reason`` is sealed in the register; empty where nothing had to be said."""

    act: HoldAct
    by: str
    at: datetime
    reason: str = ""

    def is_by(self, account: str) -> bool:
        """Whether it was this account's doing, also where somebody asked in its name (:attr:`Viewer.actor`)."""
        return account in (self.by, self.by.partition(" (via ")[0])


@dataclass(frozen=True, slots=True)
class Hold:
    """``target`` is a document's id, a source's name or an entity's id; ``provision`` what it stands on. ``steps`` are
    its whole history, the oldest first."""

    id: str
    owner: str
    scope: HoldScope
    target: str
    provision: str
    steps: tuple[Step, ...]

    @property
    def placed(self) -> Step:
        return self.steps[0]

    @property
    def lifted(self) -> Step | None:
        """When and by whom it was, or None while it stands."""
        return self.steps[-1] if self.steps[-1].act is HoldAct.LIFTED else None

    @property
    def proposal(self) -> Step | None:
        """The proposal to lift it that nobody has answered, or None."""
        return self.steps[-1] if self.steps[-1].act is HoldAct.PROPOSED else None
