"""``withheld`` written from the markings in force, in the transaction that changes either of them.

Whoever changes what is in force holds the source (:func:`hold_source`): a document that arrives at the same time waits,
and finds the markings as they then are. On SQLite there is one writer at a time anyhow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from models.marking import Needs
from models.store.applied_markings import WHOLE, Bearing, applied, dependants
from models.store.documents import searchable
from models.store.lookups import parts
from models.store.schema import documents, markings, outbox, sources, withheld

Keeping = tuple[int, str]  # a page (WHOLE: the document), and a group that its readers must be in


def settle(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Write what is withheld of these documents and of all that have their markings of them; those that it changed.

    The index is asked to follow for each that is found there.
    """
    changed = [document for some in parts(dependants(connection, ids)) for document in _settle(connection, some)]
    for some in parts(changed):
        found = select(documents.c.id, documents.c.owner).where(documents.c.id.in_(some), searchable())
        rows = [{"document": row.id, "owner": row.owner, "operation": "put"} for row in connection.execute(found)]
        if rows:
            connection.execute(insert(outbox), rows)
    return changed


def inherit(connection: Connection, document: str, others: Iterable[str] = ()) -> None:
    """Give a document that has come to lie somewhere what its source and that place keep from readers; and ``others``
    of the same source that it may have given something, or gives no more."""
    share_source(connection, document)
    standing = select(markings.c.id).where(markings.c.lowered.is_(None)).limit(1)
    if connection.execute(standing).first() is not None:
        settle(connection, [document, *others])


def share_source(connection: Connection, document: str) -> None:
    """Let nobody mark anything of the document's source until the transaction is done. Whoever holds the document too
    does this first: a marking holds the source before it touches documents."""
    source = select(documents.c.source).where(documents.c.id == document).scalar_subquery()
    connection.execute(select(sources.c.name).where(sources.c.name == source).with_for_update(read=True))


def hold_source(connection: Connection, name: str) -> None:
    """Let nothing arrive at this source until the transaction is done."""
    connection.execute(select(sources.c.name).where(sources.c.name == name).with_for_update())


def needs(connection: Connection, ids: Sequence[str]) -> dict[str, Needs]:
    """What readers of each of the documents must be in; one of which nothing is withheld is left out."""
    found: dict[str, dict[int, set[str]]] = {}
    for some in parts(ids):
        query = select(withheld).where(withheld.c.document.in_(some))
        for row in connection.execute(query):
            found.setdefault(row.document, {}).setdefault(row.page, set()).add(row.group)
    return {id: _as_needs(by_page) for id, by_page in found.items()}


def _as_needs(by_page: Mapping[int, set[str]]) -> Needs:
    own = {page: frozenset(groups) for page, groups in sorted(by_page.items()) if page != WHOLE}
    return Needs(frozenset(by_page.get(WHOLE, ())), own)


def _settle(connection: Connection, ids: Sequence[str]) -> list[str]:
    now, before = _wanted(connection, ids), _standing(connection, ids)
    changed = [id for id in ids if now[id] != before[id]]
    if changed:
        connection.execute(delete(withheld).where(withheld.c.document.in_(changed)))
    rows = [{"document": id, "page": page, "group": group} for id in changed for page, group in sorted(now[id])]
    if rows:
        connection.execute(insert(withheld), rows)
    return changed


def _wanted(connection: Connection, ids: Sequence[str]) -> dict[str, set[Keeping]]:
    bearing = applied(connection, ids)
    groups = _groups(connection, sorted({marking for found in bearing.values() for marking, _ in found}))
    return {id: _without_twice_said(bearing[id], groups) for id in ids}


def _without_twice_said(bearing: Iterable[Bearing], groups: Mapping[str, str]) -> set[Keeping]:
    """A page says nothing of a group that its whole document is kept for."""
    every = {(page, groups[marking]) for marking, page in bearing}
    return {(page, group) for page, group in every if page == WHOLE or (WHOLE, group) not in every}


def _groups(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    query = select(markings.c.id, markings.c.group)
    return {
        row.id: row.group for some in parts(ids) for row in connection.execute(query.where(markings.c.id.in_(some)))
    }


def _standing(connection: Connection, ids: Sequence[str]) -> dict[str, set[Keeping]]:
    found: dict[str, set[Keeping]] = defaultdict(set)
    for row in connection.execute(select(withheld).where(withheld.c.document.in_(ids))):
        found[row.document].add((row.page, row.group))
    return found
