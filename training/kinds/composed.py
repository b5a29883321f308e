"""Papers put together of the whole ones written by hand in ``written/papers/``: another style than the phrasing bank's.

``== TITLE`` begins a paper (the title may be missing), ``[a|b]`` is one of several ways to say it, lines that begin
with ``* `` and stand together are a pool of which most are taken in any order, and ``<n>`` and its like are filled in.
Nobody in them is real.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from training.kinds.example import Example
from training.kinds.written import FOLDER

DRAWS: Final = 10
"""Of each paper."""
_CHOICE: Final = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT: Final = re.compile(r"<(\w+)>")
_FIRST: Final = (
    "Alva",
    "Bertil",
    "Cecilia",
    "Dawit",
    "Edla",
    "Farah",
    "Gösta",
    "Hedda",
    "Ivar",
    "Jonna",
    "Leyla",
    "Olle",
)
_LAST: Final = (
    "Alm",
    "Brobäck",
    "Ceder",
    "Dalstig",
    "Ekfors",
    "Hashemi",
    "Kvarnå",
    "Lindvret",
    "Norell",
    "Yildiz",
    "Öst",
)
_TRADE: Final = (
    "Krog",
    "Bygg",
    "Städ",
    "Assistans",
    "Livs",
    "Transport",
    "Omsorg",
    "Fastigheter",
    "Kiosk",
    "Bilservice",
)
_PLACES: Final = ("Storgatan", "Hamnvägen", "Kvarngränd", "Industrigatan", "Skolbacken")


def examples(seed: int = 21) -> list[Example]:
    """All of them; the group is the paper, so that it can be held out."""
    chance = random.Random(seed)
    return [
        _drawn(kind, number, *paper, chance)
        for kind, number, paper in _papers()
        for _ in range(DRAWS)
    ]  # fmt: skip


@cache
def _papers() -> tuple[tuple[str, int, tuple[str, str]], ...]:
    found = []
    for path in sorted((FOLDER / "papers").glob("*.txt")):
        parts = re.split(r"^==[ ]?", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
        for number, part in enumerate(parts):
            title, _, body = part.partition("\n")
            found.append((path.stem, number, (title.strip(), body.strip())))
    return tuple(found)


def _drawn(kind: str, number: int, title: str, body: str, chance: random.Random) -> Example:
    lines = [_filled(line, chance) for line in _lines(body, chance)]
    head = _filled(title, chance)
    text = "\n".join([head, *lines] if head else lines)
    name = f"{head} {number}.pdf" if head and chance.random() < 0.3 else ""
    return Example(kind, f"whole/{kind}/{number}", head, text, name)


def _lines(body: str, chance: random.Random) -> Iterator[str]:
    """The lines of a paper, of each pool at least half."""
    for pooled, lines in groupby(body.split("\n"), key=lambda line: line.startswith("* ")):
        pool = list(lines)
        if pooled:
            mark = chance.choice(("", "", "- ", "• ", "* "))
            pool = [f"{mark}{one[2:]}" for one in chance.sample(pool, chance.randint((len(pool) + 1) // 2, len(pool)))]
        yield from pool


def _filled(line: str, chance: random.Random) -> str:
    line = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), line)
    return _SLOT.sub(lambda match: _slot(match[1], chance), line)


def _slot(name: str, chance: random.Random) -> str:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    day = f"{chance.randint(1, 28)}"
    made = {
        "n": chance.choice((f"{first} {last}", f"{last}, {first}", last, f"{first[0]}. {last}")),
        "b": f"{last}s {chance.choice(_TRADE)}{chance.choice((' AB', ' HB', '', ' i Norr AB'))}",
        "a": f"{chance.choice(_PLACES)} {day}{chance.choice(('', ' B', ', 990 10 Byby'))}",
        "d": chance.choice((f"2022-05-{day:0>2}", f"{day} maj 2023", f"{day}/6", f"den {day} oktober")),
        "t": f"{chance.randint(0, 23):02}{chance.choice('.:')}{chance.randint(0, 59):02}",
        "kr": chance.choice((f"{day} 400 kronor", f"{day} 950:-", f"{day} 312,50 kr", f"{day},2 mnkr")),
        "f": f"{chance.choice(('Byby', 'Sjövik', 'Ekbacken'))} {day}:{chance.randint(1, 40)}",
        "tel": "070-174 06 05", "reg": chance.choice(("XTZ 65E", "XTZ 132")), "pnr": "850412-XXXX",
        "dnr": chance.choice((f"MN 2022-{day}14", f"KS 2021/00{day}", f"{day}31-22")), "mail": "<x.y@mejl.example>",
    }  # fmt: skip
    return made[name]
