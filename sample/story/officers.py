"""The first story as the permit unit and the police see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sample import wording as w
from sample.draft import Para, Title
from sample.kinds import night, police, serving
from sample.numbering import reference
from sample.owners import POLICE, POLIS, SERVING, SN
from sample.paper import Paper
from sample.story.cast import Cast
from sample.world import World


def papers(world: World, c: Cast) -> Iterator[Paper]:
    """Five papers of two sources."""
    yield _permit(world, c)
    yield _night(world, c)
    yield _van(world, c)
    yield _watch(world, c)
    yield _cook(world, c)


def _permit(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "permit"), date(2023, 11, 22)
    it = serving.Serving(
        c.restaurant, world.official(SN, rng, "alkoholhandläggare"),
        ((c.boss, "styrelseledamot och ägare till samtliga aktier"), (c.helper, "styrelsesuppleant")), day,
        date(2023, 9, 4),
        reference(SN, day, 141), True, "01:00",
        (f"Ordningsvakt ska finnas från kl. {w.clock('22:00')} på fredagar och lördagar.",
         "Källaren får inte användas av gäster.",
         "Förändringar i ägandet ska anmälas till nämnden utan dröjsmål."),
        (f"Köpeskillingen, {w.amount(1_450_000)}, uppges vara ett lån från {w.company(c.warehouse)}, som också ägs av "
         f"sökanden. "
         "Polismyndigheten har inget att erinra.", "Skatteverket har inte noterat några restförda skulder."),
    )  # fmt: skip
    return Paper(SERVING, "2023-11-22 Beslut serveringstillstånd Kvarnlyktan", serving.full(it, rng), "pdf", "band")


def _night(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "night"), date(2024, 6, 1)
    it = night.Night(
        c.restaurant, world.official(SN, rng, "tillståndshandläggare"), c.boss, "ägare", day, reference(SN, day, 97),
        "22:40", 65,
        (
            "Personalliggaren upptog två namn. Fem personer arbetade i kök och servering.",
            f"Två av dem kunde inte säga vem som är arbetsgivare. En sade att lönen betalas av {w.trade(c.carer)}.",
            f"{w.name(c.helper, 'representative')} skötte kassan. Kvitton lämnades inte ut.",
            f"En {c.van.colour} skåpbil, {w.plate(c.van)}, hämtade personal vid bakdörren kl. {w.clock('23:50')}.",
        ),
        "Uppgifterna lämnas till Skatteverket och Polismyndigheten. Ärendet tas upp på nytt i september.",
    )  # fmt: skip
    return Paper(SERVING, "FAX-2024-06-03-0412", night.report(it), "tiff", "column")


def _van(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "van"), date(2024, 4, 18)
    d = c.driver
    it = police.Memo(
        f"kontroll av skåpbil {w.plate(c.van)}", world.official(POLIS, rng, "polisinspektör"), day,
        reference(POLIS, day, 317),
        c.warehouse.place,
        (
            ("Förare", f"{w.name(d, 'driver')}, {w.number(d)}"),
            ("Fordon", f"{c.van.make}, {c.van.colour}, {w.plate(c.van, False)}"),
            ("Registrerad ägare", f"{w.company(c.restaurant)}, {w.orgnr(c.restaurant)}"),
        ),
        (
            ("05:05", f"Skåpbilen lämnar infarten till {w.prop(c.warehouse.place)} med nio passagerare. Tre saknar "
                      f"sittplats."),
            ("05:12", f"Bilen stoppas på {w.street(c.restaurant.place)}. {w.surname(d, 'driver')} säger att han kör åt "
                      f"{w.name(c.boss, 'subject')} och att passagerarna ska städa och diska på "
                      f"{w.trade(c.restaurant)}."),
            ("05:30", f"Föraren ringer {w.phone(c.boss.phone, c.boss.id)}. En man som kallar sig "
                      f"{w.surname(c.boss, 'subject')} kommer till "
                      "platsen och säger att alla är hans släktingar på besök."),
            ("05:55", f"Föraren rapporteras för förseelse. Bot {w.amount(2000, 'kr')}."),
        ),
        "Passagerarna har inte hörts. De kan vara utsatta och bör höras som vittnen med tolk.",
    )  # fmt: skip
    return Paper(POLICE, "PM_5900-K1317-24", police.log(it), "pdf", "boxed")


def _watch(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "watch"), date(2024, 9, 12)
    it = police.Memo(
        f"misstänkt människoexploatering, {w.trade(c.restaurant)}", world.official(POLIS, rng, "utredare"), day,
        reference(POLIS, day, 688), c.restaurant.place,
        (
            ("Person av intresse", f"{w.capitals(c.boss, 'subject')}, {w.number(c.boss, True)}, "
                                   f"{w.phone(c.boss.phone, c.boss.id)}"),
            ("Företrädare", f"{w.last_first(c.helper, 'representative')}, {w.number(c.helper)}"),
            ("Vittne", f"{w.name(c.neighbour, 'witness')}"),
        ),
        (
            ("06:20", f"{w.plate(c.van)} lämnar av sex personer vid köksingången."),
            ("07:10", f"Samma bil kör vidare till {w.address(c.carer.place)}, där {w.company(c.carer)} har kontor. Två "
                      f"av passagerarna "
                      "kommer ut i hemtjänstens arbetskläder."),
            ("14:45", f"{w.surname(c.boss, 'subject')} hämtar kuvert på kontoret och åker mot "
                      f"{w.street(c.warehouse.place)}."),
        ),
        f"Uppgifter ur nämndens ärende om sovplatser begärs in. {w.name(c.namesake)}, {w.number(c.namesake)}, har "
        f"samma namn men är "
        "en annan person och saknar samband med ärendet.",
        annex=(
            Title("Bilaga 1. Avskrift av hyresavtal"),
            Para(f"Hyresvärd: {w.company(c.warehouse)}, {w.orgnr(c.warehouse)}"),
            Para(f"Hyresgäst: {w.company(c.restaurant)}, {w.orgnr(c.restaurant)}"),
            Para(f"Lokal: entresolplan, {w.prop(c.warehouse.place)}, {w.address(c.warehouse.place)}"),
            Para(f"Hyra: {w.amount(38_000, 'kr')} i månaden till bankgiro {w.giro(c.warehouse)}."),
            Para(f"Avtalet gäller från {w.iso(date(2023, 12, 1))}. Lokalen får användas till förvaring av möbler och "
                 f"inventarier."),
            Para(f"För båda parter: {w.name(c.boss, 'subject')}"),
        ),
    )  # fmt: skip
    return Paper(POLICE, "PM 5900-K1688-24 med bilaga", police.numbered(it), "mixed", "column")


def _cook(world: World, c: Cast) -> Paper:
    rng, day = world.rng("story", "cook"), date(2024, 10, 2)
    k = c.cook
    it = police.Memo(
        "tidigare anställd", world.official(POLIS, rng, "områdespolis"), day, reference(POLIS, day, 703), k.home,
        (("Uppgiftslämnare", f"{w.name(k, 'witness')}, {w.number(k)}"), ("Telefon", w.phone(k.phone, k.id))),
        (
            ("08:00", f"{k.pronoun.capitalize()} arbetade som kock på {w.trade(c.restaurant)} från "
                      f"{w.month(date(2023, 12, 1))} till "
                      f"{w.month(date(2024, 5, 1))}. De andra i köket sov först i källaren och sedan i lagret."),
            ("12:00", f"Lönen var {w.amount(4000)} i veckan, kontant i kuvert från {w.name(c.boss, 'subject')}. Avdrag "
                      f"gjordes för sängplats."),
            ("17:00", f"{w.genitive(c.helper, 'representative')} uppgift var att skriva listor över timmar i "
                      f"hemtjänsten. Samma namn stod på "
                      "restaurangens schema."),
        ),
        f"{w.surname(k, 'witness')} är rädd för repressalier och vill inte medverka vid förhör.",
    )  # fmt: skip
    return Paper(POLICE, "Samtal 2024-10-02", police.hearing(it), "docx")
