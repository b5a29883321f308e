"""Visits at once (*besök samtidigt*): of the same member of staff, or to the same client, at one provider or at two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from models.payment import MINUTES_OF_DAY, Booked, RowSort
from search.provider_review.double import in_time
from search.provider_review.finding import Comparison, Finding

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_NUMBER: Final = 8  # digits of what is a number of a person and not of a list
_HOUR: Final = 60
_BESIDE: Final = 3
"""Visits that one is held against: a name that stands for many ("Timvikarie Natt") would make a pair of every two."""


def overlaps(rows: Iterable[Booked]) -> list[Finding]:
    """Pairs of visits that share time. Who stands in a paper as "Nr 12" or "A.B." is somebody in that paper alone."""
    visits = [each for each in rows if each.row.sort is RowSort.VISIT and _lasts(each)]
    found = list[Finding]()
    for one, other in _at_once(visits, "staff"):
        found.append(_finding(Comparison.STAFF_AT_ONCE, one, other))
    for one, other in _at_once(visits, "client"):
        if not (one.row.staff and _person(one, "staff") == _person(other, "staff")):
            found.append(_finding(Comparison.CLIENT_AT_ONCE, one, other))
    return found


def _lasts(each: Booked) -> bool:
    row = each.row
    return row.day is not None and row.begins is not None and row.ends is not None and row.ends > row.begins


def _at_once(visits: Sequence[Booked], who: str) -> Iterator[tuple[Booked, Booked]]:
    by_person = defaultdict[tuple[str, str], list[Booked]](list)
    for each in visits:
        if person := _person(each, who):
            by_person[person].append(each)
    for some in by_person.values():
        going = list[Booked]()
        for each in sorted(some, key=lambda visit: (_time(visit), in_time(visit))):
            going = [other for other in going if _time(other)[1] > _time(each)[0]][-_BESIDE:]
            yield from ((other, each) for other in going)
            going.append(each)


def _time(each: Booked) -> tuple[int, int]:
    """When the visit begins and ends, in minutes from one moment for all."""
    row = each.row
    day = (row.day.toordinal() if row.day else 0) * MINUTES_OF_DAY
    return day + (row.begins or 0), day + (row.ends or 0)


def _person(each: Booked, who: str) -> tuple[str, str] | None:
    """Who it is: a name or number that is somebody's anywhere, else what stands there with the paper that it is in."""
    said = " ".join(str(getattr(each.row, who)).casefold().replace(",", " ").split())
    if not said or "█" in said:
        return None
    is_name = len(_WORD.findall(said)) > 1 or sum(sign.isdigit() for sign in said) >= _NUMBER
    return (" ".join(sorted(said.split())), "") if is_name else (said, each.document)


def _finding(comparison: Comparison, one: Booked, other: Booked) -> Finding:
    shared = min(_time(one)[1], _time(other)[1]) - max(_time(one)[0], _time(other)[0])
    others = tuple(sorted({one.provider, other.provider}))
    return Finding(comparison, (one, other), hours=round(shared / _HOUR, 4), others=others)
