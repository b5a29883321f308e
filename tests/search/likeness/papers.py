"""A made-up decision to be misread, edited and written again about others, and how that is done."""

from __future__ import annotations

import re
from random import Random

from models.document import Page, PageMethod
from search.likeness.words import Word, words

DECISION = """Miljönämnden i Kvarnholm
Beslut 2024-05-19, dnr MBN-2024-0266
Föreläggande att åtgärda brister i köket
Miljönämnden beslutar att förelägga Kvarnlyktan Mat AB, som driver serveringen på Storgatan 47, att senast den 1 juni
laga golvbrunnen i diskrummet och att lämna in ett program för egen kontroll av temperaturer. Beslutet förenas inte med
något vite. Vid inspektionen den 3 maj såg inspektören att vatten stod på golvet och att kylrummet höll nio grader.
Verksamheten har tidigare fått råd om samma sak utan att rätta sig. Britt-Marie Öst företrädde bolaget vid besöket och
sade att en hantverkare var beställd. Nämnden bedömer att bristerna kan medföra olägenhet för människors hälsa och att
det är skäligt att kräva åtgärder inom den tid som anges. Beslutet gäller även om det överklagas. Den som vill
överklaga ska skriva till länsstyrelsen inom tre veckor från den dag då beslutet togs emot."""
OTHER_MATTER = {
    "2024-05-19": "2023-11-02", "0266": "0931", "Kvarnlyktan Mat": "Granlidens Grill", "Storgatan 47": "Hamngatan 9",
    "1 juni": "15 december", "3 maj": "28 oktober", "Britt-Marie Öst": "Per-Olof Lind", "MBN-2024": "MBN-2023",
    "nio": "elva", "Föreläggande": "Föreläggande",
}  # fmt: skip
_LETTERS = "abcdefghijklmnoprstuvåäö"


def paged(text: str, method: PageMethod = PageMethod.TEXT) -> list[Page]:
    return [Page(1, method, "", text, 1.0)]


def worded(text: str) -> list[Word]:
    return words(paged(text))


def misread(text: str, share: float, random: Random) -> str:
    """This share of the characters lost, doubled, or taken for another."""

    def read(sign: str) -> str:
        if sign.isspace() or random.random() >= share:
            return sign
        return random.choice(("", sign + random.choice(_LETTERS), random.choice(_LETTERS)))

    return "".join(map(read, text))


def edited(text: str, share: float, random: Random) -> str:
    """This share of the words taken out, put in or replaced by others of the text."""
    pieces, others = re.split(r"(\s+)", text), text.split()

    def written(piece: str) -> str:
        if piece.isspace() or random.random() >= share:
            return piece
        return random.choice(("", f"{piece} {random.choice(others)}", random.choice(others)))

    return "".join(map(written, pieces))


def about_others(text: str) -> str:
    """The same template about another firm, place, day and person."""
    for mine, theirs in OTHER_MATTER.items():
        text = text.replace(mine, theirs)
    return text
