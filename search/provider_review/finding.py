"""What a comparison of rows found (*att titta på*): which rows, what they come to, and never who is to blame."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.payment import Booked


class Comparison(StrEnum):
    """What was compared. search/words/comparisons.py says of each, in plain words, what may explain it."""

    INVOICE_TWICE = "invoice_twice"  # the same invoice with the same sum is booked more than once
    BOOKED_TWICE = "booked_twice"  # the same day, service, hours and sum, by other invoices or none
    SEVERAL_PAPERS = "several_papers"  # the very same row stands in several papers
    STAFF_AT_ONCE = "staff_at_once"  # the same member of staff at two visits at once
    CLIENT_AT_ONCE = "client_at_once"  # two visits to the same client at once, by others
    HOURS_ASKED = "hours_asked"  # more hours asked for than were planned
    HOURS_REGISTERED = "hours_registered"  # less time registered than planned or charged for
    MONTH_REGISTERED = "month_registered"  # hours paid for in a month beside those that visits were registered
    NOT_OPENED = "not_opened"  # visits charged for, at which the lock tells of no opening
    SAME_ACCOUNT = "same_account"  # one account that several providers are paid to


LOOKED_AT: Final = tuple(each for each in Comparison if each is not Comparison.SEVERAL_PAPERS)
"""Those that are counted as something to look at: that a row stands in two extracts is how extracts are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``rows`` are what was compared, in order. ``amount`` is in öre: what was booked more than once. ``hours`` is how
    far the one is from the other, of ``of`` and ``against`` hours. ``others`` are the other providers (entities)."""

    comparison: Comparison
    rows: tuple[Booked, ...]
    amount: int | None = None
    hours: float | None = None
    of: float | None = None
    against: float | None = None
    others: tuple[str, ...] = ()

    @property
    def papers(self) -> int:
        return len({each.document for each in self.rows})
