"""What is due (*att gallra*) by an owner's rules on a day: reckoned from papers, rules, holds and what lies in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from models.lying import Lying
from models.retention import Paper, Rule, Undecided, Verdict, judged

AHEAD: Final = 12
"""Months that are looked ahead."""
WATCHED: Final = "watched"
"""Among a line's holds: its file lies in a watched folder still, and would be taken in anew."""
TRIED: Final = "tried"
"""Among a line's holds: it is being tried for release."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document that need not be kept after ``due``, with what goes with it (``along``), by the rule that keeps it the
    longest. ``size`` is of all their originals, in bytes; ``holds`` the ids of the holds that hinder it."""

    document: str
    rule: str
    due: date
    along: tuple[str, ...] = ()
    size: int = 0
    holds: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return 1 + len(self.along)


@dataclass(frozen=True, slots=True)
class Due:
    """``now`` and ``soon`` (by then, and not yet) can be erased, ``held`` could but for a hold; ``bound`` are due by
    themselves, and lie with something that is not. ``undecided`` are by document why nobody knows. The rest is kept."""

    now: tuple[Line, ...]
    soon: tuple[Line, ...]
    held: tuple[Line, ...]
    bound: tuple[str, ...]
    undecided: Mapping[str, tuple[Undecided, str]]  # why, and the rule that lacks a date (else empty)
    lying: Lying
    going: frozenset[str]  # all that can be erased now

    def chosen(self, rule: str, documents: Sequence[str] | None = None) -> list[Line]:
        """The lines of a rule that are due now; of them those of these documents."""
        wanted = None if documents is None else set(documents)
        return [each for each in self.now if each.rule == rule and (wanted is None or each.document in wanted)]

    def taken(self, lines: Sequence[Line]) -> list[str]:
        """All that would be erased with these: what they share with something that stays is left."""
        return sorted(self.lying.with_inside([each.document for each in lines], self.going))


def reckon(
    papers: Sequence[Paper],
    rules: Sequence[Rule],
    lying: Lying,
    direct: Mapping[str, set[str]],
    today: date,
    horizon: date,
) -> Due:
    """``direct``: the holds by the document that they bear on."""
    known = dated_as_outer({paper.id: paper for paper in papers}, lying)
    told = {id: judged(rules, paper) for id, paper in known.items()}
    kept = {other for id in direct for other in lying.around([id])}
    found = _Reckoning(known, told, lying, direct)
    by_now, by_then = found.wanted(today), found.wanted(horizon)
    could, can = lying.going(by_now), lying.going(by_now - kept)
    later = lying.going(by_then - kept)
    late = {id for id in by_now if told[id].due is not None} - could
    undecided = {id: (each.undecided, each.rule.id if each.rule else "") for id, each in told.items() if each.undecided}
    return Due(
        found.lines(can),
        found.lines(later, without=could),
        found.lines(could, without=can),
        tuple(sorted(late)),
        undecided,
        lying,
        frozenset(can),
    )


def all_due(papers: Sequence[Paper], rules: Sequence[Rule], lying: Lying, today: date) -> bool:
    """Whether all of these documents, that go together, are due by the rules, or lie in what is."""
    known = dated_as_outer({paper.id: paper for paper in papers}, lying)
    told = {id: judged(rules, paper) for id, paper in known.items()}
    return _Reckoning(known, told, lying, {}).wanted(today) == known.keys()


def dated_as_outer(papers: Mapping[str, Paper], lying: Lying) -> dict[str, Paper]:
    """The papers by id, those that are nowhere but in others with the days of these where they have none of their own:
    the latest of several."""
    found = dict(papers)
    for id in sorted(lying.outers, key=lambda each: len(lying.above(each))):  # the outermost first
        if id in found and lying.follows(id):
            outers = [found[outer].days for outer in lying.outers_of(id) if outer in found]
            latest = {day: max(days[day] for days in outers if day in days) for day in set().union(*outers)}
            found[id] = replace(found[id], days={**latest, **found[id].days})
    return found


@dataclass(frozen=True, slots=True)
class _Reckoning:
    papers: Mapping[str, Paper]
    told: Mapping[str, Verdict]
    lying: Lying
    direct: Mapping[str, set[str]]

    def wanted(self, day: date) -> set[str]:
        """What is due by itself, and what is about nobody and lies in others: that goes with them."""
        return {id for id, each in self.told.items() if self._is_due(id, each, day)}

    def _is_due(self, id: str, verdict: Verdict, day: date) -> bool:
        if verdict.undecided is not None:
            return False
        return verdict.due <= day if verdict.due is not None else self.lying.follows(id)

    def lines(self, going: set[str], without: Collection[str] = ()) -> tuple[Line, ...]:
        """One for each that lies in no other, those due first at the top; ``without`` these."""
        tops = sorted(id for id in going if id not in self.lying.outers and id not in without)
        along = self._along(tops, going)
        made = [self._line(id, along[id]) for id in tops]
        return tuple(sorted(made, key=lambda each: (each.due, each.document)))

    def _along(self, tops: Sequence[str], going: set[str]) -> dict[str, list[str]]:
        """What goes with each; what several of them share is told with the first."""
        found, told = defaultdict[str, list[str]](list), set[str]()
        for id in tops:
            if id in self.lying.inners:
                mine = (self.lying.below(id) & going) - told
                found[id] = sorted(mine)
                told |= mine
        return found

    def _line(self, id: str, along: Sequence[str]) -> Line:
        days = [(each.due, each.rule.id) for other in (id, *along) if (each := self.told[other]).due and each.rule]
        day, rule = max((day, rule) for day, rule in days if day is not None)
        near = {id, *self.lying.below(id)}
        holds = sorted({hold for other in near for hold in self.direct.get(other, ())})
        size = sum(self.papers[other].size for other in (id, *along))
        return Line(id, rule, day, tuple(along), size, tuple(holds))
