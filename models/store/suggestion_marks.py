"""What marks those who may be the same, and so parts them, as far as a viewer may know it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Text, and_, cast, select

from models.joining import APART
from models.store.candidate import Who
from models.store.judged_ties import MARK
from models.store.lookups import parts
from models.store.schema_references import document_references, entity_marks, judged_keys
from models.store.suggestion_ground import JUDGED, SuggestionGround

Marks = Mapping[Who, Mapping[str, set[str]]]
"""By entity and kind."""


def marks_of(ground: SuggestionGround, entities: Iterable[Who]) -> Marks:
    """What each of these has one of."""
    found: defaultdict[Who, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_owner = defaultdict[str, list[str]](list)
    for owner, entity in sorted(entities):
        by_owner[owner].append(entity)
    for owner, every in by_owner.items():
        for some in parts(every):
            for entity, kind, value in _marked(ground, owner, some):
                found[owner, entity][kind].add(value)
    return found


def _marked(ground: SuggestionGround, owner: str, some: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    touched = _touched(ground, owner, some) if ground.in_part else set[str]()
    if plain := [each for each in some if each not in touched]:
        mine = and_(entity_marks.c.owner == owner, entity_marks.c.entity.in_(plain))
        for row in ground.connection.execute(select(entity_marks).where(mine)).all():
            yield row.entity, row.kind, row.value
    if touched:
        yield from _marks_in_part(ground, owner, sorted(touched))


def _touched(ground: SuggestionGround, owner: str, some: Sequence[str]) -> set[str]:
    """Those of whom a document says something that the viewer does not read whole."""
    entity = document_references.c.entity
    query = ground.hidden(select(entity), document_references)
    query = query.where(document_references.c.owner == owner, entity.in_(some)).distinct()
    return set(ground.connection.execute(query).scalars().all())


def _marks_in_part(ground: SuggestionGround, owner: str, some: list[str]) -> Iterator[tuple[str, str, str]]:
    """As they are kept for the entity, from its references."""
    entity = document_references.c.entity
    those = and_(document_references.c.owner == owner, entity.in_(some))
    marked = ground.told(select(entity, cast(document_references.c.marks, Text).label("said")), document_references)
    for row in ground.connection.execute(marked.where(those).distinct()).all():
        yield from ((row.entity, kind, value) for kind, value in json.loads(row.said).items())
    apart = ground.told(select(entity, judged_keys.c.judgement, judged_keys.c.key), JUDGED)
    for row in ground.connection.execute(apart.where(those, judged_keys.c.effect == MARK).distinct()).all():
        yield row.entity, f"{APART}{row.judgement}", row.key
