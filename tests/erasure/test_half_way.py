"""Between the transaction that takes a document out of the register and the moment when the index has followed, it is
as one that never was there: in no hit, no total, no facet, no picture; its address answers as any that is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from ingest.erasing import carry_out
from models.erasure import OrderState
from models.errors import AccessDeniedError
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from models.withdrawal import Scope
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from search.request import SearchRequest
from search.result import SearchResult
from search.saved import SavedSearch
from search.service import search
from search.situation.asking import Asking
from search.situation.picture import Narrowing
from tests.contracts.registered import TEXT, put
from tests.erasure.planting import OFFICER, OWNER, WHY
from tests.erasure.test_bytes import ASKED
from tests.opensearch_nodes import in_a_hurry


def asked(store: Store, index: Index, words: str = "") -> SearchResult:
    return search(OFFICER, WHY, SearchRequest(words, facets=("kind", "source")), store=store, index=index)


def counts(found: SearchResult) -> dict[str, list[int]]:
    return {kind: [value.count for value in facet.values] for kind, facet in found.facets.items()}


class HalfWay:
    @pytest.fixture
    def index(self, store: Store) -> Iterator[Index]:
        with closing(open_index(store.settings)) as index:
            yield index

    @pytest.fixture
    def some(self, store: Store, index: Index) -> list[str]:
        """Three papers that say the same, in the index."""
        store.sources.add(Source("tillsyn", OWNER))
        ids = [put(store, "tillsyn", content, name=f"{content!r}.txt") for content in (b"tv\xe5", b"tre")]
        ids.insert(0, put(store, "tillsyn", b"ett", name="ett.txt", text=f"{TEXT}, Kvaxindel"))
        drain(store, index)
        assert [each.instead for each in asked(store, index, "Kvaxindeln").suggestions] == ["Kvaxindel"]
        assert asked(store, index, "Krog").total == 3
        return ids

    @pytest.mark.parametrize("how", ["erased", "withdrawn"])
    def test_what_has_left_the_register_is_not_counted(
        self, store: Store, index: Index, some: list[str], how: str
    ) -> None:
        gone, *left = some
        if how == "erased":
            order = store.erasures.order(OFFICER, WHY, [gone], ASKED)
            begun = store.erasure_work.begin(order)
            store.erasure_work.take(begun, store.erasure_work.waiting(order)[0][0])
        else:
            store.withdrawals.take(OFFICER, Scope.DOCUMENT, gone, "fel fil")
        assert gone in index.documents(OWNER), "the index has not followed"
        for words in ("Krog", ""):
            found = asked(store, index, words)
            assert ({hit.document for hit in found.hits}, found.total) == ({*left}, 2)
            assert counts(found) == {"kind": [2], "source": [2]}
        assert asked(store, index, "Kvaxindeln").suggestions == (), "a word that only it has"
        assert Asking.of(OFFICER, store, index, SavedSearch("Krog")).number(Narrowing(None)).count == 2
        if how == "erased":
            for absent in (gone, "f" * 32):
                with pytest.raises(AccessDeniedError, match=r"^Handlingen finns inte"):
                    store.documents.get(OFFICER, absent)
            assert carry_out(store, index, order) is OrderState.DONE
        else:
            drain(store, index)
        assert gone not in index.documents(OWNER)
        assert (asked(store, index, "Krog").total, store.outbox.leaving(OFFICER, 10)) == (2, [])

    def test_what_is_handed_in_again_meanwhile_is_counted(self, store: Store, index: Index, some: list[str]) -> None:
        order = store.erasures.order(OFFICER, WHY, [some[0]], ASKED)
        begun = store.erasure_work.begin(order)
        store.erasure_work.take(begun, store.erasure_work.waiting(order)[0][0])
        assert put(store, "tillsyn", b"ett", name="ett igen.txt") == some[0]
        assert asked(store, index, "Krog").total == 3


class TestEmbedded(HalfWay):
    pass


@pytest.mark.opensearch
class TestOpenSearch(HalfWay):
    @pytest.fixture
    def store(
        self, settings: Settings, opensearch_url: str, opensearch_prefix: str, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Store]:
        here = replace(settings, opensearch_url=opensearch_url, opensearch_prefix=opensearch_prefix)
        in_a_hurry(monkeypatch, opensearch_url, opensearch_prefix)
        with closing(Store.open(here, create=True)) as store:
            yield store
