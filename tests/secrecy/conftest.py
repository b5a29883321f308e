"""The papers, the installation that holds them all, and for each viewer the one that holds what they may read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from models.access import EVERYDAY, Role, Viewer
from models.mention import Label
from models.protected import PROTECTED
from models.store.service import service
from tests.secrecy.afterwards import follow, grant, hand_in_half, join, leave
from tests.secrecy.covering import with_unlike_names
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import MATRIX, Installation, build
from tests.secrecy.oracle import GROUPS, Guarded, asked_by, by_owner, hidden, marked, visible
from tests.secrecy.papers import OWNERS, Making, Paper


@dataclass(slots=True)
class World:
    """``whole`` holds every paper; :meth:`mine` what the oracle lets a viewer see, as if there were nothing else."""

    home: Path
    papers: list[Paper]
    viewers: list[Viewer]
    guard: Guarded
    whole: Installation
    entities: list[str]
    namesakes: list[str]
    matrix: str = ""
    covers: bool = False
    gone: list[str] = field(default_factory=list)
    leaving: frozenset[str] = frozenset()  # canaries of what is half-way through an erasure: nobody may read it
    _mine: dict[str, Installation] = field(default_factory=dict)

    def mine(self, viewer: Viewer) -> Installation:
        if viewer.name not in self._mine:
            home = self.home / viewer.name
            told = visible(self.papers, viewer, self.guard, covers=self.covers)
            more: dict[str, Any] = {"matrix": self.matrix, "covers": self.covers}
            self._mine[viewer.name] = build(home, told, self.papers, [viewer], self.guard, **more)
        return self._mine[viewer.name]

    def hidden(self, viewer: Viewer) -> frozenset[str]:
        others = {asked_by(each) for each in self.viewers if each.name != viewer.name and not viewer.officer_of}
        told = hidden(self.papers, viewer, self.guard, covers=self.covers) | self.leaving
        return told | (others if self.matrix else set())

    def drawing(self, seed: str, way: int | None = None) -> Drawing:
        drawn = Drawing(random.Random(seed), self.papers, self.whole.ids, self.entities, self.namesakes)
        return replace(drawn, way=way, gone=self.gone)

    def close(self) -> None:
        for each in (self.whole, *self._mine.values()):
            each.close()


def _viewers() -> list[Viewer]:
    one, other, third = OWNERS
    sets = {"ett": [one], "tva": [other], "bada": [one, other], "tredje": [third], "ingen": []}
    return [Viewer(name, frozenset(owners)) for name, owners in sets.items()]


def _readers() -> list[Viewer]:
    """Of owners whose papers are marked in part, and name protected people: some in no group, some in one, one in
    all of markings, an officer, one from whom nothing is kept, and one to whom another owner's papers are lent, whose
    groups open nothing of those, and not all of their own; and somebody who reads nothing."""
    one, other, third = OWNERS
    mine = frozenset({one})
    return [
        Viewer("utan", mine),
        Viewer("social", mine, groups=frozenset({GROUPS[0]})),
        Viewer("grupper", mine, groups=frozenset(GROUPS)),
        Viewer("utredare", frozenset({one, other}), groups=frozenset({GROUPS[1], PROTECTED})),
        Viewer("ansvarig", frozenset({one, other}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({other})),
        Viewer("lanar", frozenset({other, third}), groups=frozenset({GROUPS[1], PROTECTED}), shared=frozenset({other})),
        Viewer("egen", mine, roles=EVERYDAY | {Role.OFFICER}, officer_of=mine),
        Viewer("ingen", frozenset()),
    ]


def _borrowers() -> list[Viewer]:
    """Who reads another owner's papers by agreement, and who may only ask."""
    _, other, third = OWNERS
    return [
        Viewer("lanar", frozenset({other, third}), shared=frozenset({other})),
        Viewer("ber", frozenset({other})),
    ]


def _uncleared() -> list[Viewer]:
    """Who may see no protected people, and who may see one owner's."""
    one, other, _ = OWNERS
    return [
        Viewer("utan", frozenset({one, other})),
        Viewer("ansvarig", frozenset({one, other}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({other})),
    ]


def _made(home: Path, viewers: list[Viewer], guard: Guarded, matrix: str = "", *, covers: bool = False) -> World:
    papers = [with_unlike_names(each) if covers else each for each in Making(7).papers()]
    whole = build(home / "whole", papers, papers, viewers, guard, matrix=matrix, covers=covers)
    namesakes = sorted(whole.store.entities.find(service(whole.store, "prov"), Label.PERSON, "Per Namne"))
    return World(home, papers, viewers, guard, whole, sorted(_named(whole)), namesakes, matrix, covers)


def _named(place: Installation) -> set[str]:
    """The ids of all that some page names."""
    store, worker = place.store, service(place.store, "prov")
    return {id for document in place.ids.values() for _, id in store.documents.mentions(worker, document)}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Nothing is marked: the wall between owners."""
    world = _made(tmp_path_factory.mktemp("secrecy"), _viewers(), by_owner)
    yield world
    world.close()


@pytest.fixture(scope="session")
def marked_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Papers and pages are kept for groups, people are protected, an owner lends, and each is erasing something."""
    world = _made(tmp_path_factory.mktemp("marked"), _readers(), marked, MATRIX, covers=True)
    grant(world.whole, world.papers)
    for viewer in world.viewers:
        follow(world.whole, viewer, world.entities[::10])
        hand_in_half(world.whole, viewer)
    join(world.whole, world.papers)
    world.gone = sorted(set(world.entities) - _named(world.whole))
    world.leaving = leave(world.whole)
    yield world
    world.close()


@pytest.fixture(scope="session")
def lent_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Nothing is marked; by a matrix, owners lend and are asked."""
    world = _made(tmp_path_factory.mktemp("lent"), _borrowers(), by_owner, MATRIX)
    yield world
    world.close()


@pytest.fixture(scope="session")
def covered_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Nothing is marked; papers name people with protected identity."""
    world = _made(tmp_path_factory.mktemp("covered"), _uncleared(), by_owner, covers=True)
    yield world
    world.close()
