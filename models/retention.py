"""Retention (*gallring*): how long documents are kept, counted from which day, and what that stands on.

No rule: kept. Several rules: the longest keeps. What cannot be reckoned (no date, an unsure kind) is never due.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from models.masking import mask
from models.retention_errors import InvalidRetentionError

LONGEST_PERIOD: Final = 200
"""Years: past it nobody erases, but keeps for good, which is to have no rule."""
SURE_KIND: Final = 0.7
"""Below it the kind of a document is worth a look (docs/kinds.md): by it nothing is erased."""
LONGEST_PROVISION: Final = 100
LONGEST_REASON: Final = 1_000
_REFERENCE: Final = re.compile(r"[\w .,:;/§()&–-]+")  # a plan's item, a decision, a law: no more signs than those have


class CountedFrom(StrEnum):
    """From which day of a document its time is counted."""

    DATE = "date"  # the document's own date
    TAKEN_IN = "taken_in"  # the day it came here
    CLOSED = "closed"  # the day its case was closed, as the archive's list says (docs/formats.md)


class Undecided(StrEnum):
    """Why it cannot be said whether a document is due."""

    NO_DATE = "no_date"  # it lacks the day that a rule counts from
    UNSURE_KIND = "unsure_kind"  # some rule goes by kind, and its own is not sure


@dataclass(frozen=True, slots=True)
class Period:
    """What a rule says of the documents of ``source`` and ``kind`` (empty: any): kept for ``months`` from ``counted``.

    ``whole_years``: from the end of that year, as plans for documents (*dokumenthanteringsplan*) mostly reckon.
    ``provision`` is the plan's item or the decision that it stands on.
    """

    source: str
    kind: str
    months: int
    counted: CountedFrom
    provision: str
    whole_years: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule (*gallringsregel*) of an owner's. It is never changed: another takes its place (``replaces``), or it ends.

    ``ended`` is when, or None while it is in force; ``reason`` why, which is sealed in the register.
    """

    id: str
    owner: str
    period: Period
    by: str
    at: datetime
    replaces: str = ""
    ended: datetime | None = None
    ended_by: str = ""
    reason: str = ""

    def of(self, paper: Paper) -> bool:
        """Whether it is about this document."""
        return self.of_source(paper) and self.period.kind in ("", paper.kind)

    def of_source(self, paper: Paper) -> bool:
        return self.period.source in ("", paper.source)


@dataclass(frozen=True, slots=True)
class Paper:
    """What retention asks of a document. ``days`` are those that its time may be counted from; one nobody knows is
    left out. ``size`` is of the original, in bytes."""

    id: str
    source: str
    kind: str
    sure: bool
    days: Mapping[CountedFrom, date]
    size: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` keeps the document the longest, and ``due`` is the first day when it need not be kept; or it is
    ``undecided``. Neither: no rule is about it, and it is kept."""

    rule: Rule | None = None
    due: date | None = None
    undecided: Undecided | None = None


def judged(rules: Iterable[Rule], paper: Paper) -> Verdict:
    """What the rules, all in force, say together of the document."""
    near = [rule for rule in rules if rule.of_source(paper)]
    if not paper.sure and any(rule.period.kind for rule in near):
        return Verdict(undecided=Undecided.UNSURE_KIND)
    mine = [rule for rule in near if rule.of(paper)]
    without = next((rule for rule in mine if rule.period.counted not in paper.days), None)
    if without is not None:
        return Verdict(without, undecided=Undecided.NO_DATE)
    days = [(due(rule.period, paper.days[rule.period.counted]), rule) for rule in mine]
    if not days:
        return Verdict()
    last, longest = max(days, key=lambda each: (each[0], each[1].id))
    return Verdict(longest, last)


def due(period: Period, day: date) -> date:
    """The first day when what is counted from ``day`` need not be kept: the one after the last day of the period.

    A period ends on the day of the month that it began on, or on the month's last where there is none (lag (1930:173)
    1 §): from 29 February for a year, through 28 February.
    """
    ended = later(date(day.year, 12, 31) if period.whole_years else day, period.months)
    return date.max if ended.year == date.max.year else ended + timedelta(days=1)


def later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check_period(period: Period) -> None:
    """Raises :class:`InvalidRetentionError` for a rule that cannot be."""
    if not 1 <= period.months <= LONGEST_PERIOD * 12:
        raise InvalidRetentionError(f"Ange en tid från en månad till {LONGEST_PERIOD} år")
    check_provision(period.provision)


def check_provision(written: str) -> None:
    """Raises :class:`InvalidRetentionError` for what is no reference to a plan, a decision or a law: it stands in
    reports and in what is left of erased documents, and says nothing of a person."""
    if not written.strip():
        raise InvalidRetentionError("Ange stödet: planens punkt, beslutet eller lagrummet")
    if not is_reference(written):
        raise InvalidRetentionError(
            f"Stödet anges kort, högst {LONGEST_PROVISION} tecken, utan personuppgifter: planens punkt, beslut, lagrum"
        )


def is_reference(written: str) -> bool:
    """Whether it can be a reference to a plan, a decision or a law, and holds no number of a person's."""
    return len(written) <= LONGEST_PROVISION and bool(_REFERENCE.fullmatch(written)) and mask(written) == written


def check_reason(reason: str) -> None:
    """Raises :class:`InvalidRetentionError` where none is given, or more than has room."""
    if not reason.strip():
        raise InvalidRetentionError("Ange ett skäl")
    if len(reason) > LONGEST_REASON:
        raise InvalidRetentionError(f"Skälet får ha högst {LONGEST_REASON} tecken")
