"""The OpenSearch back end keeps the contract on each version, and what only it promises."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from random import Random

import pytest
from opensearchpy import OpenSearch

from models.errors import IndexUnavailableError, InvalidQueryError
from search.index import Filter, IndexQuery
from search.opensearch import mappings, merging, records
from search.opensearch import version as versions
from search.opensearch.index import OpenSearchIndex
from search.opensearch.names import Names
from search.opensearch.version import ensured
from search.query import Alternative, And, Everything, Or, Phrase, Term, TokenField
from tests.contracts.asking import BOTH, A, document, found, word
from tests.contracts.index_contract import IndexContract
from tests.opensearch_nodes import SECONDS, in_a_hurry, remove_indices

pytestmark = pytest.mark.opensearch


@pytest.fixture
def index(
    each_opensearch_url: str, opensearch_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenSearchIndex]:
    in_a_hurry(monkeypatch, each_opensearch_url, opensearch_prefix)
    index = OpenSearchIndex(each_opensearch_url, opensearch_prefix)
    yield index
    index.close()
    remove_indices(each_opensearch_url, opensearch_prefix)


class TestOpenSearch(IndexContract):
    pass


def test_counts_are_exact_where_the_cluster_searches_segments_side_by_side(
    index: OpenSearchIndex, each_opensearch_url: str
) -> None:
    random = Random(3)
    counts = dict.fromkeys((f"p{at:03}" for at in range(300)), 0)
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        forced = {"search.concurrent_segment_search.mode": "all", "search.concurrent.max_slice_count": 4}
        client.cluster.put_settings(body={"transient": forced})
        for batch in range(8):  # each put makes a segment of its own
            units = []
            for at in range(40):
                people = tuple(sorted({random.choice(list(counts)) for _ in range(5)}))
                units.append(document(f"{batch}-{at}", PERSON=people))
                counts |= {person: counts[person] + 1 for person in people}
            index.put(units)
        answer = index.search(IndexQuery(Everything(), BOTH, facets=("PERSON",), facet_limit=5))
        client.cluster.put_settings(body={"transient": dict.fromkeys(forced)})
    assert answer.facets["PERSON"].values == tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5])
    assert answer.facets["PERSON"].exact


def test_a_version_is_merged_before_it_is_swapped_in(
    index: OpenSearchIndex, each_opensearch_url: str, opensearch_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "SEGMENT_DOCUMENTS", 40)
    version = index.new_version(A)
    for batch in range(6):
        version.put([document(f"{batch}-{at}") for at in range(10)])
        version.count()  # refreshed, and so a segment of its own
    version.swap()
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        told = client.indices.segments(index=Names(opensearch_prefix, A).docs)["indices"]
    segments = [shard["segments"] for each in told.values() for (shard,) in each["shards"].values()]
    assert [sum(one["search"] for one in some.values()) for some in segments] == [2]
    assert index.search(IndexQuery(Everything(), BOTH)).total == 60


def test_many_values_of_many_owners_are_added_up_exactly(index: OpenSearchIndex) -> None:
    mine = [document(f"a{at}", PERSON=tuple(f"p{n:05}" for n in range(at, at + 1500))) for at in range(2)]
    theirs = [document("b", PERSON=tuple(f"p{n:05}" for n in range(1499, 3000)), owner="Polisen")]
    index.put([*mine, *theirs])
    facet = index.search(IndexQuery(Everything(), BOTH, facets=("PERSON",), facet_limit=2)).facets["PERSON"]
    assert (facet.values, facet.exact) == ((("p01499", 3), ("p00001", 2)), True)


def test_a_document_too_large_for_one_request_is_found_all_the_same(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGE", 1_000)
    index.put([document("d1", "röd bil " * 200, "blå bil " * 200)])
    assert found(index, And((Phrase("", ("bil", "röd")), word("blå")))) == {"d1"}
    assert index.pages(word("blå"), BOTH, ["d1"]) == {"d1": (2,)}


def test_lemmas_of_a_large_document_stand_side_by_side_where_its_words_do(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LARGE", 100)
    index.put([document("d1", "norr stad bro " * 200 + "norr mark bro")])  # each word is its own lemma here

    def lemmas(*keys: str) -> Term:
        return Term("", (Alternative(TokenField.LEMMA, keys),))

    assert found(index, lemmas("norr", "mark", "bro")) == {"d1"}
    assert found(index, lemmas("stad", "mark")) == set()  # new lemmas, one after the other


@pytest.mark.parametrize("gone", ["docs", "pages"])
def test_a_reindex_mends_an_owner_whose_index_was_removed(
    index: OpenSearchIndex, each_opensearch_url: str, gone: str
) -> None:
    index.put([document("d1", "lås")])
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        client.indices.delete(index=getattr(Names(index._server.prefix, A), f"{gone}_version")(1))
    version = index.new_version(A)
    index.put([document("d2", "lås")])  # a drain meanwhile
    version.put([document("d1", "lås")])
    version.swap()
    assert found(index, word("lås")) == {"d1", "d2"}
    assert index.pages(word("lås"), BOTH, ["d1", "d2"]) == {"d1": (1,), "d2": (1,)}


def test_a_query_of_too_many_words_is_refused_by_name(index: OpenSearchIndex) -> None:
    index.put([document("d1", "lås")])
    with pytest.raises(InvalidQueryError):
        found(index, Or(tuple(word(f"w{at}") for at in range(10_000))))


def test_a_search_of_hundreds_of_owners_is_asked_at_once(index: OpenSearchIndex) -> None:
    index.put([document("d1", "lås")])
    assert found(index, word("lås"), Filter(frozenset({A, *(f"Ägare {at}" for at in range(300))}))) == {"d1"}


def test_an_index_of_an_earlier_analysis_is_written_to_and_searched_until_it_is_built_again(
    index: OpenSearchIndex, monkeypatch: pytest.MonkeyPatch, each_opensearch_url: str
) -> None:
    with monkeypatch.context() as earlier:
        lacking = {name: each for name, each in mappings._TOKEN_FIELDS.items() if name not in ("sound", "named")}
        earlier.setattr(mappings, "_TOKEN_FIELDS", lacking)
        for module in (mappings, versions):
            earlier.setattr(module, "keys_identity", lambda: "keys-0")
        ensured(index._server, index._server.names(A))
    assert index.keys(A) == "keys-0"
    index.put([document("d1", "lås"), document("gone", "lås")])
    index.delete(A, ["gone"])
    assert (found(index, word("lås")), index.keys(A)) == ({"d1"}, "keys-0")
    rebuilt = index.new_version(A)
    rebuilt.put([document("d1", "lås"), document("d2", "lås")])
    rebuilt.swap()
    assert found(index, word("lås")) == {"d1", "d2"}
    assert index.keys(A) != "keys-0"


def test_a_field_that_the_mapping_does_not_know_is_refused_and_not_quoted(index: OpenSearchIndex) -> None:
    with pytest.raises(IndexUnavailableError) as caught:
        index.put([document("d1", "hemligheten", MYSTERY=("hemligt",))])
    assert "hemlig" not in str(caught.value) + str(caught.value.__context__)


def test_tokens_are_searched_and_never_given_back(index: OpenSearchIndex, each_opensearch_url: str) -> None:
    index.put([document("d1", "hemligheten", name="hemlignamnet")])
    with OpenSearch(each_opensearch_url, timeout=SECONDS) as client:
        for alias in (Names(index._server.prefix, A).docs, Names(index._server.prefix, A).pages):
            assert "hemlig" not in str(client.search(index=alias))


def test_no_body_is_logged(index: OpenSearchIndex, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    index.put([document("d1", "hemligheten")])
    found(index, word("hemligheten"))
    with pytest.raises(IndexUnavailableError):
        index.put([document("d1", "hemligheten", MYSTERY=("x",))])
    assert "hemlig" not in caplog.text


def test_a_server_that_cannot_be_reached_is_an_unavailable_index() -> None:
    index = OpenSearchIndex("http://127.0.0.1:9", "t")
    for attempt in (
        lambda: index.search(IndexQuery(Everything(), BOTH)),
        lambda: index.put([document("d1", "lås")]),
        lambda: index.delete(A, ["d1"]),
        lambda: index.documents(A),
        lambda: index.version(A),
        lambda: index.new_version(A),
        lambda: index.pages(word("lås"), BOTH, ["d1"]),
    ):
        with pytest.raises(IndexUnavailableError, match="kan inte nås"):
            attempt()
    index.close()
