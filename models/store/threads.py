"""Which mails are of one thread (*mejltråd*): by what their headers say they answer, not by their subject."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, not_, select

from models.access import Viewer
from models.document import Document
from models.store.database import Database
from models.store.documents import Documents
from models.store.mail_ids import MAILS, speaking_of
from models.store.readable import in_part, readable
from models.store.schema import documents

MOST: Final = 50
"""Mails of one thread that are told."""
_SHORTEST: Final = 5  # of what can be anybody's own id: "<1@a>"


class Threads:
    """A mail of which a page is kept from the viewer has no thread and is in none for them: its headers are told from
    the whole of it (:mod:`models.store.in_part`)."""

    def __init__(self, database: Database, known: Documents) -> None:
        self._database, self._documents = database, known

    def of(self, viewer: Viewer, mail: Document) -> list[Document]:
        """The other mails of the thread that the viewer may read, oldest first: those that it answers, those that
        answer it or the same. Older versions are left out. At most ``MOST``, and one more where there are others."""
        ids = answered(mail)
        if mail.media_type not in MAILS or not ids:
            return []
        here = and_(documents.c.media_type.in_(MAILS), documents.c.superseded.is_(False), documents.c.id != mail.id)
        mine = and_(readable(viewer), not_(in_part(viewer).element))
        query = (
            select(documents.c.id)
            .where(documents.c.id.in_(speaking_of(ids)), here, mine)
            .order_by(documents.c.date.nulls_last(), documents.c.id)
        )
        with self._database.read() as connection:
            found = list(connection.execute(query.limit(MOST + 1)).scalars())
        known = self._documents.many(viewer, found)
        return [known[id] for id in found if id in known]


def answered(mail: Document) -> list[str]:
    """The ids of messages that the mail speaks of, its own last; empty where its file told none."""
    told = [*mail.facts.get("references", "").split(), mail.facts.get("in_reply_to", "")]
    told.append(mail.facts.get("message_id", ""))
    return [id for id in dict.fromkeys(told) if len(id) >= _SHORTEST]
