"""Which messages the headers of a mail speak of: a row for each, so that a thread is found without reading every mail.

They follow from ``documents.facts`` and are written with it, in the same transaction. They are only ever a way to
documents: whether one may be read is asked of the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, Select, and_, delete, or_, select

from models.store.database import insert_many
from models.store.schema_mails import mail_ids

MAILS: Final = ("message/rfc822", "application/vnd.ms-outlook", "application/vnd.ms-tnef")
"""The formats of single mails."""
_HEADERS: Final = ("message_id", "in_reply_to", "references")


def note_mail(connection: Connection, document: str, media_type: str, facts: Mapping[str, str]) -> None:
    """Keep what the document's headers speak of, in place of what they did, in the caller's transaction."""
    connection.execute(delete(mail_ids).where(mail_ids.c.document == document))
    told = [(header, id) for header in _HEADERS for id in dict.fromkeys(_told(facts, header))]
    if media_type in MAILS:
        rows = [{"document": document, "header": header, "message": hashed(id)} for header, id in told]
        insert_many(connection, mail_ids, rows)


def speaking_of(ids: Sequence[str]) -> Select[tuple[str]]:
    """The documents that are one of these messages or answer one of them, or whose chain has the first or the last."""
    own = and_(mail_ids.c.header != "references", mail_ids.c.message.in_([hashed(id) for id in ids]))
    ends = sorted({hashed(ids[0]), hashed(ids[-1])})
    chain = and_(mail_ids.c.header == "references", mail_ids.c.message.in_(ends))
    return select(mail_ids.c.document).where(or_(own, chain))


def hashed(id: str) -> str:
    """An id as it is looked up. No secret: the id stands in clear in the document's facts."""
    return hashlib.sha256(id.encode(errors="surrogatepass")).hexdigest()[:32]


def _told(facts: Mapping[str, str], header: str) -> list[str]:
    said = facts.get(header, "")
    return said.split() if header == "references" else [said] if said else []
