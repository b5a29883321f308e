"""The query tree as OpenSearch's query language. Nothing is analysed there but split at the spaces we put."""

from __future__ import annotations

from typing import Any, Final

from search.fitting import LONGEST, fit
from search.opensearch.mappings import FACET_FIELDS
from search.query import (
    ALIGNED,
    NAME,
    Alternative,
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Leaf,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)
from search.weights import WEIGHTS

Clause = dict[str, Any]

NOTHING: Final[Clause] = {"match_none": {}}


def tree_clause(node: Node) -> Clause:
    """What finds the documents that match."""
    match node:
        case Everything():
            return {"match_all": {"boost": 0.0}}
        case And():
            return {"bool": {"must": [tree_clause(child) for child in node.nodes]}} if node.nodes else _ALL
        case Or():
            return any_of([tree_clause(child) for child in node.nodes])
        case AtLeast(nodes, least):
            some = [tree_clause(child) for child in nodes]
            return {"bool": {"should": some, "minimum_should_match": least}} if 0 < least <= len(some) else NOTHING
        case OneOf(documents):
            return _unranked({"terms": {"document": list(documents)}})
        case Not():
            return {"bool": {"must_not": [tree_clause(node.node)]}}
        case HasValue():
            return _unranked({"terms": {FACET_FIELDS.get(node.type, f"facets.{node.type}"): list(node.ids)}})
        case Dated():
            days = (("gte", node.since), ("lte", node.until))
            span = {operator: day.isoformat() for operator, day in days if day is not None}
            return _unranked({"range": {"date": span}} if span else {"exists": {"field": "date"}})
        case leaf:
            return leaf_clause(leaf, with_name=True)


def leaf_clause(leaf: Leaf, *, with_name: bool) -> Clause:
    """What finds a leaf. A document's name is looked in like a page with EXACT tokens only; a page has none."""
    match leaf:
        case Term():
            return best_of([_side_by_side(way.field, way.keys, with_name) for way in leaf.alternatives])
        case Phrase():
            return _side_by_side(leaf.field, leaf.keys, with_name)
        case Prefix():
            return _beginning(leaf, with_name) if leaf.prefix else NOTHING
        case Fuzzy():
            return any_of([_alike(name, leaf) for name in _fields(leaf.field, with_name)])
        case Near():
            return _near(leaf, with_name)


def _beginning(leaf: Prefix, with_name: bool) -> Clause:
    asked = fit(leaf.prefix)
    fields = _fields(leaf.field, with_name)
    return any_of([{"prefix": {field: {"value": asked, "boost": WEIGHTS[field]}}} for field in fields])


def _alike(field: str, leaf: Fuzzy) -> Clause:
    """Every token that is alike: rewritten as a constant score the engine takes all of them, not the 50 most alike."""
    if len(leaf.word) > LONGEST:
        return _in_field(field, (leaf.word,))
    asked = {
        "value": leaf.word,
        "fuzziness": leaf.distance,
        "prefix_length": leaf.kept,
        "transpositions": True,
        "rewrite": "constant_score",
        "boost": WEIGHTS[field],
    }
    return {"fuzzy": {field: asked}}


def _near(leaf: Near, with_name: bool) -> Clause:
    """In the pages' fields as if they were one (a word has the same place in each), or in the name."""
    names = (None, NAME) if with_name else (None,)
    return any_of([_close([_spans(each, name) for each in (leaf.first, leaf.second)], leaf) for name in names])


def _close(sides: list[list[Clause]], leaf: Near) -> Clause:
    if not all(sides):
        return NOTHING
    spans = [side[0] if len(side) == 1 else {"span_or": {"clauses": side}} for side in sides]
    return {"span_near": {"clauses": spans, "slop": leaf.distance, "in_order": False}}


def _spans(term: Term, name: str | None) -> list[Clause]:
    """Where the word stands on pages, or in the field ``name``, which has EXACT tokens only."""
    ways = [way for way in term.alternatives if way.field in ALIGNED and way.keys]
    if name is not None:
        return [_span(way, name) for way in ways if way.field is TokenField.EXACT]
    main = TokenField.EXACT.value
    return [
        _span(way, main)
        if way.field is TokenField.EXACT
        else {"span_field_masking": {"query": _span(way, way.field.value), "field": main}}
        for way in ways
    ]


def _span(way: Alternative, field: str) -> Clause:
    terms: list[Clause] = [{"span_term": {field: fit(key)}} for key in way.keys]
    return terms[0] if len(terms) == 1 else {"span_near": {"clauses": terms, "slop": 0, "in_order": True}}


def _unranked(clause: Clause) -> Clause:
    return {"constant_score": {"filter": clause, "boost": 0.0}}


def any_of(clauses: list[Clause]) -> Clause:
    clauses = [clause for clause in clauses if clause is not NOTHING]
    if len(clauses) <= 1:
        return clauses[0] if clauses else NOTHING
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def best_of(clauses: list[Clause]) -> Clause:
    """The forms of a word: it is worth what the best of them is, so that a document is not worth more for holding
    several."""
    clauses = [clause for clause in clauses if clause is not NOTHING]
    return {"dis_max": {"queries": clauses}} if len(clauses) > 1 else any_of(clauses)


_ALL: Final[Clause] = {"match_all": {"boost": 0.0}}


def _side_by_side(field: TokenField, keys: tuple[str, ...], with_name: bool) -> Clause:
    return any_of([_in_field(name, keys) for name in _fields(field, with_name)]) if keys else NOTHING


def _in_field(field: str, keys: tuple[str, ...]) -> Clause:
    fitting = [fit(key) for key in keys]
    if len(fitting) == 1:
        return {"term": {field: {"value": fitting[0], "boost": WEIGHTS[field]}}}
    return {"match_phrase": {field: {"query": " ".join(fitting), "boost": WEIGHTS[field]}}}


def _fields(field: TokenField, with_name: bool) -> list[str]:
    return [field.value, NAME] if with_name and field is TokenField.EXACT else [field.value]
