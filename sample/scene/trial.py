"""Tries a slot in a scene made for it: the only sure way to know that it has the form it is written with."""

from __future__ import annotations

from datetime import date
from functools import cache

from sample.owners import KS
from sample.scene.scene import Cast, Scene
from sample.scene.slots import SlotError, say
from sample.world import World


@cache
def trial(slot: str, forms: tuple[str, ...]) -> str:
    """What is wrong with the slot, or nothing."""
    world = World(1)
    try:
        say(Scene(world, world.rng("trial"), KS, date(2023, 5, 16), Cast()), slot, forms)
    except SlotError as error:
        return f"no such slot or form: {error}"
    return ""
