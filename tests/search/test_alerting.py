"""A watched search alerts on what it begins to find, once, and on nothing that was there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from models.access import Purpose, Viewer
from models.document import DocumentKind, DocumentState, Reading
from models.errors import IndexUnavailableError
from models.source import Source
from models.store.outbox import MEND
from models.store.store import Store
from models.withdrawal import Scope
from search.alerting import Alerting
from search.index import Index, IndexUnit
from search.indexing import drain
from search.rebuilding import reindex
from search.request import SearchRequest
from search.saved import SavedSearch
from search.service import search
from tests.search.archive import HEALTH, MEMO, POLICE, REPORT, SOURCES, Paper, _mentions, _numbered, _page, put

ANNA = "anna"


@pytest.fixture(autouse=True)
def anna(store: Store) -> Viewer:
    for name, owner in SOURCES.items():
        store.sources.add(Source(name, owner))
    store.users.add(ANNA, "Anna", "hemligt lösenord", frozenset({HEALTH, POLICE}))
    return store.users.viewer(ANNA)


def watched(store: Store, viewer: Viewer, query: str = "", **asked: Any) -> str:
    question = SavedSearch.asked(SearchRequest(query, **asked))
    return store.saved.add(viewer, query or "allt", question.kept(), watched=True).id


def alerts(store: Store, viewer: Viewer, **which: Any) -> list[tuple[str, str]]:
    return sorted((each.saved, each.document) for each in store.alerts.all(viewer, **which))


def read_again(store: Store, id: str, paper: Paper) -> None:
    """The document read anew, as this paper has it."""
    store.registration.claim(id, "prov")
    pages = tuple(_page(at, text, paper) for at, text in _numbered(paper))
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", pages))
    kind = DocumentKind(paper.kind, 1.0, paper.why)
    store.registration.keep_knowledge(id, list(_mentions(paper)), kind, list(paper.fields), paper.dated)
    store.registration.finish(id, "prov", DocumentState.READ)


def test_new_documents_alert_and_those_there_before_do_not(store: Store, index: Index, anna: Viewer) -> None:
    before = put(store, None, MEMO)
    drain(store, index)
    saved = watched(store, anna, "Öst")
    put(store, None, replace(MEMO, name="annat.txt", pages=("Inget om henne.",), names=()))
    new = put(store, None, REPORT)
    drain(store, index)
    assert alerts(store, anna) == [(saved, new)]
    read_again(store, before, MEMO)
    drain(store, index)
    assert alerts(store, anna) == [(saved, new)]


def test_a_document_read_again_alerts_when_it_begins_to_be_found(store: Store, index: Index, anna: Viewer) -> None:
    plain = replace(MEMO, pages=("Inget att säga.",), names=())
    id = put(store, None, plain)
    saved = watched(store, anna, "spaning")
    drain(store, index)
    for paper, expected in ((MEMO, [(saved, id)]), (MEMO, []), (plain, []), (MEMO, [(saved, id)]), (MEMO, [])):
        read_again(store, id, paper)
        drain(store, index)
        assert alerts(store, anna) == expected
        store.alerts.see(anna)
        assert store.alerts.unseen(anna) == {}
    assert alerts(store, anna, with_seen=True) == [(saved, id)]


def test_what_was_asked_is_read_as_its_own_user(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna, "beslut* OR källa:promemorior")
    store.users.add("per", "Per", "hemligt lösenord", frozenset({HEALTH}))
    per = store.users.viewer("per")
    theirs = watched(store, per, "källa:promemorior OR köket")
    memo, report = put(store, None, MEMO), put(store, None, REPORT)
    drain(store, index)
    assert (alerts(store, anna), alerts(store, per)) == ([(saved, memo)], [(theirs, report)])


def test_rights_are_those_at_delivery(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna)
    memo, report = put(store, None, MEMO), put(store, None, REPORT)
    drain(store, index)
    assert store.alerts.unseen(anna) == {saved: 2}
    store.users.add(ANNA, "Anna", "hemligt lösenord", frozenset({POLICE}))
    now = store.users.viewer(ANNA)
    assert (alerts(store, now), store.alerts.unseen(now)) == ([(saved, memo)], {saved: 1})
    assert store.alerts.see(now, document=report) == 0
    read_again(store, report, REPORT)
    drain(store, index)
    store.users.add(ANNA, "Anna", "hemligt lösenord", frozenset({POLICE, HEALTH}))
    assert alerts(store, store.users.viewer(ANNA)) == sorted([(saved, memo), (saved, report)])
    assert store.alerts.unseen(Viewer(ANNA, frozenset())) == {}
    assert alerts(store, Viewer("per", frozenset(SOURCES.values()))) == []


def test_a_withdrawn_document_alerts_nobody(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna, "spaning")
    memo = put(store, None, MEMO)
    drain(store, index)
    withdrawal, _ = store.withdrawals.take(anna, Scope.DOCUMENT, memo, "fel")
    assert (alerts(store, anna), store.alerts.unseen(anna)) == ([], {})
    drain(store, index)
    assert store.alerts.of_documents([memo]) == set()
    store.withdrawals.undo(anna, withdrawal.id)
    drain(store, index)
    assert alerts(store, anna) == [(saved, memo)]


def test_turned_off_and_on(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna, "Öst")
    put(store, None, MEMO)
    drain(store, index)
    store.saved.watch(anna, saved, False)
    assert alerts(store, anna) == []
    report = put(store, None, REPORT)
    drain(store, index)
    store.saved.watch(anna, saved, True)
    assert alerts(store, anna) == []
    read_again(store, report, REPORT)
    drain(store, index)
    assert alerts(store, anna) == []


def test_a_removal_that_is_undone_has_missed_nothing(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna, "Öst")
    store.saved.remove(anna, saved)
    memo = put(store, None, MEMO)
    drain(store, index)
    assert alerts(store, anna) == []
    store.saved.restore(anna, saved)
    assert alerts(store, anna) == [(saved, memo)]


def test_a_repair_or_rebuild_is_news_to_nobody(store: Store, index: Index, anna: Viewer) -> None:
    memo = put(store, None, MEMO)
    drain(store, index)
    watched(store, anna)
    index.delete(POLICE, [memo])
    store.outbox.add(memo, POLICE, MEND)
    drain(store, index)
    reindex(store, index)
    assert alerts(store, anna) == []


def test_synonyms_that_change_alert_on_new_documents_only(store: Store, index: Index, anna: Viewer) -> None:
    put(store, None, replace(MEMO, name="krog.txt", pages=("En krog.",), names=()))
    drain(store, index)
    saved = watched(store, anna, "sylta")
    (store.settings.home / "synonyms.txt").write_text("sylta = krog\n", "utf-8")
    new = put(store, None, replace(MEMO, name="krog2.txt", pages=("En krog till.",), names=()))
    drain(store, index)
    assert alerts(store, anna) == [(saved, new)]


def test_a_line_of_synonyms_that_cannot_be_read_stops_no_alert(store: Store, index: Index, anna: Viewer) -> None:
    saved = watched(store, anna, "spaning")
    (store.settings.home / "synonyms.txt").write_text("= =\n", "utf-8")
    memo = put(store, None, MEMO)
    drain(store, index)
    assert alerts(store, anna) == [(saved, memo)]


def test_a_search_that_cannot_be_asked_is_passed_over(store: Store, index: Index, anna: Viewer) -> None:
    kept = SavedSearch("bil").kept()
    for broken in ({**kept, "include": {"NOSUCH": ["x"]}}, {"query": "bil"}, {**kept, "like": "0" * 32}):
        store.saved.add(anna, "trasig", broken, watched=True)
    saved = watched(store, anna, "bilen")
    gone = watched(store, Viewer("borta", frozenset({POLICE})), "bilen")
    memo = put(store, None, MEMO)
    drain(store, index)
    assert alerts(store, anna) == [(saved, memo)]
    assert (gone, memo) not in store.alerts.of_documents([memo])


def test_like_another_and_tolerant(store: Store, index: Index, anna: Viewer) -> None:
    """A new document that is like one, and one that may be a misreading of the word asked for."""
    some = [put(store, None, replace(REPORT, name=f"{at}.txt")) for at in range(2)]
    drain(store, index)
    near, loose = watched(store, anna, like=some[0]), watched(store, anna, "serveringstillståndet", tolerant=True)
    new = put(store, None, replace(REPORT, name="3.txt"))
    fax = put(store, None, Paper("fax.tif", "tillsyn", ["Serverlngst1llståndet återkallas."]))
    drain(store, index)
    assert set(alerts(store, anna)) == {(near, new), (loose, new), (loose, fax)}


@dataclass
class Falls:
    """An index that is lost before or after its first put; ``FallsOnce`` of a drain that is killed."""

    inner: Index
    after: bool
    fallen: bool = False

    def put(self, units: Sequence[IndexUnit]) -> None:
        if self.after or self.fallen:
            self.inner.put(units)
        if not self.fallen:
            self.fallen = True
            raise IndexUnavailableError("borta")

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@pytest.mark.parametrize("after", [False, True])
def test_a_drain_that_is_cut_off_alerts_once(store: Store, index: Index, anna: Viewer, after: bool) -> None:
    saved, memo = watched(store, anna, "Öst"), put(store, None, MEMO)
    broken: Any = Falls(index, after)
    with pytest.raises(IndexUnavailableError):
        drain(store, broken)
    store.alerts.see(anna)
    drain(store, broken)
    assert (alerts(store, anna), alerts(store, anna, with_seen=True)) == ([], [(saved, memo)])


def test_nothing_is_asked_where_nothing_is_watched(store: Store, index: Index) -> None:
    Alerting(store, object()).note([], ["x"])  # type: ignore[arg-type]


def test_alerts_are_what_search_finds_more(store: Store, index: Index, anna: Viewer, purpose: Purpose) -> None:
    asked = ("Öst", "bil*", "-bil", "typ:police_memo", "datum:2024..", '"Norrlands Matkompani"', "person:Öst~", "")
    saved = {watched(store, anna, query): query for query in asked}
    put(store, None, MEMO)

    def found() -> set[tuple[str, str]]:
        def ids(query: str) -> set[str]:
            hits = search(anna, purpose, SearchRequest(query, all_words=True), store=store, index=index).hits
            return {hit.document for hit in hits}

        return {(id, document) for id, query in saved.items() for document in ids(query)}

    for paper in (MEMO, REPORT):
        put(store, None, paper)
        before, known = found(), set(alerts(store, anna))
        drain(store, index)
        assert set(alerts(store, anna)) - known == found() - before
