"""The trial (*prövning*) of one document, or of one that was only named, in a request between owners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.checklist import Asks, Check
from models.errors import InvalidRequestError
from models.redaction import Redaction

MOST_NAMED: Final = 40
"""Documents that a request names one by one: two screens; more is described in words."""
LONGEST_NAMED: Final = 200
MOST_TRIED: Final = 500
"""Documents in one request: some days of an officer's work. More is another request."""
YES: Final = "yes"
NO: Final = "no"

_PAGES: Final = re.compile(r"\s*(\d{1,7})\s*(?:[-–]\s*(\d{1,7})\s*)?")


class Verdict(StrEnum):
    """What the owner's officer says of it (*avgörande*)."""

    OPEN = "open"  # nothing yet
    WHOLE = "whole"
    MASKED = "masked"
    REFUSED = "refused"
    ABSENT = "absent"  # of one that was named: that the owner does not have it, which the officer chose to tell


RELEASED: Final = frozenset({Verdict.WHOLE, Verdict.MASKED})


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document as far as whoever asks can know it (*namngiven handling*): nothing says whether it exists."""

    case: str = ""
    title: str = ""
    date: str = ""
    reference: str = ""  # what a citation calls it

    @property
    def said(self) -> str:
        """On one line."""
        return ", ".join(each for each in (self.case, self.title, self.date, self.reference) if each)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question of the basis, kept with its words as they were then. ``said``: yes, no, or
    words."""

    check: str
    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the officer decides, by which ``answers``; a refusal, and a page that does not go, by ``ground``. ``reason``
    is for the owner's own file. ``redaction`` is the masking as it was decided: what becomes of the draft that it was
    made from does not change it. ``marked`` are the provisions that the officer knew it was marked by."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()
    ground: str = ""
    reason: str = ""
    redaction: Redaction | None = None
    marked: tuple[str, ...] = ()

    @property
    def masked_by(self) -> tuple[str, ...]:
        """The provisions of what is masked."""
        return tuple(sorted({each.provision for each in self.redaction.masks})) if self.redaction else ()


@dataclass(frozen=True, slots=True)
class Trial:
    """``document`` is the owner's, empty where only row ``row`` (from 1) of what the request names is answered. It was
    put there ``at``; until ``sent`` it is the officers' draft: nobody else knows of it, and it can be undone."""

    id: str
    request: str
    document: str
    row: int
    decision: Decision
    by: str
    at: datetime
    decided: datetime | None = None
    sent: datetime | None = None

    @property
    def verdict(self) -> Verdict:
        return self.decision.verdict

    @property
    def seen_as(self) -> str:
        """What tells this decision from one that was put in its place."""
        return f"{self.id} {self.decided.isoformat() if self.decided else ''}"


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever asked is told of row ``row`` of what they named, or (0) of all else: of what is refused no more than
    the provision, once, whether there is such a document or not."""

    row: int
    verdict: Verdict
    ground: str


def check_answers(questions: Sequence[Check], answers: Sequence[Answer]) -> None:
    """Raises :class:`InvalidRequestError` unless each question is answered, and none with no."""
    given = {each.check: each.said.strip() for each in answers}
    for each in questions:
        said, asked = given.get(each.name, ""), each.text.rstrip(".")
        if not said or (each.asks is not Asks.WORDS and said not in (YES, NO)):
            raise InvalidRequestError(f"Obesvarat: {asked}", next="Svara på varje fråga innan något lämnas ut.")
        if each.asks is not Asks.WORDS and said == NO:
            raise InvalidRequestError(
                f"Grunden räcker inte: svaret är nej på ”{asked}”",
                next="Avslå handlingen, maskera det som inte får lämnas ut, eller begär på en annan grund.",
            )


def pages_of(written: str, last: int) -> frozenset[int]:
    """The pages of ``1-3, 5`` in a document of so many. Raises :class:`InvalidRequestError` for what is none."""
    found = set[int]()
    for part in written.split(","):
        match = _PAGES.fullmatch(part)
        first = int(match[1]) if match else 0
        end = int(match[2] or match[1]) if match else 0
        if not 1 <= first <= end <= last:
            raise InvalidRequestError(f"Sidorna skrivs som 1-3, 5, och handlingen har {last}")
        found |= set(range(first, end + 1))
    return frozenset(found)
