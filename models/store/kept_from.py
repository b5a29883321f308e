"""What of the documents that a viewer has a grant for is kept from them: for those who must leave it out of a reckoning
before anything is compared."""

from __future__ import annotations

from sqlalchemy import and_, select

from models.access import Viewer
from models.protected import sees_protected
from models.store.applied_markings import WHOLE
from models.store.database import Database
from models.store.readable import foreign
from models.store.schema import documents, withheld
from models.store.schema_protected import protected_spans


def kept_from(database: Database, viewer: Viewer) -> dict[str, frozenset[int]]:
    """By document its pages that are kept from the viewer; 0 for the document itself.

    A page on which somebody with protected identity is named is kept whole from those who may not see such people.
    """
    marked = select(withheld.c.document, withheld.c.page).join(documents, documents.c.id == withheld.c.document)
    marked = marked.where(documents.c.owner.in_(viewer.owners - viewer.officer_of), foreign(viewer))
    blind = [owner for owner in viewer.owners if not sees_protected(viewer, owner)]
    named = select(protected_spans.c.document, protected_spans.c.page)
    named = named.join(documents, documents.c.id == protected_spans.c.document)
    named = named.where(and_(documents.c.owner.in_(blind), protected_spans.c.page != WHOLE))
    found: dict[str, set[int]] = {}
    with database.read() as connection:
        for query in (marked, named):
            for document, page in connection.execute(query.distinct()):
                found.setdefault(document, set()).add(page)
    return {document: frozenset(pages) for document, pages in found.items()}
