"""A real archive with markings and protected people, asked as people ask: as if what is kept from them were not
there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ingest.verification import Wanted, verify_store
from models.access import Purpose, Viewer
from models.errors import IndexUnavailableError
from models.marking import MarkingScope
from models.mention import Label
from models.protected import PROTECTED, Identity
from models.settings import Settings
from models.store.kept_from import kept_from
from models.store.service import service
from models.store.store import Store
from search.alerts import alerts, unseen
from search.backends import open_index
from search.differing import differences
from search.embedded.index import EmbeddedIndex
from search.index import Index
from search.indexing import drain, units
from search.rebuilding import reindex
from search.request import SearchRequest
from search.result import SearchResult
from search.saved import SavedSearch
from search.service import search
from search.standing import StandingQuestions
from tests.search.archive import HEALTH, SOURCES, Paper, put

OFFICER = Viewer("sekretess", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
PLAIN = Viewer("vanlig", frozenset(SOURCES.values()))
CLEARED = replace(PLAIN, name="behörig", groups=frozenset({"barn"}))
_PEOPLE = [(Label.PERSON, name, name) for name in ("Anna Berg", "Bo Ek")]
_NAMES = [*_PEOPLE, (Label.ORG, "Kulan AB", "Kulan AB")]
_OPEN = [
    Paper(f"{at}.txt", "tillsyn", [f"Kontroll av krogen nummer {at}. Bo Ek var med.", *more], names=_NAMES)
    for at, more in enumerate([[], [], [], ["Tillägg om Anna Berg och Kulan AB."], ["Bilaga om köket."]])
]
_SECRET_PAGE = "Anna Berg är placerad hos Kulan AB, hemligord. Krogen."
_SECRET = Paper("helt.txt", "tillsyn", ["Anna Berg och hemligsak hos Kulan AB. Krogen nummer 9."], names=_NAMES)
QUERIES = (
    *("krogen", "hemligord", "hemligsak", "hemligorn", "krogem", '"hos Kulan"', "krogen hemligord", "Anna Berg"),
    *("krogen nummer hemligord placerad kontroll", "hemlig*", "krogen NÄRA Kulan", "-köket"),
)


def _kept(store: Store, index: Index) -> list[str]:
    """The archive with a last page and a whole paper kept for a group; marked after they were found by all. The ids of
    those two papers."""
    for paper in _OPEN[:4]:
        put(store, index, paper)
    last = put(store, index, replace(_OPEN[4], pages=[*_OPEN[4].pages, _SECRET_PAGE]))
    whole = put(store, index, _SECRET)
    drain(store, index)
    for scope, target, page in ((MarkingScope.PAGE, last, 3), (MarkingScope.DOCUMENT, whole, 0)):
        store.markings.set(OFFICER, scope, target, group="barn", ground="OSL 26:1", page=page)
    drain(store, index)
    return [last, whole]


def _bare(store: Store, index: Index) -> None:
    for paper in _OPEN:
        put(store, index, paper)
    drain(store, index)


def _told(viewer: Viewer, store: Store, index: Index, query: str, **more: Any) -> object:
    asked = SearchRequest(query, facets=("source", "year", "method", "PERSON", "ORG"), standing_out=5, **more)
    result = search(viewer, Purpose("prov", "1"), asked, store=store, index=index)
    names = {hit.name for hit in result.hits}
    facets = {kind: sorted((each.label, each.count) for each in facet.values) for kind, facet in result.facets.items()}
    standing = [(each.type, each.label, each.here, each.everywhere) for each in result.standing_out]
    return result.total, names, facets, result.suggestions, result.partial, standing, _pages(result)


def _pages(result: SearchResult) -> dict[str, list[int]]:
    return {hit.name: sorted(page.number for page in hit.pages) for hit in result.hits}


@pytest.fixture
def two(settings: Settings, store: Store) -> tuple[tuple[Store, Index], tuple[Store, Index]]:
    """The archive with markings, and one in which what they keep never was."""
    other = replace(settings, home=settings.home.parent / "other")
    kept, bare = (store, open_index(settings)), (Store.open(other, create=True), open_index(other))
    _kept(*kept)
    _bare(*bare)
    return kept, bare


def test_search_answers_as_if_it_were_not_there(two: tuple[tuple[Store, Index], tuple[Store, Index]]) -> None:
    kept, bare = two
    for query in QUERIES:
        for more in dict[str, Any](), {"tolerant": True}, {"all_words": True}:
            assert _told(PLAIN, *kept, query, **more) == _told(PLAIN, *bare, query, **more), query
    assert _told(CLEARED, *kept, "hemligord")[0] == _told(OFFICER, *kept, "hemligsak")[0] == 1  # type: ignore[index]
    before = [_told(viewer, *kept, query) for viewer in (PLAIN, CLEARED, OFFICER) for query in QUERIES]
    reindex(*kept)
    assert [_told(viewer, *kept, query) for viewer in (PLAIN, CLEARED, OFFICER) for query in QUERIES] == before
    assert differences(*kept) == []


def test_a_drain_that_is_killed_half_way_lets_nothing_through_and_is_gone_on_with(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(settings)
    last, _ = _kept(store, index)
    put_in = EmbeddedIndex.put
    store.markings.set(OFFICER, MarkingScope.PAGE, last, group="annan", ground="OSL 26:1", page=2)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EmbeddedIndex, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        drain(store, index)
    monkeypatch.setattr(EmbeddedIndex, "put", put_in)
    again = open_index(settings)
    assert _total(PLAIN, store, again, "köket") == 0
    drain(store, again)
    assert [_total(viewer, store, again, "köket") for viewer in (PLAIN, CLEARED, OFFICER)] == [0, 0, 1]
    assert _total(CLEARED, store, again, "hemligord") == 1
    assert differences(store, again) == []


def test_verify_finds_what_lies_where_it_is_not_to_lie(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    last, whole = _kept(store, index)
    assert differences(store, index) == []
    indexing = service(store, "indexering")
    index.put([replace(each, needs=frozenset(), lacks=frozenset()) for each in units(indexing, store, whole)])
    index.put(units(indexing, store, last)[:1])
    told = {(each.what, each.document) for each in differences(store, index)}
    assert told == {("misplaced_in_index", whole), ("misplaced_in_index", last)}
    answer = verify_store(service(store, "prov"), Purpose("prov"), store, index, Wanted(repair=True))
    assert {each["what"] for each in answer["differences"]} >= {"misplaced_in_index"}
    assert differences(store, index) == []
    assert _total(PLAIN, store, index, "hemligsak") == 0


def test_a_protected_person_is_as_a_name_that_does_not_exist(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    paper = replace(_OPEN[3], name="Berg_Anna.txt")
    id = put(store, index, paper)
    put(store, index, _OPEN[0])
    who = Identity(given=("Anna",), surnames=("Berg",))
    store.protected.add(OFFICER, HEALTH, who, "rad 1", "beslut")
    store.protected.sweep(HEALTH)
    drain(store, index)
    member = replace(PLAIN, groups=frozenset({PROTECTED}))
    for query in ("Anna", "Berg", "Anna Berg", "Ann*", '"Anna Berg"', "Anma", "tillägg Anna"):
        unknown = query.replace("Anna", "Xqzz").replace("Berg", "Xqzw").replace("Ann*", "Xqz*").replace("Anma", "Xqzv")
        told, never = (_told(PLAIN, store, index, each) for each in (query, unknown))
        assert told == never, query
    assert [_total(viewer, store, index, "Anna Berg") for viewer in (PLAIN, member, OFFICER)] == [0, 1, 1]
    assert _total(PLAIN, store, index, "tillägg") == 1
    found = units(service(store, "indexering"), store, id)
    assert [(each.needs, each.lacks) for each in found] == [
        (frozenset(), frozenset({PROTECTED})),
        (frozenset({PROTECTED}), frozenset()),
    ]
    assert [len(each.facets["PERSON"]) for each in found] == [1, 2]


def test_alerts_are_of_what_the_viewer_reads_when_found_and_when_told(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(settings)
    now = {each.name: each for each in (PLAIN, CLEARED)}
    monkeypatch.setattr(StandingQuestions, "_viewer", lambda self, name: now[name])
    asked = SavedSearch.asked(SearchRequest("hemligord")).kept()
    saved = {name: store.saved.add(now[name], "s", asked, watched=True).id for name in now}
    last = put(store, None, replace(_OPEN[4], pages=[*_OPEN[4].pages, _SECRET_PAGE]))
    store.markings.set(OFFICER, MarkingScope.PAGE, last, group="barn", ground="OSL 26:1", page=3)
    drain(store, index)

    def told(viewer: Viewer) -> list[tuple[str, str]]:
        found = alerts(viewer, Purpose("prov"), store=store, index=index).told
        return [(each.alert.saved, each.document.id) for each in found]

    assert store.alerts.of_documents([last]) == {(saved["behörig"], last)}
    assert [told(each) for each in now.values()] == [[], [(saved["behörig"], last)]]
    assert told(replace(CLEARED, groups=frozenset())) == []


def test_what_is_kept_has_no_print_and_is_like_nothing(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    same = [replace(_SECRET, name=f"{at}.txt", kind=f"k{at}") for at in range(3)]
    ids = [put(store, index, paper) for paper in same]
    drain(store, index)
    assert set(store.alike.groups(PLAIN, ids)) == set(ids)
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, ids[0], group="barn", ground="OSL 26:1")
    store.markings.set(OFFICER, MarkingScope.PAGE, ids[1], group="barn", ground="OSL 26:1", page=1)
    drain(store, index)
    assert [store.likenesses.print_of(id) is None for id in ids] == [True, True, False]
    assert store.alike.groups(OFFICER, ids) == {}


def test_what_is_kept_from_a_viewer_is_told_for_vectors(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    last, whole = _kept(store, index)
    kept = {last: frozenset({3}), whole: frozenset({0})}
    assert kept_from(store.database, PLAIN) == kept
    assert kept_from(store.database, replace(CLEARED, shared=frozenset({HEALTH}))) == kept
    assert kept_from(store.database, CLEARED) == kept_from(store.database, OFFICER) == {}


def _total(viewer: Viewer, store: Store, index: Index, query: str) -> int:
    asked = SearchRequest(query, all_words=True)
    return search(viewer, Purpose("prov", "1"), asked, store=store, index=index).total


def test_alerts_by_a_protected_name_are_neither_told_nor_counted_without_the_permission(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(settings)
    member = replace(PLAIN, groups=frozenset({PROTECTED}))
    monkeypatch.setattr(StandingQuestions, "_viewer", lambda self, name: member)
    store.protected.add(OFFICER, HEALTH, Identity(given=("Anna",), surnames=("Berg",)), "rad 1", "beslut")
    asked = SavedSearch.asked(SearchRequest('"Anna Berg"')).kept()
    saved = store.saved.add(member, "s", asked, watched=True).id
    for name, text in (("c.txt", "Här står Anna Berg."), ("Anna Berg.txt", "Här står ingen.")):
        put(store, None, Paper(name, "tillsyn", [text]))
    store.protected.sweep(HEALTH)
    drain(store, index)
    for viewer, number in ((member, 2), (PLAIN, 0)):
        found = alerts(viewer, Purpose("prov"), store=store, index=index)
        counted = {saved: number} if number else {}
        assert (len(found.told), found.unseen, unseen(viewer, store=store, index=index)) == (number, counted, counted)


def test_alerts_are_leafed_through_past_those_that_are_left_out(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(settings)
    now = replace(CLEARED, name=PLAIN.name)
    monkeypatch.setattr(StandingQuestions, "_viewer", lambda self, name: now)
    store.saved.add(now, "s", SavedSearch.asked(SearchRequest("hemligord OR krogen")).kept(), watched=True)
    ids = [put(store, None, replace(_OPEN[0], name=f"{at}.txt", pages=[f"Krogen {at}."])) for at in range(5)]
    for at in range(3):
        ids.append(put(store, None, replace(_OPEN[0], name=f"h{at}.txt", pages=[f"Inget {at}.", f"Hemligord {at}."])))
        store.markings.set(OFFICER, MarkingScope.PAGE, ids[-1], group="barn", ground="OSL 26:1", page=2)
    drain(store, index)

    def page(viewer: Viewer, skip: int) -> tuple[list[str], bool]:
        found = alerts(viewer, Purpose("prov"), store=store, index=index, limit=2, skip=skip)
        return [each.document.id for each in found.told], found.more

    pages = [page(PLAIN, skip) for skip in (0, 2, 4)]
    assert [(len(told), more) for told, more in pages] == [(2, True), (2, True), (1, False)]
    assert sorted(id for told, _ in pages for id in told) == sorted(ids[:5])
    assert [page(now, skip)[1] for skip in (0, 2, 4, 6)] == [True, True, True, False]


def test_verify_finds_a_protected_person_named_by_a_file_only(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    id = put(store, index, Paper("Anna Berg.txt", "tillsyn", ["Krogen hade rent kök."]))
    drain(store, index)
    store.protected.add(OFFICER, HEALTH, Identity(given=("Anna",), surnames=("Berg",)), "rad 1", "beslut")
    assert [(each.what, each.document) for each in differences(store, index)] == [("misplaced_in_index", id)]
    verify_store(service(store, "prov"), Purpose("prov"), store, index, Wanted(repair=True))
    assert differences(store, index) == []
    assert [_total(viewer, store, index, "Anna Berg") for viewer in (PLAIN, OFFICER)] == [0, 1]


@pytest.mark.parametrize("error", [IndexUnavailableError("nere"), KeyboardInterrupt()])
def test_a_move_that_fails_half_way_is_news_to_nobody(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    index = open_index(settings)
    monkeypatch.setattr(StandingQuestions, "_viewer", lambda self, name: PLAIN)
    id = put(store, index, replace(_OPEN[0], pages=["Krogen är ren.", "Annat."]))
    drain(store, index)
    store.saved.add(PLAIN, "s", SavedSearch.asked(SearchRequest("krogen")).kept(), watched=True)
    store.markings.set(OFFICER, MarkingScope.PAGE, id, group="barn", ground="OSL 26:1", page=2)
    new = put(store, None, replace(_OPEN[1], name="ny.txt"))

    def fails(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedIndex, "put", fails)
        with pytest.raises(type(error)):
            drain(store, index)
    assert _total(PLAIN, store, index, "krogen") == 0
    drain(store, index)
    assert _total(PLAIN, store, index, "krogen") == 2
    assert [each.document for each in store.alerts.all(PLAIN)] == [new]
