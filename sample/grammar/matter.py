"""What a bank says of a theme: which board decides, which of its units writes, with what titles, and in which years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sample.grammar.nodes import BankError
from sample.owners import EVERY_TITLE, OWNERS, UNITS, Owner

BOARDS = {("POLIS" if owner.code == "5900" else owner.code): owner for owner in OWNERS}
"""The name of an owner in a bank's header → the owner."""
_TITLES = frozenset(title for _, title in EVERY_TITLE)
_UNITS = frozenset(unit for units in UNITS.values() for unit in units) | {owner.unit for owner in OWNERS}


@dataclass(frozen=True, slots=True)
class Years:
    """From which to which day something may be written, both included."""

    since: date = date.min
    until: date = date.max

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


ALWAYS = Years()


@dataclass(frozen=True, slots=True)
class Matter:
    """``boards`` decide in papers of the theme (any, if there are none); ``units`` and ``titles`` are of who writes.

    ``others`` are the boards that have to do with it beside whoever writes.
    """

    boards: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    years: Years = ALWAYS

    def beyond(self, usual: Matter) -> Matter:
        """The same, with what is usual where nothing is said."""
        return Matter(
            self.boards or usual.boards, self.units or usual.units, self.titles or usual.titles,
            self.others or usual.others, usual.years if self.years is ALWAYS else self.years,
        )  # fmt: skip

    def suits(self, owner: Owner) -> bool:
        """Whether this owner writes papers of the theme."""
        return not self.boards or any(BOARDS[one].code == owner.code for one in self.boards)

    def beside(self, owner: Owner) -> tuple[Owner, ...]:
        """The other boards of a paper that this owner writes: any of the municipality's, where nothing is said."""
        named = tuple(BOARDS[one] for one in self.others if BOARDS[one].code != owner.code)
        return named or tuple(one for one in BOARDS.values() if one.code not in (owner.code, "5900"))

    def writer(self, owner: Owner) -> Owner:
        """Who writes: the owner, else the first of the boards; with the first of the units that is one of its own."""
        board = owner if self.suits(owner) else BOARDS[self.boards[0]]
        own = next((unit for unit in self.units if unit in (board.unit, *UNITS[board.code])), "")
        return replace(board, unit=own) if own else board


def told(matter: Matter, key: str, values: tuple[str, ...]) -> Matter:
    """The matter with one more header of a bank: ``boards``, ``others``, ``units``, ``titles`` or ``dates``.

    Raises:
        BankError: the made world has no such board, unit or title, or a day is none.
    """
    if key == "dates":
        since, _, until = values[0].partition("..")
        return replace(matter, years=Years(day(since, date.min), day(until, date.max)))
    known = {"boards": frozenset(BOARDS), "others": frozenset(BOARDS), "units": _UNITS, "titles": _TITLES}[key]
    if unknown := set(values) - known:
        raise BankError(f"{key}: no {sorted(unknown)} ({', '.join(sorted(known))})")
    match key:
        case "boards":
            return replace(matter, boards=values)
        case "others":
            return replace(matter, others=values)
        case "units":
            return replace(matter, units=values)
    return replace(matter, titles=values)


def day(text: str, otherwise: date) -> date:
    """The day written ``2019-07-01``; ``otherwise`` where nothing is written.

    Raises:
        BankError: it is no day.
    """
    try:
        return date.fromisoformat(text.strip()) if text.strip() else otherwise
    except ValueError as error:
        raise BankError(f"{text!r} is no day (2019-07-01)") from error
