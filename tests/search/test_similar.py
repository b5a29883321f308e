"""What is alike a document, as whoever opens it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.access import Purpose, Viewer
from models.audit import Action
from models.errors import AccessDeniedError
from models.likeness import Likeness
from models.limits import Limits
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from search.likeness.placing import follow
from search.similar import alike, read_alike
from tests.search.archive import HEALTH, POLICE, Paper, everyone, put
from tests.search.likeness.papers import DECISION

CHANGED = DECISION.replace("nio grader", "åtta grader")


def taken_in(store: Store, *papers: Paper) -> list[str]:
    ids = [put(store, None, paper) for paper in papers]
    follow(service(store, "prov"), store, ids)
    return ids


def test_versions_come_first_and_the_newest_is_told(store: Store) -> None:
    ids = taken_in(
        store,
        Paper("kök.txt", "tillsyn", [DECISION], date(2024, 5, 19)),
        Paper("annat namn.txt", "tillsyn", [DECISION + " "], date(2024, 5, 19)),
        Paper("kök v2.txt", "tillsyn", [CHANGED], date(2024, 4, 1)),
        Paper("brev.txt", "tillsyn", [DECISION.replace("tre veckor", "en månad")]),
    )
    view = alike(everyone(), store, ids[0])
    assert [(each.document.id, each.likeness, each.newest) for each in view.alike] == [
        (ids[2], Likeness.VERSION, True), (ids[1], Likeness.SAME, False), (ids[3], Likeness.SIMILAR, False),
    ]  # fmt: skip
    assert (view.total, view.newest, view.full) == (3, False, False)
    assert [each.share == 1 for each in view.alike] == [False, True, False]
    assert all(0.9 < each.share <= 1 for each in view.alike)
    assert alike(everyone(), store, ids[2]).newest


def test_a_full_group_is_told(settings: Settings) -> None:
    store = Store.open(replace(settings, limits=Limits(similar_members=2)), create=True)
    ids = taken_in(store, *(Paper(f"{number}.txt", "tillsyn", [DECISION + " " * number]) for number in range(4)))
    assert [(alike(everyone(), store, id).total, alike(everyone(), store, id).full) for id in ids] == [(1, True)] * 4
    store.close()


def test_it_is_a_reading_and_only_of_what_may_be_read(store: Store, purpose: Purpose) -> None:
    one, other = taken_in(
        store, Paper("a 850312-2391.txt", "tillsyn", [DECISION]), Paper("b 850312-2391.txt", "tillsyn", [CHANGED])
    )
    health, police = Viewer("hälsa", frozenset({HEALTH})), Viewer("polis", frozenset({POLICE}))
    assert [each.document.name for each in read_alike(health, purpose, store, one).alike] == ["b 850312-XXXX.txt"]
    with pytest.raises(AccessDeniedError):
        read_alike(police, purpose, store, other)
    assert [(record.event.action, record.event.target) for record in store.ledger.last(2)] == [
        (Action.REFUSED, other), (Action.READ_DOCUMENT, one),
    ]  # fmt: skip


def test_one_that_stands_alone_has_nothing_alike(store: Store) -> None:
    (only,) = taken_in(store, Paper("a.txt", "tillsyn", [DECISION]))
    assert alike(everyone(), store, only).alike == ()
