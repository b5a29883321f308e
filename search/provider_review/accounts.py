"""Accounts (*konton*) that several providers are paid to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from models.payment import Booked
from search.provider_review.double import in_time
from search.provider_review.finding import Comparison, Finding


def same_accounts(rows: Iterable[Booked]) -> list[Finding]:
    """One finding for each account, with the rows of all that are paid to it."""
    paid = defaultdict[str, list[Booked]](list)
    for each in rows:
        if each.provider and each.row.account:
            paid[each.row.account].append(each)
    found = list[Finding]()
    for some in paid.values():
        providers = tuple(sorted({each.provider for each in some}))
        if len(providers) > 1:
            found.append(Finding(Comparison.SAME_ACCOUNT, _in_turn(some), others=providers))
    return found


def _in_turn(rows: Iterable[Booked]) -> tuple[Booked, ...]:
    """The first of each provider, then the second of each, and so on: those that are shown tell of all."""
    number, placed = Counter[str](), list[tuple[int, Booked]]()
    for each in sorted(rows, key=in_time):
        placed.append((number[each.provider], each))
        number[each.provider] += 1
    return tuple(each for _, each in sorted(placed, key=lambda pair: pair[0]))
