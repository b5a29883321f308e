"""Everyday events that the police write memos about; none has to do with another."""

from __future__ import annotations

from datetime import date
from random import Random

from sample import wording as w
from sample.kinds.police import Memo
from sample.owners import POLIS
from sample.world import World

Incident = tuple[str, str, str, str]
"""Subject, what the first person says, what comes next, how it ends."""


def _incidents(world: World, rng: Random, index: int) -> tuple[Incident, ...]:
    car, other = world.vehicle(rng.randrange(20 + index)), world.person(rng.randrange(60 + 3 * index))
    sum_ = w.amount(rng.randrange(6000, 19_000, 500))
    seen = f"en {car.colour} {car.make} med registreringsnummer {w.plate(car)}"
    return (
        ("inbrott i källarförråd", "Anmälaren upptäcker att låset är uppbrutet och att två cyklar saknas.",
         f"Vittnet berättar att {seen} stod med motorn igång.",
         "Förundersökningen lades ner samma vecka. Spaningsuppslag saknas."),
        ("skadegörelse på parkerad bil", f"Bilen {w.plate(car)} har fått båda sidospeglarna avslagna.",
         "Vittnet hörde en smäll men såg ingen.", "Ärendet överlämnas till utredningsgruppen."),
        ("trafikolycka utan personskada", f"En {car.make}, {w.plate(car, False)}, har kört in i ett räcke vid halt "
                                          f"väglag.",
         "Bärgare är på plats. Föraren är nykter.", "Ingen misstanke om brott."),
        ("störande uppträdande på torget", "Tre ungdomar spelar hög musik och kastar snöboll mot skyltfönster.",
         "Ungdomarna avvisas från platsen efter tillsägelse.", "Ingen åtgärd i övrigt."),
        ("borttappad hund", "Anmälaren ringer och säger att en svart labrador har sprungit mot hamnen.",
         "Hunden återfinns och lämnas till ägaren.", "Ärendet avslutas."),
        ("bedrägeri vid andrahandsuthyrning", f"Anmälaren har betalat {sum_} i förskott för en lägenhet som inte "
                                              f"finns.",
         f"Kontakten skedde från telefon {w.phone(other.phone, other.id)}.", "Uppgifter begärs in från banken."),
        ("stulen släpvagn", f"Släpvagnen {w.plate(car)} stod fastlåst vid lastkajen i går kväll men är nu borta.",
         "Låset ligger avklippt i snön. Vagnen efterlyses.", "Försäkringsbolaget har fått en kopia."),
        ("nedskräpning vid rastplatsen", "Anmälaren har hittat åtta bildäck och ett kylskåp i diket.",
         f"En adresslapp med namnet {w.name(other)} låg i kylskåpet.", "Uppgiften lämnas till Länsstyrelsen."),
        ("fyrverkerier nära ladugård", "Anmälaren säger att djuren skräms av smällare som kastas från vägen.",
         "Patrullen träffar inte på någon. Rester av tomtebloss tas om hand.", "Ärendet avslutas."),
        ("tillgrepp av båtmotor", "Anmälaren ser att utombordaren är bortskruvad och att bensinslangen är avskuren.",
         f"Vittnet minns {seen} vid bryggan.", "Motorns nummer är registrerat. Gods efterlyst."),
        ("villaägare som inte svarar", "Anmälaren är orolig för sin granne som inte har setts till på fyra dagar.",
         f"Grannen, {w.name(other)}, öppnar och har varit förkyld.", "Ingen vidare åtgärd."),
    )  # fmt: skip


def everyday(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Memo:
    """An event that has nothing to do with any other; ``turn`` goes through them in order."""
    incidents = _incidents(world, rng, index)
    subject, said, done, closing = incidents[turn % len(incidents)]
    victim, seer = world.person(rng.randrange(60 + 3 * index)), world.person(rng.randrange(60 + 3 * index))
    first = f"{rng.randint(9, 18):02d}:{rng.randint(10, 55)}"
    later = f"{int(first[:2]) + 1:02d}:{rng.randint(10, 55)}"
    people = (
        ("Anmälare", f"{w.name(victim, 'complainant')}, {w.number(victim, rng.random() < 0.5)}"),
        ("Vittne", f"{w.name(seer, 'witness')}, tel. {w.phone(seer.phone, seer.id)}"),
    )
    log = ((first, said), (later, done))
    place = world.place(rng.randrange(40 + index))
    return Memo(subject, world.official(POLIS, rng), day, case, place, people, log, closing)
