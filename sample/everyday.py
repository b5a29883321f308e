"""Everyday noise: papers that have nothing to do with each other, without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from models.source import Source
from sample.draft import Draft
from sample.kinds import (
    audit,
    building,
    incident,
    inspection,
    letters,
    loose,
    night,
    police,
    serving,
    supervision,
    visit,
)
from sample.owners import BUILDING, FOOD, MBN, OFFICE, OWNER_OF, POLICE, SERVING
from sample.paper import Paper, reference
from sample.world import World

Maker = Callable[[World, Random, int, str, date, int], Draft]
"""World, chance, running number, case number, day, and which phrasing."""


def _visit(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    facts = visit.everyday_visit(world, rng, index, case, day)
    return inspection.VARIANTS[turn % len(inspection.VARIANTS)](facts, rng)


def _serving(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return serving.VARIANTS[turn % len(serving.VARIANTS)](serving.everyday(world, rng, index, case, day), rng)


def _night(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return night.VARIANTS[turn % len(night.VARIANTS)](night.everyday(world, rng, index, case, day), rng)


def _building(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return building.VARIANTS[turn % len(building.VARIANTS)](building.everyday(world, rng, index, case, day), rng)


def _order(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    facts = supervision.everyday(world, rng, index, case, day)
    return supervision.VARIANTS[(turn // 3 + 1) % len(supervision.VARIANTS)](facts, rng)


def _memo(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return police.VARIANTS[turn % len(police.VARIANTS)](incident.everyday(world, rng, index, case, day, turn), rng)


def _audit(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return audit.VARIANTS[turn // 4 % 2](audit.everyday(world, rng, index, case, day), rng)


def _tip(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return loose.everyday_tip(world, rng, index, case, day, turn // 2)


def _mail(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return letters.everyday(world, rng, index, case, day, turn // 2)


def _note(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    return loose.everyday_note(world, rng, index, case, day, turn // 2, MBN)


DIET: tuple[tuple[Source, tuple[Maker, ...]], ...] = (
    (FOOD, (_visit,)),
    (SERVING, (_serving, _serving, _night)),
    (BUILDING, (_building, _building, _order, _building, _note)),
    (POLICE, (_memo,)),
    (OFFICE, (_mail, _tip, _mail, _audit)),
)
SCANS = ("scan", "jpg", "scan", "tiff", "scan", "png")
NAMES = {
    "inspection_report": "Kontroll", "permit_decision": "Beslut", "building_supervision": "Tillsyn",
    "police_memo": "PM",
    "payment_audit": "Granskning", "tip": "Tips", "other": "Anteckning", "email": "E-post",
}  # fmt: skip
FIRST_DAY, DAYS = date(2022, 1, 10), 1250


def everyday(world: World) -> Iterator[Paper]:
    """Papers without end; the same world always gives the same ones in the same order."""
    for index in count():
        source, makers = DIET[index % len(DIET)]
        turn = index // len(DIET)
        rng = world.rng("everyday", index)
        day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
        day -= timedelta(days=max(0, day.weekday() - 4))
        case = reference(OWNER_OF[source.name], day, 200 + index)
        draft = makers[turn % len(makers)](world, rng, index, case, day, turn)
        yield Paper(source, stem(draft, index), draft, _carrier(draft, index, turn))


def _carrier(draft: Draft, index: int, turn: int) -> str:
    """One in four is scanned; the rest are PDF, Word or, in loose words, plain text."""
    if draft.kind == "email":
        return "eml"
    if (index + turn) % 4 == 3:
        return SCANS[(index + turn) // 4 % len(SCANS)]
    if draft.kind == "tip":
        return "txt"
    return "docx" if (index + turn) % 3 == 1 else "pdf"


def stem(draft: Draft, index: int) -> str:
    """A file name as people and systems give them, without its ending; ``index`` keeps it apart from others."""
    kind = NAMES.get(draft.kind, "Handling")
    return (
        f"{draft.date:%Y-%m-%d} {kind} {index:04d}",
        f"{kind}_{draft.date:%Y%m%d}_{index:04d}",
        f"{kind.lower()}-{index:04d}-{draft.owner.code.lower()}",
    )[index % 3]
