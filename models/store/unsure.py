"""Names that the pipeline was unsure of and nobody has judged: what somebody should look at, the least sure first."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, and_, literal_column, not_, select

from models.access import Viewer
from models.judgement import METHOD
from models.mention import Mention
from models.reference import QUANTITIES
from models.store import rows
from models.store.database import Database
from models.store.documents import searchable
from models.store.readable import open_page, readable
from models.store.schema import documents, mentions

UNSURE: Final = 0.7
"""The confidence below which a name should be looked at: names that rules find in no list have 0.6."""
_UNSURE_SAID: Final[ColumnElement[float]] = literal_column(
    f"{UNSURE}"
)  # as the index says it: a bound value would not meet it
_QUANTITIES: Final = sorted(label.value for label in QUANTITIES)


def unsure(database: Database, viewer: Viewer, limit: int) -> list[tuple[str, Mention, str]]:
    """At most so many, each with its document and its entity (ids), of the viewer's own owners' documents."""
    doubted = and_(mentions.c.confidence < _UNSURE_SAID, not_(mentions.c.method.startswith(METHOD)))
    mine = and_(documents.c.owner.in_(viewer.own), readable(viewer), open_page(viewer, mentions), searchable())
    # Not joined: names are gone through in order, by their index, until so many may be told.
    there = select(documents.c.id).where(documents.c.id == mentions.c.document, mine).correlate(mentions).exists()
    query = select(mentions).where(doubted, mentions.c.label.not_in(_QUANTITIES), there)
    order = (mentions.c.confidence, mentions.c.document, mentions.c.page, mentions.c.start)
    with database.read() as connection:
        found = connection.execute(query.order_by(*order).limit(limit)).all()
    return [(row.document, rows.mention(row), row.entity) for row in found]
