"""Who may be the same is suggested to those who read whole what it follows from, with nothing of it covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from models.access import Viewer
from models.marking import MarkingScope
from models.protected import PROTECTED
from models.source import Source
from models.store.schema import protected_spans
from models.store.store import Store
from models.store.suggestions import suggestions
from tests.contracts.resolution_contract import OWNER, entity_of, told
from tests.nlp.resolution.papers import said

CLERK = Viewer("handläggare", frozenset({OWNER}))
MEMBER = replace(CLERK, groups=frozenset({"barn"}))
OFFICER = replace(CLERK, officer_of=frozenset({OWNER}))
PAGES = ("[PERSON Maggan Provsköld]", "[PERSON Margareta Provsköld]")


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Of two documents, each with one of two who may be the same."""
    store.sources.add(Source("tillsyn", OWNER))
    return [told(store, page.encode(), said(page)) for page in PAGES]


def _suggested(store: Store, viewer: Viewer) -> bool:
    with store.database.read() as connection:
        return bool(suggestions(connection, OWNER, viewer=viewer))


def test_a_page_that_is_kept_takes_what_follows_from_its_document_away(store: Store, ids: list[str]) -> None:
    assert _suggested(store, CLERK)
    (marking, *_) = store.markings.set(OFFICER, MarkingScope.PAGE, ids[0], page=1, group="barn", ground="OSL 26:1")
    assert [_suggested(store, each) for each in (CLERK, MEMBER, OFFICER)] == [False, True, True]
    store.markings.lower(OFFICER, marking.id, "prövad")
    assert _suggested(store, CLERK)


def test_what_is_covered_in_a_document_takes_it_away_too(store: Store, ids: list[str]) -> None:
    span = {"document": ids[1], "page": 1, "start": 50, "end": 60, "person": "", "way": "name"}
    with store.database.write() as connection:  # as of a name on a protected list
        connection.execute(insert(protected_spans).values(**span))
    cleared = replace(CLERK, groups=frozenset({PROTECTED}))
    assert [_suggested(store, each) for each in (CLERK, cleared, OFFICER)] == [False, True, True]


def test_whoever_reads_no_document_of_theirs_is_suggested_nobody(store: Store, ids: list[str]) -> None:
    with store.database.read() as connection:
        left = min(entity_of(store, id) for id in ids)
        for about in ("", left):
            assert suggestions(connection, OWNER, viewer=CLERK, about=about)
            assert not suggestions(connection, OWNER, viewer=Viewer("annan", frozenset({"Polisen"})), about=about)
