"""A register as an older pipeline, or an older OCR, would have left it: with other names, or badly read pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from models.identity import entity_id
from models.settings import Settings
from models.store import schema
from models.store.database import insert_missing
from models.store.store import Store
from models.store.words import pack
from search.backends import open_index
from search.rebuilding import reindex

OLD = "rules-0"
WRONG = "Gammalnamn"


def grow_old(home: Path, *wrong: str) -> None:
    """Documents of these file names name only ``WRONG`` (a place); all are an older pipeline's; the index agrees."""
    store = Store.open(Settings(home=home))
    entity = entity_id(store.key, "LOC", WRONG)
    with store.database.write() as connection:
        connection.execute(update(schema.documents).values(named_by=OLD))
        for row in connection.execute(schema.documents.select().where(schema.documents.c.name.in_(wrong))).all():
            connection.execute(delete(schema.mentions).where(schema.mentions.c.document == row.id))
            named = {"document": row.id, "page": 1, "start": 0, "end": 3, "label": "LOC", "text": "xxx"}
            value = {"value": WRONG, "confidence": 0.5, "method": "rule:old", "entity": entity}
            connection.execute(insert(schema.mentions).values(**named, **value))
            known = {"owner": row.owner, "id": entity, "label": "LOC", "value": WRONG, "name": WRONG}
            insert_missing(connection, schema.entities, [known])
    index = open_index(store.settings)
    reindex(store, index)
    index.close()
    store.close()


def read_badly(home: Path, *names: str) -> None:
    """Documents of these file names have pages of which an OCR that is not known made little; the index agrees."""
    store, words = Store.open(Settings(home=home)), {"text": "Tiisyn hcs Prcvkrcg", "words": pack(()), "layout": None}
    mine = select(schema.documents.c.id).where(schema.documents.c.name.in_(names))
    with store.database.write() as connection:
        badly = update(schema.pages).where(schema.pages.c.document.in_(mine))
        connection.execute(badly.values(**words, quality=0.3, read_by=""))
        connection.execute(delete(schema.mentions).where(schema.mentions.c.document.in_(mine)))
    index = open_index(store.settings)
    reindex(store, index)
    index.close()
    store.close()


def named_by(home: Path) -> dict[str, int]:
    """How many documents each pipeline has named."""
    store = Store.open(Settings(home=home))
    with store.database.read() as connection:
        found = Counter(connection.execute(select(schema.documents.c.named_by)).scalars())
    store.close()
    return dict(found)
