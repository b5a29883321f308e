"""OpenSearch away, slow, busy, carrying out half of what it is asked: in the end it holds what it would have held."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from opensearchpy import OpenSearch

from models.access import Viewer
from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from models.withdrawal import Scope
from search.differing import differences
from search.indexing import drain
from search.opensearch import server, writing
from search.opensearch.index import OpenSearchIndex
from search.request import SearchRequest
from search.saved import SavedSearch
from tests.faults.ailing_opensearch import SECRET_WORDS, SLOW_SECONDS, AilingOpenSearch
from tests.faults.seeds import SEEDS
from tests.opensearch_nodes import SECONDS, remove_indices
from tests.search.archive import HEALTH, POLICE, SOCIAL, fill

pytestmark = pytest.mark.opensearch
AILMENTS: Final = 8
OWNERS: Final = frozenset({HEALTH, POLICE, SOCIAL})


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing.time, "sleep", lambda _seconds: None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(Settings(home=tmp_path / "hem"), create=True)) as store:
        yield store


@pytest.mark.parametrize("seed", SEEDS)
def test_it_ends_with_what_it_would_have_held(
    store: Store,
    tmp_path: Path,
    opensearch_url: str,
    opensearch_prefix: str,
    monkeypatch: pytest.MonkeyPatch,
    seed: str,
) -> None:
    undisturbed = f"{opensearch_prefix}u"
    with closing(Store.open(Settings(home=tmp_path / "ostört"), create=True)) as other:
        expected = _lived_through(other, opensearch_url, undisturbed)
    with AilingOpenSearch(opensearch_url, Random(seed), AILMENTS) as ailing, monkeypatch.context() as hasty:
        # Only where it is asked again: a node that is well may stand still for as long, on a busy machine.
        hasty.setattr(server, "_SECONDS", SLOW_SECONDS - 2)
        found = _lived_through(store, ailing.url, opensearch_prefix)
        assert len(ailing.met) == AILMENTS
    assert found == expected
    assert _held(opensearch_url, opensearch_prefix) == _held(opensearch_url, undisturbed)
    with closing(OpenSearchIndex(opensearch_url, opensearch_prefix)) as index:
        assert (store.outbox.count(), differences(store, index)) == (0, [])
    remove_indices(opensearch_url, opensearch_prefix)


def _lived_through(store: Store, url: str, prefix: str) -> list[str]:
    """Papers come, one is withdrawn, all are put in once more; what somebody was told of."""
    ids = fill(store, None)
    store.users.add("anna", "Anna", "hemligt lösenord", OWNERS)
    anna = store.users.viewer("anna")
    store.saved.add(anna, "Öst", SavedSearch.asked(SearchRequest("Öst")).kept(), watched=True)
    with closing(OpenSearchIndex(url, prefix)) as index:
        _drained(store, index)
        name = sorted(ids)[0]
        store.withdrawals.take(Viewer("ines", OWNERS), Scope.DOCUMENT, ids[name], "fel")
        for owner in sorted(OWNERS):
            for id in sorted(_documents(store, owner)):
                store.outbox.add(id, owner, "put")
        _drained(store, index)
    return sorted(f"{each.document}" for each in store.alerts.all(anna, with_seen=True))


def _documents(store: Store, owner: str) -> list[str]:
    return list(store.documents.ids(service(store, "prov"), owner))


def _drained(store: Store, index: OpenSearchIndex) -> None:
    """As workers do it: again until there is nothing left. What is said of a fault quotes nothing."""
    said = list[str]()
    while len(said) < 2 * AILMENTS:
        try:
            drain(store, index)
        except IndexUnavailableError as error:
            said.append(f"{error} {error.next}")
        else:
            assert SECRET_WORDS not in "".join(said)
            return
    raise AssertionError("it never came to an end")


def _held(url: str, prefix: str) -> Counter[str]:
    """Every record that the indices have, with what stands in it."""
    with OpenSearch(url, timeout=SECONDS) as client:
        client.indices.refresh(index=f"{prefix}-*")
        hits: list[dict[str, Any]] = client.search(index=f"{prefix}-*", size=1000)["hits"]["hits"]
    return Counter(
        json.dumps([hit["_index"].removeprefix(prefix), hit["_id"], hit["_source"]], sort_keys=True) for hit in hits
    )
