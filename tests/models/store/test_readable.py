"""The wall in SQL against the oracle :func:`models.access.may_read`: every row that one shows, the other allows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn
from hypothesis import strategies as st
from sqlalchemy import Select, delete, insert, select

from models.access import Guard, Purpose, Viewer, may_read
from models.document import DocumentKind, DocumentState, Head, Page, PageMethod, Reading
from models.errors import AccessDeniedError
from models.mention import Label, Mention
from models.settings import Settings
from models.source import Source
from models.store.readable import in_part, is_affected, open_page, readable
from models.store.schema import documents, pages, withheld
from models.store.store import Store

OWNERS: Final = ("nämnden", "polisen")
GROUPS: Final = ("barn", "hälsa", "vittne")
WHY: Final = Purpose("prov av programmet")
PAGES: Final = (1, 2, 3)
EVERYONE: Final = Viewer("alla", frozenset(OWNERS), officer_of=frozenset(OWNERS))
Kept = Mapping[tuple[int, int], frozenset[str]]

# The store is made once for a test, and what is withheld is put in place anew for each example.
drawing = drawn(
    max_examples=60 if os.environ.get("SAMSYN_TEST_FULL") else 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)

needs = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)),  # document, page (0: the whole)
    st.frozensets(st.sampled_from(GROUPS), min_size=1),
    max_size=6,
)
some_owners = st.frozensets(st.sampled_from(OWNERS))


@st.composite
def viewers(draw: st.DrawFn) -> Viewer:
    owners = draw(some_owners)
    of_owners = st.frozensets(st.sampled_from(sorted(owners))) if owners else st.just(frozenset[str]())
    groups = draw(st.frozensets(st.sampled_from(GROUPS)))
    return Viewer("prov", owners, officer_of=draw(of_owners), groups=groups, shared=draw(of_owners))


def put(store: Store, owner: str, path: str) -> str:
    """A document of three pages; each names somebody of its own and, on page 2 by a fuller name, one that all name."""
    source = Source(f"källa {owner}", owner)
    store.sources.add(source)
    id = store.arrivals.arrive(source, store.vault.put(path.encode()), 1, path=path, name=path).document
    store.registration.claim(id, "prov")
    texts = {number: f"Sida {number} av {path} om {_someone(number)}." for number in PAGES}
    read = (Page(number, PageMethod.TEXT, "", text, 1.0) for number, text in texts.items())
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", tuple(read)))
    found = [_mention(number, text) for number, text in texts.items()]
    store.registration.keep_knowledge(id, found, DocumentKind("other", 1.0, "prov"), [], None)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def _someone(page: int) -> str:
    return {1: "Åkes Krog", 2: "Åkes Krog och Bar AB", 3: "Bergs Mek"}[page]


def _mention(page: int, text: str) -> Mention:
    name = _someone(page)
    start = text.index(name)
    return Mention(Label.ORG, page, start, start + len(name), name, name, 1.0, "prov")


class ReadableContract:
    """Each test gets a ``store`` with four documents, two of each owner."""

    @pytest.fixture
    def ids(self, store: Store) -> list[str]:
        return [put(store, owner, f"/{owner}/{number}.txt") for owner in OWNERS for number in (1, 2)]

    @drawing
    @given(viewer=viewers(), kept=needs)
    def test_sql_and_oracle_say_the_same(self, store: Store, ids: list[str], viewer: Viewer, kept: Kept) -> None:
        guards = withhold(store, ids, kept)
        documents_open = {id for id in ids if may_read(viewer, WHY, guards[id, 0])}
        open_pages = {(id, page) for id in ids for page in PAGES if may_read(viewer, WHY, guards[id, page])}
        assert rows(store, select(documents.c.id).where(readable(viewer))) == {(id,) for id in documents_open}
        joined = pages.join(documents, documents.c.id == pages.c.document)
        query = select(pages.c.document, pages.c.number).select_from(joined)
        assert rows(store, query.where(readable(viewer), open_page(viewer, pages))) == open_pages
        part = rows(store, select(documents.c.id).where(readable(viewer), in_part(viewer)))
        assert part == {(id,) for id in documents_open if any((id, page) not in open_pages for page in PAGES)}
        with store.database.read() as connection:
            if not is_affected(connection, viewer):
                assert len(open_pages) == len(PAGES) * len([id for id in ids if guards[id, 0].owner in viewer.owners])

    @drawing
    @given(viewer=viewers(), kept=needs)
    def test_what_is_read_is_what_the_oracle_allows(
        self, store: Store, ids: list[str], viewer: Viewer, kept: Kept
    ) -> None:
        guards = withhold(store, ids, kept)
        asked = [(id, page) for id in ids for page in PAGES]
        allowed = {place for place in asked if may_read(viewer, WHY, guards[place])}
        known = store.documents
        assert known.heads(viewer, ids) == {
            id: Head(id, each.owner, each.source, each.kind, each.date, each.pages)
            for id, each in known.many(viewer, ids).items()
        }
        assert set(known.texts(viewer, asked)) == allowed
        assert {place: text for place, (text, _) in known.laid_out(viewer, asked).items()} == known.texts(viewer, asked)
        assert set(known.named(viewer, asked, [Label.ORG])) == allowed
        assert set(known.spans(viewer, asked, [Label.ORG])) == allowed
        for id in ids:
            if not may_read(viewer, WHY, guards[id, 0]):
                with pytest.raises(AccessDeniedError):
                    known.pages(viewer, id)
                continue
            mine = [page for page in PAGES if (id, page) in allowed]
            assert [page.number for page in known.pages(viewer, id)] == mine
            assert [line.number for line in known.lines(viewer, id)] == mine
            assert [mention.page for mention, _ in known.mentions(viewer, id)] == mine
            assert [naming.page for naming in known.namings(viewer, id)] == mine
            assert known.get(viewer, id).pages == len(mine)
            for page in set(PAGES) - set(mine):
                with pytest.raises(AccessDeniedError):
                    known.page(viewer, id, page)

    @drawing
    @given(viewer=viewers(), kept=needs)
    def test_an_entity_is_there_by_what_may_be_read_and_called_so(
        self, store: Store, ids: list[str], viewer: Viewer, kept: Kept
    ) -> None:
        withhold(store, ids, {})
        every = {entity for id in ids for _, entity in store.documents.mentions(EVERYONE, id)}
        guards = withhold(store, ids, kept)
        told = named_by_reader(store, ids, viewer, guards)
        names = store.entities.names(viewer, every)
        fullest = {id: max(said[min(said)], key=len) for id, said in told.items()}  # of the first owner in order
        assert {id: entity.name for id, entity in names.items()} == fullest
        assert {entity.id for entity, _ in store.entities.list(viewer)} == set(told)
        for name in ("Åkes Krog", "Åkes Krog och Bar AB", "Bergs Mek"):
            assert set(store.entities.find(viewer, "ORG", name)) == {
                id for id, said in told.items() if any(name in names for names in said.values())
            }
        for id in every:
            counts = {place[0] for place in ids_of(store, ids, id) if may_read(viewer, WHY, guards[place])}
            named = store.entities.documents(viewer, id)
            assert {document for document, _ in named} == counts
            heads = store.documents.heads(viewer, counts)
            assert store.entities.heads(viewer, id) == [(heads[document], times) for document, times in named]


class TestSqlite(ReadableContract):
    pass


@pytest.mark.postgresql
class TestPostgresql(ReadableContract):
    @pytest.fixture
    def store(self, settings: Settings, postgresql_url: str) -> Iterator[Store]:
        store = Store.open(replace(settings, database_url=postgresql_url), create=True)
        yield store
        store.close()


def withhold(store: Store, ids: Sequence[str], kept: Kept) -> dict[tuple[str, int], Guard]:
    """Put this in the place of what was withheld; the guard of each document (page 0) and page."""
    rows_of = [
        {"document": ids[at], "page": page, "group": group} for (at, page), groups in kept.items() for group in groups
    ]
    with store.database.write() as connection:
        connection.execute(delete(withheld))
        if rows_of:
            connection.execute(insert(withheld), rows_of)
    return {
        (id, page): Guard(OWNERS[at // 2], kept.get((at, 0), frozenset()) | kept.get((at, page), frozenset()))
        for at, id in enumerate(ids)
        for page in (0, *PAGES)
    }


def ids_of(store: Store, ids: Sequence[str], entity: str) -> list[tuple[str, int]]:
    """Where the entity is named."""
    return [
        (id, mention.page) for id in ids for mention, other in store.documents.mentions(EVERYONE, id) if other == entity
    ]


def named_by_reader(
    store: Store, ids: Sequence[str], viewer: Viewer, guards: Mapping[tuple[str, int], Guard]
) -> dict[str, dict[str, set[str]]]:
    """What each entity is called on the pages that the oracle allows, by owner."""
    told: dict[str, dict[str, set[str]]] = {}
    for id in ids:
        for mention, entity in store.documents.mentions(EVERYONE, id):
            if may_read(viewer, WHY, guards[id, mention.page]):
                told.setdefault(entity, {}).setdefault(guards[id, 0].owner, set()).add(mention.value)
    return told


def rows(store: Store, query: Select[Any]) -> set[tuple[Any, ...]]:
    with store.database.read() as connection:
        return {tuple(row) for row in connection.execute(query)}
