"""The wall by drawn cases over every way out: nothing of what a viewer may not read shows, in words or in numbers.

Each answer is looked through for canaries of forbidden pages, and is the very answer of an installation where what the
viewer may not read was never handed in: so no count, order, suggestion, statistic or refusal tells of it either.
"""

from __future__ import annotations

import os
import zlib
from typing import Final

import pytest

from tests.secrecy.conftest import World
from tests.secrecy.paths import PATHS, answered
from tests.secrecy.plain import found_in

CASES: Final = 10_000 if os.environ.get("SAMSYN_TEST_FULL") else 400
EACH: Final = -(-CASES // len(PATHS))
FEWER: Final = -(-CASES // 4 // len(PATHS))
"""For the sorts of case that stand on the same conditions as the others."""


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PATHS)
def test_nothing_of_another_owner_shows(world: World, name: str) -> None:
    for number in range(EACH):
        _look(world, name, number, held_to_another=True)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PATHS)
def test_nothing_marked_shows_outside_its_group(marked_world: World, name: str) -> None:
    """By canaries alone: who is who is worked out over all that an owner has, so that ids of entities differ."""
    for number in range(EACH):
        _look(marked_world, name, number, held_to_another=False)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PATHS)
def test_what_is_lent_shows_and_nothing_else(lent_world: World, name: str) -> None:
    """Who borrows another owner's papers sees them; who may only ask, nothing of them; no one others' requests."""
    for number in range(FEWER):
        _look(lent_world, name, number, held_to_another=True)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PATHS)
def test_a_protected_name_is_as_one_that_is_not_there(covered_world: World, name: str) -> None:
    """Held to an installation in which the papers name other protected people: nobody can tell who it is."""
    for number in range(FEWER):
        _look(covered_world, name, number, held_to_another=True)


def _look(world: World, name: str, number: int, *, held_to_another: bool) -> None:
    viewer = world.viewers[(zlib.crc32(name.encode()) + number) % len(world.viewers)]
    seed = f"{name}-{number}"
    drawing = world.drawing(seed)
    told = answered(PATHS[name], viewer, world.whole, drawing)
    assert found_in(told, world.hidden(viewer), drawing.typed) == [], (seed, viewer.name)
    if held_to_another:
        assert told == answered(PATHS[name], viewer, world.mine(viewer), world.drawing(seed)), (seed, viewer.name)
