"""Documents of a few words, and questions about them in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from search.index import Filter, Index, IndexAnswer, IndexQuery, IndexUnit
from search.query import Alternative, Node, Term, TokenField
from tests.contracts.made_up import page

A, B = "Miljönämnden", "Polisen"
BOTH = Filter(frozenset({A, B}))
ONLY_A = Filter(frozenset({A}))


def document(
    id: str,
    *texts: str,
    owner: str = A,
    day: date | None = None,
    name: str = "",
    **facets: tuple[str, ...],
) -> IndexUnit:
    pages = tuple(page(number, tuple(text.split())) for number, text in enumerate(texts, start=1))
    return IndexUnit(id, owner, day, facets, pages, tuple(name.split()))


def word(text: str, field: TokenField = TokenField.EXACT) -> Term:
    return Term(text, (Alternative(field, (text,)),))


def ask(index: Index, tree: Node, filter: Filter = BOTH, **more: object) -> IndexAnswer:
    return index.search(replace(IndexQuery(tree, filter, limit=1000), **more))  # type: ignore[arg-type]


def ids(answer: IndexAnswer) -> list[str]:
    return [hit.document for hit in answer.hits]


def found(index: Index, tree: Node, filter: Filter = BOTH) -> set[str]:
    answer = ask(index, tree, filter)
    assert answer.total == len(answer.hits)
    return set(ids(answer))
