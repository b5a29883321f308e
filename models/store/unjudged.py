"""What the pipeline found in documents of which something was judged, before the judgements were applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select

from models.access import Viewer
from models.mention import Label, Mention
from models.store.database import Database
from models.store.readable import readable
from models.store.schema import documents, draft_unjudged, unjudged


class Unjudged:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, document: str, found: Sequence[Mention]) -> None:
        """Keep, beside the document's draft, what was found; :meth:`Registration.finish` puts it in place with it."""
        rows = [{**asdict(each), "label": each.label.value} for each in found]
        with self._database.write() as connection:
            connection.execute(delete(draft_unjudged).where(draft_unjudged.c.document == document))
            connection.execute(insert(draft_unjudged).values(document=document, mentions=rows))

    def of(self, viewer: Viewer, document: str) -> list[Mention] | None:
        """What was found in the document; None where nothing of it was judged yet, or it may not be read."""
        query = select(unjudged.c.mentions).join(documents, documents.c.id == unjudged.c.document)
        with self._database.read() as connection:
            row = connection.execute(query.where(documents.c.id == document, readable(viewer))).one_or_none()
        if row is None:
            return None
        return [_mention(each) for each in row.mentions]


def _mention(row: Mapping[str, Any]) -> Mention:
    return Mention(**{**row, "label": Label(row["label"])})
