"""Names of people by frequency, as in today's Sweden: a given name and a surname that are likely in one family."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from random import Random

from sample.listing import listed
from sample.tables import counted, generations, groups

_FIRST = listed(
    """
    Berg Lind Sand Ek Björk Ström Sjö Lund Gran Hag Hed Dal Ny Ros Söder Norr Väster Öster Öd Alm Ask Asp Bäck
    Fors Hall Holm Häll Kvarn Kull Löv Mo Myr Näs Rot Skog Sten Stål Säf Tall Torn Val Vik Wall Wik Åker Ång Älv
    Öhr Blom Dahl Edel Fager Flod Friis Frid Gyll Hammar Hjort Järn Klar Lager Ljung Malm Nord Palm Ren Ryd Rönn
    Selin Silfver Svan Tegel Tjäder Ull Zetter Örn Ham Kron Hög
    """
)
_SECOND = listed(
    """
    ström berg gren qvist lund dahl man stedt mark holm strand blad rot felt crantz hielm fors borg wall vall bäck
    back backa stig torp tun by ros kull sten stam näs vik lid hult löf lind ås höj ö ing ell ér én ius ander ling
    öv in
    """
)
_NOBLE = ("af Ekholm", "von Sneidern", "de Frumerie", "af Klintskär", "von Åkerhielm", "De Wahlberg", "af Sandeberg")
JOINED, NOBLE, RARE, TOGETHER = 0.09, 0.004, 0.13, 0.82
"""How many have a double surname, one with a particle, one put together; and a given name of the surname's group."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """Names to draw from by weight."""

    names: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        """One of the names."""
        return self.names[bisect(self.sums, rng.random() * self.sums[-1], hi=len(self.names) - 1)]


def _weighted(pairs: list[tuple[str, float]]) -> Weighted:
    return Weighted(tuple(name for name, _ in pairs), tuple(accumulate(weight for _, weight in pairs)))


@cache
def _given(table: str, generation: str) -> Weighted:
    """Given names of no group for somebody of this generation."""
    unfit = generations()["younger" if generation == "older" else "older"] if generation else frozenset[str]()
    return _weighted([(one.name, one.bearers) for one in counted(table) if not one.group and one.name not in unfit])


@cache
def _surnames() -> Weighted:
    return _weighted([(one.name, float(one.bearers)) for one in counted("surnames")])


@cache
def _group_of() -> dict[str, str]:
    return {name: group for group, members in reversed(groups("surnames").items()) for name in members}


@cache
def _put_together() -> tuple[str, ...]:
    known = {one.name for one in counted("surnames")}
    made = (f"{first}{second}" for first, second in product(_FIRST, _SECOND))
    return tuple(one for one in made if one not in known and first_not_doubled(one))


def first_not_doubled(name: str) -> bool:
    """No name with three of a letter in a row or the same part twice (*Bergberg*)."""
    lower = name.lower()
    half = len(lower) // 2
    return lower[:half] != lower[half:] and not any(sign * 3 in lower for sign in set(lower))


UNCOMMON = listed(
    """
    Kvarnlid Tornhielm Ekvall Rydberg Ödman Kovacevic Hosseini Petrovic Norén Sandqvist Nowak Sundelius Wretlund
    Yilmaz Hallonqvist Ängstorp Ljungcrantz Åkerlund Zetterlid Claesson Tjäderholm
    """
)
"""Surnames for the stories: few bear them."""


def genitive(name: str) -> str:
    """The name with an s; nothing is added after s, x or z."""
    return name if name[-1] in "sxz" else f"{name}s"


def full(rng: Random, man: bool, year: int) -> tuple[str, str]:
    """A given name and a surname for somebody born in ``year``."""
    surname = _surname(rng)
    group = _group_of().get(surname, "")
    table = "men" if man else "women"
    if group and rng.random() < TOGETHER:
        return rng.choice(groups(table)[group]), surname
    generation = "older" if year < 1970 else "younger" if year > 1976 else ""
    return _given(table, generation).draw(rng), surname


def _surname(rng: Random) -> str:
    chance = rng.random()
    if chance < NOBLE:
        return rng.choice(_NOBLE)
    if chance < NOBLE + RARE:
        return rng.choice(_put_together())
    if chance < NOBLE + RARE + 0.2:
        return rng.choice(rng.choice(list(groups("surnames").values())))
    drawn = _surnames().draw(rng)
    if chance > 1 - JOINED * 0.5:
        return f"{drawn} {_surnames().draw(rng)}"
    return drawn
