"""The made-up questions ask for everything that a question may hold, so that counting right on them says something."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import get_args

from search.facet import FACET_TYPES
from search.index import MISSING, Sort
from search.query import Near, Node, Not, OneOf, Term, TokenField
from tests.contracts.made_up import FACETS, made_up_query


def nodes(tree: Node) -> Iterator[Node]:
    yield tree
    if isinstance(tree, Not):
        yield from nodes(tree.node)
    for each in getattr(tree, "nodes", ()):
        yield from nodes(each)


def test_they_hold_every_node_field_and_way_of_counting() -> None:
    random = Random(2)
    questions = [made_up_query(random) for _ in range(300)]
    asked = [node for question in questions for node in nodes(question.tree)]
    assert {type(node) for node in asked} == {*get_args(Node)} - {OneOf}  # its ids are the documents' own
    words = [each for node in asked for each in ((node.first, node.second) if isinstance(node, Near) else (node,))]
    assert {way.field for word in words if isinstance(word, Term) for way in word.alternatives} == {*TokenField}
    filters = [question.filter for question in questions]
    assert any(set(filter.include) & filter.all_of for filter in filters)
    for choices in ("include", "exclude"):
        assert any(MISSING in ids for filter in filters for ids in getattr(filter, choices).values())
    ways = [way for question in questions for way in question.counting.values()]
    assert all(any(getattr(way, name) for way in ways) for name in ("every", "only", "narrowed"))
    assert any(way.least > 1 for way in ways)
    assert {question.sort for question in questions} == {*Sort}
    assert set(FACETS) <= set(FACET_TYPES)
