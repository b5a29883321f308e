"""The root of the tree of errors; what grows on it stands in :mod:`models.errors`."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Disposition(StrEnum):
    """What becomes of the work that met the error."""

    RETRY = "retry"  # the fault lies outside the file and may pass
    QUARANTINE = "quarantine"  # the fault lies in the file: set it aside, named, and go on
    REFUSE = "refuse"  # the request itself was wrong: nothing was done


class SamsynError(Exception):
    """The root. ``message`` says what happened, ``next`` what to do about it. Never holds text of a document."""

    code: ClassVar[str] = "internal"
    disposition: ClassVar[Disposition] = Disposition.REFUSE
    next: str = "Se loggen och försök igen; felet består? Kör samsyn doctor."

    def __init__(self, message: str, *, next: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if next is not None:
            self.next = next


class RefusedError(SamsynError):
    """A request that cannot be met as it stands; nothing was changed."""
