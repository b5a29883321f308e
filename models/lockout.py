"""How long a name or an address waits after failures to sign in (*spärr*): each one longer, up to a quarter of an hour.

The wait grows and is never for ever, so that nobody can keep a colleague out for long by failing in their name (ASVS
5.0, 6.3.1). At the account's longest wait a guesser has about a hundred tries a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures cost nothing, what the first after them costs, and how long the longest wait is."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """The wait after this many failures in a row: none, then doubled each time."""
        over = failures - self.free
        if over <= 0:
            return timedelta(0)
        return min(self.first * (1 << min(over - 1, 20)), self.longest)


ACCOUNT: Final = Patience(5, timedelta(seconds=15), timedelta(minutes=15))
"""People mistype a few times; the sixth failure waits 15 s, the twelfth the longest."""
ADDRESS: Final = Patience(30, timedelta(seconds=15), timedelta(minutes=15))
"""An authority's people often share one address."""
FORGOTTEN: Final = timedelta(hours=24)
"""Failures older than this are nobody's guesses any longer."""
