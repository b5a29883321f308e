"""Documents out of the register, in the caller's transaction: everything that :mod:`models.store.erasing.fates` says of
the tables, but for what lies sealed, which is looked through afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Column, Connection, Table, and_, delete, exists, or_, select, union, update

from models.hold import HoldScope
from models.reference import QUANTITIES
from models.store.arrivals import bring_back_former
from models.store.candidate_table import follow_all
from models.store.erasing.decided import forget_decided
from models.store.erasing.fates import document_columns, going
from models.store.evidence import heed
from models.store.existing import found_alone
from models.store.holds import forget as forget_holds
from models.store.likenesses import forget
from models.store.lookups import parts
from models.store.named_files import NAMING
from models.store.outbox import MEND, enqueue
from models.store.schema import (
    document_references,
    documents,
    entities,
    expected_files,
    holds,
    judgements,
    markings,
    mentions,
    occurrences,
    outbox,
    reference_keys,
    run_files,
    runs,
    watched_files,
    watched_folders,
    withdrawals,
)
from models.store.schema_extracts import extract_finds
from models.store.schema_references import entity_marks, judged_keys

_LEAST: Final = 4
"""Characters of a word that is looked for in what people keep: a shorter one stands in too much else."""
_QUANTITIES: Final = frozenset(label.value for label in QUANTITIES)
_SCOPES: Final = ("document", "page", "split", "parts")
"""Of markings and withdrawals: their target is a document."""
_OUT: Final = "erasure"
"""What stands in ``documents.withdrawn`` while the transaction lasts."""
_GOING: Final = select(documents.c.id).where(documents.c.withdrawn == _OUT)
"""The documents that are taken out. Not listed one by one: a query has room for some thousands."""


class Left(NamedTuple):
    """What the documents still have elsewhere: hashes of files, and words that nobody else's papers name."""

    files: frozenset[str]
    words: frozenset[str]


def purge(connection: Connection, key: bytes, owner: str, ids: Sequence[str]) -> Left:
    """Take the documents out of the register. The caller has made sure that nobody else resolves for this owner."""
    for some in parts(ids):
        connection.execute(update(documents).where(documents.c.id.in_(some)).values(withdrawn=_OUT))
    files, called, named, places = _files(connection), _called(connection), _named(connection), _places(connection)
    gone = {*ids}
    back = [one for id in ids for one in bring_back_former(connection, id) if one not in gone]
    heed(connection, key, [*ids, *back])
    # A reading that lies elsewhere as well, and was found by way of a scan that goes.
    found_alone(connection, and_(documents.c.reading_of.in_(_GOING), documents.c.id.not_in(_GOING)))
    for id in ids:
        for other in forget(connection, id):
            forget(connection, other)  # made and placed again when it is put
            enqueue(connection, other, owner, MEND)
        enqueue(connection, id, owner, "delete")
    _paths(connection, places)
    forget_holds(connection, ids)
    for some in parts(ids):
        sweep(connection, some)
    forget_decided(connection, key, _GOING)
    _judged(connection)
    for table, columns in going():
        for column in columns:
            connection.execute(delete(table).where(column.in_(_GOING)))
    connection.execute(delete(documents).where(documents.c.withdrawn == _OUT))
    follow_all(connection, owner)
    return Left(files, frozenset({*ids, *called, *_forgotten(connection, owner, named)}))


def _files(connection: Connection) -> frozenset[str]:
    """What the documents' rows name of the vault, in whatever table."""
    queries = []
    for column in NAMING:
        table = column.table
        assert isinstance(table, Table)
        mine = [documents.c.id] if table is documents else document_columns(table)
        queries += [select(column).where(each.in_(_GOING)) for each in mine]
    return frozenset(found for found in connection.execute(union(*queries)).scalars() if found)


def _called(connection: Connection) -> set[str]:
    """What the documents are called, where no other is called so."""
    found = set[str]()
    for column in (documents.c.name, documents.c.title):
        found |= _only_here(connection, column, documents.c.id)
    return found | _only_here(connection, occurrences.c.name, occurrences.c.document)


def _only_here(connection: Connection, column: Column[str], of: Column[str]) -> set[str]:
    mine = connection.execute(select(column).where(of.in_(_GOING)).distinct()).scalars()
    only = {each for each in mine if len(each) >= _LEAST}
    for some in parts(sorted(only)):
        others = select(column).where(column.in_(some), of.not_in(_GOING)).distinct()
        only -= set(connection.execute(others).scalars())
    return only


def _named(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """By entity what the documents call it, each with its label."""
    found: dict[str, set[tuple[str, str]]] = {}
    told = select(mentions.c.entity, mentions.c.label, mentions.c.value, mentions.c.text)
    for row in connection.execute(told.where(mentions.c.document.in_(_GOING)).distinct()):
        known = found.setdefault(row.entity, set())
        known |= set() if row.label in _QUANTITIES else {(row.label, row.value), (row.label, row.text)}
    said = select(document_references).where(document_references.c.document.in_(_GOING))
    for row in connection.execute(said):
        found.setdefault(row.entity, set()).update((row.label, each) for each in (row.value, *row.aliases))
    found.pop("", None)
    return found


def _places(connection: Connection) -> set[str]:
    """Where the documents lay, and nothing else of their sources."""
    mine = set(connection.execute(select(occurrences.c.path).where(occurrences.c.document.in_(_GOING))).scalars())
    theirs = select(documents.c.source).where(documents.c.withdrawn == _OUT)
    others = select(occurrences.c.path).join(documents, documents.c.id == occurrences.c.document)
    others = others.where(documents.c.source.in_(theirs), documents.c.id.not_in(_GOING))
    for some in parts(sorted(mine)):
        mine -= set(connection.execute(others.where(occurrences.c.path.in_(some))).scalars())
    return mine


def _paths(connection: Connection, places: Iterable[str]) -> None:
    theirs = select(runs.c.id).join(documents, documents.c.source == runs.c.source).where(documents.c.withdrawn == _OUT)
    for some in parts(sorted(places)):
        here = (expected_files.c.path.in_(some), expected_files.c.run.in_(theirs))
        connection.execute(delete(expected_files).where(*here))
        # Of a run in which the file could not be had: the lines of those in which it could go with the document.
        in_vain = (run_files.c.path.in_(some), run_files.c.run.in_(theirs), run_files.c.document.is_(None))
        connection.execute(delete(run_files).where(*in_vain))
    hashes = select(documents.c.sha256).where(documents.c.withdrawn == _OUT)
    folders = select(watched_folders.c.id).join(documents, documents.c.source == watched_folders.c.source)
    mine = watched_files.c.folder.in_(folders.where(documents.c.withdrawn == _OUT))
    connection.execute(delete(watched_files).where(watched_files.c.sha256.in_(hashes), mine))
    # What lay in one of them, and elsewhere as well, lies in it no more.
    connection.execute(delete(occurrences).where(occurrences.c.parent.in_(_GOING)))


def sweep(connection: Connection, ids: Sequence[str]) -> None:
    """Rows that name the documents (:func:`parts` of them at a time) without a foreign key. Done again afterwards:
    somebody may have been at it."""
    for table in (markings, withdrawals):
        connection.execute(delete(table).where(table.c.target.in_(ids), table.c.scope.in_(_SCOPES)))
    on = (holds.c.target.in_(ids), holds.c.scope == HoldScope.DOCUMENT.value)
    connection.execute(update(holds).where(*on).values(target=""))
    connection.execute(delete(extract_finds).where(extract_finds.c.document.in_(ids)))
    asked = select(outbox.c.sequence).where(outbox.c.document.in_(ids), outbox.c.operation != "delete")
    connection.execute(delete(outbox).where(outbox.c.sequence.in_(asked)))


def _judged(connection: Connection) -> None:
    """What hangs on references and judgements of the documents."""
    mine = select(document_references.c.id).where(document_references.c.document.in_(_GOING))
    for table in (reference_keys, judged_keys):
        connection.execute(delete(table).where(table.c.reference.in_(mine)))
    here = select(judgements.c.id).where(judgements.c.document.in_(_GOING))
    connection.execute(delete(judged_keys).where(judged_keys.c.judgement.in_(here)))
    connection.execute(delete(judgements).where(judgements.c.about.in_(here)))


def _forgotten(connection: Connection, owner: str, named: dict[str, set[tuple[str, str]]]) -> set[str]:
    """Let go of those whom no paper of the owner's names any more, and of what was judged of them; call the others by
    what is still said of them. The names by which nobody is called now, at any owner."""
    gone = _unnamed(connection, owner, sorted(named))
    for some in parts(gone):
        connection.execute(delete(entities).where(entities.c.owner == owner, entities.c.id.in_(some)))
        connection.execute(delete(entity_marks).where(entity_marks.c.owner == owner, entity_marks.c.entity.in_(some)))
        about = or_(judgements.c.entity.in_(some), judgements.c.other.in_(some))
        said = select(judgements.c.id).where(judgements.c.owner == owner, about)
        connection.execute(delete(judged_keys).where(judged_keys.c.judgement.in_(said)))
        connection.execute(delete(judgements).where(judgements.c.id.in_(said)))
    _rename(connection, owner, sorted(named.keys() - set(gone)))
    return _by_nobody(connection, {word for id in gone for word in named[id] if len(word[1]) >= _LEAST})


def _unnamed(connection: Connection, owner: str, some: Sequence[str]) -> list[str]:
    own = documents.c.owner == owner
    of_page = exists().where(mentions.c.entity == entities.c.id, documents.c.id == mentions.c.document, own)
    said = exists().where(document_references.c.owner == owner, document_references.c.entity == entities.c.id)
    query = select(entities.c.id).where(entities.c.owner == owner, ~of_page, ~said).order_by(entities.c.id)
    return [id for ids in parts(some) for id in connection.execute(query.where(entities.c.id.in_(ids))).scalars()]


def _rename(connection: Connection, owner: str, some: Sequence[str]) -> None:
    """Whoever counts in search is called by what is said of them already (:mod:`models.store.own_ids`); one that only
    older versions name may still have a name that none of them says."""
    for ids in parts(some):
        for row in connection.execute(select(entities).where(entities.c.owner == owner, entities.c.id.in_(ids))).all():
            own = documents.c.owner == owner
            told = select(mentions.c.value).join(documents, documents.c.id == mentions.c.document)
            told = told.where(mentions.c.entity == row.id, own)
            if connection.execute(told.where(mentions.c.value == row.value).limit(1)).first() is None:
                value = connection.execute(told.order_by(mentions.c.value).limit(1)).scalar_one_or_none()
                mine = (entities.c.owner == owner, entities.c.id == row.id)
                if value is not None:
                    connection.execute(update(entities).where(*mine).values(value=value, name=value))


def _by_nobody(connection: Connection, words: set[tuple[str, str]]) -> set[str]:
    """Those of the words (label, word) that nothing is called, at whatever owner."""
    found = {word for _, word in words}
    for label in sorted({label for label, _ in words}):
        mine = sorted(word for of, word in words if of == label)
        for some in parts(mine):
            for column in (entities.c.value, entities.c.name):
                called = select(column).where(entities.c.label == label, column.in_(some)).distinct()
                found -= set(connection.execute(called).scalars())
    return found
