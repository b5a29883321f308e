"""Pages that an index has lost, or holds besides, under the id of a document that it has: told, and mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import pytest
from opensearchpy import OpenSearch

from ingest.verification import Wanted, verify_store
from models.access import Purpose, Viewer
from models.errors import IndexUnavailableError
from models.marking import MarkingScope
from models.protected import Identity
from models.settings import Settings
from models.store.compartments import Compartments
from models.store.holdings import Holdings
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.compartments import CompartmentIndex
from search.differing import differences
from search.embedded.schema import opened
from search.index import Index
from search.indexing import drain, units
from search.opensearch.index import OpenSearchIndex
from search.opensearch.names import Names
from tests.opensearch_nodes import SECONDS, remove_indices
from tests.search.archive import HEALTH, MEMO, REPORT, Paper, put

OFFICER = Viewer("sekretess", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
_PAGES = ["Krogen hade rent kök.", "", "Anna Berg var med.", "Bilaga."]


@pytest.fixture
def index(settings: Settings) -> Iterator[Index]:
    with closing(open_index(settings)) as index:
        yield index


def _filled(store: Store, index: Index) -> list[str]:
    """Blank pages, pages and whole papers kept for groups, and somebody protected; the ids."""
    ids = [put(store, None, Paper(f"{at}.txt", "tillsyn", _PAGES)) for at in range(4)]
    ids += [put(store, None, each) for each in (REPORT, MEMO, Paper("blank.txt", "tillsyn", [""]))]
    for scope, id, page, group in (
        (MarkingScope.PAGE, ids[0], 3, "barn"),
        (MarkingScope.PAGE, ids[1], 1, "barn"),
        (MarkingScope.PAGE, ids[1], 4, "annan"),
        (MarkingScope.DOCUMENT, ids[2], 0, "barn"),
        (MarkingScope.PAGE, ids[2], 2, "annan"),
    ):
        store.markings.set(OFFICER, scope, id, group=group, ground="OSL 26:1", page=page)
    store.protected.add(OFFICER, HEALTH, Identity(given=("Anna",), surnames=("Berg",)), "rad 1", "beslut")
    drain(store, index)
    return ids


def _told(store: Store, index: Index) -> list[tuple[str, str]]:
    return [(each.what, each.document) for each in differences(store, index)]


def _differing(ids: Sequence[str]) -> list[tuple[str, str]]:
    return [("pages_differ_in_index", id) for id in sorted(ids)]


def _mended(store: Store, index: Index) -> list[tuple[str, str]]:
    answer = verify_store(service(store, "prov"), Purpose("prov"), store, index, Wanted(repair=True, quick=True))
    of_index = [each for each in answer["differences"] if each["what"] == "pages_differ_in_index"]
    assert all(each["mended"] for each in of_index)
    assert _told(store, index) == []
    return [(each["what"], each["document"]) for each in of_index]


def _lose(settings: Settings, change: str) -> None:
    for path in (settings.home / "index").glob("*.sqlite3"):
        with opened(path) as connection:
            connection.execute(change)


def test_nothing_is_told_of_blank_and_kept_pages(store: Store, index: Index) -> None:
    _filled(store, index)
    assert _told(store, index) == []


@pytest.mark.parametrize("left", ["substr(pages, 1, length(pages) - 4)", "x''", "pages || pages"])
def test_each_document_that_has_other_pages_is_told_and_mended(
    store: Store, settings: Settings, index: Index, left: str
) -> None:
    ids = _filled(store, index)
    _lose(settings, f"UPDATE tokens SET pages = {left}")
    assert sorted(_told(store, index)) == _differing(ids)
    assert sorted(_mended(store, index)) == _differing(ids)


def test_a_page_too_few_for_those_alone_who_may_read_it_is_told(store: Store, index: Index) -> None:
    kept = _filled(store, index)[0]
    *others, last = units(service(store, "prov"), store, kept)
    index.put([*others, replace(last, pages=last.pages[:-1])])
    assert _told(store, index) == _mended(store, index) == _differing([kept])


def test_what_is_put_anew_between_the_two_counts_is_not_told(
    store: Store, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one, counts = _filled(store, index)[3], Holdings.page_counts
    moved = list[str]()

    def moving(self: Holdings, viewer: Viewer, ids: Sequence[str]) -> dict[str, int]:
        if open_one in ids and not moved:
            moved.append(open_one)
            store.markings.set(OFFICER, MarkingScope.PAGE, open_one, group="barn", ground="OSL 26:1", page=4)
            drain(store, index)
        return counts(self, viewer, ids)

    monkeypatch.setattr(Holdings, "page_counts", moving)
    assert _told(store, index) == []
    assert moved


def test_lost_words_that_nothing_can_be_put_in_place_of_are_an_unavailable_index(
    store: Store, settings: Settings, index: Index
) -> None:
    _filled(store, index)
    _lose(settings, "DELETE FROM tokens")
    with pytest.raises(IndexUnavailableError, match="förlorat ord"):
        differences(store, index)


@pytest.mark.opensearch
def test_pages_that_opensearch_has_lost(
    store: Store, settings: Settings, opensearch_url: str, opensearch_prefix: str
) -> None:
    back_end = OpenSearchIndex(opensearch_url, opensearch_prefix)
    with closing(CompartmentIndex(back_end, Compartments(settings.register_url))) as index:
        ids = _filled(store, index)
        assert _told(store, index) == []
        pages = Names(opensearch_prefix, HEALTH).pages
        with OpenSearch(opensearch_url, timeout=SECONDS) as client:
            client.delete(index=pages, id=f"{ids[4]}:2", params={"refresh": "true"})
            assert _told(store, index) == _mended(store, index) == _differing([ids[4]])
            everything: dict[str, object] = {"query": {"match_all": {}}}
            client.delete_by_query(index=pages, body=everything, params={"refresh": "true"})
        assert {*_told(store, index)} >= {*_differing([ids[4], ids[6]])}
        _mended(store, index)
    remove_indices(opensearch_url, opensearch_prefix)
