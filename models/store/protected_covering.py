"""Where documents name people with protected identity, as the register keeps it: written with what they name.

A span is of a name or a number that the list knows (whole, or a part of a name where the document names that person
whole), or of a mention of somebody whom another mention names so. Whom the file's name, its title or what it declares
of itself name whole has an empty span on page 0, so that a document without a page that names them is told by its spans
too. Everything here takes the caller's connection.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, select

from models.identity import opaque_id
from models.mention import Label
from models.protected import Form
from models.protected_finding import Finder, Found, Held
from models.store.applied_markings import WHOLE
from models.store.database import insert_many, insert_missing
from models.store.lookups import parts
from models.store.outbox import enqueue
from models.store.schema import documents, mentions, occurrences, pages, protected, protected_keys, protected_spans

PEOPLE: Final = (Label.PERSON.value, Label.PERSONNUMMER.value)
"""The labels by which somebody is named."""
_NAMES: Final = frozenset({Label.PERSON, Label.ORG, Label.LOC, Label.ADDRESS, Label.PROPERTY})
_SPAN: Final = tuple(protected_spans.columns)


class Way(StrEnum):
    """By what a span is one."""

    WHOLE = "whole"
    PART = "part"  # of the name of somebody whom the document names whole
    ENTITY = "entity"  # another name of the same entity


class _Place(NamedTuple):
    start: int
    end: int


def hashed(key: bytes, owner: str, form: str) -> str:
    """How a normal form stands in the list: it tells nothing to one without the installation's ``key``."""
    return opaque_id(key, "protected", owner, form)


def finder(connection: Connection, key: bytes, owner: str) -> Finder:
    """Looks for everybody on the owner's list."""
    query = select(protected_keys).join(protected, protected.c.id == protected_keys.c.person)
    keys: dict[str, set[tuple[str, Form]]] = {}
    for row in connection.execute(query.where(protected.c.owner == owner, protected.c.lifted.is_(None))):
        keys.setdefault(row.key, set()).add((row.person, Form(row.form)))
    held: Mapping[str, Held] = {hash: frozenset(people) for hash, people in keys.items()}
    return Finder(held, lambda form: hashed(key, owner, form))


def cover(connection: Connection, known: Finder, document: str, title: str = "") -> bool:
    """Work out anew what of the document is covered by its words; whether that has changed.

    ``title`` is one that it is about to get. What its mentions' entities add, :func:`cover_entities` tells.
    """
    mine = and_(protected_spans.c.document == document, protected_spans.c.way != Way.ENTITY.value)
    before = {tuple(row) for row in connection.execute(select(*_SPAN).where(mine))}
    after = {tuple(row[column.name] for column in _SPAN) for row in _rows(connection, known, document, title)}
    if before != after:
        connection.execute(delete(protected_spans).where(mine))
        names = [column.name for column in _SPAN]
        insert_missing(connection, protected_spans, [dict(zip(names, row, strict=True)) for row in sorted(after)])
    return before != after


def cover_entities(connection: Connection, some: Iterable[str]) -> set[str]:
    """Cover every mention of those whom these documents' mentions are, where one of them names a person of the list;
    returns the documents in which something changed. The index is asked to follow with those beside ``some``.

    An entity has the same id at every owner's: what one owner's list says covers nothing of another's."""
    wanted = sorted({*some})
    if not wanted or connection.execute(select(protected_spans.c.document).limit(1)).first() is None:
        return set()
    changed = set[str]()
    for owner, ids in _by_owner(connection, wanted):
        before = _entity_spans(connection, ids)
        stale = and_(protected_spans.c.document.in_(ids), protected_spans.c.way == Way.ENTITY.value)
        connection.execute(delete(protected_spans).where(stale))
        added = _add_entity_spans(connection, owner, _protected_entities(connection, owner, ids))
        after = _entity_spans(connection, ids)
        changed |= {row[0] for row in before ^ after} | added.difference(ids)
    ask_index(connection, changed.difference(wanted))
    return changed


def spans(connection: Connection, document: str) -> set[tuple[Any, ...]]:
    """All that is covered of the document, to be compared with what is later."""
    mine = protected_spans.c.document == document
    return {tuple(row) for row in connection.execute(select(*_SPAN).where(mine))}


def _by_owner(connection: Connection, wanted: Sequence[str]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for some in parts(wanted):
        of = dict(connection.execute(select(documents.c.id, documents.c.owner).where(documents.c.id.in_(some))).all())
        found += [(owner, [id for id in some if of.get(id) == owner]) for owner in sorted({*of.values()})]
    return found


def _rows(connection: Connection, known: Finder, document: str, title: str) -> list[dict[str, Any]]:
    if not known:
        return []
    texts = connection.execute(select(pages.c.number, pages.c.text).where(pages.c.document == document)).all()
    found = {row.number: known.find(row.text) for row in texts}
    told = whole(known, [*_file(connection, document), title])
    named = told | whole(known, _paths(connection, document))
    named |= {each.person for some in found.values() for each in some if each.whole}
    others = _others(connection, document) if any(not each.whole for some in found.values() for each in some) else {}
    rows: dict[tuple[int, int, int, str], dict[str, Any]] = {}
    for person in told:
        row = {"document": document, "page": WHOLE, "start": 0, "end": 0}
        rows[WHOLE, 0, 0, person] = row | {"person": person, "way": Way.WHOLE.value}
    for page, some in found.items():
        for each in sorted(some, key=lambda one: one.whole):
            if each.whole or (each.person in named and _stands_alone(each, others.get(page, ()))):
                way = Way.WHOLE if each.whole else Way.PART
                row = {"document": document, "page": page, "start": each.start, "end": each.end}
                rows[page, each.start, each.end, each.person] = row | {"person": each.person, "way": way.value}
    return list(rows.values())


def whole(known: Finder, names: Iterable[str]) -> set[str]:
    """Whom these names and titles name whole."""
    return {each.person for name in names for each in known.find(name) if each.whole}


def _file(connection: Connection, document: str) -> list[str]:
    """What the document's file says of itself."""
    told = select(documents.c.name, documents.c.title, documents.c.facts).where(documents.c.id == document)
    row = connection.execute(told).one()
    return [row.name, row.title, *map(str, dict(row.facts).values())]


def _paths(connection: Connection, document: str) -> list[str]:
    paths = connection.execute(select(occurrences.c.path).where(occurrences.c.document == document)).scalars()
    return list(paths)


def _others(connection: Connection, document: str) -> dict[int, list[_Place]]:
    """The document's names, by page, in order."""
    mine = and_(mentions.c.document == document, mentions.c.label.in_([label.value for label in _NAMES]))
    query = select(mentions.c.page, mentions.c.start, mentions.c.end).where(mine).order_by(mentions.c.start)
    found: dict[int, list[_Place]] = {}
    for row in connection.execute(query):
        found.setdefault(row.page, []).append(_Place(row.start, row.end))
    return found


def _stands_alone(found: Found, named: Sequence[_Place]) -> bool:
    """Whether the part of a name is not a part of a longer name, which is somebody else's: Anna *Berg*, *Berg* & Co."""
    at = bisect_right(named, found.start, key=lambda row: row.start) - 1
    if at < 0 or named[at].end < found.end:
        return True
    longer = (named[at].end - named[at].start) - (found.end - found.start)
    return bool(longer < 3)  # a genitive s, a sign


def overlapping() -> ColumnElement[bool]:
    """The condition that a mention touches a protected span of its page."""
    same = and_(protected_spans.c.document == mentions.c.document, protected_spans.c.page == mentions.c.page)
    return and_(same, protected_spans.c.start < mentions.c.end, protected_spans.c.end > mentions.c.start)


def _owned(owner: str) -> ColumnElement[bool]:
    mine = and_(documents.c.id == mentions.c.document, documents.c.owner == owner)
    return exists().where(mine).correlate(mentions)


def _protected_entities(connection: Connection, owner: str, ids: Sequence[str]) -> list[str]:
    """Those that these documents of the owner's name, of whom one of theirs has a mention that names a person of the
    list whole."""
    here = select(mentions.c.entity).where(mentions.c.document.in_(ids), mentions.c.label.in_(PEOPLE))
    named = mentions.join(protected_spans, and_(overlapping(), protected_spans.c.way == Way.WHOLE.value))
    query = select(mentions.c.entity).select_from(named).where(mentions.c.label.in_(PEOPLE), _owned(owner))
    return list(connection.execute(query.where(mentions.c.entity.in_(here)).distinct()).scalars())


def _add_entity_spans(connection: Connection, owner: str, entities: Sequence[str]) -> set[str]:
    """Cover their mentions in the owner's documents that nothing covers; the documents."""
    bare = ~exists().where(overlapping()).correlate(mentions)
    rows = []
    for some in parts(entities):
        place = (mentions.c.document, mentions.c.page, mentions.c.start, mentions.c.end)
        query = select(*place).where(mentions.c.entity.in_(some), bare, _owned(owner))
        for row in connection.execute(query.distinct()).mappings():
            rows.append({**row, "person": "", "way": Way.ENTITY.value})
    insert_many(connection, protected_spans, rows)
    return {row["document"] for row in rows}


def _entity_spans(connection: Connection, ids: Sequence[str]) -> set[tuple[Any, ...]]:
    mine = and_(protected_spans.c.document.in_(ids), protected_spans.c.way == Way.ENTITY.value)
    return {tuple(row) for row in connection.execute(select(*_SPAN).where(mine))}


def ask_index(connection: Connection, ids: Iterable[str]) -> None:
    """Let the index follow with these documents."""
    for some in parts(sorted(ids)):
        query = select(documents.c.id, documents.c.owner).where(documents.c.id.in_(some))
        for row in connection.execute(query.order_by(documents.c.id)).all():
            enqueue(connection, row.id, row.owner, "put")
