"""Hits folded into groups: each document shown once, whatever the page's length, the order and the tiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import Any
from unittest import mock

import pytest

from models.access import Purpose, Viewer
from models.errors import InvalidQueryError
from models.likeness import Member
from models.settings import Settings
from models.store.store import Store
from search import folded
from search.backends import open_index
from search.cursor import Cursor
from search.folded import Folding
from search.index import Filter, Index, IndexHit, IndexQuery, Sort
from search.indexing import drain
from search.parsing import parse
from search.query import Everything, Node, OneOf
from search.request import SearchRequest
from search.result import Hit, SearchResult, Tier
from search.service import search
from search.tiers import Found
from tests.search.archive import HEALTH, POLICE, Paper, everyone, put
from tests.search.brute_force import BruteForceIndex
from tests.search.likeness.papers import DECISION, about_others, edited

WORDS = ("golvbrunnen", "kylrummet", "olägenhet", "hantverkare", "vite", "nämnden", "överklagas")


@pytest.fixture(scope="module", params=["embedded", "oracle"])
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Store, Index, Mapping[str, str]]:
    """Papers in groups of many sizes, of two owners, and some that stand alone."""
    store = Store.open(Settings(home=tmp_path_factory.mktemp("folded") / "home"), create=True)
    index: Index = open_index(store.settings) if request.param == "embedded" else BruteForceIndex()
    random = Random(5)
    texts = [DECISION, about_others(DECISION), "\n".join(reversed(DECISION.splitlines()))]
    ids = {}
    for number in range(36):
        text = edited(random.choice(texts), random.choice((0.0, 0.02, 0.05, 0.1)), random)
        text = text if number % 6 else f"Ensam sak nummer {number} om {random.choice(WORDS)} och nämnden {number * 7}"
        source = "promemorior" if number % 4 == 0 else "tillsyn"
        dated = date(2024, 1 + number % 5, 1) if number % 3 else None
        ids[put(store, None, Paper(f"{number}.txt", source, [text], dated))] = f"{number}.txt"
    drain(store, index)
    return store, index, ids


def ask(archive: tuple[Store, Index, Mapping[str, str]], viewer: Viewer | None = None, **asked: Any) -> SearchResult:
    store, index, _ = archive
    request = SearchRequest(facets=("source",), **asked)
    return search(viewer or everyone(), Purpose("prov", "P-1"), request, store=store, index=index)


def every_page(archive: tuple[Store, Index, Mapping[str, str]], limit: int, **asked: Any) -> list[list[Hit]]:
    pages, after = list[list[Hit]](), None
    while True:
        result = ask(archive, limit=limit, after=after, grouped=True, **asked)
        pages.append(list(result.hits))
        after = result.after
        if after is None:
            return pages


def shown(hits: Sequence[Hit]) -> list[str]:
    """The documents that a person meets in these hits, found ones only."""
    met = [[hit.document, *(each.document for each in hit.beside if each.matches)] for hit in hits]
    return [id for some in met for id in some]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("query", ["", "golvbrunnen", "nämnden OR vite", "hantverkare kylrummet", "nämnden -olägenhet"])
def test_no_hit_is_lost_or_doubled_between_pages(
    archive: tuple[Store, Index, Mapping[str, str]], query: str, sort: Sort
) -> None:
    plain = ask(archive, query=query, sort=sort, limit=100)
    for limit, tolerant in ((1, False), (2, True), (3, False), (7, True), (50, False)):
        whole = plain if not tolerant else ask(archive, query=query, sort=sort, limit=100, tolerant=True)
        pages = every_page(archive, limit, query=query, sort=sort, tolerant=tolerant)
        hits = [hit for page in pages for hit in page]
        order = [hit.document for hit in whole.hits]
        assert sorted(shown(hits)) == sorted(order)
        assert [hit.document for hit in hits] == [id for id in order if id in {hit.document for hit in hits}]
        assert all(len(page) == limit for page in pages[:-1])
        assert not order or pages[-1]
        assert len(hits) < len(order) or query == "nämnden -olägenhet"


def test_totals_and_facets_count_documents(archive: tuple[Store, Index, Mapping[str, str]]) -> None:
    for query in ("", "golvbrunnen"):
        plain, grouped = ask(archive, query=query, limit=3), ask(archive, query=query, limit=3, grouped=True)
        assert (grouped.total, grouped.facets, grouped.exact) == (plain.total, plain.facets, plain.exact)


def test_the_best_of_a_group_stands_and_the_others_say_whether_they_match(
    archive: tuple[Store, Index, Mapping[str, str]],
) -> None:
    store, _, _ = archive
    found = {hit.document for hit in ask(archive, query="golvbrunnen", limit=100).hits}
    for hit in ask(archive, query="golvbrunnen", limit=100, grouped=True).hits:
        group = {member.document for member in store.alike.groups(everyone(), [hit.document]).get(hit.document, ())}
        assert {each.document for each in hit.beside} == group - {hit.document}
        assert {each.document for each in hit.beside if each.matches} == (group & found) - {hit.document}
        assert sum(hit.counts.values()) == len(hit.beside)


def test_nobody_sees_a_member_that_they_may_not_read(archive: tuple[Store, Index, Mapping[str, str]]) -> None:
    store, _, _ = archive
    for owner in (HEALTH, POLICE):
        viewer = Viewer("prov", frozenset({owner}))
        mine = set(store.documents.ids(viewer, owner))
        hits = ask(archive, viewer, limit=100, grouped=True).hits
        assert {each.document for hit in hits for each in hit.beside} | {hit.document for hit in hits} == mine


def test_a_cursor_of_grouped_hits_is_of_them_only(archive: tuple[Store, Index, Mapping[str, str]]) -> None:
    after = ask(archive, limit=2, grouped=True).after
    with pytest.raises(InvalidQueryError):
        ask(archive, limit=2, after=after)


def test_a_page_ends_where_too_much_was_looked_through(archive: tuple[Store, Index, Mapping[str, str]]) -> None:
    with mock.patch.object(folded, "MOST_LOOKED_AT", 4):
        pages = every_page(archive, 3)
    hits = [hit for page in pages for hit in page]
    assert sorted(shown(hits)) == sorted(archive[2])


def test_whoever_leads_leads_on_every_page() -> None:
    """Asked for the members alone, whatever else stands on a page."""
    members = tuple(Member(number, f"d{number}", "o", 1, 1, 1) for number in (1, 2, 3))

    def groups(ids: Sequence[str]) -> Mapping[str, tuple[Member, ...]]:
        return {id: members for id in ids if id in {"d1", "d2", "d3"}}

    def asking(query: IndexQuery, cursor: Cursor | None, *, also: Node | None) -> Found:
        order = ["d2", "x", "d1", "y", "d3"]
        some = [id for id in order if id in also.documents] if isinstance(also, OneOf) else order
        begin = some.index(cursor.key[0]) + 1 if cursor and cursor.key else 0
        hits = tuple((IndexHit(id, "o", 0.0, (id,)), Tier.EXACT) for id in some[begin : begin + query.limit])
        after = Cursor(Tier.EXACT, hits[-1][0].key) if hits and some[begin + query.limit :] else None
        return Found(5, True, hits, {}, after, parse(""), Everything())

    query = IndexQuery(Everything(), Filter(frozenset({"o"})), limit=1)
    found, after = list[str](), None
    while True:
        page = Folding(asking, groups, query).page(after)
        found += [hit.document for hit, _ in page.hits]
        after = page.after
        if after is None:
            break
    assert found == ["d2", "x", "y"]


def test_a_page_of_groups_asks_once_and_one_of_none_shows_none(
    archive: tuple[Store, Index, Mapping[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, counted = list[int](), Folding._leading

    def leading(self: Folding, hits: Sequence[tuple[IndexHit, Tier]]) -> Iterator[tuple[IndexHit, Tier]]:
        asked.append(len(hits))
        return counted(self, hits)

    monkeypatch.setattr(Folding, "_leading", leading)
    page = ask(archive, query="sak", limit=3, grouped=True)  # each stands alone
    assert (len(page.hits), asked) == (3, [4])
    assert page.after
    nothing = ask(archive, query="sak", limit=0, grouped=True)
    assert (nothing.hits, nothing.after, nothing.total) == ((), None, page.total)


def test_hits_with_most_of_the_words_are_folded_like_others(archive: tuple[Store, Index, Mapping[str, str]]) -> None:
    query = "golvbrunnen hantverkare kylrummet finnsinteord"
    plain = ask(archive, query=query, limit=100)
    assert {hit.tier for hit in plain.hits} == {Tier.PARTIAL}
    for limit in (1, 4, 100):
        hits = [hit for page in every_page(archive, limit, query=query) for hit in page]
        assert sorted(shown(hits)) == sorted(hit.document for hit in plain.hits)
        assert len(hits) < len(plain.hits)
