"""The second, smaller story: a café owner who is threatened, and a car that a tip names too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sample import wording as w
from sample.kinds import building, inspection, loose, police, serving
from sample.kinds.visit import PRAISE, Visit
from sample.numbering import reference
from sample.owners import BUILDING, FOOD, KS, MBN, OFFICE, POLICE, POLIS, SERVING, SN
from sample.paper import Paper
from sample.story.cast import Cast
from sample.world import World


def papers(world: World, c: Cast) -> Iterator[Paper]:
    """Six papers of five sources; one of them is of the first story's namesake."""
    yield _visit(world, c)
    yield _permit(world, c)
    yield _sign(world, c)
    yield _threat(world, c)
    yield _tip(c)
    yield _namesake(world, c)


def _visit(world: World, c: Cast) -> Paper:
    rng, day = world.rng("cafe", "visit"), date(2024, 10, 8)
    official = world.official(MBN, rng, "miljöinspektör")
    it = Visit(c.cafe, official, c.baker, "ägare", "representative", day, reference(MBN, day, 301), "13:10", "14:00",
               ("Datum saknades på två bleck med bullar i kylrummet.",), PRAISE[:3], True,
               date(2024, 11, 5))  # fmt: skip
    return Paper(FOOD, "Kontroll_20241008_MBN-2024-0301", inspection.form(it, rng), "docx")


def _permit(world: World, c: Cast) -> Paper:
    rng, day = world.rng("cafe", "permit"), date(2024, 12, 3)
    it = serving.Serving(c.cafe, world.official(SN, rng, "tillståndshandläggare"), ((c.baker, "styrelseledamot"),), day,
                         date(2024, 9, 30), reference(SN, day, 152), True, "23:00",
                         (f"Servering på uteserveringen upphör kl. {w.clock('21:00')}.",),
                         serving.GOOD[1:3])  # fmt: skip
    return Paper(SERVING, "Scan_20241203_0102", serving.tabular(it, rng), "jpg", "boxed")


def _sign(world: World, c: Cast) -> Paper:
    rng, day = world.rng("cafe", "sign"), date(2024, 6, 19)
    it = building.Building(f"{w.company(c.cafe)}, {w.orgnr(c.cafe)}, {w.name(c.baker, 'applicant')}", c.cafe.place,
                           "uppsättning av skylt på fasad", world.official(MBN, rng, "bygglovshandläggare"), (), day,
                           date(2024, 5, 20), reference(MBN, day, 240), True, building.GOOD[:1], 2400)  # fmt: skip
    return Paper(BUILDING, "beslut-skylt-mbn-2024-0240", building.letter(it, rng), "pdf", "side")


def _threat(world: World, c: Cast) -> Paper:
    rng, day = world.rng("cafe", "threat"), date(2025, 2, 6)
    it = police.Memo(
        "olaga hot mot caféägare", world.official(POLIS, rng, "polisassistent"), day, reference(POLIS, day, 122),
        c.cafe.place,
        (("Målsägande", f"{w.name(c.baker, 'complainant')}, {w.number(c.baker)}"),
        ("Misstänkt", w.last_first(c.threat, "subject")),
         ("Vittne", w.name(c.neighbour, "witness"))),
        (("16:20", f"{w.surname(c.threat, 'subject')} går in på {w.trade(c.cafe)} och säger att det kostar "
                   f"{w.amount(20_000)} i månaden "
                   "att få ha rutorna hela."),
         ("16:35", f"Han kör därifrån i en {c.car.colour} {c.car.make}, {w.plate(c.car)}."),
         ("18:02", "Ett meddelande med samma innehåll kommer till målsägandens telefon.")),
        "Övervakningsfilm säkras. Målsäganden informeras om kontaktförbud.",
    )  # fmt: skip
    return Paper(POLICE, "pm-5900-k1122-25", police.story(it), "pdf", "typed")


def _tip(c: Cast) -> Paper:
    day = date(2025, 1, 19)
    draft = loose.tip(
        day, reference(KS, day, 14),
        f"En {c.car.colour} {c.car.make} med nummer {w.plate(c.car)} står på handikapplatsen utanför {w.trade(c.cafe)} "
        f"nästan varje dag. "
        "Två killar sitter i den och glor på oss som fikar.",
        f"Jag har pratat med {w.name(c.baker)} som har caféet men hon vågar inte säga nåt. Parkeringsvakterna gör "
        f"ingenting.",
        channel="Brev", title="Brev från allmänheten",
    )  # fmt: skip
    return Paper(OFFICE, "IMG_20250119_0003", draft, "png", "typed")


def _namesake(world: World, c: Cast) -> Paper:
    rng, day, who = world.rng("cafe", "namesake"), date(2023, 5, 30), c.namesake
    it = building.Building(f"{w.name(who, 'applicant')}, {w.number(who)}", who.home, "inglasning av altan",
                           world.official(MBN, rng, "bygglovshandläggare"), (), day, date(2023, 4, 25),
                           reference(MBN, day, 155), True, building.GOOD[1:3], 3100)  # fmt: skip
    return Paper(BUILDING, "2023-05-30 Beslut altan", building.delegated(it, rng), "docx")
