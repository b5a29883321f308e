"""What suggestions of who may be the same are made of: which references a viewer is told of, and which are hidden.

For somebody from whom anything is kept all of it is counted over the documents that they read whole. Who else holds a
key, and what parts its holders, would tell of the others. That is looked into only for keys and entities of which those
others say anything: of all else what is kept for everybody is the same.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, not_, select, union

from models.access import Viewer
from models.store.readable import in_whole, is_affected
from models.store.schema import documents, protected_spans, withheld
from models.store.schema_references import document_references, judged_keys, reference_keys

BORNE: Final = reference_keys.join(document_references, document_references.c.id == reference_keys.c.reference)
JUDGED: Final = judged_keys.join(document_references, document_references.c.id == judged_keys.c.reference)


class SuggestionGround:
    """Of some owners, for a viewer; without one, of all that there is."""

    def __init__(self, connection: Connection, owners: Collection[str], viewer: Viewer | None) -> None:
        self.connection, self._owners, self._viewer = connection, owners, viewer
        self.in_part = viewer is not None and is_affected(connection, viewer)

    def ours(self) -> ColumnElement[bool]:
        return document_references.c.owner.in_(self._owners)

    def told(self, query: Select[Any], joined: FromClause) -> Select[Any]:
        """Of the owners' references that have an entity, those of documents that the viewer reads whole: where
        anything is hidden, those of all but the hidden ones, which are few."""
        told = query.select_from(joined).where(self.ours(), document_references.c.entity != "")
        if self._viewer is None:
            return told
        told = told.where(document_references.c.owner.in_(self._viewer.owners))
        hidden = self.hidden(select(document_references.c.document), document_references).distinct()
        return told.where(document_references.c.document.not_in(hidden)) if self.in_part else told

    def hidden(self, query: Select[Any], joined: FromClause) -> Select[Any]:
        """Of the owners' references those of the other documents."""
        assert self._viewer is not None, "nothing is hidden from nobody"
        joined = joined.join(documents, documents.c.id == document_references.c.document)
        marked = union(select(withheld.c.document), select(protected_spans.c.document))
        some = documents.c.id.in_(marked)  # few: without it every reference is gone through
        return query.select_from(joined).where(self.ours(), some, not_(in_whole(self._viewer)))

    def hidden_keys(self) -> tuple[Select[Any], Select[Any]]:
        """The keys of references in documents that the viewer does not read whole, and those judged to be theirs."""
        return self.hidden(select(reference_keys.c.key), BORNE), self.hidden(select(judged_keys.c.key), JUDGED)
