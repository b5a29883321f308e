"""The review desk (*granskning*): what the ledger gives a reviewer reason to ask about, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from models import swedish

_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class Rule(StrEnum):
    """Why an item was made."""

    SAMPLE = "sample"  # stickprov
    OWN_NAME = "own_name"  # eget namn eller närståendes
    VOLUME = "volume"  # stor mängd på en dag
    UNUSUAL = "unusual"  # långt över det egna
    ODD_HOURS = "odd_hours"  # ovanlig tid
    NO_CASE = "no_case"  # utan ärende
    ONE_PURPOSE = "one_purpose"  # samma ändamål för allt
    PROTECTED = "protected"  # skyddade personuppgifter


class Finding(StrEnum):
    """What a reviewer came to."""

    OK = "ok"  # utan anmärkning
    QUESTION = "question"  # fråga ställd
    INCIDENT = "incident"  # incident: says what


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar month in Swedish time, called ``2026-11``."""

    name: str
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, name: str) -> Self:
        """Raises ValueError for what is no month."""
        found = _MONTH.fullmatch(name.strip())
        if found is None:
            raise ValueError(f"no month: {name!r}")
        year, month = int(found[1]), int(found[2])
        begins = datetime(year, month, 1, tzinfo=swedish.STOCKHOLM)
        ends = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=swedish.STOCKHOLM)
        return cls(found[0], begins.astimezone(UTC), ends.astimezone(UTC))

    @classmethod
    def last(cls, now: datetime) -> Self:
        """The month before the one of ``now``: the newest that is over."""
        local = swedish.local(now)
        return cls.of(f"{local.replace(day=1) - timedelta(days=1):%Y-%m}")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a rule found: somebody's events, of which ``events`` are the first sequence numbers."""

    rule: Rule
    actor: str
    owners: tuple[str, ...]
    events: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the desk. ``finding`` is None while it is open; ``text`` is what the reviewer wrote, or empty where
    it was erased."""

    id: str
    period: str
    suspicion: Suspicion
    made: datetime
    finding: Finding | None = None
    text: str = ""
    closed_by: str = ""
    closed: datetime | None = None


def account_of(actor: str) -> str:
    """The account behind an actor of the ledger: somebody may have asked in its name."""
    return actor.split(" (via ", 1)[0]
