"""Sets the scene of a paper: who writes it, which officials they have, what time of day it tells of."""

from __future__ import annotations

from datetime import date
from random import Random

from sample.owners import POLIS, Owner
from sample.scene.scene import Cast, Scene
from sample.varieties import Variety
from sample.world import World

_POLICE = ("police_memo", "police_statement", "police_event")
"""Written by the police wherever they lie: an opinion lies with the board that asked for it."""
_EVENING = ("alcohol_inspection", "police_statement")
_WEEKENDS = ("police_event", "police_memo", "tip")
_REPORTS = ("minutes", "file_note")


def set_scene(
    world: World, rng: Random, variety: Variety, day: date, cast: Cast, *, owner: Owner | None = None, sort: str = ""
) -> Scene:
    """A scene for a paper of this variety; ``owner`` and ``sort`` overrule the variety's own."""
    writer = POLIS if variety.name in _POLICE else owner or variety.owner
    return Scene(
        world, rng, writer, day, cast, sort or variety.sort, variety.titles,
        evening=variety.name in _EVENING, weekends=variety.name in _WEEKENDS, reports=variety.name in _REPORTS,
        looks_back=variety.name == "judgment",
    )  # fmt: skip
