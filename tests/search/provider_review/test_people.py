"""Who stands at several providers is looked for among some people of one; how many were left is told."""

from __future__ import annotations

import pytest

from models.access import Purpose
from models.mention import Label
from models.store.store import Store
from nlp.ties import TIES
from search.provider_review import people
from search.provider_review.people import people_at_several
from tests.search.archive import Paper, everyone, put

WHY = Purpose("tillsyn", "MBN 2024-1")
FIRM = "Norrlands Matkompani AB"
PEOPLE = ("Anna Berg", "Bo Ek")


@pytest.mark.parametrize(("most", "left"), [(2, 0), (1, 1), (0, 2)])
def test_those_left_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch, most: int, left: int) -> None:
    for name in PEOPLE:
        names = [(Label.PERSON, name, name), (Label.ORG, FIRM, FIRM)]
        put(store, None, Paper(f"{name}.txt", "tillsyn", [f"{name} äger {FIRM}."], names=names))
    (firm,) = store.entities.find(everyone(), "ORG", FIRM)
    monkeypatch.setattr(people, "_PEOPLE", most)
    assert people_at_several(everyone(), WHY, store, firm, TIES).left == left
