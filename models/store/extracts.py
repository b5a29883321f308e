"""Register extracts: seen and decided by the officer of their owner alone; what they hold of anybody lies sealed.

To everybody else, an administrator too, there are none.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from models import swedish
from models.access import Purpose, Viewer
from models.errors import AccessDeniedError
from models.extract import (
    LONGEST_WORDS,
    Asked,
    Extract,
    ExtractLaw,
    ExtractState,
    Find,
    FindKind,
    Piece,
    Sureness,
    Verdict,
)
from models.extract_provisions import read_provision
from models.job import JobKind
from models.person_finding import Person
from models.person_naming import NameFinder
from models.person_numbers import NumberFinder
from models.secrecy_errors import InvalidExtractError
from models.store.database import Database
from models.store.jobs import ask
from models.store.kept_words import sealed
from models.store.ledger_keys import LedgerKeys
from models.store.rows import aware
from models.store.schema_extracts import extract_finds, extracts, rights_requests
from models.store.written import Writing

_TOLD: Final = ("how", "doubt", "place", "name", "source")
_LONGEST_REFERENCE: Final = 200
_DECISION: Final = tuple(extract_finds.c[name] for name in ("id", "verdict", "provision", "decided_by", "decided"))


class Extracts:
    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database, self._keys = database, keys
        self._writing, self._said = Writing(key, "extract"), Writing(key, "extract find")

    def make(
        self, viewer: Viewer, owner: str, reference: str, law: ExtractLaw, asked: Asked, processing: str
    ) -> Extract:
        """What would be begun; :meth:`add` begins it. Raises :class:`AccessDeniedError` for who is not the owner's
        officer, and :class:`InvalidExtractError` where nobody could be found by it, or without a case or a purpose."""
        check_officer(viewer, owner)
        if not (NameFinder(asked.given, asked.surnames) and asked.given and asked.surnames) and not asked.numbers:
            raise InvalidExtractError("Ange både förnamn och efternamn, eller ett personnummer")
        if any(not NumberFinder([number]) for number in asked.numbers):
            raise InvalidExtractError("Ett personnummer har tio eller tolv siffror")
        if not reference.strip() or not processing.strip():
            raise InvalidExtractError("Ange ärende och varför uppgifterna behandlas")
        if Person(replace(asked, others=(), cases=())).places(reference):
            raise InvalidExtractError("Ärendenumret får inte röja personen")  # it stands in the list, and is kept
        new = (secrets.token_hex(16), owner, reference.strip()[:_LONGEST_REFERENCE], law, asked)
        return Extract(*new, processing.strip()[:LONGEST_WORDS], viewer.name, swedish.now(), ExtractState.GATHERING)

    def add(self, viewer: Viewer, new: Extract, why: Purpose | None = None) -> None:
        """Keep what was made: it waits for its finds, asked of a worker for this purpose or gathered by who made it."""
        check_officer(viewer, new.owner)
        _ = self._keys.secret  # outside the transaction
        row = {name: getattr(new, name) for name in ("id", "owner", "reference", "by", "at")}
        said = self._writing.sealed(new.id, {"asked": new.asked.kept(), "processing": new.processing})
        with self._database.write() as connection:
            codes = {"law": new.law.value, "state": new.state.value}
            connection.execute(insert(extracts).values(**row, **codes, sealed=said))
            if why:
                self._ask(connection, viewer, new.owner, new.id, why)

    def get(self, viewer: Viewer, id: str) -> Extract:
        """Raises :class:`AccessDeniedError` for one that is not there and one that is another owner's alike."""
        with self._database.read() as connection:
            return self._extract(_one(connection, viewer, id))

    def all(self, viewer: Viewer) -> list[Extract]:
        """Those of the owners whose officer the viewer is, the newest first; also those of which only this is left."""
        query = select(extracts).where(_theirs(viewer)).order_by(extracts.c.at.desc(), extracts.c.id)
        with self._database.read() as connection:
            return [self._extract(row) for row in connection.execute(query)]

    def put(self, viewer: Viewer, id: str, finds: Sequence[Find]) -> None:
        """The finds, in the place of what was found before, all at once; what was decided of those that are the same
        stands. Of one that waits for none (a worker came back from the dead) nothing is changed."""
        rows = [self._row(id, position, find) for position, find in enumerate(finds)]
        with self._database.write() as connection:
            if _one(connection, viewer, id, lock=True).state != ExtractState.GATHERING.value:
                return
            mine = extract_finds.c.extract == id
            before = {row.id: row for row in connection.execute(select(*_DECISION).where(mine))}
            connection.execute(delete(extract_finds).where(mine))
            kept = [row | (before[row["id"]]._asdict() if row["id"] in before else {}) for row in rows]
            if kept:
                connection.execute(insert(extract_finds), kept)
            now = {"state": ExtractState.OPEN.value, "gathered": swedish.now()}
            connection.execute(update(extracts).where(extracts.c.id == id).values(**now))

    def again(self, viewer: Viewer, id: str, why: Purpose | None = None) -> None:
        """Let it wait for finds once more: papers have come since, or the worker gave it up. Raises
        :class:`InvalidExtractError` of a closed one."""
        _ = self._keys.secret
        with self._database.write() as connection:
            row = _one(connection, viewer, id, lock=True)
            if row.state == ExtractState.CLOSED.value:
                raise InvalidExtractError("Utdraget är avslutat")
            waits = update(extracts).where(extracts.c.id == id).values(state=ExtractState.GATHERING.value)
            connection.execute(waits)
            if why:
                self._ask(connection, viewer, row.owner, id, why)

    def finds(self, viewer: Viewer, id: str) -> list[Find]:
        """The finds, in order. Raises as :meth:`get`."""
        query = select(extract_finds).where(extract_finds.c.extract == id).order_by(extract_finds.c.position)
        with self._database.read() as connection:
            _one(connection, viewer, id)
            return [self._find(row) for row in connection.execute(query)]

    def decide(
        self,
        viewer: Viewer,
        id: str,
        finds: Collection[str],
        verdict: Verdict,
        provision: str = "",
        at: datetime | None = None,
        *,
        seen: Collection[str] | None = None,
    ) -> int:
        """Say it of these finds; of how many it was not said before. OPEN takes back what was said. What is said ``at``
        one moment is undone at once. ``seen``: the finds as the officer had them before them
        (:attr:`models.extract.Find.seen_as`).

        Raises as :meth:`get`, :class:`models.errors.ProvisionError` for what is withheld without a provision, and
        :class:`InvalidExtractError` where the extract is closed, or another officer has decided of one of them since.
        """
        by = read_provision(provision) if verdict is Verdict.WITHHELD else ""
        values: dict[str, Any] = {"verdict": verdict.value, "provision": by, "decided_by": "", "decided": None}
        if verdict is not Verdict.OPEN:
            values |= {"decided_by": viewer.name, "decided": at or swedish.now()}
        with self._database.write() as connection:
            _check_open(_one(connection, viewer, id, lock=True))
            here = and_(extract_finds.c.extract == id, extract_finds.c.id.in_(list(finds)))
            if seen is not None:
                _check_seen([self._find(row) for row in connection.execute(select(extract_finds).where(here))], seen)
            new = and_(here, (extract_finds.c.verdict != verdict.value) | (extract_finds.c.provision != by))
            return connection.execute(update(extract_finds).where(new).values(**values)).rowcount

    def undo(self, viewer: Viewer, id: str) -> int:
        """Take back what the viewer decided last, of as many finds as it was said at once; of how many."""
        mine = and_(extract_finds.c.extract == id, extract_finds.c.decided_by == viewer.name)
        values = {"verdict": Verdict.OPEN.value, "provision": "", "decided_by": "", "decided": None}
        with self._database.write() as connection:
            _check_open(_one(connection, viewer, id, lock=True))
            last = connection.execute(select(func.max(extract_finds.c.decided)).where(mine)).scalar_one_or_none()
            again = and_(mine, extract_finds.c.decided == last)
            return connection.execute(update(extract_finds).where(again).values(**values)).rowcount if last else 0

    def close(self, viewer: Viewer, id: str) -> None:
        """Nothing more is decided. Raises :class:`InvalidExtractError` while finds wait for a decision."""
        with self._database.write() as connection:
            _check_open(_one(connection, viewer, id, lock=True))
            waits = and_(extract_finds.c.extract == id, extract_finds.c.verdict == Verdict.OPEN.value)
            if connection.execute(select(extract_finds.c.id).where(waits).limit(1)).first() is not None:
                raise InvalidExtractError("Det finns fynd som väntar på beslut")
            now = {"state": ExtractState.CLOSED.value, "closed": swedish.now()}
            connection.execute(update(extracts).where(extracts.c.id == id).values(**now))

    def forget(self, viewer: Viewer, id: str) -> None:
        """Erase who asked, what was found and what was asked beside; that there was a question is left."""
        with self._database.write() as connection:
            if _one(connection, viewer, id, lock=True).state != ExtractState.CLOSED.value:
                raise InvalidExtractError("Bara ett avslutat utdrag kan tömmas")
            for table in (extract_finds, rights_requests):
                connection.execute(delete(table).where(table.c.extract == id))
            gone = {"sealed": "", "forgotten": swedish.now()}
            connection.execute(update(extracts).where(extracts.c.id == id).values(**gone))

    def _ask(self, connection: Connection, viewer: Viewer, owner: str, id: str, why: Purpose) -> None:
        arguments = {"extract": id, "purpose": why.text, "case": why.case}
        kept = sealed(self._keys, connection, viewer.name, arguments, swedish.now())
        ask(connection, JobKind.EXTRACT, owner, viewer.name, kept)

    def _row(self, extract: str, position: int, find: Find) -> dict[str, Any]:
        pieces = [[each.text, each.find, each.instead] for each in find.pieces]
        told = {name: getattr(find, name) for name in _TOLD} | {"pieces": pieces}
        told["date"] = find.date.isoformat() if find.date else ""
        plain = {name: getattr(find, name) for name in ("id", "document", "page", "start", "provision", "decided_by")}
        codes = {name: getattr(find, name).value for name in ("kind", "sureness", "verdict")}
        more = {"extract": extract, "position": position, "decided": find.decided}
        return {**plain, **codes, **more, "sealed": self._said.sealed(find.id, told)}

    def _find(self, row: Row[Any]) -> Find:
        told = self._said.opened(row.id, row.sealed)
        pieces = tuple(Piece(*each) for each in told["pieces"])
        codes = (FindKind(row.kind), Sureness(row.sureness), pieces, tuple(told["how"]))
        return Find(
            *(row.id, row.document, row.page, row.start, *codes, told["doubt"], told["place"], told["name"]),
            told["source"],
            date.fromisoformat(told["date"]) if told["date"] else None,
            Verdict(row.verdict),
            row.provision,
            row.decided_by,
            row.decided and aware(row.decided),
        )

    def _extract(self, row: Row[Any]) -> Extract:
        told: dict[str, Any] = {"asked": {}, "processing": ""}
        told |= self._writing.opened(row.id, row.sealed) if row.sealed else {}
        known = (row.id, row.owner, row.reference, ExtractLaw(row.law), Asked.of(told["asked"]), told["processing"])
        moments = (moment and aware(moment) for moment in (row.gathered, row.closed, row.forgotten))
        return Extract(*known, row.by, aware(row.at), ExtractState(row.state), *moments)


def check_officer(viewer: Viewer, owner: str) -> None:
    """Raises :class:`AccessDeniedError` for who is not the owner's officer."""
    if owner not in viewer.deciding:
        raise AccessDeniedError("Bara ägarens sekretessansvariga gör registerutdrag")


def held(connection: Connection, viewer: Viewer, id: str) -> Row[Any]:
    """The extract's row, held for a change. Raises as :meth:`Extracts.get`."""
    return _one(connection, viewer, id, lock=True)


def _one(connection: Connection, viewer: Viewer, id: str, *, lock: bool = False) -> Row[Any]:
    query = select(extracts).where(extracts.c.id == id, _theirs(viewer))
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise AccessDeniedError("Utdraget finns inte")
    return row


def _theirs(viewer: Viewer) -> ColumnElement[bool]:
    return extracts.c.owner.in_(viewer.deciding)


def _check_seen(finds: Sequence[Find], seen: Collection[str]) -> None:
    """Raises :class:`InvalidExtractError` where one of the finds is not as it was seen."""
    if any(find.seen_as not in seen for find in finds):
        raise InvalidExtractError(
            "Någon annan har beslutat om fyndet sedan sidan lästes", next="Läs beslutet, och ändra det om det är fel."
        )


def _check_open(row: Row[Any]) -> None:
    if row.state != ExtractState.OPEN.value:
        raise InvalidExtractError(
            "Utdraget är avslutat" if row.state == ExtractState.CLOSED.value else "Fynden samlas ännu in"
        )
