"""How much was erased in each year, by rule, source and kind: what the yearly report is made of. Sums alone.

A sum of one is that document. So sizes are kept in whole megabytes and dates as years, and of fewer than
:data:`FEW` nothing but their number is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, insert, select, update

from models import swedish
from models.access import Viewer
from models.erasure import Ground, GroundKind
from models.store.database import Database
from models.store.schema import erased_counts

FEW: Final = 5
"""Documents: of fewer, sums and first and last years say what one of them was."""
MEGABYTE: Final = 1_000_000
_KEY: Final = ("owner", "year", "ground", "rule", "provision", "source", "kind")


@dataclass(frozen=True, slots=True)
class ErasedCount:
    """Documents of one owner, source and kind that were erased in a year by one ground. ``size`` is of their originals,
    in bytes, rounded; ``earliest`` and ``latest`` are years of their own dates, of which ``undated`` had none. Of few
    documents these are None."""

    owner: str
    year: int
    ground: GroundKind
    rule: str
    provision: str
    source: str
    kind: str
    erased: int
    size: int | None
    undated: int | None
    earliest: int | None
    latest: int | None


class ErasedCounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, viewer: Viewer, year: int) -> list[ErasedCount]:
        """Of the owners whose officer the viewer is, in Swedish order."""
        mine = and_(erased_counts.c.owner.in_(viewer.deciding), erased_counts.c.year == year)
        with self._database.read() as connection:
            found = [_count(row) for row in connection.execute(select(erased_counts).where(mine))]
        return sorted(found, key=_order)

    def years(self, viewer: Viewer) -> Sequence[int]:
        """In which anything was erased, the newest first."""
        query = select(erased_counts.c.year).where(erased_counts.c.owner.in_(viewer.deciding)).distinct()
        with self._database.read() as connection:
            return sorted(connection.execute(query).scalars(), reverse=True)


def tally(
    connection: Connection,
    owner: str,
    ground: Ground,
    *,
    source: str,
    kind: str,
    day: date | None,
    size: int,
    at: datetime,
) -> None:
    """Count one document that is erased, in the transaction in which it goes: once for each. ``size`` is
    :func:`rounded`."""
    values = (owner, swedish.local(at).year, ground.kind.value, ground.rule, ground.provision, source, kind)
    key = dict(zip(_KEY, values, strict=True))
    mine = and_(*(erased_counts.c[name] == value for name, value in key.items()))
    row = connection.execute(select(erased_counts).where(mine).with_for_update()).one_or_none()
    years = [each for each in (day and day.year, row and row.earliest, row and row.latest) if each]
    counts = {
        "erased": (row.erased if row else 0) + 1,
        "size": (row.size if row else 0) + size,
        "undated": (row.undated if row else 0) + (day is None),
        "earliest": min(years, default=None),
        "latest": max(years, default=None),
    }
    if row is None:
        connection.execute(insert(erased_counts).values(**key, **counts))
    else:
        connection.execute(update(erased_counts).where(mine).values(**counts))


def rounded(size: int, mark: str) -> int:
    """The bytes in whole megabytes, up or down by the lot that the mark is (hex digits), up as often as the rest is
    large: the sum of many is right, and one says next to nothing. Drawn by chance it would be another when the same
    step is done again."""
    whole, rest = divmod(size, MEGABYTE)
    return (whole + (int(mark[:8], 16) * MEGABYTE < rest << 32)) * MEGABYTE


def _count(row: Row[Any]) -> ErasedCount:
    key = (row.owner, row.year, GroundKind(row.ground), row.rule, row.provision, row.source, row.kind)
    if row.erased < FEW:
        return ErasedCount(*key, row.erased, None, None, None, None)
    return ErasedCount(*key, row.erased, row.size, row.undated, row.earliest, row.latest)


def _order(each: ErasedCount) -> tuple[object, ...]:
    return (swedish.sort_key(each.owner), each.ground, each.provision, swedish.sort_key(each.source), each.kind)
