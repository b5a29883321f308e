"""A watched entity that somebody makes one with another, or two again: new documents alert, and only those."""

from __future__ import annotations

import pytest

from models.access import Purpose, Viewer
from models.marking import MarkingScope
from models.mention import Label
from models.store.store import Store
from nlp import judging_entities
from search.index import Index
from search.indexing import drain
from search.saved import SavedSearch
from tests.search.archive import HEALTH, POLICE, SOURCES, Paper, put

ANNA, OFFICER = "anna", Viewer("ansvarig", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
MEMOS = "promemorior"
BO, EVA, ULF = "Bo Ek", "Eva-Lena By", "Ulf Carl Wallin"


@pytest.fixture(autouse=True)
def anna(store: Store) -> Viewer:
    from models.source import Source

    for name, owner in SOURCES.items():
        store.sources.add(Source(name, owner))
    store.users.add(ANNA, "Anna", "hemligt lösenord", frozenset({HEALTH, POLICE}))
    return store.users.viewer(ANNA)


def _note(store: Store, number: int, *names: str, source: str = "tillsyn") -> str:
    named = [(Label.PERSON, name, name) for name in names]
    return put(store, None, Paper(f"{number}.txt", source, (" och ".join((*names, f"nummer {number}")),), names=named))


def _id(store: Store, name: str) -> str:
    (id,) = store.entities.find(OFFICER, "PERSON", name)
    return id


def _watch(store: Store, viewer: Viewer, entity: str) -> None:
    store.saved.add(viewer, "Person", SavedSearch(include={"PERSON": (entity,)}).kept(), watched=True)


def _told(store: Store, index: Index, viewer: Viewer) -> list[str]:
    """The documents of the alerts since last time."""
    drain(store, index)
    found = [each.document for each in store.alerts.all(viewer)]
    store.alerts.see(viewer)
    return sorted(found)


@pytest.mark.parametrize("watched", [BO, EVA])
def test_whoever_is_made_one_with_another_is_followed_and_so_is_the_undoing(
    store: Store, index: Index, anna: Viewer, purpose: Purpose, watched: str
) -> None:
    for number, name in enumerate((BO, BO, EVA, ULF)):
        _note(store, number, name)
    drain(store, index)
    bo, eva = _id(store, BO), _id(store, EVA)
    _watch(store, anna, {BO: bo, EVA: eva}[watched])
    (made,), _ = judging_entities.merge(OFFICER, purpose, store, bo, eva, "samma")
    assert _id(store, BO) == _id(store, EVA)
    old = _told(store, index, anna)
    assert old == [], "what was there before is no news"
    new = [_note(store, 10, BO), _note(store, 11, EVA)]
    _note(store, 12, ULF)
    assert _told(store, index, anna) == sorted(new)
    judging_entities.undo(OFFICER, purpose, store, made.id, "inte samma")
    assert _told(store, index, anna) == [], "what was there before is no news"
    mine, _other = _note(store, 20, watched), _note(store, 21, BO if watched == EVA else EVA)
    assert _told(store, index, anna) == [mine]


@pytest.mark.parametrize("watched", [BO, EVA])
def test_a_merge_at_one_owner_is_followed_there_alone(
    store: Store, index: Index, anna: Viewer, purpose: Purpose, watched: str
) -> None:
    for number, (name, source) in enumerate((name, source) for name in (BO, EVA, EVA) for source in ("tillsyn", MEMOS)):
        _note(store, number, name, source=source)
    drain(store, index)
    bo, eva = _id(store, BO), _id(store, EVA)
    _watch(store, anna, {BO: bo, EVA: eva}[watched])
    (made,), _ = judging_entities.merge(OFFICER, purpose, store, bo, eva, "samma hos oss")
    assert _told(store, index, anna) == [], "what was there before is no news"
    health = [_note(store, 10, BO), _note(store, 11, EVA)]
    police = {name: _note(store, number, name, source=MEMOS) for number, name in ((12, BO), (13, EVA))}
    assert _told(store, index, anna) == sorted([*health, police[watched]]), "without the other's namesake"
    judging_entities.undo(OFFICER, purpose, store, made.id, "inte samma")
    assert _told(store, index, anna) == [], "what was there before is no news"
    mine = {name: _note(store, number, name) for number, name in ((20, BO), (21, EVA))}[watched]
    assert _told(store, index, anna) == [mine]


def test_who_is_not_wanted_is_not_wanted_by_another_id_either(
    store: Store, index: Index, anna: Viewer, purpose: Purpose
) -> None:
    for number, (name, source) in enumerate((name, source) for name in (BO, EVA, EVA) for source in ("tillsyn", MEMOS)):
        _note(store, number, name, source=source)
    drain(store, index)
    bo, eva = _id(store, BO), _id(store, EVA)
    wanted = SavedSearch(include={"owner": (HEALTH, POLICE)}, exclude={"PERSON": (bo,)})
    store.saved.add(anna, "Utan Bo", wanted.kept(), watched=True)
    judging_entities.merge(OFFICER, purpose, store, bo, eva, "samma hos oss")
    _told(store, index, anna)
    _note(store, 10, EVA)
    _note(store, 11, BO, source=MEMOS)
    told = [_note(store, 12, EVA, source=MEMOS), _note(store, 13, ULF)]
    assert _told(store, index, anna) == sorted(told)


def test_whom_nothing_that_may_be_read_names_is_not_followed(
    store: Store, index: Index, anna: Viewer, purpose: Purpose
) -> None:
    hidden = _note(store, 1, BO)
    _note(store, 2, EVA)
    drain(store, index)
    bo, eva = _id(store, BO), _id(store, EVA)
    _watch(store, anna, bo)
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, hidden, group="barn", ground="OSL 26:1")
    judging_entities.merge(OFFICER, purpose, store, bo, eva, "samma")
    assert list(store.entities.now(anna, bo)) in ([bo], [])
    _note(store, 3, EVA)
    told = _told(store, index, anna)
    assert told == [] or _id(store, EVA) == bo, "the id that she watches is itself the one that stands"


def test_two_who_are_called_the_same_are_not_taken_for_one_another(store: Store, purpose: Purpose) -> None:
    _note(store, 1, BO)
    bo = _id(store, BO)
    assert list(store.entities.now(OFFICER, bo)) == [bo]
    assert list(store.entities.now(OFFICER, "0" * 32)) == ["0" * 32]
