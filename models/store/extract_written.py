"""What people of one owner wrote that may be about somebody: for the officer's register extract, whoever it was for.

It is personal data as much as a document is (article 15 makes no difference). Who wrote it is not told; saved searches
are looked through of those only who read nothing but this owner's papers: another's may be about another's case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Row, select

from models.access import Viewer
from models.extract import FindKind
from models.job import JobKind
from models.store.database import Database
from models.store.extract_ground import Said
from models.store.extracts import check_officer
from models.store.kept_words import opened
from models.store.ledger_keys import LedgerKeys
from models.store.rows import aware
from models.store.schema import documents, dossier_items, dossiers, grants, jobs, notes, page_states, saved_searches
from models.store.sealing import unseal
from models.store.written import Writing


class ExtractWritten:
    def __init__(self, database: Database, key: bytes, keys: LedgerKeys) -> None:
        self._database, self._key, self._keys = database, key, keys

    def all(self, viewer: Viewer, owner: str) -> Iterator[Said]:
        """Notes, case folders, saved searches and watch lists."""
        check_officer(viewer, owner)
        yield from self._notes(owner)
        yield from self._dossiers(owner)
        yield from self._searches(owner)
        yield from self._watch_lists(owner)

    def _notes(self, owner: str) -> Iterator[Said]:
        writing = Writing(self._key, "note")
        for row in self._rows(select(notes).where(notes.c.owner == owner).order_by(notes.c.at, notes.c.id)):
            said = _opened(writing, row)
            yield Said(FindKind.NOTE, said.get("text", ""), "", row.document, row.page, aware(row.at))

    def _dossiers(self, owner: str) -> Iterator[Said]:
        writing, inside = Writing(self._key, "dossier"), Writing(self._key, "dossier item")
        for row in self._rows(select(dossiers).where(dossiers.c.owner == owner).order_by(dossiers.c.at)):
            said = _opened(writing, row)
            titles = [title for _, title in said.get("sections", ())]
            lines = (said.get("title", ""), said.get("reference", ""), said.get("words", ""), *titles)
            yield Said(FindKind.DOSSIER, "\n".join(filter(None, lines)), "", at=aware(row.at))
        mine = dossier_items.join(dossiers, dossiers.c.id == dossier_items.c.dossier)
        mine = mine.join(documents, documents.c.id == dossier_items.c.document)
        query = select(dossier_items).select_from(mine).where(dossiers.c.owner == owner, documents.c.owner == owner)
        for row in self._rows(query.order_by(dossier_items.c.at, dossier_items.c.id)):
            words = _opened(inside, row).get("words", "")
            yield Said(FindKind.DOSSIER, words, "", row.document, row.page, aware(row.at))

    def _searches(self, owner: str) -> Iterator[Said]:
        query = select(saved_searches).where(saved_searches.c.user.in_(self._only(owner)))
        for row in self._rows(query.order_by(saved_searches.c.saved, saved_searches.c.id)):
            said = self._search(row)
            words = [said.get("name", ""), str(said.get("search", {}).get("query", ""))]
            text = "\n".join(dict.fromkeys(filter(None, words)))
            yield Said(FindKind.SEARCH, text, "bevakad" if row.watched else "", at=aware(row.saved))

    def _search(self, row: Row[Any]) -> Mapping[str, Any]:
        if set(row.search) != {"sealed"}:
            return {"name": row.name, "search": row.search}
        try:
            said: dict[str, Any] = json.loads(unseal(self._key, "saved search", row.id, row.search["sealed"]))
        except (InvalidTag, ValueError):
            return {}  # samsyn doctor tells of it
        return said

    def _watch_lists(self, owner: str) -> Iterator[Said]:
        """Lists of names that somebody searched for, as far as the register remembers what stood in them."""
        which = select(jobs).where(jobs.c.kind == JobKind.WATCH.value, jobs.c.owner == owner)
        which = which.where(jobs.c.created_by.in_(self._only(owner))).order_by(jobs.c.created)
        for row in self._rows(which):
            state = (row.result or {}).get("question", "")
            query = select(page_states).where(page_states.c.id == state, page_states.c.user == row.created_by)
            for said in self._states([each.state for each in self._rows(query)]):
                yield Said(FindKind.WATCH_LIST, str(said.get("query", "")), "", at=aware(row.created))

    def _states(self, kept: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        _ = self._keys.secret
        with self._database.read() as connection:
            return [said for said in opened(self._keys, connection, kept) if said]

    def _only(self, owner: str) -> list[str]:
        """Those who read nothing but this owner's papers."""
        theirs: dict[str, set[str]] = {}
        for row in self._rows(select(grants)):
            theirs.setdefault(row.user, set()).add(row.owner)
        return sorted(user for user, owners in theirs.items() if owners == {owner})

    def _rows(self, query: Any) -> list[Row[Any]]:
        with self._database.read() as connection:
            return list(connection.execute(query).all())


def _opened(writing: Writing, row: Row[Any]) -> Mapping[str, Any]:
    try:
        return writing.opened(row.id, row.sealed)
    except (InvalidTag, ValueError):
        return {}
