"""The rules of the review desk that count: how much, when, in which case, with which purposes (``models.review.Rule``).

Two passes over a month's events in the database; what they group is small. Each answer holds only events of which the
viewer may read all owners' papers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice
from statistics import median
from typing import Final, Self

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from models import swedish
from models.access import Viewer
from models.audit import READINGS, Action
from models.limits import Limits
from models.review import Period, Rule, Suspicion
from models.store.ledger_scopes import OWNERS, scopes, seen
from models.store.schema import ledger

FIRST_EVENTS: Final = 20
"""Events kept with an item: enough to see what it is about; how many there are is said."""
_EARLY, _LATE = 6, 21  # hours between which people of a board are at work; shifts make items that are quickly closed
_SATURDAY: Final = 5
_FEWEST_DAYS: Final = 5  # at work in the month, before a median says anything
_HOUR: Final = func.substr(ledger.c.time, 1, 13)
_LISTS: Final = ("jobs", "alerts", "unsettled")
"""Pages that tell what there is to do: they are looked at again and again, and that of jobs reloads by itself."""


def within(period: Period) -> ColumnElement[bool]:
    """The period's events by which somebody saw case data."""
    begins, ends = (moment.isoformat(timespec="microseconds") for moment in (period.begins, period.ends))
    return and_(ledger.c.time >= begins, ledger.c.time < ends, ledger.c.action.in_([each.value for each in READINGS]))


def readings_of(period: Period) -> ColumnElement[bool]:
    """Those of the events by which it is told how much somebody read, and when: showings of :data:`_LISTS` left out.

    They stay in the ledger, in the sample and in what is told of a person or a document.
    """
    named = ledger.c.details["list"].as_string()
    return and_(within(period), or_(ledger.c.action != Action.SEARCH.value, named.is_(None), named.not_in(_LISTS)))


@dataclass(frozen=True, slots=True)
class Counting:
    """One reviewer's look at one period."""

    connection: Connection
    viewer: Viewer
    period: Period
    limits: Limits
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # models.store.ledger_scopes

    @classmethod
    def of(cls, connection: Connection, viewer: Viewer, period: Period, limits: Limits) -> Self:
        return cls(connection, viewer, period, limits, scopes(connection, viewer))

    def suspicions(self) -> Iterator[Suspicion]:
        yield from self._by_hour()
        yield from self._by_purpose()

    def suspicion(self, rule: Rule, actor: str, *what: ColumnElement[bool]) -> Suspicion | None:
        """The actor's events of the period of which this holds; None where there are none to be seen."""
        wanted = and_(within(self.period), ledger.c.actor == actor, *what)
        query = select(ledger.c.key, OWNERS, func.count().label("times")).where(wanted)
        count, whose = 0, set[str]()
        for row in self.connection.execute(query.group_by(ledger.c.key, OWNERS)):
            owners = self._seen(row.key, row.owners)
            if owners is not None:
                count += row.times
                whose.update(owners)
        return self._told(rule, actor, count, whose, *what) if count else None

    def _told(self, rule: Rule, actor: str, count: int, whose: Iterable[str], *what: ColumnElement[bool]) -> Suspicion:
        query = select(ledger.c.sequence, ledger.c.key, OWNERS).order_by(ledger.c.time)
        rows = self.connection.execute(query.where(within(self.period), ledger.c.actor == actor, *what))
        told = (row.sequence for row in rows if self._seen(row.key, row.owners) is not None)
        events = tuple(islice(told, FIRST_EVENTS))
        rows.close()
        return Suspicion(rule, actor, tuple(sorted(set(whose))), events, count)

    def by_target(self, rule: Rule, targets: Collection[str]) -> Iterator[Suspicion]:
        """Everybody who opened one of the targets (ids)."""
        touched = ledger.c.target.in_(sorted(targets))
        actors = select(ledger.c.actor).distinct().where(within(self.period), touched).order_by(ledger.c.actor)
        for actor in self.connection.execute(actors).scalars().all():
            yield from self._some(rule, actor, touched)

    def _seen(self, key: str, owners: str) -> tuple[str, ...] | None:
        return seen(self.viewer, self.known, key, owners)

    def _by_hour(self) -> Iterator[Suspicion]:
        query = (
            select(ledger.c.actor, ledger.c.key, OWNERS, _HOUR.label("hour"), func.count().label("times"))
            .where(readings_of(self.period))
            .group_by(ledger.c.actor, ledger.c.key, OWNERS, _HOUR)
        )
        hours: dict[str, Counter[str]] = defaultdict(Counter)
        whose: dict[str, set[str]] = defaultdict(set)
        seen = lru_cache(maxsize=None)(self._seen)  # there are many hours, and few keys and owners
        for actor, key, told, hour, times in self.connection.execute(query):
            owners = seen(key, told)
            if owners is not None:
                hours[actor][hour] += times
                whose[actor].update(owners)
        for actor, counted in sorted(hours.items()):
            for rule, some in self._odd(counted):
                count = sum(counted[hour] for hour in some)
                yield self._told(rule, actor, count, whose[actor], _HOUR.in_(some), readings_of(self.period))

    def _odd(self, hours: Counter[str]) -> Iterator[tuple[Rule, list[str]]]:
        """The hours of somebody's month that give reason to ask, each with the rule that says so."""
        days: dict[str, list[str]] = defaultdict(list)
        for hour in hours:
            days[_local(hour)[0]].append(hour)
        counts = {day: sum(hours[hour] for hour in some) for day, some in days.items()}
        usual = median(counts.values()) if len(counts) >= _FEWEST_DAYS else 0
        for day, count in sorted(counts.items()):
            if count >= self.limits.review_day_events:
                yield Rule.VOLUME, days[day]
            elif usual and count >= max(usual * self.limits.review_times_usual, self.limits.review_odd_events):
                yield Rule.UNUSUAL, days[day]
        odd = [hour for hour in hours if _local(hour)[1]]
        if sum(hours[hour] for hour in odd) >= self.limits.review_odd_events:
            yield Rule.ODD_HOURS, odd

    def _by_purpose(self) -> Iterator[Suspicion]:
        """``why`` is one for each purpose and case under one key: as many as there are keys is one purpose."""
        told = and_(readings_of(self.period), ledger.c.why != "")
        query = (
            select(
                ledger.c.actor,
                func.count().label("times"),
                func.count(ledger.c.why.distinct()).label("purposes"),
                func.count(ledger.c.key.distinct()).label("keys"),
                func.min(ledger.c.case).label("least"),
            )
            .where(told)
            .group_by(ledger.c.actor)
            .order_by(ledger.c.actor)
        )
        for row in self.connection.execute(query).all():
            if not row.least.strip():
                yield from self._some(Rule.NO_CASE, row.actor, func.trim(ledger.c.case) == "", readings_of(self.period))
            if row.times >= self.limits.review_purpose_events and row.purposes <= row.keys:
                yield from self._some(Rule.ONE_PURPOSE, row.actor, readings_of(self.period))

    def _some(self, rule: Rule, actor: str, *what: ColumnElement[bool]) -> Iterator[Suspicion]:
        found = self.suspicion(rule, actor, *what)
        if found is not None:
            yield found


def touching(targets: Iterable[str], sequences: Iterable[int]) -> ColumnElement[bool]:
    """Events with one of the targets, or with one of the numbers."""
    return or_(ledger.c.target.in_(sorted(set(targets))), ledger.c.sequence.in_(sorted(set(sequences))))


@lru_cache(maxsize=1_024)  # a month has some 740
def _local(hour: str) -> tuple[str, bool]:
    """The day of an hour where the archive is, and whether it is one in which few are at work."""
    time = swedish.local(datetime.fromisoformat(f"{hour}:00:00+00:00"))
    return f"{time:%Y-%m-%d}", time.weekday() >= _SATURDAY or not _EARLY <= time.hour < _LATE


def sampled(
    connection: Connection, viewer: Viewer, period: Period, most: int, choose: Callable[[int, int], int]
) -> list[Suspicion]:
    """So many of the period's events, each as likely as any other; ``choose(first, last)`` is a number at random."""
    ends = select(func.min(ledger.c.sequence), func.max(ledger.c.sequence)).where(within(period))
    first, last = connection.execute(ends).one()
    if first is None:
        return []
    found: dict[int, Suspicion] = {}
    for _try in range(most * 50):
        if len(found) == most:
            break
        at = choose(first, last)
        query = select(ledger.c.actor, ledger.c.owners).where(ledger.c.sequence == at, within(period))
        row = connection.execute(query).one_or_none()
        if row is not None and viewer.own.issuperset(row.owners):
            found[at] = Suspicion(Rule.SAMPLE, row.actor, tuple(row.owners), (at,), 1)
    return [found[at] for at in sorted(found)]
