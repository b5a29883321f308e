"""The first story as the environment inspectors and the building board see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sample import wording as w
from sample.kinds import building, inspection, loose, supervision
from sample.kinds.visit import Visit
from sample.numbering import reference
from sample.owners import BUILDING, FOOD, MBN
from sample.paper import Paper
from sample.story.cast import Cast
from sample.world import World


def papers(world: World, c: Cast) -> Iterator[Paper]:
    """Five papers of two sources."""
    yield _first_visit(world, c)
    yield _second_visit(world, c)
    yield _neighbour(world, c)
    yield _order(world, c)
    yield _refused(world, c)


def _first_visit(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "first visit"), date(2024, 2, 14)
    visit = Visit(
        c.restaurant, world.official(MBN, rng, "livsmedelsinspektör"), c.boss, "ägare och restaurangchef", "subject",
        day,
        reference(MBN, day, 112), "10:15", "11:50",
        (
            "I källaren, bakom torrförrådet, låg sju madrasser på golvet. Där fanns också väskor, kläder och en "
            "kokplatta. "
            f"{w.surname(c.boss, 'subject')} uppgav att utrymmet används för vila mellan skift.",
            "Källaren saknar fönster och har bara en utgång. Iakttagelsen lämnas vidare till byggnadsinspektör och "
            "till "
            "Räddningstjänsten.",
            "Handtvättstället vid det kalla köket saknade varmvatten.",
            "Frysta räkor tinades i rumstemperatur i en balja på golvet.",
        ),
        ("Varmhållningen höll 66 °C.",), again=date(2024, 3, 20),
    )  # fmt: skip
    return Paper(FOOD, "2024-02-14 Kontrollrapport MBN-2024-0112", inspection.numbered(visit), "pdf", "column")


def _second_visit(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "second visit"), date(2024, 3, 20)
    visit = Visit(
        c.restaurant, world.official(MBN, rng, "livsmedelsinspektör"), c.cook, "kock", "witness", day,
        reference(MBN, day, 112), "09:40", "10:25",
        (
            "Madrasserna i källaren är borttagna. Kokplattan står kvar.",
            f"På gården lastas sängar och madrasser i en {c.van.colour} {c.van.make}, {w.plate(c.van)}. Föraren säger "
            f"att de ska "
            f"till lagret på {w.street(c.warehouse.place)}.",
            f"{w.genitive(c.boss, 'subject')} kontor är låst. Han nås inte på {w.phone(c.boss.phone, c.boss.id)}.",
        ),
        ("Varmvatten finns nu vid handtvättstället.",), again=date(2024, 4, 17),
    )  # fmt: skip
    return Paper(FOOD, "Scan_20240320_0007", inspection.minutes(visit), "scan", "column")


def _neighbour(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "neighbour"), date(2024, 4, 9)
    official, who = world.official(MBN, rng, "byggnadsinspektör"), c.neighbour
    draft = loose.note(
        MBN, official, day, reference(MBN, day, 187), "anmälan per telefon",
        f"{w.name(who, 'complainant')} ({w.phone(who.phone, who.id)}), som har verkstad i grannhuset, ringer och "
        f"anmäler att folk "
        f"tycks bo i lagerlokalen på {w.street(c.warehouse.place)}, fastigheten {w.prop(c.warehouse.place)}.",
        f"Det lyser om nätterna och det luktar matos. {who.pronoun.capitalize()} har räknat till omkring tio personer "
        f"som hämtas "
        f"i en skåpbil klockan fem på morgonen. Bilen har registreringsnummer {w.plate(c.van, False)}.",
        f"Enligt fastighetsregistret ägs fastigheten av {w.company(c.warehouse)}, {w.orgnr(c.warehouse)}. "
        f"Firmatecknare är "
        f"{w.last_first(c.boss, 'subject')}. Anmälaren vill inte att ägaren får veta vem som ringt.",
        f"Åtgärd: tillsynsbesök bokas till den {w.short(date(2024, 4, 24))} tillsammans med Räddningstjänsten.",
    )  # fmt: skip
    return Paper(BUILDING, "Tjänsteanteckning MBN-2024-0187", draft, "docx")


def _order(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "order"), date(2024, 5, 16)
    it = supervision.Order(
        f"{w.company(c.warehouse)}, org.nr {w.orgnr(c.warehouse)}, genom {w.capitals(c.boss, 'subject')}",
        c.warehouse.place,
        world.official(MBN, rng, "byggnadsinspektör"), day, date(2024, 4, 24), reference(MBN, day, 187),
        (
            "På entresolplanet har elva sovplatser inretts med våningssängar och skivor av spånplatta.",
            "Lokalen saknar brandlarm och utrymningsväg från sovplatserna.",
            "En dusch har kopplats in på golvbrunnen i tvätthallen.",
            f"{w.name(c.helper, 'representative')}, som är suppleant i bolaget, visade runt och sade att de som sover "
            f"där arbetar "
            f"på {w.trade(c.restaurant)}.",
        ),
        ("ta bort samtliga sovplatser, sängar och mellanväggar på entresolplanet,",
         "se till att lokalen inte används för boende eller övernattning,",
         "koppla bort duschen och återställa golvbrunnen."),
        date(2024, 6, 14), 150_000,
        "Byggnaden har bygglov för lager. Att inreda den för övernattning är en väsentligt ändrad användning som "
        "kräver lov. "
        "Lov har inte sökts och bristerna i brandskyddet gör att de som sover där utsätts för fara.",
    )  # fmt: skip
    return Paper(BUILDING, "Scan_20240516_0031", supervision.order(it, rng), "scan", "centred")


def _refused(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "refused"), date(2024, 8, 21)
    it = building.Building(
        f"{w.company(c.warehouse)} genom {w.last_first(c.boss, 'applicant')}, {w.number(c.boss)}", c.warehouse.place,
        "ändrad användning från lager till personalbostäder", world.official(MBN, rng, "bygglovshandläggare"),
        (c.neighbour,),
        day, date(2024, 6, 10), reference(MBN, day, 266), False,
        ("Detaljplanen anger industri och tillåter inte bostäder.",
         f"Sovplatser har tidigare inretts utan lov, se ärende {w.case(reference(MBN, day, 187))}."), 6200,
    )  # fmt: skip
    return Paper(BUILDING, "Beslut_20240821_MBN-2024-0266", building.headed(it, rng), "pdf", "boxed")
