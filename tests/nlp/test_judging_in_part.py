"""A judgement by somebody from whom a page is kept changes what it is about, and nothing on that page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, InvalidJudgementError
from models.marking import MarkingScope
from models.store.store import Store
from nlp import judging
from tests.search.archive import HEALTH, REPORT, put

OFFICER = Viewer("ansvarig", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
CLERK = Viewer("handläggare", frozenset({HEALTH}))
PAPER = replace(REPORT, dated=None)


@pytest.fixture
def document(store: Store) -> str:
    """The report of two pages, the second kept for a group."""
    id = put(store, None, PAPER)
    store.markings.set(OFFICER, MarkingScope.PAGE, id, page=2, group="barn", ground="OSL 26:1")
    return id


def _named(store: Store, viewer: Viewer, id: str) -> list[tuple[int, str]]:
    return [(mention.page, mention.text) for mention, _ in store.documents.mentions(viewer, id)]


def test_what_is_kept_from_the_judge_stays_as_it_was(store: Store, document: str, purpose: Purpose) -> None:
    before = _named(store, OFFICER, document)
    first = next(mention for mention, _ in store.documents.mentions(CLERK, document))
    judging.reject(CLERK, purpose, store, document, f"{first.page}:{first.start}-{first.end}", "inget namn")
    assert _named(store, OFFICER, document) == [each for each in before if each != (first.page, first.text)]
    assert {page for page, _ in before} == {1, 2}
    assert len(store.documents.pages(OFFICER, document)) == 2


def test_a_judgement_on_the_page_is_not_known_to_others(store: Store, document: str, purpose: Purpose) -> None:
    there = next(mention for mention, _ in store.documents.mentions(OFFICER, document, 2))
    span = f"2:{there.start}-{there.end}"
    made = judging.reject(OFFICER, purpose, store, document, span, "inget namn")
    assert [each.id for each in store.judgements.all(OFFICER)] == [made.id]
    assert store.judgements.all(CLERK) == []
    assert store.judgements.of_mentions(CLERK, document) == []
    with pytest.raises(AccessDeniedError):
        store.judgements.get(CLERK, made.id)
    with pytest.raises(InvalidJudgementError):  # as on a page that names nothing
        judging.reject(CLERK, purpose, store, document, span, "inget namn")
