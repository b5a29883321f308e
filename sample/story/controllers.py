"""The first story as it reaches the municipal executive board: an audit, a tip and mails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from sample import wording as w
from sample.draft import Draft
from sample.kinds import audit, letters, loose
from sample.numbering import reference
from sample.owners import KS, MBN, OFFICE
from sample.paper import Paper
from sample.story.cast import Cast
from sample.story.payments import rows
from sample.world import World


def papers(world: World, c: Cast) -> Iterator[Paper]:
    """Five papers of one source, and the attachments of two mails."""
    yield _audit(world, c)
    yield _tip(c)
    yield _daughter(world, c)
    question = _question(world, c)
    yield Paper(OFFICE, "E-post 2024-11-12 Fråga om Kvarnlyktan", question, "eml")
    yield Paper(OFFICE, "E-post 2024-11-14 SV Fråga om Kvarnlyktan", _answer(world, c, question), "eml")


def _facts(world: World, c: Cast, day: date, months: int) -> audit.Audit:
    rng = world.rng("story", "audit")
    return audit.Audit(
        c.carer, world.official(KS, rng, "controller"),
        (("Verkställande direktör", c.boss), ("Styrelsesuppleant", c.helper)), day, reference(KS, day, 231),
        audit.payments(rng, date(2023, 12, 1), months, 0.55),
        (
            f"{w.name(c.boss, 'subject')} är enligt Bolagsverket direktör i bolaget och dess ende ägare. Han "
            f"företräder också "
            f"{w.company(c.restaurant)} ({w.orgnr(c.restaurant)}) och {w.company(c.warehouse)} "
            f"({w.orgnr(c.warehouse)}).",
            "Besök har registrerats samtidigt hos två brukare av samma anställd vid 214 tillfällen.",
            f"Hos {w.name(c.patient, 'care recipient')} har 62 timmar debiterats under en månad då han låg på sjukhus. "
            f"Uppgiften kommer "
            f"från dottern, {w.name(c.daughter, 'complainant')}.",
            f"Sex anställda i bolagets scheman finns även i personalliggaren på {w.trade(c.restaurant)}, samma tider.",
            f"En skåpbil, {w.plate(c.van)}, har debiterats som tjänstebil med {w.amount(11_400)} i månaden. Den ägs av "
            f"{w.company(c.restaurant)}.",
            f"Lokalhyra betalas till {w.company(c.warehouse)}, bankgiro {w.giro(c.warehouse)}, för utrymmen på "
            f"{w.prop(c.warehouse.place)}.",
        ),
        ("Vidare utbetalningar till bolaget hålls inne.", "Återkrav förbereds av kommunjuristen.",
         "Uppgifterna lämnas till Polismyndigheten och Försäkringskassan."),
        audit.samples(rng, date(2024, 1, 4), 30),
    )  # fmt: skip


def _audit(world: World, c: Cast) -> Paper:
    draft = audit.full(_facts(world, c, date(2025, 1, 28), 13))
    return Paper(OFFICE, "Granskning utbetalningar hemtjänst KS-2025-00231", draft, "pdf", "side")


def _tip(c: Cast) -> Paper:
    day = date(2024, 3, 4)
    draft = loose.tip(
        day, reference(KS, day, 88),
        f"hej jag vet inte var man ska skriva det här men det gäller kvarnlyktan alltså krogen på "
        f"{w.street(c.restaurant.place)}. folk "
        "SOVER i källaren. jag levererar dit och har sett madrasserna själv.",
        f"han som har stället heter {w.surname(c.boss, 'subject')}, {c.boss.given.lower()} tror jag i förnamn. han har "
        f"lagret nere vid spåret också "
        f"och nån hemtjänst. kör en {c.van.colour} skåpbil {w.plate(c.van, False)}. en som heter {w.name(c.helper)} "
        f"håller i pengarna.",
        "dom som jobbar där ser rädda ut. vill inte att mitt namn kommer fram, man vet aldrig.",
    )  # fmt: skip
    return Paper(OFFICE, "tips-webb-2024-03-04", draft, "txt")


def _daughter(world: World, c: Cast) -> Paper:
    to = world.official(KS, world.rng("story", "audit"), "controller")
    draft = letters.mail(
        KS, c.daughter, to, "Pappas hemtjänst kommer inte", datetime(2024, 9, 3, 18, 22, tzinfo=UTC),
        f"{world.seed}.dotter",
        f"Hej! Jag skriver för min pappa, {w.name(c.patient, 'care recipient')}, som har hemtjänst från "
        f"{w.trade(c.carer)}. Han låg på "
        f"sjukhus hela {w.month(date(2024, 7, 1))} men på listan jag fick står besök varje dag, till och med kl. "
        f"{w.clock('07:30')} på söndagar.",
        "De som kommer byts hela tiden och en av dem somnade i soffan. Hon sa att hon diskat på en restaurang hela "
        "natten.",
        f"Jag ringde bolaget på {w.phone(c.carer.phone, c.carer.id)} och fick prata med "
        f"{w.name(c.helper, 'representative')}. Hon la på. "
        "Kan ni titta på det här?",
    )  # fmt: skip
    return Paper(OFFICE, "E-post 2024-09-03 Pappas hemtjänst", draft, "eml")


def _question(world: World, c: Cast) -> Draft:
    rng = world.rng("story", "audit")
    controller, inspector = world.official(KS, rng, "controller"), world.official(MBN, rng, "livsmedelsinspektör")
    facts = _facts(world, c, date(2024, 11, 11), 6)
    return letters.mail(
        KS, controller, inspector, "Fråga om Kvarnlyktan", datetime(2024, 11, 12, 9, 5, tzinfo=UTC),
        f"{world.seed}.fraga",
        f"Hej! Vi granskar {w.company(c.carer)} ({w.orgnr(c.carer)}). Företrädaren {w.name(c.boss, 'subject')} tycks "
        f"även driva "
        f"{w.trade(c.restaurant)}. Har ni varit där?",
        "Jag bifogar ett första stickprov på fakturorna. Sprid det inte vidare.",
        attachments=(("Stickprov fakturor.docx", audit.memo(facts)),
                     ("Underlag stickprov.xlsx", rows(world, c, facts))),
    )  # fmt: skip


def _answer(world: World, c: Cast, question: Draft) -> Draft:
    rng = world.rng("story", "audit")
    controller, inspector = world.official(KS, rng, "controller"), world.official(MBN, rng, "livsmedelsinspektör")
    day = date(2024, 11, 14)
    extract = loose.note(
        MBN, inspector, day, reference(MBN, day, 112), "utdrag om källaren",
        f"Vid kontroll den {w.long(date(2024, 2, 14))} på {w.trade(c.restaurant)}, {w.prop(c.restaurant.place)}, låg "
        f"sju madrasser i "
        f"källaren. Närvarande var {w.last_first(c.boss, 'subject')}.",
        f"Vid återbesöket den {w.iso(date(2024, 3, 20))} var de borta. Se vidare föreläggande i ärende "
        f"{w.case('MBN 2024-0187')}.",
    )  # fmt: skip
    return letters.mail(
        KS, inspector, controller, "SV: Fråga om Kvarnlyktan", datetime(2024, 11, 14, 13, 41, tzinfo=UTC),
        f"{world.seed}.svar",
        f"Hej, ja det har vi. Ett utdrag ligger bifogat. Tala också med byggnadsinspektören om "
        f"{w.prop(c.warehouse.place)}, där "
        f"sovplatser förelades bort i {w.month(date(2024, 5, 1))}.",
        answers=question, attachments=(("Utdrag tjänsteanteckning.pdf", extract),),
    )  # fmt: skip
