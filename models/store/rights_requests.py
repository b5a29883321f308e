"""Requests to correct, erase or limit, kept with the extract that they came of: a record, with date and decision."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Row, insert, select, update

from models import swedish
from models.access import Viewer
from models.errors import AccessDeniedError
from models.extract import LONGEST_WORDS, RightsDecision, RightsKind, RightsRequest
from models.secrecy_errors import InvalidExtractError
from models.store.database import Database
from models.store.extracts import held
from models.store.rows import aware
from models.store.schema_extracts import extracts, rights_requests
from models.store.written import Writing


class RightsRequests:
    def __init__(self, database: Database, key: bytes) -> None:
        self._database, self._writing = database, Writing(key, "rights request")

    def add(self, viewer: Viewer, extract: str, kind: RightsKind, words: str) -> RightsRequest:
        """Record that it was asked. Raises :class:`AccessDeniedError` as :meth:`Extracts.get`, and
        :class:`InvalidExtractError` without words."""
        said = _kept(words, "Ange vad som begärs")
        new = RightsRequest(secrets.token_hex(16), extract, kind, said, swedish.now(), viewer.name)
        with self._database.write() as connection:
            if held(connection, viewer, extract).forgotten is not None:
                raise InvalidExtractError("Utdraget är tömt")
            row = {name: getattr(new, name) for name in ("id", "extract", "kind", "at", "by", "decision")}
            connection.execute(insert(rights_requests).values(**row, sealed=self._sealed(new.id, said, "")))
        return new

    def decide(self, viewer: Viewer, id: str, decision: RightsDecision, reason: str) -> None:
        """Record what was decided, and why. Raises as :meth:`add`; a decision can be recorded anew."""
        said = _kept(reason, "Ange skälen")
        with self._database.write() as connection:
            row = connection.execute(select(rights_requests).where(rights_requests.c.id == id)).one_or_none()
            if row is None:
                raise AccessDeniedError("Begäran finns inte")
            held(connection, viewer, row.extract)
            words = self._writing.opened(id, row.sealed)["words"]
            values = {"decision": decision.value, "decided_by": viewer.name, "decided": swedish.now()}
            kept = update(rights_requests).where(rights_requests.c.id == id)
            connection.execute(kept.values(**values, sealed=self._sealed(id, words, said)))

    def of(self, viewer: Viewer, extract: str) -> list[RightsRequest]:
        """Those of an extract, in order; none where it is not the viewer's to see."""
        mine = rights_requests.join(extracts, extracts.c.id == rights_requests.c.extract)
        query = select(rights_requests).select_from(mine).where(extracts.c.owner.in_(viewer.deciding))
        query = query.where(rights_requests.c.extract == extract).order_by(rights_requests.c.at, rights_requests.c.id)
        with self._database.read() as connection:
            return [self._read(row) for row in connection.execute(query)]

    def get(self, viewer: Viewer, id: str) -> RightsRequest:
        """One of them. Raises :class:`AccessDeniedError`."""
        with self._database.read() as connection:
            query = select(rights_requests.c.extract).where(rights_requests.c.id == id)
            extract = connection.execute(query).scalar_one_or_none()
        found = [each for each in self.of(viewer, extract) if each.id == id] if extract else []
        if not found:
            raise AccessDeniedError("Begäran finns inte")
        return found[0]

    def _sealed(self, id: str, words: str, reason: str) -> str:
        return self._writing.sealed(id, {"words": words, "reason": reason})

    def _read(self, row: Row[Any]) -> RightsRequest:
        said = self._writing.opened(row.id, row.sealed)
        asked = (row.id, row.extract, RightsKind(row.kind), said["words"], aware(row.at), row.by)
        decided = row.decided and aware(row.decided)
        return RightsRequest(*asked, RightsDecision(row.decision), said["reason"], row.decided_by, decided)


def _kept(words: str, wanted: str) -> str:
    said = words.strip()[:LONGEST_WORDS]
    if not said:
        raise InvalidExtractError(wanted)
    return said
