"""The papers, the installation that holds them all, and for each viewer the one that holds what they may read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.access import EVERYDAY, Role, Viewer
from models.mention import Label
from models.store.service import service
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import GROUPS, Guarded, Installation, build, by_owner, hidden, marked, visible
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
    _mine: dict[str, Installation] = field(default_factory=dict)

    def mine(self, viewer: Viewer) -> Installation:
        if viewer.name not in self._mine:
            home = self.home / viewer.name
            self._mine[viewer.name] = build(
                home, visible(self.papers, viewer, self.guard), self.papers, [viewer], self.guard
            )
        return self._mine[viewer.name]

    def hidden(self, viewer: Viewer) -> frozenset[str]:
        return hidden(self.papers, viewer, self.guard)

    def drawing(self, seed: str) -> Drawing:
        return Drawing(random.Random(seed), self.papers, self.whole.ids, self.entities, self.namesakes)

    def close(self) -> None:
        for each in (self.whole, *self._mine.values()):
            each.close()


def _viewers() -> list[Viewer]:
    one, other, third = OWNERS
    sets = {"ett": [one], "tva": [other], "bada": [one, other], "tredje": [third], "ingen": []}
    return [Viewer(name, frozenset(owners)) for name, owners in sets.items()]


def _readers() -> list[Viewer]:
    """Of owners whose papers are marked in part: some in no group, some in one, and an officer."""
    one, other, third = OWNERS
    mine = frozenset({one})
    return [
        Viewer("utan", mine),
        Viewer("social", mine, groups=frozenset({GROUPS[0]})),
        Viewer("utredare", frozenset({one, other}), groups=frozenset({GROUPS[1]})),
        Viewer("ansvarig", frozenset({one, third}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({third})),
    ]


def _made(home: Path, viewers: list[Viewer], guard: Guarded) -> World:
    papers = Making(7).papers()
    whole = build(home / "whole", papers, papers, viewers, guard)
    worker = service(whole.store, "prov")
    named = {id for document in whole.ids.values() for _, id in whole.store.documents.mentions(worker, document)}
    namesakes = sorted(whole.store.entities.find(worker, Label.PERSON, "Per Namne"))
    return World(home, papers, viewers, guard, whole, sorted(named), namesakes)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Nothing is marked: the wall between owners."""
    world = _made(tmp_path_factory.mktemp("secrecy"), _viewers(), by_owner)
    yield world
    world.close()


@pytest.fixture(scope="session")
def marked_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Papers and pages are kept for groups."""
    world = _made(tmp_path_factory.mktemp("marked"), _readers(), marked)
    yield world
    world.close()
