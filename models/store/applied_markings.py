"""Which markings bear on a document: its own, its source's, and those of what it lies in or stands in the place of.

An attachment has those of the document it lies in; a part of a split has those of the whole, page for page; what has
lain at one path of a source are versions of one paper, and have each other's, a page's too (no page of one is known to
be the same page of another). So too for what is registered when the marking has long been there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, or_, select

from models.marking import MarkingScope
from models.split import pages_of_part, part_path
from models.store.lookups import parts
from models.store.schema import documents, markings, occurrences

WHOLE: Final = 0
Bearing = tuple[str, int]  # the id of a marking, and the page that it is on here (WHOLE: the document)


@dataclass(frozen=True, slots=True)
class Bond:
    """That ``below`` has what is set on ``above``. ``pages`` (first, last) where it is cut from it; ``version``: of it,
    or cut from it nobody knows where: what is set on any page is of the whole."""

    above: str
    below: str
    pages: tuple[int, int] | None = None
    version: bool = False

    def carry(self, bearing: Bearing) -> Bearing | None:
        """What is set on ``above`` as it is of ``below``."""
        marking, page = bearing
        if page == WHOLE or self.version:
            return marking, WHOLE
        if self.pages is None or not self.pages[0] <= page <= self.pages[1]:
            return None
        return marking, page - self.pages[0] + 1


def applied(connection: Connection, ids: Iterable[str]) -> dict[str, set[Bearing]]:
    """The markings in force on each of the documents, and where."""
    wanted = list(dict.fromkeys(ids))
    known, bonds = _upwards(connection, wanted)
    found: dict[str, set[Bearing]] = {id: set() for id in known}
    for id, bearing in _set_on(connection, sorted(known)):
        found[id].add(bearing)
    while _spread(found, bonds):
        pass
    return {id: found[id] for id in wanted}


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
        carried = {told for each in found[bond.above] if (told := bond.carry(each)) is not None}
        changed |= not carried <= found[bond.below]
        found[bond.below] |= carried
    return changed


def _bonds(connection: Connection, ids: Sequence[str], *, below: bool) -> list[Bond]:
    """The bonds from these documents to those that have of them (``below``), or the other way."""
    found = list[Bond]()
    for some in parts(ids):
        end = occurrences.c.parent if below else occurrences.c.document
        within = select(occurrences.c.parent, occurrences.c.document, occurrences.c.path)
        query = within.where(end.in_(some), occurrences.c.parent.is_not(None)).distinct()
        found += [_lying(row) for row in connection.execute(query)]
        found += _versions(connection, some, below=below)
    return found


def _lying(row: Row[Any, Any, Any]) -> Bond:
    pages = pages_of_part(row.parent, row.path)
    unknown = pages is None and row.path.startswith(part_path(row.parent, ""))
    return Bond(row.parent, row.document, pages, version=unknown)


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
