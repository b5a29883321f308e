"""What tells those who are called alike apart, in a few words: a day of birth, a number, a case, where they are named.

The register keeps numbers and days of birth that bind a name as hashes only. Here the numbers and dates that the same
documents name are tried against them, so that nothing is told which is not known to be the entity's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, and_, func, select

from models.access import Viewer
from models.identity import short_id
from models.masking import mask
from models.mention import Entity, Label
from models.reference import ONE_NUMBER
from models.store.called import called
from models.store.database import Database
from models.store.documents import searchable
from models.store.nodes import MARK
from models.store.readable import open_page, readable
from models.store.schema import documents, mentions
from models.store.schema_references import entity_marks

_DOCUMENTS: Final = 20  # of an entity that are looked into
_SHOWN: Final = 2  # cases, or sources
_BIRTH: Final = len("19850312")
_TELLING: Final = (Label.PERSONNUMMER.value, Label.ORGNR.value, Label.DATE.value, Label.CASE.value)


def told_apart(
    database: Database, key: bytes, viewer: Viewer, ids: Iterable[str], *, every: bool = False
) -> dict[str, str]:
    """A short note for each of these entities (ids) that shares its label and name with another of them: ``född
    1985-03-12, MN 2024-77, tillsyn``. ``every``: for all of them.

    From what the viewer may read; personnummer are not in it, only the day of birth that they say. An entity of which
    nothing is known that tells gets the sources that name it, in Swedish; one that is not there gets none.
    """
    with database.read() as connection:
        known = list(called(connection, viewer, ids).values())
        namesakes = Counter((each.label, each.name) for each in known)
        wanted = [each for each in known if every or namesakes[each.label, each.name] > 1]
        return {each.id: _note(connection, key, viewer, each) for each in wanted}


def _note(connection: Connection, key: bytes, viewer: Viewer, entity: Entity) -> str:
    mine = and_(readable(viewer), open_page(viewer, mentions), searchable())
    joined = mentions.join(documents, documents.c.id == mentions.c.document)
    columns = (documents.c.id, documents.c.owner, documents.c.source)
    query = select(*columns).select_from(joined).where(mentions.c.entity == entity.id, mine).group_by(*columns)
    rows = connection.execute(query.order_by(func.count().desc(), documents.c.id).limit(_DOCUMENTS)).all()
    beside = _beside(connection, viewer, [row.id for row in rows])
    told = _own(connection, key, entity, {row.id: row.owner for row in rows}, beside)
    cases = Counter(value for values in beside.values() for value in values.get(Label.CASE.value, ()))
    told += [mask(case) for case, _ in sorted(cases.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]]
    sources = Counter(row.source for row in rows)
    told += [source for source, _ in sorted(sources.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN]]
    return ", ".join(told)


def _beside(connection: Connection, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, Mapping[str, set[str]]]:
    """By document and label the numbers, days and cases that these documents name."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    wanted = and_(mentions.c.document.in_(ids), mentions.c.label.in_(_TELLING))
    query = select(mentions.c.document, mentions.c.label, mentions.c.value)
    query = query.join(documents, documents.c.id == mentions.c.document).where(wanted, open_page(viewer, mentions))
    for row in connection.execute(query):
        found[row.document][row.label].add(row.value)
    return found


def _own(
    connection: Connection,
    key: bytes,
    entity: Entity,
    owners: Mapping[str, str],
    beside: Mapping[str, Mapping[str, set[str]]],
) -> list[str]:
    """The organisation number, or the day of birth, that the entity is known by."""
    mine = and_(entity_marks.c.entity == entity.id, entity_marks.c.owner.in_(sorted({*owners.values()})))
    marks = {(row.owner, row.kind, row.value) for row in connection.execute(select(entity_marks).where(mine))}
    told: set[str] = set()
    for document, values in beside.items():
        for kind, text, note in _candidates(values):
            owner = owners[document]
            if (owner, kind, short_id(key, owner, entity.label.value, f"{MARK}{kind}:{text}")) in marks:
                told.add(note)
    return sorted(told)[:1]


def _candidates(values: Mapping[str, set[str]]) -> Iterable[tuple[str, str, str]]:
    """Kind and text of a mark, with what may be shown of it."""
    for number in values.get(Label.ORGNR.value, ()):
        yield ONE_NUMBER, number, f"{number[:6]}-{number[6:]}"
    for number in values.get(Label.PERSONNUMMER.value, ()):
        for kind, text in ((ONE_NUMBER, number), ("birth", number[:_BIRTH])):
            yield kind, text, f"född {_day(number[:_BIRTH])}"
    for day in values.get(Label.DATE.value, ()):
        yield "birth", day.replace("-", ""), f"född {day}"


def _day(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
