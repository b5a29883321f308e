"""How to appeal (*överklagandehänvisning*), and other passages that close a decision."""

from __future__ import annotations

from random import Random

from sample import wording as w
from sample.owners import Owner

_WAYS = (
    "Beslutet kan överklagas hos {court}. Skrivelsen ska ha kommit in till {owner} inom tre veckor från den dag då den "
    "som överklagar fick del av beslutet. Ange vilket beslut som avses ({case}) och vilken ändring som begärs.",
    "Hur man överklagar: Skriv till {court} men skicka brevet till {owner}. Brevet ska vara här inom tre veckor efter "
    "att ni tog del av beslutet. Skriv ärendets nummer, {case}, och varför ni anser att beslutet är fel.",
    "Den som beslutet angår får överklaga det inom tre veckor från delgivningen. Överklagandet ställs till {court} och "
    "ges in till {owner}, som prövar om det har kommit in i rätt tid enligt {law}.",
)


def how_to_appeal(owner: Owner, reference: str, rng: Random, court: str = "Förvaltningsrätten") -> str:
    """A passage of three phrasings."""
    way = rng.choice(_WAYS)
    return way.format(court=court, owner=owner.name, case=w.case(reference), law=w.law("FL", 0, 45))
