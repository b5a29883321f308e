"""The query tree as OpenSearch's query language. Nothing is analysed there but split at the spaces we put."""

from __future__ import annotations

from typing import Any, Final

from search.fitting import fit
from search.opensearch.mappings import NAME
from search.query import And, Everything, Node, Not, Or, Phrase, Prefix, Term, TokenField

Clause = dict[str, Any]
Leaf = Term | Phrase | Prefix

# What a find in each field is worth: the surer the form, the more. To be tuned on judgements.
WEIGHTS: Final = {"exact": 8.0, "lemma": 4.0, "stem": 2.0, "parts": 1.5, "skeleton": 1.0, NAME: 10.0}
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
        case Not():
            return {"bool": {"must_not": [tree_clause(node.node)]}}
        case leaf:
            return leaf_clause(leaf, with_name=True)


def leaf_clause(leaf: Leaf, *, with_name: bool) -> Clause:
    """What finds a leaf. A document's name is looked in like a page with EXACT tokens only; a page has none."""
    match leaf:
        case Term():
            return any_of([_side_by_side(way.field, way.keys, with_name) for way in leaf.alternatives])
        case Phrase():
            return _side_by_side(leaf.field, leaf.keys, with_name)
        case Prefix():
            if not leaf.prefix:
                return NOTHING
            prefixes = [
                {"prefix": {field: {"value": fit(leaf.prefix), "boost": WEIGHTS[field]}}}
                for field in _fields(TokenField.EXACT, with_name)
            ]
            return any_of(prefixes)


def any_of(clauses: list[Clause]) -> Clause:
    clauses = [clause for clause in clauses if clause is not NOTHING]
    if len(clauses) <= 1:
        return clauses[0] if clauses else NOTHING
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


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
