"""An order by what a column of the table says: amounts by their size, dates by the calendar, words in Swedish order.

It goes by what is shown and by nothing else: whoever asks for the order hands in the values as the viewer may read
them, covered and masked, so that a document's place tells no more than its row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Self

from models.swedish import ordered

NAME: Final = "name"
"""What heads the rows: the document's own name."""
AMOUNTS: Final = frozenset({"sum", "fee_amount", "penalty_amount", "paid_amount", "repayment_amount", "total_amount"})
DATES: Final = frozenset(
    {
        *("date", "visit_date", "event_date", "application_date", "received_date", "meeting_date", "start_date"),
        *("end_date", "deadline", "follow_up_date", "period"),
    }
)
NUMBERS: Final = AMOUNTS | {"pages"}
_DIGITS: Final = re.compile(r"[0-9]+")
_LONGEST: Final = 20  # digits of a number within a text, such as that of a case
_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_WEEK: Final = re.compile(r"([0-9]{4})-W([0-9]{2})")

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The hits by ``column``, from the least value on or, ``falling``, from the greatest. ``called``: what the codes of
    a closed list are called by whoever asks."""

    column: str
    falling: bool = False
    called: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, kept: Sequence[Any] | None) -> Self | None:
        """The order that :meth:`kept` was kept of."""
        return cls(str(kept[0]), bool(kept[1])) if kept else None

    def kept(self) -> list[str | bool]:
        """As it is kept with a search."""
        return [self.column, self.falling]

    def arranged(self, ids: Sequence[str], said: Mapping[str, Sequence[str]]) -> list[str]:
        """The documents by what the column says of each. One with several values stands by the least of them where the
        order rises, by the greatest where it falls; equal ones stay as they were. What cannot be read as a value of the
        column comes after those that can, and documents without any last, whichever way the order goes."""
        plain, unread, without = list[tuple[Key, str]](), list[tuple[Key, str]](), list[str]()
        choose = max if self.falling else min
        for id in ids:
            values = said.get(id, ())
            if not values:
                without.append(id)
            elif keys := [key for value in values if (key := self._key(value)) is not None]:
                plain.append((choose(keys), id))
            else:
                unread.append((choose(map(_text, values)), id))
        for some in (plain, unread):
            some.sort(key=lambda pair: pair[0], reverse=self.falling)
        return [id for _, id in (*plain, *unread)] + without

    def _key(self, value: str) -> Key | None:
        if self.column in NUMBERS:
            return _number(value)
        if self.column in DATES:
            return _days(value)
        return _text(self.called.get(value, value))


def falls_first(column: str) -> bool:
    """Whether whoever presses the column's head wants its greatest values first: sums and days, not names."""
    return column in NUMBERS or column in DATES


def _text(value: str) -> Key:
    """In Swedish order, numbers within by their size: 2024-9 before 2024-10."""
    return (ordered(_DIGITS.sub(lambda digits: digits[0].zfill(_LONGEST), value)),)


def _number(value: str) -> Key | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return (number,) if number.is_finite() else None


def _days(value: str) -> Key | None:
    """The day on which it begins, then that on which it ends, where it says one: of a day, week, month, year or
    period. None where no year is said."""
    begins, _, ends = value.partition("/")
    first, last = _day(begins), _day(ends)
    return None if first is None else (first, last or first)


def _day(value: str) -> date | None:
    try:
        if week := _WEEK.fullmatch(value):
            return date.fromisocalendar(int(week[1]), int(week[2]), 1)
        said = _DAY.fullmatch(value)
        return date(int(said[1]), int(said[2] or 1), int(said[3] or 1)) if said else None
    except ValueError:  # the 31st of February, as somebody wrote it
        return None
