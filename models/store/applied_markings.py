"""Which markings bear on a document: its own, its source's, and those of what it lies in or stands in the place of.

An attachment has those of the document it lies in. A part of a split and the whole have each other's, page for page:
the whole keeps the text of its parts when it has left search. A scan and the readings that came beside it have each
other's: they are two wordings of the same pages. What has lain at one path of a source are versions of one paper, and
have each other's, a page's too (no page of one is known to be the same page of another). So too for what is registered
when the marking has long been there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from models.marking import MarkingScope
from models.split import pages_of_part, part_path
from models.store.lookups import parts
from models.store.schema import documents, markings, occurrences, rivals

WHOLE: Final = 0
Bearing = tuple[str, int]  # the id of a marking, and the page that it is on here (WHOLE: the document)


@dataclass(frozen=True, slots=True)
class Bond:
    """That ``below`` has what is set on ``above``. ``pages``: which of its pages are which there; ``whole``: on which
    pages what is set on all of it is set there; ``version``: what is set on any page is of the whole."""

    above: str
    below: str
    pages: Mapping[int, Sequence[int]] = field(default_factory=dict)
    whole: Sequence[int] = (WHOLE,)
    version: bool = False

    def carry(self, bearing: Bearing) -> list[Bearing]:
        """What is set on ``above`` as it is of ``below``."""
        marking, page = bearing
        if page == WHOLE:
            return [(marking, there) for there in self.whole]
        return [(marking, there) for there in ((WHOLE,) if self.version else self.pages.get(page, ()))]


def applied(connection: Connection, ids: Iterable[str]) -> dict[str, set[Bearing]]:
    """The markings in force on each of the documents, and where."""
    wanted = list(dict.fromkeys(ids))
    known, bonds = _upwards(connection, wanted)
    found: dict[str, set[Bearing]] = {id: set() for id in known}
    for id, bearing in _set_on(connection, sorted(known)):
        found[id].add(bearing)
    while _spread(found, bonds):
        pass
    return {id: {each for each in found[id] if _is_new(found[id], each)} for id in wanted}


def dependants(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The documents, and every other that has what is set on them."""
    found = dict.fromkeys(ids)
    level = list(found)
    while level:
        new = {bond.below: None for bond in _bonds(connection, level, below=True) if bond.below not in found}
        found |= new
        level = list(new)
    return list(found)


def _upwards(connection: Connection, ids: Sequence[str]) -> tuple[set[str], list[Bond]]:
    """All that the documents have something of, and the bonds between, the highest first."""
    known, level, bonds = set(ids), list(ids), list[Bond]()
    while level:
        found = _bonds(connection, level, below=False)
        level = sorted({bond.above for bond in found} - known)
        known |= set(level)
        bonds = [*found, *bonds]
    return known, bonds


def _spread(found: dict[str, set[Bearing]], bonds: Iterable[Bond]) -> bool:
    """Let each have what is set above it; whether that was new to any."""
    changed = False
    for bond in bonds:
        mine = found[bond.below]
        carried = {told for each in found[bond.above] for told in bond.carry(each) if _is_new(mine, told)}
        changed |= not carried <= mine
        mine |= carried
    return changed


def _is_new(known: set[Bearing], bearing: Bearing) -> bool:
    """Whether it says more than that the marking is on the whole, where that is known."""
    return bearing[1] == WHOLE or (bearing[0], WHOLE) not in known


def _bonds(connection: Connection, ids: Sequence[str], *, below: bool) -> list[Bond]:
    """The bonds from these documents to those that have of them (``below``), or the other way."""
    inside, around = occurrences.c.parent, occurrences.c.document
    found = list[Bond]()
    for some in parts(ids):
        lying = _lying(connection, inside if below else around, some)
        found += [_down(row) for row in lying]
        wholes = some if below else _with_pages(connection, some)
        found += [_up(row) for row in _lying(connection, around if below else inside, wholes) if _is_part(row)]
        found += _versions(connection, some, below=below)
        found += _readings(connection, some, below=below)
    return found


def _lying(connection: Connection, end: ColumnElement[Any], ids: Sequence[str]) -> Sequence[Row[Any, Any, Any]]:
    """What lies within what, where one ``end`` of it is among the documents."""
    within = select(occurrences.c.parent, occurrences.c.document, occurrences.c.path)
    return connection.execute(within.where(end.in_(ids), occurrences.c.parent.is_not(None)).distinct()).all()


def _with_pages(connection: Connection, ids: Sequence[str]) -> Sequence[str]:
    """Those that can have been cut. An archive has no pages, but may hold so many files that none should be read."""
    query = select(documents.c.id).where(documents.c.id.in_(ids), documents.c.pages > 0)
    return connection.execute(query).scalars().all()


def _is_part(row: Row[Any, Any, Any]) -> bool:
    return bool(row.path.startswith(part_path(row.parent, "")))


def _down(row: Row[Any, Any, Any]) -> Bond:
    cut = pages_of_part(row.parent, row.path)
    if cut is None:
        return Bond(row.parent, row.document, version=_is_part(row))
    first, last = cut
    return Bond(row.parent, row.document, {page: (page - first + 1,) for page in range(first, last + 1)})


def _up(row: Row[Any, Any, Any]) -> Bond:
    cut = pages_of_part(row.parent, row.path)
    if cut is None:
        return Bond(row.document, row.parent, version=True)
    first, last = cut
    mine = range(first, last + 1)
    return Bond(row.document, row.parent, {page - first + 1: (page,) for page in mine}, whole=mine)


def _readings(connection: Connection, ids: Sequence[str], *, below: bool) -> list[Bond]:
    """Scans and their readings, both ways."""
    named = select(rivals.c.document, rivals.c.reading, rivals.c.page, rivals.c.number)
    ends = ((rivals.c.document, False), (rivals.c.reading, True))
    same: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for end, is_reading in ends:
        for row in connection.execute(named.where(end.in_(ids))):
            scan, reading = (row.document, row.page), (row.reading, row.number)
            above, under = (reading, scan) if is_reading is below else (scan, reading)
            same[above[0], under[0]][above[1]].append(under[1])
    return [Bond(above, under, pages) for (above, under), pages in same.items()]


def _versions(connection: Connection, ids: Sequence[str], *, below: bool) -> list[Bond]:
    mine, other = occurrences.alias("mine"), occurrences.alias("other")
    one, two = documents.alias("one"), documents.alias("two")
    same = and_(mine.c.path == other.c.path, mine.c.parent.is_(None), other.c.parent.is_(None))
    query = (
        select(mine.c.document.label("mine"), other.c.document.label("other"))
        .join(other, and_(same, mine.c.document != other.c.document))
        .join(one, one.c.id == mine.c.document)
        .join(two, and_(two.c.id == other.c.document, two.c.source == one.c.source))
        .where(mine.c.document.in_(ids))
    )
    pairs = connection.execute(query.distinct()).all()
    return [Bond(*((row.mine, row.other) if below else (row.other, row.mine)), version=True) for row in pairs]


def _set_on(connection: Connection, ids: Sequence[str]) -> list[tuple[str, Bearing]]:
    """What is set on these documents themselves, on their pages and on their sources."""
    of_source = and_(markings.c.scope == MarkingScope.SOURCE.value, markings.c.target == documents.c.source)
    of_it = and_(markings.c.scope != MarkingScope.SOURCE.value, markings.c.target == documents.c.id)
    query = select(documents.c.id.label("document"), markings.c.id, markings.c.page).join(
        markings, and_(markings.c.lowered.is_(None), or_(of_source, of_it))
    )
    rows = [row for some in parts(ids) for row in connection.execute(query.where(documents.c.id.in_(some)))]
    return [(row.document, (row.id, row.page)) for row in rows]
