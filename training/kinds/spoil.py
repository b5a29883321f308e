"""Varied copies of examples: what letterhead, layout, scanning, web pages and file names do to a paper."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable
from typing import Final

from training.kinds.example import Example
from training.kinds.written import WRITERS, phrases

_ANYBODYS: Final = ("other", "email", "tip")
"""Kinds that come from anybody: they get anybody's letterhead."""
_WRITERS: Final = (
    "inspection_report", "permit_decision", "building_supervision", "police_memo", "police_statement",
    "payment_audit", "procurement_followup", "minutes", "judgment", "other",
)  # fmt: skip
_HEADERS: Final = (
    ("Från", "Till", "Ämne", "Skickat"),
    ("From", "To", "Subject", "Date"),
    ("Från", "Till", "Ärende", "Datum"),
)
_WEB: Final = (
    "Gå direkt till innehåll", "Till startsidan", "Sök", "Meny", "Stäng", "Kontakt", "Om oss", "Aktuellt", "Nyheter",
    "Lyssna", "Lättläst", "Teckenspråk", "Other languages", "Om webbplatsen", "Vi använder kakor (cookies)",
    "Godkänn alla kakor", "Tillgänglighet", "Dela sidan", "Skriv ut", "Prenumerera", "Följ oss", "Press", "Lediga jobb",
    "Tjänster och tillstånd", "Lagar och regler", "Utsatt för brott", "Hjälp oss", "Till toppen av sidan",
)  # fmt: skip
_MISREAD: Final = {
    "i": "l1", "l": "1I", "o": "0c", "e": "c", "ä": "a", "å": "a", "ö": "o", "m": "rn", "n": "ri", "t": "f", "g": "q",
    "b": "h", "s": "5", "r": "t", "§": "8$", "0": "O", "1": "l", "5": "S",
}  # fmt: skip
_STRANGE: Final = 0.12
"""How often a paper lies under another office's letterhead."""
_PRINTED: Final = (
    "PM", "1(1)", "Sida 1 (3)", "Kommunen", "Box 12, 990 10 Byby", "INKOM 2023-04-11", "Skrivelse", "Kopia",
    "Förvaltningen", "Enheten", "Rådhuset, Storgatan 1", "www.byby.example", "Utskrift", "Handling",
)  # fmt: skip
"""What stands in letterheads whatever the paper is."""
_PARTICULARS: Final = (
    ("Datum", "2023-04-11"), ("Dnr", "2023-0114"), ("Handläggare", "Xx Xx"), ("Ärende", "2023/114"), ("Telefon", "0"),
    ("Mottagare", "Xx Xx"), ("Er beteckning", "0"), ("Vår referens", "Xx Xx"), ("Till", "Xx Xx"),
)  # fmt: skip
_FORMS: Final = ("{}: {}", "{}\n{}", "{}\t{}", "{}  {}", "{1}")
_NAMELESS: Final = ("", "", "", "Scan_0012.pdf", "dokument.pdf", "IMG_2214.jpg", "bilaga 3.pdf", "handling-00417.txt")


def spoiled(example: Example, chance: random.Random) -> tuple[str, str]:
    """The text and file name of one varied copy."""
    text = example.text
    for likelihood, vary in _WAYS:
        if chance.random() < likelihood:
            text = vary(text, example, chance)
    name = example.name if chance.random() < 0.5 else chance.choice(_NAMELESS)
    return text, name


def mailed(text: str, example: Example, chance: random.Random) -> str:
    """With a mail's header before it, if it is a mail."""
    if example.kind != "email":
        return text
    sender, to, subject, sent = chance.choice(_HEADERS)
    lines = [f"{sender}: Xx Xx <xx.xx@mejl.example>", f"{to}: Xx Xx", f"{sent}: 2023-04-11 09:14"]
    lines.insert(chance.randint(1, 3), f"{subject}: {example.title}")
    return "\n".join([*lines, text])


def _untitled(text: str, example: Example, chance: random.Random) -> str:
    return text.removeprefix(example.title).lstrip("\n") or text


def _headed(text: str, example: Example, chance: random.Random) -> str:
    """Below a letterhead: now and then that of another office, or with the word that an office prints on everything."""
    anybodys = example.kind in _ANYBODYS or chance.random() < _STRANGE
    writers = phrases(chance.choice(_WRITERS) if anybodys else example.kind).get(WRITERS, ())
    lines = [chance.choice(writers)] if writers else []
    lines += chance.sample(_PRINTED, chance.choice((0, 0, 0, 1, 1, 2)))
    chance.shuffle(lines)
    form = chance.choice(_FORMS)
    lines += [form.format(*one) for one in _PARTICULARS if chance.random() < 0.4]
    return "\n".join([*lines, text])


def _moved(text: str, example: Example, chance: random.Random) -> str:
    first, *rest = text.split("\n")
    chance.shuffle(rest)
    return "\n".join([first, *rest])


def _cut(text: str, example: Example, chance: random.Random) -> str:
    length = chance.randint(300, 2_500)
    start = 0 if chance.random() < 0.7 else chance.randint(0, max(0, len(text) - length))
    return text[start : start + length]


def _wrapped(text: str, example: Example, chance: random.Random) -> str:
    width = chance.randint(55, 100)
    return "\n".join(part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""])


def _misread(text: str, example: Example, chance: random.Random) -> str:
    share = chance.uniform(0.01, 0.06)
    return "".join(
        chance.choice(_MISREAD.get(one, one)) if chance.random() < share else one
        for one in text if chance.random() > share / 8
    )  # fmt: skip


def _on_the_web(text: str, example: Example, chance: random.Random) -> str:
    before, after = (chance.sample(_WEB, chance.randint(4, 20)) for _ in range(2))
    return "\n".join([example.title, *before, text, *after])


def _upper(text: str, example: Example, chance: random.Random) -> str:
    return text.upper()


def _lower(text: str, example: Example, chance: random.Random) -> str:
    return text.lower()


_WAYS: Final[tuple[tuple[float, Callable[[str, Example, random.Random], str]], ...]] = (
    (0.15, _untitled), (0.15, _moved), (0.25, _cut), (0.9, mailed), (0.45, _headed), (0.4, _wrapped),
    (0.06, _on_the_web), (0.15, _misread), (0.06, _upper), (0.06, _lower),
)  # fmt: skip
"""How likely each way is, in the order in which they happen to a paper."""
