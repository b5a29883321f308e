"""What people judged of mentions and entities: kept for good, and which of it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, insert, not_, or_, select, update

from models.access import Viewer
from models.errors import AccessDeniedError, InvalidJudgementError
from models.judgement import OF_MENTIONS, Act, Anchor, Judgement
from models.store.cuts import as_of_part, parts_of, wholes_of
from models.store.database import Database
from models.store.readable import open_page, readable, sees_all
from models.store.rows import aware
from models.store.schema import documents, judgements, mentions
from models.store.schema_references import document_references, judged_keys

Change = Callable[[Connection], object]
"""A change of what is judged, made in the caller's transaction."""
_OF_MENTIONS: Final = [act.value for act in OF_MENTIONS]
_OF_SPANS_OR_PARTS: Final = [*_OF_MENTIONS, Act.SPLIT.value, Act.DISMISS.value, Act.REJECT_ALL.value]
IS_PART: Final = and_(judgements.c.act == Act.REJECT.value, judgements.c.about != "")


class Judgements:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, judgement: Judgement) -> None:
        """Keep a judgement. The caller lets it take effect (:mod:`nlp.judging`)."""
        with self._database.write() as connection:
            add(connection, judgement)

    def get(self, viewer: Viewer, id: str) -> Judgement:
        """The judgement. Raises :class:`AccessDeniedError` for an unknown one and another owner's alike."""
        found = self._all(select(judgements).where(judgements.c.id == id, _known(viewer)))
        if not found:
            raise AccessDeniedError("Bedömningen finns inte", next="Visa dem som finns med samsyn entity history.")
        return judgement_of(found[0])

    def all(self, viewer: Viewer, *, about: str = "", act: Act | None = None, limit: int = 100) -> list[Judgement]:
        """The judgements of the viewer's owners, the newest first, undone ones too.

        Rejections that are part of one of all mentions are told for their document only. ``about``: only those of this
        document, or of this entity and what was merged with it; ``act``: only these.
        """
        query = select(judgements).where(_known(viewer))
        query = query.where(or_(not_(IS_PART), judgements.c.document == about))
        if about:
            query = query.where(_concerns(self._merged(viewer, about)))
        if act is not None:
            query = query.where(judgements.c.act == act.value)
        return [judgement_of(row) for row in self._all(query.order_by(judgements.c.sequence.desc()).limit(limit))]

    def of_mentions(self, viewer: Viewer, document: str = "") -> list[Judgement]:
        """The judgements of spans, in the order they were made, undone ones too; of one document, or of all.

        Those of a document include what was judged of the whole that it was cut from, as of its own pages.
        """
        if not document:
            return [judgement_of(row) for row in self._all(_of_spans(viewer).order_by(judgements.c.sequence))]
        with self._database.read() as connection:
            return _in_order(connection, viewer, document)

    def of_mentions_after(self, viewer: Viewer, document: str, change: Change) -> list[Judgement]:
        """As :meth:`of_mentions` of one document once ``change`` is made of them: it is tried, and taken back."""
        with self._database.write() as connection:
            trial = connection.begin_nested()
            change(connection)
            found = _in_order(connection, viewer, document)
            trial.rollback()
        return found

    def standing(self, viewer: Viewer, act: Act) -> list[Judgement]:
        """Those of one act that stand, in the order they were made."""
        mine = and_(_known(viewer), judgements.c.act == act.value, judgements.c.stands)
        return [judgement_of(row) for row in self._all(select(judgements).where(mine).order_by(judgements.c.sequence))]

    def root(self, viewer: Viewer, id: str) -> Judgement:
        """The judgement itself or, of an undo, the one that it (or the undo that it undid) was about in the end."""
        found = self.get(viewer, id)
        while found.act is Act.UNDO:
            found = self.get(viewer, found.about)
        return found

    def _merged(self, viewer: Viewer, id: str) -> set[str]:
        """The id, and those that standing merges made one with it."""
        pairs = [{each.entity, each.other} for each in self.standing(viewer, Act.MERGE)]
        known, before = {id}, 0
        while len(known) > before:
            before = len(known)
            known |= {each for pair in pairs if pair & known for each in pair}
        return known

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._database.read() as connection:
            return connection.execute(query).all()


def _known(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the viewer may know of a judgement: one of a span stands on a page that they may read, one of
    an entity is of somebody whom such a page names, one of two is of two such.

    What made two one, gave a name or took that back was said of all that names them, and its reason may tell of any of
    it: it is known to whom nothing of that is kept from, and to who said it."""
    mine = judgements.c.owner.in_(viewer.own)  # what others judged of what is only lent is theirs
    if sees_all(viewer):
        return mine
    place = judgements.alias("place")
    there = select(place.c.id).join(documents, documents.c.id == place.c.document)
    there = there.where(place.c.id == judgements.c.id, readable(viewer), open_page(viewer, place))
    both = and_(_is_told(viewer, judgements.c.entity), _is_told(viewer, judgements.c.other))
    some = or_(judgements.c.act.in_(_OF_SPANS_OR_PARTS), judgements.c.by == viewer.name, _of_all(viewer))
    of_entities = and_(judgements.c.document.is_(None), both, some)
    return and_(mine, or_(of_entities, there.correlate(judgements).exists()))


def _of_all(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that nothing that names whom the judgement is of is kept from the viewer."""
    return _none_kept(viewer, mentions.c.entity.in_([judgements.c.entity, judgements.c.other]))


def _none_kept(viewer: Viewer, named: ColumnElement[bool]) -> ColumnElement[bool]:
    kept = _anywhere(named).where(not_(and_(readable(viewer), open_page(viewer, mentions))))
    return not_(kept.correlate(judgements).exists())


def _anywhere(named: ColumnElement[bool]) -> Select[Any]:
    """What is named so at the judgement's owner, whoever may read it."""
    theirs = and_(named, documents.c.owner == judgements.c.owner)
    return select(mentions.c.entity).join(documents, documents.c.id == mentions.c.document).where(theirs)


def _is_told(viewer: Viewer, entity: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that the viewer may know of the entity (an id, or empty) that a judgement is of."""
    anywhere = _anywhere(mentions.c.entity == entity)
    read = anywhere.where(readable(viewer), open_page(viewer, mentions))
    gone = and_(not_(anywhere.correlate(judgements).exists()), _by_what_it_did(viewer))
    return or_(entity == "", read.correlate(judgements).exists(), gone)


def _by_what_it_did(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that the viewer may know of a judgement of somebody whom nothing names any more: who went up in
    another is known by what names that one, whose mentions were all judged by those, and else it is known to who
    said it."""
    mine = and_(judged_keys.c.judgement == judgements.c.id, judged_keys.c.reference == document_references.c.id)
    heirs = select(document_references.c.entity).where(mine).correlate(judgements)
    went_up = and_(heirs.exists(), _none_kept(viewer, mentions.c.entity.in_(heirs)))
    part = judgements.alias("part")
    parts = select(part.c.id).join(documents, documents.c.id == part.c.document)
    parts = parts.where(part.c.about == judgements.c.id)
    kept = parts.where(not_(and_(readable(viewer), open_page(viewer, part))))
    judged = and_(parts.correlate(judgements).exists(), not_(kept.correlate(judgements).exists()))
    return or_(judgements.c.by == viewer.name, went_up, judged)


def _of_spans(viewer: Viewer) -> Select[Any]:
    return select(judgements).where(_known(viewer), judgements.c.act.in_(_OF_MENTIONS))


def _in_order(connection: Connection, viewer: Viewer, document: str) -> list[Judgement]:
    return [each for _, each in sorted(_of(connection, _of_spans(viewer), document), key=lambda one: one[0])]


def _of(connection: Connection, query: Select[Any], document: str) -> list[tuple[int, Judgement]]:
    """The judgements of the document and of what it was cut from, each with its place in the order of all."""
    rows = connection.execute(query.where(judgements.c.document == document)).all()
    found = [(row.sequence, judgement_of(row)) for row in rows]
    for cut in wholes_of(connection, document):
        inherited = ((at, as_of_part(each, cut)) for at, each in _of(connection, query, cut.whole))
        found += [(at, each) for at, each in inherited if each is not None]
    return found


def add(connection: Connection, judgement: Judgement, part_of: str = "") -> None:
    """Keep a judgement in the caller's transaction; ``part_of`` is the one of all mentions that it belongs to.

    A document of which something is judged, and what was cut from it, is not named as it should be until the judgement
    has taken effect: should that be cut short, ``samsyn redo names`` takes it.
    """
    values = _columns(judgement)
    connection.execute(insert(judgements).values({**values, "about": part_of or values["about"]}))
    if judgement.anchor is not None:
        _name_again(connection, judgement.anchor.document)


def note(connection: Connection, judgement: Judgement) -> None:
    """Keep what came of a judgement, in the caller's transaction: its ``other`` and what it ``said``."""
    values = {"other": judgement.other, "said": dict(judgement.said)}
    connection.execute(update(judgements).where(judgements.c.id == judgement.id).values(**values))


def undo(connection: Connection, undo: Judgement) -> Judgement:
    """Keep an undo, in the caller's transaction; returns the judgement about mentions or entities that it turned.

    Undoing an undo lets what it ended stand again. Raises :class:`InvalidJudgementError` where it is undone already.
    """
    wanted = judgements.c.id == undo.about
    found = connection.execute(select(judgements).where(wanted).with_for_update()).one()
    if not found.stands:
        raise InvalidJudgementError("Bedömningen gäller inte: den är ångrad", next="Visa läget: samsyn entity history.")
    add(connection, undo)
    return _turn(connection, undo.about, undo.by, undo.at)


def parts_to_turn(connection: Connection, whole: Judgement) -> list[Judgement]:
    """The rejections that are parts of a judgement of all mentions and do not stand as it does.

    Those that somebody undid by themselves stay undone.
    """
    undos = judgements.alias("undos")
    undone = exists().where(undos.c.about == judgements.c.id, undos.c.act == Act.UNDO.value, undos.c.stands)
    mine = and_(IS_PART, judgements.c.about == whole.id, judgements.c.stands != whole.stands, not_(undone))
    query = select(judgements).where(mine).order_by(judgements.c.sequence)
    return [judgement_of(row) for row in connection.execute(query)]


def turn_parts(connection: Connection, parts: Sequence[Judgement], by: str, at: datetime) -> None:
    """Let these fall where they stand, and stand where they fell, with the one that they are parts of."""
    for part in parts:
        _turn(connection, part.id, by, at)


def _turn(connection: Connection, id: str, by: str, at: datetime) -> Judgement:
    """Let a judgement that stands fall, or one that fell stand again, and with an undo turn what it is about."""
    row = connection.execute(select(judgements).where(judgements.c.id == id)).one()
    values = {"stands": not row.stands, "undone_by": by if row.stands else "", "undone_at": at if row.stands else None}
    connection.execute(update(judgements).where(judgements.c.id == id).values(**values))
    if row.act == Act.UNDO.value:
        return _turn(connection, row.about, by, at)
    if row.document is not None:
        _name_again(connection, row.document)
    return judgement_of(connection.execute(select(judgements).where(judgements.c.id == id)).one())


def _name_again(connection: Connection, document: str) -> None:
    these = [document, *(cut.part for cut in parts_of(connection, document))]
    connection.execute(update(documents).where(documents.c.id.in_(these)).values(named_by=""))


def _concerns(ids: set[str]) -> Any:
    some = list(ids)
    return or_(judgements.c.document.in_(some), judgements.c.entity.in_(some), judgements.c.other.in_(some))


def _columns(judgement: Judgement) -> dict[str, Any]:
    names = ("id", "owner", "by", "at", "why", "stands", "entity", "other", "about", "undone_by", "undone_at")
    anchor = judgement.anchor
    where = {name: getattr(anchor, name) if anchor else None for name in ("document", "page", "start", "end", "text")}
    return {
        **{name: getattr(judgement, name) for name in names},
        **where,
        "act": judgement.act.value,
        "said": dict(judgement.said),
    }


def judgement_of(row: Row[Any]) -> Judgement:
    anchor = Anchor(row.document, row.page, row.start, row.end, row.text) if row.document is not None else None
    return Judgement(
        id=row.id,
        owner=row.owner,
        act=Act(row.act),
        by=row.by,
        at=aware(row.at),
        why=row.why,
        stands=bool(row.stands),
        anchor=anchor,
        entity=row.entity,
        other=row.other,
        about=row.about,
        said=dict(row.said),
        undone_by=row.undone_by,
        undone_at=aware(row.undone_at) if row.undone_at else None,
    )
