"""Writing the register as a document is read: claim → keep_reading → keep_knowledge → finish.

What a reading finds is a draft until ``finish`` puts it in the place of what was known, in one transaction. A new
document is ``failed`` until then; one that was read before stays as it was. Whatever dies in between is tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, literal, select, update

from models import swedish
from models.access import Viewer, has_grant
from models.document import DocumentKind, DocumentState, Field, Page, Reading
from models.errors import AccessDeniedError
from models.identity import entity_id
from models.limits import Limits
from models.measure import MEASURED
from models.mention import Mention
from models.reference import Reference
from models.rival import Rival
from models.store import rows
from models.store.arrivals import retire_older
from models.store.claims import is_void
from models.store.database import Database, insert_many
from models.store.documents import SEARCHABLE
from models.store.draft_rows import field_row, mention_row, page_row
from models.store.draft_taking import drop_draft, take_over
from models.store.evidence import heed
from models.store.existing import as_rows, leave_to_scan, note_pictured, readings_of
from models.store.mail_ids import note_mail
from models.store.outbox import enqueue
from models.store.protected_covering import cover, spans
from models.store.protected_finders import Finders
from models.store.references import by_value, keep_references
from models.store.schema import (
    documents,
    draft_fields,
    draft_mentions,
    draft_pages,
    draft_rivals,
    drafts,
    entities,
    mentions,
    pages,
    rivals,
)
from models.store.settling import alone, resolve, tell_mentions
from models.store.shared_documents import being_read, forget_stretches
from models.store.withholding import inherit, share_source

_BETTER = (DocumentState.FAILED, DocumentState.QUARANTINED, DocumentState.PARTIAL, DocumentState.READ)  # rising


class Claim(Enum):
    """What a worker is told when it asks for a document."""

    TAKEN = "taken"  # it is yours until the lease runs out
    HELD = "held"  # another is at work on it
    GONE = "gone"  # erased, since somebody was to read it
    EXHAUSTED = "exhausted"  # it has ended its workers as often as it may be tried; yours to set aside


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reading in progress has found: ``facts`` are the file's own word; ``pages`` come without their words."""

    media_type: str
    facts: Mapping[str, str]
    pages: tuple[Page, ...]


class Registration:
    def __init__(self, database: Database, key: bytes, limits: Limits, finders: Finders) -> None:
        self._database = database
        self._key = key
        self._finders = finders
        self._limits = limits

    def claim(self, document: str, worker: str) -> Claim:
        """Take the document for this worker, and count the attempt until it ends in one way or another."""
        now = swedish.now()
        with self._database.write() as connection:
            query = select(documents).where(documents.c.id == document).with_for_update()
            row = connection.execute(query).one_or_none()
            if row is None:
                return Claim.GONE
            silence = self._limits.lease_seconds
            if not is_void(row.worker, row.lease_until, now, silence) or being_read(
                connection, [document], now, silence
            ):
                return Claim.HELD
            if row.lease_until is not None:
                MEASURED.add("claims_void")
            lease = now + timedelta(seconds=self._limits.lease_seconds)
            change = update(documents).where(documents.c.id == document)
            connection.execute(change.values(worker=worker, lease_until=lease, attempts=row.attempts + 1))
        return Claim.EXHAUSTED if row.attempts >= self._limits.attempts else Claim.TAKEN

    def renew(self, document: str, worker: str) -> bool:
        """Lengthen the lease; False where the document is another's by now."""
        lease = swedish.now() + timedelta(seconds=self._limits.lease_seconds)
        with self._database.write() as connection:
            return _change(connection, document, worker, lease_until=lease)

    def keep_reading(self, document: str, reading: Reading, competed: Sequence[Rival] = ()) -> None:
        """Keep the pages, and what competed for them, as a draft, in place of any from before."""
        with self._database.write() as connection:
            drop_draft(connection, document)
            head = {"media_type": reading.media_type, "title": reading.title, "facts": dict(reading.facts)}
            connection.execute(insert(drafts).values(document=document, **head))
            if reading.pages:
                connection.execute(insert(draft_pages), [page_row(document, page) for page in reading.pages])
            if competed:
                connection.execute(insert(draft_rivals), as_rows(document, competed))

    def keep_pages_again(self, document: str) -> None:
        """Make what is known of the document's pages its draft: they are not read, only named, once more."""
        with self._database.write() as connection:
            drop_draft(connection, document)
            known = select(*(documents.c[name] for name in ("id", "media_type", "title", "facts")))
            head = ("document", "media_type", "title", "facts")
            connection.execute(insert(drafts).from_select(head, known.where(documents.c.id == document)))
            for draft, known_before in ((draft_pages, pages), (draft_rivals, rivals)):
                columns = [column.name for column in known_before.columns]
                mine = select(known_before).where(known_before.c.document == document)
                connection.execute(insert(draft).from_select(columns, mine))

    def copy_pages(self, document: str, origin: str, first: int, last: int) -> None:
        """Give the document, which has no pages yet, pages ``first`` to ``last`` of ``origin`` as its own."""
        names = [column.name for column in pages.columns]
        moved = {"document": literal(document), "number": pages.c.number - (first - 1)}
        some = select(*(moved.get(name, pages.c[name]).label(name) for name in names))
        wanted = some.where(pages.c.document == origin, pages.c.number.between(first, last))
        with self._database.write() as connection:
            connection.execute(delete(pages).where(pages.c.document == document))
            connection.execute(insert(pages).from_select(names, wanted))
            media_type = select(documents.c.media_type).where(documents.c.id == origin).scalar_subquery()
            connection.execute(update(documents).where(documents.c.id == document).values(media_type=media_type))

    def draft(self, viewer: Viewer, document: str) -> Draft:
        """What the reading in progress has found."""
        with self._database.read() as connection:
            owner = connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one()
            if not has_grant(viewer, owner):
                raise AccessDeniedError("Handlingen finns inte")
            head = connection.execute(select(drafts).where(drafts.c.document == document)).one()
            query = select(draft_pages).where(draft_pages.c.document == document).order_by(draft_pages.c.number)
            read = tuple(rows.page(row, with_words=False) for row in connection.execute(query))
            return Draft(head.media_type, head.facts, read)

    def keep_knowledge(
        self,
        document: str,
        found: Sequence[Mention],
        kind: DocumentKind,
        described: Sequence[Field],
        dated: date | None,
        *,
        references: Sequence[Reference] | None = None,
        named_by: str = "",
    ) -> None:
        """Keep, as a draft, what the document names, what it says of whom (``references``) and what kind it is.

        Without ``references`` equal normal forms are one. ``named_by`` is the identity of the pipeline that found it
        (:func:`nlp.identity.pipeline_identity`).
        """
        with self._database.write() as connection:
            for table in (draft_mentions, draft_fields):
                connection.execute(delete(table).where(table.c.document == document))
            known = by_value(found) if references is None else references
            places = keep_references(connection, self._key, document, known)
            if found:
                connection.execute(
                    insert(draft_mentions), [mention_row(self._key, document, each, places) for each in found]
                )
            if described:
                numbered = enumerate(described)
                connection.execute(insert(draft_fields), [field_row(document, at, field) for at, field in numbered])
            values = {"kind": kind.name, "kind_confidence": kind.confidence, "kind_reason": kind.reason}
            values |= {"named_by": named_by}
            connection.execute(update(drafts).where(drafts.c.document == document).values(**values, date=dated))

    def finish(
        self,
        document: str,
        worker: str,
        state: DocumentState,
        reason: str = "",
        *,
        follow: bool = True,
        first: Callable[[Connection], object] = lambda _: None,
    ) -> DocumentState | None:
        """Say how the reading ended: the last line of the work, all in one transaction.

        The draft takes the place of what was known, and the index is asked to follow. A reading that is worse than the
        one before is dropped: the document stays as it was. Returns the state that the document has now, or None where
        another worker has it (this one was silent for too long): then nothing is changed. ``follow`` False: the draft
        says what was known (:meth:`models.store.naming.Naming.differs`), so that the index need not follow.
        ``first`` is made in the same transaction, before the draft takes its place: a judgement that it heeds.
        """
        with self._database.write() as connection:
            of = connection.execute(select(documents.c.owner).where(documents.c.id == document)).scalar_one()
            alone(connection, of)  # before the document's row, as whoever covers others of the owner's takes them
            share_source(connection, document)
            before = connection.execute(select(documents).where(documents.c.id == document).with_for_update()).one()
            ended = {"worker": "", "lease_until": None, "attempts": 0}
            if not _change(connection, document, worker, **ended):
                return None
            forget_stretches(connection, document)
            first(connection)
            former = DocumentState(before.state)
            if _BETTER.index(state) < _BETTER.index(former):
                drop_draft(connection, document)
                return former
            moved = self._settle(connection, before)
            changed = {"state": state.value, "reason": reason, "finished": swedish.now()}
            connection.execute(update(documents).where(documents.c.id == document).values(**changed))
            if state.value in SEARCHABLE:
                leave_to_scan(connection, document)
            told, retired = follow or moved or state is not former, list[str]()
            if state.value in SEARCHABLE and told and not (before.superseded or before.withdrawn):
                enqueue(connection, document, before.owner, "put")
                retired = retire_older(connection, document)
            heed(connection, self._key, [document, *retired])
        return state

    def fail(self, document: str, worker: str, reason: str, *, blame: bool) -> None:
        """Let go of a document that could not be read now. ``blame``: the attempt counts, so that it ends one day."""
        with self._database.write() as connection:
            values: dict[str, Any] = {"worker": "", "lease_until": None}
            if not blame:
                values["attempts"] = 0
            if _change(connection, document, worker, **values):
                unread = documents.c.state == DocumentState.FAILED.value
                change = update(documents).where(documents.c.id == document, unread)
                connection.execute(change.values(reason=reason))

    def give_back(self, worker: str, document: str = "") -> None:
        """Let go of a document that was left in the middle since somebody said so: that attempt was none. Nothing is
        changed where it is another's by now. Without ``document``: of all that a process has in hand that was ended,
        ``worker`` being its :func:`models.store.claims.process_name`.
        """
        mine = update(documents).where(documents.c.worker.startswith(worker, autoescape=True))
        if document:
            mine = mine.where(documents.c.id == document)
        with self._database.write() as connection:
            connection.execute(mine.values(worker="", lease_until=None, attempts=documents.c.attempts - 1))

    def _settle(self, connection: Connection, known: Row[Any]) -> bool:
        """Put the draft, if there is one, in the place of what was known; True where the document now names other
        entities, or other passages of it are covered."""
        document, owner = known.id, known.owner
        is_new = known.finished is None and not known.media_type  # a part that was cut out has its pages before
        draft = connection.execute(select(drafts).where(drafts.c.document == document)).one_or_none()
        if draft is None:
            return False
        named = select(draft_mentions.c.label, draft_mentions.c.value).where(draft_mentions.c.document == document)
        quantities = connection.execute(named.where(draft_mentions.c.reference == ""))
        self._insert_entities(connection, owner, {(row.label, row.value) for row in quantities})
        before = (set[str](), set[Any]()) if is_new else _named(connection, document)
        beside = readings_of(connection, document)
        take_over(connection, document, is_new=is_new)
        beside |= readings_of(connection, document)
        if beside:
            inherit(connection, document, sorted(beside))
        resolve(connection, self._key, owner, document)
        cover(connection, self._finders.within(connection, owner), document, draft.title)
        tell_mentions(connection, [document])
        note_pictured(connection, document, known.source, draft.facts)
        count = len(connection.execute(select(pages.c.number).where(pages.c.document == document)).all())
        told = {name: value for name, value in draft._asdict().items() if name != "document"}
        connection.execute(update(documents).where(documents.c.id == document).values(**told, pages=count))
        note_mail(connection, document, draft.media_type, draft.facts)
        drop_draft(connection, document)
        return before != _named(connection, document)

    def _insert_entities(self, connection: Connection, owner: str, named: set[tuple[str, str]]) -> None:
        wanted = [
            {"owner": owner, "id": entity_id(self._key, label, value), "label": label, "value": value, "name": value}
            for label, value in sorted(named)
        ]
        insert_many(connection, entities, wanted)  # at once: nobody else of the owner finishes meanwhile


def _change(connection: Connection, document: str, holder: str, **values: Any) -> bool:
    mine = update(documents).where(documents.c.id == document, documents.c.worker == holder)
    return connection.execute(mine.values(**values)).rowcount == 1


def _named(connection: Connection, document: str) -> tuple[set[str], set[Any]]:
    """The entities that the document names, and what of it is covered."""
    mine = select(mentions.c.entity).where(mentions.c.document == document).distinct()
    return set(connection.execute(mine).scalars()), spans(connection, document)
