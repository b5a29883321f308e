"""Loose papers: tips, complaints and file notes (*tjänsteanteckning*), in everyday words."""

from __future__ import annotations

from datetime import date
from random import Random

from sample import wording as w
from sample.draft import Block, Draft, Para, Signature, Title
from sample.entities import Official
from sample.owners import KS, Owner
from sample.world import World


def tip(
    day: date, case: str, *paragraphs: str, channel: str = "Tipsformulär på webben", title: str = "Inkommet tips"
) -> Draft:
    """What somebody wrote in the municipality's form or on a piece of paper."""
    references = (("Datum", w.iso(day)), ("Dnr", w.case(case)), ("Kanal", channel))
    return Draft(KS, "tip", day, title, references, (Title(title), *(Para(text) for text in paragraphs)))


def note(owner: Owner, official: Official, day: date, case: str, about: str, *paragraphs: str) -> Draft:
    """An official's note for the file."""
    title = f"Tjänsteanteckning – {about}"
    references = (("Datum", w.iso(day)), ("Dnr", w.case(case)), ("Handläggare", w.name(official.person, "official")))
    blocks: tuple[Block, ...] = (Title(title), *(Para(text) for text in paragraphs))
    signed = Signature(((w.name(official.person, "official"), official.title),))
    return Draft(owner, "other", day, title, references, (*blocks, signed))


def everyday_tip(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    """A tip that leads nowhere."""
    car, place = world.vehicle(rng.randrange(20 + index)), world.place(rng.randrange(40 + index))
    person = world.person(rng.randrange(60 + 3 * index))
    choices = (
        ("hej, ville bara säga att lampan vid busshållplatsen är trasig igen. har ringt två gånger. snälla laga den "
         "innan nån "
         f"gör illa sig. det är vid {w.street(place)}", "mvh en som går där varje kväll"),
        (f"Det står en bil med reg {w.plate(car)} på vändplanen sen i våras, ingen skatt och punka på två däck. "
         f"Grannen "
         f"{w.name(person)} säger att den varit hans men att han sålt den.", "Kan ni bogsera?"),
        ("Nån dumpar sopor i skogen bakom soptippen. jag tog kort men telefonen dog. kolla där tisdagar för då kommer "
         "dom.",
         "vill va anonym"),
        (f"Grannen på {w.street(place)} hyr ut till turister hela sommaren utan att va skriven där. Bastun luktar rök "
         f"in till "
         "oss varje kväll och hunden skäller.", f"Ring mej om ni vill veta mer, {w.phone(person.phone, person.id)}. "
                                                f"{w.name(person, 'informant')}"),
    )  # fmt: skip
    return tip(day, case, *choices[turn % len(choices)])


def everyday_note(world: World, rng: Random, index: int, case: str, day: date, turn: int, owner: Owner) -> Draft:
    """A note about a call."""
    person, place = world.person(rng.randrange(60 + 3 * index)), world.place(rng.randrange(40 + index))
    choices = (
        ("telefonsamtal", f"{w.name(person, 'complainant')} ringer angående rök från grannens vedeldning på "
                          f"{w.street(place)}. "
         "Upplyses om reglerna för eldning och om att störningsdagbok kan föras under två veckor."),
        ("platsbesök", f"Besök på {w.prop(place)} tillsammans med sökanden {w.name(person, 'applicant')}. Marken är "
                       f"bruten och "
         "gränsstenarna är synliga. Fotografier läggs till akten."),
        ("komplettering", f"Ritningar i skala 1:100 kom in med bud från {w.last_first(person, 'applicant')}. "
                          f"Situationsplan saknas "
         "fortfarande. Sökanden påminns per telefon."),
    )  # fmt: skip
    about, text = choices[turn % len(choices)]
    return note(owner, world.official(owner, rng), day, case, about, text, "Ingen ytterligare åtgärd i dag.")
