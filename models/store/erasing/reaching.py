"""What is erased together: a document, what lies in it or was cut from it and nowhere else, readings of a scan
(:mod:`models.lying` says what goes with what); and what hinders some of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from models.disclosure import OPEN
from models.store.lookups import parts
from models.store.lying import lying_within
from models.store.schema import documents, watched_files, watched_folders
from models.store.schema_sharing import releases, requests, trials


def together(connection: Connection, wanted: Collection[str]) -> dict[str, set[str]]:
    """The documents and all that goes with them, each with what contains it (also what stays)."""
    lying = lying_within(connection, wanted)
    found = lying.with_inside(wanted, {id for id in lying.outers if lying.follows(id)})
    return {id: set(lying.outers_of(id)) for id in sorted(found)}


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


def tried(connection: Connection, some: Iterable[str]) -> dict[str, str]:
    """Those that are being tried for release, each with a request that has it: one that is open, and in which nothing
    has been sent of it, or its copy is not there yet."""
    still = [each.value for each in OPEN]
    waits = (
        select(table.c.document, table.c.request)
        .join(requests, requests.c.id == table.c.request)
        .where(waiting.is_(None), requests.c.state.in_(still))
        .order_by(table.c.document, table.c.request)
        for table, waiting in ((trials, trials.c.sent), (releases, releases.c.done))
    )
    wanted = parts(sorted(some))
    return {
        row.document: row.request
        for query in waits
        for ids in wanted
        for row in connection.execute(query.where(query.selected_columns.document.in_(ids)))
    }
