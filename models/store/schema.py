"""The register's tables, in SQLAlchemy Core, the same on SQLite and PostgreSQL. Changed only by a migration.

``tests/models/store/test_migrations.py`` holds the migrations to these definitions.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from models.store.schema_accounts import grants, sessions, users
from models.store.schema_base import GrowingKey, Moment, metadata
from models.store.schema_candidates import candidate_changes, candidate_keys, candidate_pairs
from models.store.schema_decisions import given, splits, withdrawals
from models.store.schema_dossiers import dossier_items, dossiers
from models.store.schema_erasure import erasure_items, erasure_leftovers, erasure_orders, tombstones
from models.store.schema_existing import draft_rivals, pictured, rivals
from models.store.schema_extracts import extract_finds, extracts, rights_requests
from models.store.schema_holdings import unnamed_files
from models.store.schema_judgements import draft_unjudged, judgements, unjudged
from models.store.schema_ledger import ledger, ledger_about, ledger_keys, review_items, review_names
from models.store.schema_likeness import likeness_bands, likenesses
from models.store.schema_mails import mail_ids
from models.store.schema_markings import compartments, markings, withheld
from models.store.schema_notes import notes, tags
from models.store.schema_orders import orders
from models.store.schema_payments import draft_payment_rows, payment_rows
from models.store.schema_protected import protected, protected_keys, protected_spans
from models.store.schema_rates import rate_counts
from models.store.schema_redactions import redactions
from models.store.schema_references import document_references, draft_references, reference_keys
from models.store.schema_retention import erased_counts, hold_documents, hold_steps, holds, retention_rules
from models.store.schema_runs import expected_files, run_files, runs
from models.store.schema_saved import alerts, saved_searches
from models.store.schema_sharing import releases, requests, trials
from models.store.schema_stretches import shared_readings, stretches
from models.store.schema_uploads import uploads
from models.store.schema_watched import watchable_folders, watched_files, watched_folders
from models.store.schema_work import jobs, outbox, page_states

__all__ = [
    "alerts",
    "candidate_changes",
    "candidate_keys",
    "candidate_pairs",
    "compartments",
    "document_references",
    "dossier_items",
    "dossiers",
    "draft_payment_rows",
    "draft_references",
    "draft_rivals",
    "draft_unjudged",
    "erased_counts",
    "erasure_items",
    "erasure_leftovers",
    "erasure_orders",
    "expected_files",
    "extract_finds",
    "extracts",
    "given",
    "grants",
    "hold_documents",
    "hold_steps",
    "holds",
    "jobs",
    "judgements",
    "ledger",
    "ledger_about",
    "ledger_keys",
    "likeness_bands",
    "likenesses",
    "mail_ids",
    "markings",
    "metadata",
    "notes",
    "orders",
    "outbox",
    "page_states",
    "payment_rows",
    "pictured",
    "protected",
    "protected_keys",
    "protected_spans",
    "rate_counts",
    "redactions",
    "reference_keys",
    "releases",
    "requests",
    "retention_rules",
    "review_items",
    "review_names",
    "rights_requests",
    "rivals",
    "run_files",
    "runs",
    "saved_searches",
    "sessions",
    "shared_readings",
    "splits",
    "stretches",
    "tags",
    "tombstones",
    "trials",
    "unjudged",
    "unnamed_files",
    "uploads",
    "users",
    "watchable_folders",
    "watched_files",
    "watched_folders",
    "withdrawals",
    "withheld",
]

# What must be one for everybody who shares the database, such as the fingerprint of the secret key.
installation = Table(
    "installation",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("owner", String(200), nullable=False, index=True),
    Column("kind", String(200), nullable=False, server_default=""),
    Column("created", Moment, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(200), nullable=False),
    Column("source", ForeignKey("sources.name"), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", String(200), nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    Column("reason", String(100), nullable=False, server_default=""),
    Column("kind", String(100), nullable=False, server_default=""),
    Column("kind_confidence", Float, nullable=False, server_default="0"),
    Column("kind_reason", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    Column("date", Date),
    Column("pages", Integer, nullable=False, server_default="0"),
    Column("superseded", Boolean, nullable=False, server_default="0"),  # newer bytes lie at each of its paths
    Column("withdrawn", String(32), index=True),  # the withdrawal that took it out of search, or null
    Column("reading_of", String(32), index=True),  # the scan whose pages miss nothing of this reading, or null
    Column("facts", JSON, nullable=False, server_default="{}"),  # what the file declares of itself
    Column("named_by", String(100), nullable=False, server_default=""),  # the pipeline that named it; empty: not known
    Column("attempts", Integer, nullable=False, server_default="0"),  # begun and not ended, since it last ended
    Column("worker", String(200), nullable=False, server_default=""),
    Column("lease_until", Moment),
    Column("created", Moment, nullable=False),
    Column("finished", Moment),
    Index(None, "owner", "state"),
    Index(None, "source", "state"),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", GrowingKey, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("parent", ForeignKey("documents.id"), index=True),
    Column("path", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("current", Boolean, nullable=False, server_default="1"),  # its bytes are the newest at this path
    UniqueConstraint("document", "path"),
    Index(None, "path"),
)


def _page_columns() -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("method", String(20), nullable=False),
        Column("reason", String(100), nullable=False),
        Column("text", Text, nullable=False),
        Column("quality", Float, nullable=False),
        Column("width", Float),
        Column("height", Float),
        Column("image", String(64)),
        Column("words", LargeBinary, nullable=False),  # models/store/words.py says how they are packed
        Column("layout", LargeBinary),  # models/store/layouts.py; null where there is nothing to say
        Column("read_by", String(40), nullable=False, server_default=""),  # the OCR that read it last; empty: not known
    ]


def _mention_columns(*, indexed: bool) -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),
        Column("page", Integer, primary_key=True),
        Column("start", Integer, primary_key=True),
        Column("end", Integer, nullable=False),
        Column("label", String(20), nullable=False),
        Column("text", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("method", String(100), nullable=False),
        Column("entity", String(32), nullable=False, index=indexed),
        Column("reference", String(32), nullable=False, server_default=""),  # empty for quantities
    ]


def _field_columns() -> list[Column[Any]]:
    return [
        Column("document", ForeignKey("documents.id"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("name", String(100), nullable=False),
        Column("value", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("page", Integer),
        Column("start", Integer),
        Column("end", Integer),
        Column("role", String(50)),
    ]


pages = Table("pages", metadata, *_page_columns())
mentions = Table("mentions", metadata, *_mention_columns(indexed=True))
_DOUBTED = text("confidence < 0.7")  # models/store/unsure.py: what somebody should look at, the least sure first
Index(
    "ix_mentions_unsure",
    *(mentions.c[name] for name in ("confidence", "document", "page", "start")),
    sqlite_where=_DOUBTED,
    postgresql_where=_DOUBTED,
)
fields = Table("fields", metadata, *_field_columns())

# What a reading in progress has found. It takes the place of what is known in one transaction, at its end, so that a
# reading that fails or turns out worse costs nothing.
draft_pages = Table("draft_pages", metadata, *_page_columns())
draft_mentions = Table("draft_mentions", metadata, *_mention_columns(indexed=False))
draft_fields = Table("draft_fields", metadata, *_field_columns())
# Of what several workers read: models/store/stretches.py.
stretch_pages = Table("stretch_pages", metadata, *_page_columns())

drafts = Table(
    "drafts",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("media_type", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(100), nullable=False, server_default=""),
    Column("kind_confidence", Float, nullable=False, server_default="0"),
    Column("kind_reason", Text, nullable=False, server_default=""),
    Column("date", Date),
    Column("facts", JSON, nullable=False, server_default="{}"),
    Column("named_by", String(100), nullable=False, server_default=""),
)

entities = Table(
    "entities",
    metadata,
    Column("owner", String(200), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("label", String(20), nullable=False),
    Column("value", Text, nullable=False),
    Column("name", Text, nullable=False),
    Index(None, "label", "value"),
    Index(None, "label", "name"),
)
