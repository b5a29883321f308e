"""What tells those who are called alike apart, in a few words: a day of birth, a number, a case, where they are named.

The register keeps numbers and days of birth that bind a name as hashes only. Here the numbers and dates that the same
documents name are tried against them, so that nothing is told which is not known to be the entity's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, func, select

from models.access import Viewer
from models.identity import short_id
from models.masking import mask
from models.mention import Entity, Label
from models.person_numbers import birthday
from models.reference import ONE_NUMBER
from models.store.called import called
from models.store.database import Database
from models.store.documents import searchable
from models.store.lookups import parts
from models.store.nodes import MARK
from models.store.readable import open_page, readable
from models.store.schema import documents, mentions
from models.store.schema_references import entity_marks

_DOCUMENTS: Final = 20  # of an entity that are looked into
_SHOWN: Final = 2  # cases, or sources
_Mark = tuple[str, str, str]
"""Whose it is, its kind, and its hash."""
_TELLING: Final = (Label.PERSONNUMMER.value, Label.ORGNR.value, Label.DATE.value, Label.CASE.value)


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells an entity: ``own`` is its day of birth or organisation number, empty where neither is known; then
    cases and sources."""

    own: str
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join(each for each in (self.own, *self.beside) if each)


def told_apart(
    database: Database, key: bytes, viewer: Viewer, ids: Iterable[str], *, every: bool = False
) -> dict[str, str]:
    """What tells each of these entities (ids) that shares its label and name with another of them, in a short note:
    ``född 1985-03-12, MN 2024-77, tillsyn``. ``every``: for all of them. See :func:`tellings`."""
    return {id: str(telling) for id, telling in tellings(database, key, viewer, ids, every=every).items()}


def tellings(
    database: Database, key: bytes, viewer: Viewer, ids: Iterable[str], *, every: bool = False
) -> dict[str, Telling]:
    """The same in its parts.

    From what the viewer may read; personnummer are not in it, only the day of birth that they say. An entity of which
    nothing is known that tells gets the sources that name it, in Swedish; one that is not there gets none.
    """
    with database.read() as connection:
        known = list(called(connection, viewer, ids).values())
        namesakes = Counter((each.label, each.name) for each in known)
        wanted = [each for each in known if every or namesakes[each.label, each.name] > 1]
        held = _documents(connection, viewer, [each.id for each in wanted])
        beside = _beside(connection, viewer, sorted({row.id for some in held.values() for row in some}))
        marks = _marks(connection, [each.id for each in wanted])
    return {each.id: _telling(key, each, held[each.id], beside, marks[each.id]) for each in wanted}


def _documents(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, Sequence[Row[Any]]]:
    """By entity the documents that are looked into: those that name it most."""
    named = (mentions.c.entity, documents.c.id, documents.c.owner, documents.c.source)
    place = func.row_number().over(partition_by=mentions.c.entity, order_by=(func.count().desc(), documents.c.id))
    joined = mentions.join(documents, documents.c.id == mentions.c.document)
    mine = and_(readable(viewer), open_page(viewer, mentions), searchable())
    found = defaultdict[str, list[Row[Any]]](list)
    for some in parts(ids):
        counted = select(*named, place.label("place")).select_from(joined).where(mentions.c.entity.in_(some), mine)
        ranked = counted.group_by(*named).subquery()
        for row in connection.execute(select(ranked).where(ranked.c.place <= _DOCUMENTS)).all():
            found[row.entity].append(row)
    return found


def _beside(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, Mapping[str, set[str]]]:
    """By document and label the numbers, days and cases that these documents name."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = select(mentions.c.document, mentions.c.label, mentions.c.value).distinct()
    query = query.join(documents, documents.c.id == mentions.c.document)
    for some in parts(ids):
        wanted = and_(mentions.c.document.in_(some), mentions.c.label.in_(_TELLING))
        for row in connection.execute(query.where(wanted, open_page(viewer, mentions))):
            found[row.document][row.label].add(row.value)
    return found


def _marks(connection: Connection, ids: Sequence[str]) -> Mapping[str, set[_Mark]]:
    """By entity what its owners know that it has one of."""
    found = defaultdict[str, set[_Mark]](set)
    for some in parts(ids):
        for row in connection.execute(select(entity_marks).where(entity_marks.c.entity.in_(some))):
            found[row.entity].add((row.owner, row.kind, row.value))
    return found


def _telling(
    key: bytes,
    entity: Entity,
    rows: Sequence[Row[Any]],
    beside: Mapping[str, Mapping[str, set[str]]],
    marks: Collection[_Mark],
) -> Telling:
    cases = Counter(value for row in rows for value in beside[row.id].get(Label.CASE.value, ()))
    told = [mask(case) for case, _ in sorted(cases.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]]
    sources = Counter(row.source for row in rows)
    told += [source for source, _ in sorted(sources.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]]
    return Telling(_own(key, entity, rows, beside, marks), tuple(told))


def _own(
    key: bytes,
    entity: Entity,
    rows: Sequence[Row[Any]],
    beside: Mapping[str, Mapping[str, set[str]]],
    marks: Collection[_Mark],
) -> str:
    """The organisation number, or the day of birth, that the entity is known by. Of what its owner knows nothing about
    nothing is tried: each try is a hash."""
    kinds, told = {(owner, kind) for owner, kind, _ in marks}, set[str]()
    for row in rows:
        for kind, text, note in _candidates(beside[row.id]):
            if (row.owner, kind) in kinds and (
                (row.owner, kind, short_id(key, row.owner, entity.label.value, f"{MARK}{kind}:{text}")) in marks
            ):
                told.add(note)
    return min(told, default="")


def _candidates(values: Mapping[str, set[str]]) -> Iterable[tuple[str, str, str]]:
    """Kind and text of a mark, with what may be shown of it."""
    for number in values.get(Label.ORGNR.value, ()):
        yield ONE_NUMBER, number, f"{number[:6]}-{number[6:]}"
    for number in values.get(Label.PERSONNUMMER.value, ()):
        for kind, text in ((ONE_NUMBER, number), ("birth", birthday(number))):
            yield kind, text, f"född {_day(number)}"
    for day in values.get(Label.DATE.value, ()):
        yield "birth", day.replace("-", ""), f"född {day}"


def _day(number: str) -> str:
    """The day of birth that a number says, be its last four masked."""
    day = birthday(number)
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
