"""The demo's people: everybody can sign in, and finds between them what secrecy is about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import demo_people
from models.errors import AccessDeniedError
from models.masking import COVER
from models.mention import Label
from models.settings import Settings
from models.sharing_settings import agreements
from models.store.store import Store
from sample.owners import FOOD, MBN, POLICE
from sample.story.cast import Cast, cast
from sample.world import World
from search import reviewing
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from tests.web import archive
from tests.web.archive import PASSWORD, Paper


@pytest.fixture
def players() -> Cast:
    return cast(World(1))


@pytest.fixture
def place(tmp_path: Path, players: Cast) -> Iterator[tuple[Store, Index, str]]:
    """Two papers about the story's people, taken in; the id of the board's."""
    table = tomllib.loads(demo_people.MATRIX)
    settings = Settings(home=tmp_path / "home", sharing=agreements(table["owners"], table["sharing"]))
    store, index = Store.open(settings, create=True), open_index(settings)
    boss, witness = players.boss.name, players.neighbour.name
    names = tuple((Label.PERSON, each, each) for each in (boss, witness))
    paper = Paper(FOOD, "rapport.pdf", "inspection_report", date(2024, 2, 1), (f"{boss} syntes av {witness}.",), names)
    store.sources.add(FOOD)
    store.sources.add(POLICE)
    archive.put(store, replace(paper, name="tips.pdf", pages=(f"{witness} ringde.",)))
    id = archive.put(store, paper)
    archive.put(store, replace(paper, source=POLICE, name="pm.pdf"))
    drain(store, index)
    yield store, index, id
    index.close()
    store.close()


def test_everybody_has_something_to_try(place: tuple[Store, Index, str], players: Cast) -> None:
    store, index, marked = place
    demo_people.settle(store, index, players, PASSWORD)
    demo_people.settle(store, index, players, PASSWORD)  # again changes nothing
    who = {each.name: store.users.viewer(each.name) for each in demo_people.PLAYERS}
    assert store.users.verify("sekretess", PASSWORD) == who["sekretess"]
    assert store.documents.get(who["analytiker"], marked).id == marked
    assert store.documents.get(who["sekretess"], marked).id == marked
    with pytest.raises(AccessDeniedError):
        store.documents.get(who["inspektor"], marked)
    (tip,) = store.documents.of_owner(who["inspektor"], MBN.name)
    assert COVER * len(players.neighbour.name) in store.documents.pages(who["inspektor"], tip.id)[0].text
    assert players.neighbour.name in store.documents.pages(who["sekretess"], tip.id)[0].text
    assert [each.owner for each in store.requests.all(who["sekretess"])] == [MBN.name]
    assert len(store.protected.all(who["sekretess"])) == 1
    items = reviewing.items(who["granskare"], demo_people.REVIEWING, store)
    assert {item.suspicion.rule.value for item in items} >= {"no_case", "protected"}
    assert store.users.viewer("administrator").owners == frozenset()


@pytest.mark.parametrize(
    "step", ["protecting.add", "protecting.sweep", "drain", "disclosing.ask", "reading.read_document", "reviewing.draw"]
)
def test_a_demo_that_is_stopped_halfway_is_made_whole_the_next_time(
    place: tuple[Store, Index, str], players: Cast, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, index, _ = place
    module, _, name = step.rpartition(".")
    target = getattr(demo_people, module) if module else demo_people
    does = getattr(target, name)

    def stops(*given: Any, **named: Any) -> None:
        does(*given, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(target, name, stops)
        with pytest.raises(KeyboardInterrupt):
            demo_people.settle(store, index, players, PASSWORD)
    demo_people.settle(store, index, players, PASSWORD)
    officer = store.users.viewer("sekretess")
    (line,) = store.protected.all(officer)
    assert line.swept is not None
    assert len(store.markings.all(officer)) == 1
    assert len(store.requests.all(officer)) == 1
