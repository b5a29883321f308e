"""The register's table of what mails say of each other; :mod:`models.store.schema` takes it in with the others."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from models.store.schema_base import metadata

# The ids of messages in the headers of a mail (models/store/mail_ids.py), hashed: of one length, to be looked up.
mail_ids = Table(
    "mail_ids",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("header", String(20), primary_key=True),  # message_id, in_reply_to or references
    Column("message", String(32), primary_key=True, index=True),
)
