"""What is erased together: a document, what lies in it or was cut from it and nowhere else, readings of a scan.

A file has the bytes of what lies in it, and a scan's page may have the text of a reading that came beside it: where one
of the two is erased and the other stays, nothing was erased.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Select, select, union

from models.store.lookups import parts
from models.store.lying import LAID, LEFT, READ
from models.store.schema import documents, occurrences, rivals, watched_files, watched_folders

Pairs = set[tuple[str, str]]
"""(What is contained, what contains it)."""


def together(connection: Connection, wanted: Collection[str]) -> dict[str, set[str]]:
    """The documents and all that goes with them, each with what contains it (also what stays)."""
    found = dict.fromkeys(wanted)
    while True:
        new = {inner for inner, _ in _pairs(connection, "outer", found)} - found.keys()
        while stay := {each for each in new if _lies_elsewhere(connection, each, {*found, *new})}:
            new -= stay
        if not new:
            break
        found |= dict.fromkeys(sorted(new))
    above: dict[str, set[str]] = {each: set() for each in found}
    for inner, outer in _pairs(connection, "inner", found):
        above[inner].add(outer)
    return above


def units(above: dict[str, set[str]]) -> list[list[str]]:
    """The documents in groups, each of what must go in one transaction."""
    unit = {each: each for each in above}

    def root(one: str) -> str:
        while unit[one] != one:
            one = unit[one]
        return one

    for inner, outers in above.items():
        for outer in outers & above.keys():
            unit[root(inner)] = root(outer)
    found: dict[str, list[str]] = {}
    for each in above:
        found.setdefault(root(each), []).append(each)
    return list(found.values())


def contained(above: dict[str, set[str]]) -> set[str]:
    """Those that lie in something that stays."""
    return {each for each, outers in above.items() if outers - above.keys()}


def watched(connection: Connection, owner: str, some: Iterable[str]) -> set[str]:
    """Those whose file lies in a folder that is watched for their source: it would come back at once."""
    here = (
        select(documents.c.id)
        .join(watched_files, watched_files.c.sha256 == documents.c.sha256)
        .join(watched_folders, watched_folders.c.id == watched_files.c.folder)
        .where(watched_files.c.gone.is_(None), watched_folders.c.removed.is_(None))
        .where(watched_folders.c.source == documents.c.source)
    )
    return {
        id
        for ids in parts(sorted(some))
        for id in connection.execute(here.where(documents.c.id.in_(ids), documents.c.owner == owner)).scalars()
    }


def _pairs(connection: Connection, by: str, some: Iterable[str]) -> Pairs:
    every = union(LAID, READ, LEFT).subquery()
    query: Select[tuple[str, str]] = select(every.c.inner, every.c.outer)
    return {
        (row.inner, row.outer)
        for ids in parts(sorted(some))
        for row in connection.execute(query.where(every.c[by].in_(ids)))
    }


def _lies_elsewhere(connection: Connection, document: str, going: Collection[str]) -> bool:
    """Whether it lies at a path of its own, or in something that stays."""
    own = select(occurrences.c.id).where(occurrences.c.document == document, occurrences.c.parent.is_(None)).limit(1)
    if connection.execute(own).first() is not None:
        return not _is_reading(connection, document, going)
    return any(outer not in going for _, outer in _pairs(connection, "inner", [document]))


def _is_reading(connection: Connection, document: str, going: Collection[str]) -> bool:
    """Whether it is a reading of scans that all go: it came by a path of its own, and says what they say."""
    mine = select(rivals.c.document).where(rivals.c.reading == document)
    scans = set(connection.execute(mine).scalars())
    left = connection.execute(select(documents.c.reading_of).where(documents.c.id == document)).scalar_one_or_none()
    scans |= {left} if left else set()
    return bool(scans) and scans <= set(going)
