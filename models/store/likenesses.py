"""What documents are recognised by, and which of an owner's are alike: kept, found by bands, joined, let go."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Row, TextClause, bindparam, delete, insert, select, text, update

from models.likeness import Edge, Likeness, Member, Print, merged
from models.limits import Limits
from models.store.database import Database
from models.store.schema_likeness import likeness_bands, likenesses

WHO: Final = tuple(likenesses.c[name] for name in ("id", "document", "owner", "grouped", "series", "same"))
"""The columns of a member."""
_IN_BAND: Final = (
    "SELECT member FROM (SELECT member FROM likeness_bands WHERE band = :b{0} ORDER BY member DESC LIMIT :most) AS t{0}"
)
# Statements stand ready: to put one together takes longer than to carry it out.
_OF: Final = select(likenesses).where(likenesses.c.document == bindparam("document"))
_WHO_OF: Final = select(*WHO).where(likenesses.c.document == bindparam("document"))
_LIKE: Final = (
    likenesses.c.owner == bindparam("owner"),
    likenesses.c.document != bindparam("document"),
    likenesses.c.made_by == bindparam("made_by"),
)
_TWIN: Final = (
    select(*WHO).where(*_LIKE, likenesses.c.content == bindparam("content")).order_by(likenesses.c.id.desc()).limit(1)
)
_NEIGHBOURS: Final = select(*WHO, likenesses.c.shingles).where(
    *_LIKE, likenesses.c.id.in_(bindparam("ids", expanding=True))
)


@cache
def _in_bands(count: int) -> TextClause:
    """The newest members of each of so many bands, one after the other."""
    return text(" UNION ALL ".join(_IN_BAND.format(at) for at in range(count)))


class Likenesses:
    """Written by whoever drains the outbox, one at a time on a machine."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self._database, self._limits = database, limits

    def print_of(self, document: str) -> Print | None:
        """What the document is recognised by; None where nothing was kept yet."""
        with self._database.read() as connection:
            row = connection.execute(_OF, {"document": document}).one_or_none()
        return None if row is None else _print(row)

    def twin(self, mine: Print) -> Member | None:
        """The newest document of the owner with the very same words; its group may be full."""
        with self._database.read() as connection:
            row = connection.execute(_TWIN, {**_named(mine), "content": mine.content}).one_or_none()
        return None if row is None else member(row)

    def candidates(self, mine: Print) -> list[tuple[Member, bytes]]:
        """Documents that share a band, those that share most first, each with its shingles: as many as the limit says,
        and of each band the newest so many."""
        if not mine.bands:
            return []
        most = self._limits.similar_candidates
        bands = {f"b{at}": band for at, band in enumerate(mine.bands)}
        with self._database.read() as connection:
            shared = Counter(connection.execute(_in_bands(len(bands)), {**bands, "most": most}).scalars())
            best = sorted(shared, key=lambda number: (-shared[number], -number))[: most + 1]
            rows = connection.execute(_NEIGHBOURS, {**_named(mine), "ids": best}).all() if best else []
        return [(member(row), row.shingles) for row in sorted(rows, key=lambda row: best.index(row.id))][:most]

    def place(self, mine: Print, alike: Sequence[tuple[Member, Likeness]]) -> None:
        """Keep the print, if it is not there, and join its document with those it is alike, as :class:`Likeness` says;
        all in one transaction."""
        with self._database.write() as connection:
            me = _kept(connection, mine)
            edges: list[Edge] = [(me.number, other.number, likeness) for other, likeness in alike]
            if edges:
                groups = {me.group} | {other.group for other, _ in alike}
                _write(connection, merged(_of_groups(connection, groups), edges, self._limits.similar_members))

    def forget(self, document: str) -> list[str]:
        """Let go of the document's print. Returns the others of its group, each alone now, to be placed again; none
        where one with the very same words holds them together."""
        with self._database.write() as connection:
            return forget(connection, document)


def forget(connection: Connection, document: str) -> list[str]:
    """As :meth:`Likenesses.forget`, in the caller's transaction."""
    row = connection.execute(_OF, {"document": document}).one_or_none()
    if row is None:
        return []
    gone = _print(row)
    _unband(connection, row.id, gone.bands)
    connection.execute(delete(likenesses).where(likenesses.c.id == row.id))
    heir = _hand_on(connection, gone) if gone.content else None
    if heir is not None and heir.grouped == row.grouped:
        return []
    others = _of_groups(connection, {row.grouped})
    connection.execute(
        update(likenesses)
        .where(likenesses.c.grouped == row.grouped)
        .values(grouped=likenesses.c.id, series=likenesses.c.id, same=likenesses.c.id)
    )
    return [other.document for other in others] if len(others) > 1 else []


def _named(mine: Print) -> dict[str, str]:
    """What finds others beside a print: of the same owner and making."""
    return {"owner": mine.owner, "document": mine.document, "made_by": mine.made_by}


def _kept(connection: Connection, mine: Print) -> Member:
    """The member of this print, made if it is not there: alone at first."""
    known = connection.execute(_WHO_OF, {"document": mine.document}).one_or_none()
    if known is not None:
        return member(known)
    names = ("document", "owner", "made_by", "content", "words", "shingles")
    values = {name: getattr(mine, name) for name in names} | {"bands": array("q", mine.bands).tobytes()}
    alone = dict.fromkeys(("grouped", "series", "same"), 0)
    number = connection.execute(insert(likenesses).values(**values, **alone).returning(likenesses.c.id)).scalar_one()
    me = Member(number, mine.document, mine.owner, number, number, number)
    _write(connection, [me])
    _band(connection, number, mine.bands)
    return me


def _hand_on(connection: Connection, gone: Print) -> Row[Any] | None:
    """Give the bands of a print that is gone to the newest with the very same words; its row, or None."""
    same = (likenesses.c.owner == gone.owner, likenesses.c.content == gone.content)
    query = select(likenesses).where(*same, likenesses.c.made_by == gone.made_by).order_by(likenesses.c.id.desc())
    heir = connection.execute(query.limit(1)).one_or_none()
    if heir is not None and gone.bands and not heir.bands:
        change = update(likenesses).where(likenesses.c.id == heir.id)
        connection.execute(change.values(bands=array("q", gone.bands).tobytes()))
        _band(connection, heir.id, gone.bands)
    return heir


def _band(connection: Connection, number: int, bands: Sequence[int]) -> None:
    if bands:
        connection.execute(insert(likeness_bands), [{"band": band, "member": number} for band in sorted({*bands})])


def _unband(connection: Connection, number: int, bands: Sequence[int]) -> None:
    if bands:
        mine = likeness_bands.c.member == number
        connection.execute(delete(likeness_bands).where(mine, likeness_bands.c.band.in_(bands)))


def _of_groups(connection: Connection, groups: Iterable[int]) -> list[Member]:
    query = select(*WHO).where(likenesses.c.grouped.in_(list(groups))).order_by(likenesses.c.id)
    return [member(row) for row in connection.execute(query)]


_NUMBERED: Final = (
    update(likenesses)
    .where(likenesses.c.id == bindparam("number"))
    .values(grouped=bindparam("of_group"), series=bindparam("of_series"), same=bindparam("of_same"))
)


def _write(connection: Connection, members: Sequence[Member]) -> None:
    rows = [
        {"number": each.number, "of_group": each.group, "of_series": each.series, "of_same": each.same}
        for each in members
    ]
    if rows:
        connection.execute(_NUMBERED, rows)


def member(row: Any) -> Member:
    """The member that a row with the columns :data:`WHO` is."""
    return Member(row.id, row.document, row.owner, row.grouped, row.series, row.same)


def _print(row: Row[Any]) -> Print:
    bands = tuple(array("q", row.bands))
    return Print(row.document, row.owner, row.made_by, row.content, row.words, row.shingles, bands)
