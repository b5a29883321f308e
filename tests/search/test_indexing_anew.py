"""No version is in use, or what lies behind it is gone, while rows wait in the outbox: nothing is lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.store import Store
from search.differing import differences
from search.embedded.index import EmbeddedIndex
from search.index import Index, IndexQuery
from search.indexing import drain
from search.opensearch.index import OpenSearchIndex
from search.query import Everything
from search.rebuilding import reindex
from search.wall import make_filter
from tests.opensearch_nodes import remove_indices
from tests.search.archive import MEMO, REPORT, everyone, fill, put


@pytest.fixture
def embedded(settings: Settings) -> Iterator[EmbeddedIndex]:
    index = EmbeddedIndex(settings.home / "index")
    yield index
    index.close()


@pytest.fixture
def opensearch(opensearch_url: str, opensearch_prefix: str) -> Iterator[OpenSearchIndex]:
    index = OpenSearchIndex(opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(opensearch_url, opensearch_prefix)


@pytest.fixture(params=["embedded", pytest.param("opensearch", marks=pytest.mark.opensearch)])
def index(request: pytest.FixtureRequest) -> Index:
    index: Index = request.getfixturevalue(request.param)
    return index


def _found(index: Index) -> set[str]:
    query = IndexQuery(Everything(), make_filter(everyone(), {}, {}, None, None))
    return {hit.document for hit in index.search(query).hits}


def test_a_first_reindex_with_rows_waiting(store: Store, index: Index) -> None:
    ids = fill(store, None)
    assert reindex(store, index).documents == len(ids)
    assert (store.outbox.count(), _found(index)) == (0, set(ids.values()))
    later = put(store, None, MEMO)  # and the drain after it
    drain(store, index)
    assert (store.outbox.count(), _found(index)) == (0, {*ids.values(), later})
    assert differences(store, index) == []


def test_a_folder_that_was_removed(store: Store, settings: Settings, embedded: EmbeddedIndex) -> None:
    ids = fill(store, None)
    drain(store, embedded)
    shutil.rmtree(settings.home / "index")
    later = put(store, None, REPORT)
    drain(store, embedded)
    assert _found(embedded) == {later}
    assert {each.document for each in differences(store, embedded)} == set(ids.values()) - {later}
    put(store, None, REPORT)
    reindex(store, embedded)
    assert differences(store, embedded) == []


def test_a_reindex_after_the_folder_was_removed(store: Store, settings: Settings, embedded: EmbeddedIndex) -> None:
    fill(store, None)
    drain(store, embedded)
    shutil.rmtree(settings.home / "index")
    put(store, None, REPORT)
    reindex(store, embedded)
    assert (store.outbox.count(), differences(store, embedded)) == (0, [])


def test_rows_stay_while_the_file_is_missing_until_a_reindex(
    store: Store, settings: Settings, embedded: EmbeddedIndex
) -> None:
    ids = fill(store, None)
    drain(store, embedded)
    embedded.close()
    for path in (settings.home / "index").glob("*.sqlite3*"):
        path.unlink()
    later = put(store, None, REPORT)
    waiting = store.outbox.count()
    with pytest.raises(IndexUnavailableError):
        drain(store, embedded)
    assert store.outbox.count() == waiting > 0
    reindex(store, embedded)
    assert (store.outbox.count(), _found(embedded)) == (0, {*ids.values(), later})
