"""The yearly report of retention (*gallringsredovisning*): what was erased by what, and which holds came and went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from models import swedish
from models.access import Purpose, Viewer
from models.audit import Action
from models.hold import Hold
from models.retention import Rule
from models.store.erased_counts import ErasedCount
from models.store.store import Store
from search.csv_table import csv_table
from search.retention.recording import look
from search.words.retention import GROUNDS, of_said, period_said
from search.words.titles import KINDS

_COLUMNS: Final = ("År", "Ägare", "Vad", "Grund", "Stöd", "Källa", "Handlingstyp", "Antal", "Byte", "Tidigaste år",
                   "Senaste år", "Utan datum")  # fmt: skip


@dataclass(frozen=True, slots=True)
class HoldYear:
    """The holds of an owner in a year: placed and lifted in it, and standing at its end (of this year, now)."""

    owner: str
    placed: int
    lifted: int
    standing: int


@dataclass(frozen=True, slots=True)
class Report:
    """``rules`` are by id those that something was erased by. ``years`` are those there is anything to tell of."""

    year: int
    at: datetime
    counts: Sequence[ErasedCount]
    holds: Sequence[HoldYear]
    rules: Mapping[str, Rule]
    years: Sequence[int]

    @property
    def erased(self) -> int:
        return sum(each.erased for each in self.counts)

    @property
    def size(self) -> int:
        """Bytes of what is told of: of few documents the size is not."""
        return sum(each.size or 0 for each in self.counts)

    def ground(self, count: ErasedCount) -> str:
        """By what it was erased, in Swedish."""
        rule = self.rules.get(count.rule)
        return f"{of_said(rule.period)}: {period_said(rule.period)}" if rule else GROUNDS[count.ground]


def this_year() -> int:
    return swedish.local(swedish.now()).year


def report(viewer: Viewer, purpose: Purpose, store: Store, year: int, *, format: str = "") -> Report:
    """Of the owners whose officer the viewer is. ``format``: as what it is taken out, for the ledger; empty where it is
    shown. Raises :class:`AccessDeniedError` for who is nobody's."""
    told = {"format": format} if format else {}
    action = Action.EXPORT if format else Action.RETENTION
    look(store, viewer, purpose, action, "report", period=str(year), list="retention", **told)
    counts = store.erased_counts.of(viewer, year)
    rules = {rule.id: rule for rule in store.retention.all(viewer, standing=False)}
    holds = store.holds.all(viewer)
    of_owners = [_of_year(owner, holds, year) for owner in sorted(viewer.deciding, key=swedish.sort_key)]
    years = {*store.erased_counts.years(viewer), *(_year(step.at) for hold in holds for step in hold.steps), year}
    return Report(year, swedish.now(), counts, of_owners, rules, sorted(years | {this_year()}, reverse=True))


def as_csv(told: Report) -> bytes:
    """A line for each ground, source and kind, and two for each owner's holds, as Swedish Excel opens it."""
    return csv_table(_COLUMNS, ([str(cell) for cell in row] for row in _rows(told)))


def kind_said(kind: str) -> str:
    return KINDS.get(kind, kind) or "Okänd"


def _rows(told: Report) -> Iterable[Sequence[object]]:
    for each in told.counts:
        yield (
            *(told.year, each.owner, "Gallrade handlingar", told.ground(each), each.provision, each.source),
            *(kind_said(each.kind), each.erased, _known(each.size), _known(each.earliest), _known(each.latest)),
            _known(each.undated),
        )
    for hold in told.holds:
        for what, count in (("Spärrar satta", hold.placed), ("Spärrar hävda", hold.lifted)):
            yield (told.year, hold.owner, what, "", "", "", "", count, "", "", "", "")


def _known(number: int | None) -> object:
    return "" if number is None else number


def _of_year(owner: str, holds: Sequence[Hold], year: int) -> HoldYear:
    mine = [hold for hold in holds if hold.owner == owner]
    placed = [hold for hold in mine if _year(hold.placed.at) == year]
    ends = {hold.id: _year(hold.lifted.at) for hold in mine if hold.lifted}
    standing = [hold for hold in mine if _year(hold.placed.at) <= year and ends.get(hold.id, year + 1) > year]
    return HoldYear(owner, len(placed), sum(each == year for each in ends.values()), len(standing))


def _year(moment: datetime) -> int:
    return swedish.local(moment).year
