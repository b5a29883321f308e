"""Figures of ranked lists counted by hand, and an archive's searches asked of a store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import Occurrence
from models.errors import GoldNotFoundError
from models.gold import Gold, GoldQuery
from models.store.store import Store
from models.swedish import now
from search import ranking
from search.evaluate import Searches, Whereabouts
from search.index import Index
from tests.search.archive import MEMO, REPORT, everyone

NOW = now()
IN = Gold(Path("/gold"), Path("/"))
"""The small archive lies in ``/in``: its gold's paths begin there."""


def test_ndcg_by_hand() -> None:
    # 7 + 0 + 3/2 of 7 + 3/log2(3) + 1/2
    assert ranking.ndcg([3, 0, 2], [3, 2, 1], 10) == pytest.approx(8.5 / 9.392789, abs=1e-6)
    assert ranking.ndcg([0, 3], [3, 3], 1) == 0.0
    assert ranking.ndcg([3], [3, 3], 1) == 1.0
    assert ranking.ndcg([0], [], 10) is None


def test_recall_and_ranks_by_hand() -> None:
    assert ranking.recall([1, 2, 3, 0], [3, 2, 2, 1], 20) == pytest.approx(2 / 3)
    assert ranking.recall([3, 2], [3, 2, 2, 3], 2) == 1.0  # no more than two can stand there
    assert ranking.reciprocal_rank([1, 0, 2], [2, 1]) == pytest.approx(1 / 3)
    assert ranking.reciprocal_rank([1], [2, 1]) == 0.0
    assert [ranking.found_within([1, 0, 2], [2], first) for first in (2, 3)] == [0.0, 1.0]
    for none in (ranking.recall([1], [1], 20), ranking.reciprocal_rank([1], [1]), ranking.found_within([1], [1], 3)):
        assert none is None  # only words of another matter are known


def lies(document: str, path: str, parent: str | None = None, seen: datetime = NOW) -> Occurrence:
    return Occurrence(document, path, path.rpartition("/")[2], parent, seen)


def test_a_document_is_found_by_where_it_lies() -> None:
    where = Whereabouts(
        [
            lies("1", "/annat/in/a.pdf"), lies("2", "/arkiv/in/a.pdf"), lies("3", "in/brev.eml"),
            lies("4", "3/1/bilaga.pdf", parent="3"), lies("5", "4/1/inre.txt", parent="4"), lies("6", "/x/win/b.pdf"),
            lies("7", "8/1/lös.pdf", parent="8"),
        ]
    )  # fmt: skip
    paths = {
        "in/a.pdf": "2", "in/brev.eml": "3", "in/brev.eml/bilaga.pdf": "4", "in/brev.eml/bilaga.pdf/inre.txt": "5",
        "in/b.pdf": None, "in/lös.pdf": None, "in/saknas.pdf": None,
    }  # fmt: skip
    assert {path: where.document(Path("/arkiv"), path) for path in paths} == paths
    assert where.document(Path("/flyttat"), "in/a.pdf") == "1"


def test_searches_are_asked_as_the_viewer(store: Store, index: Index, ids: dict[str, str], purpose: Purpose) -> None:
    searches = Searches(everyone(), purpose, store, index)
    report = f"in/{REPORT.name}"
    searches.ask(IN, GoldQuery("words", "serveringstillstånd", {report: 2}))
    searches.ask(IN, GoldQuery("words", "finnsinte", {f"in/{MEMO.name}": 2}))
    searches.ask(IN, GoldQuery("known_item", "serveringstillstånd", {report: 3, "in/olästa.odt": 3}))
    searches.ask(IN, GoldQuery("name", "serveringstillstånd", {report: 1}))
    found = searches.report()
    assert found["classes"]["words"] == {"queries": 2, "ndcg_10": 0.5, "recall_20": 0.5, "mrr": 0.5, "first_3": 0.5}
    # 7 of 7 + 7/log2(3): the other is not here, and counts as missed
    assert found["classes"]["known_item"] == {
        "queries": 1, "ndcg_10": 0.6131, "recall_20": 0.5, "mrr": 1.0, "first_3": 1.0,
    }  # fmt: skip
    assert found["classes"]["name"] == {"queries": 1, "ndcg_10": 1.0, "recall_20": None, "mrr": None, "first_3": None}
    assert (found["all"]["queries"], found["all"]["mrr"]) == (4, 0.6667)
    assert (found["answers"], found["answers_not_here"]) == (5, 1)
    assert sum(record.event.action is Action.SEARCH for record in store.ledger.last()) == 4


def test_another_archives_home_is_refused(store: Store, index: Index, ids: dict[str, str], purpose: Purpose) -> None:
    for viewer, path in ((everyone(), "annat/papper.pdf"), (Viewer("ingen", frozenset()), f"in/{REPORT.name}")):
        searches = Searches(viewer, purpose, store, index)
        searches.ask(IN, GoldQuery("words", "serveringstillstånd", {path: 2}))
        with pytest.raises(GoldNotFoundError, match="installationen"):
            searches.report()
