"""How long each pattern, and each rule as a whole, takes on 100 kB of the texts that are worst for such patterns."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from types import ModuleType
from typing import Any, Final

import nlp.rules
from nlp.candidate import Context, Rule
from nlp.components import RULES

SIZE: Final = 100_000  # code points
LIMIT_MS: Final = 50.0
PATIENCE: Final = 1.0  # seconds: what takes longer is told as this
ROUNDS: Final = 3
PART: Final = 5
TODAY: Final = Context(date(2024, 6, 1))
BESIDE: Final = ("models.masking", "nlp.columns")  # patterns of the rules that stand elsewhere
WORST: Final[dict[str, str]] = {
    "digits": "8503129805",
    "spaced digits": "8 5 0 3 1 2 ",
    "spaces": " ",
    "line ends": "\n",
    "dashes": "-",
    "dots": "1.",
    "thousands": "123 456 789 ",
    "dashed": "850312-98 ",
    "giro": "bg 1234-56 pg 12 34 56-",
    "letters": "a",
    "words": "ab cd ",
    "plates": "ABC 12 ABC12",
    "IBAN": "SE45 5000 0000 0583 ",
    "mail": "a.b@c-d.",
    "signs": "@@@",
    "addresses": "www.a.se/http://",
    "telephones": "070-123 (0",
    "pluses": "+46 (0)",
    "days": "12/2 den 3 maj v. 12 kl. 9.00–",
    "sections": "1 kap. 2 § ",
    "one section": "§ ",
    "capitals": "Storgatan 1 A ",
    "case": "Dnr MBN 2024-1/",
    "money": "kr 1 000:- kronor SEK 12,5 mnkr ",
    "colons": ":",
    "property": "Umeå Staden 1:2>3 s:1 ",
}
"""Repeated up to :data:`SIZE`."""


def measure() -> dict[str, Any]:
    """The slowest patterns and the slowest rules, in milliseconds of processor."""
    texts = {name: (piece * (SIZE // len(piece) + 1))[:SIZE] for name, piece in WORST.items()}
    by_pattern = {name: _worst(partial(_all, pattern), texts) for name, pattern in patterns()}
    by_rule = {name: _worst(partial(_every, rule), texts) for name, rule in RULES.items()}
    slow = [name for name, (milliseconds, _) in by_pattern.items() if milliseconds >= LIMIT_MS]
    return {
        "patterns": len(by_pattern),
        "slow": slow,
        "slowest": _top(by_pattern, 12),
        "rules": _top(by_rule, len(by_rule)),
    }


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the rules' modules, by ``module.NAME``."""
    names = [one.name for one in pkgutil.iter_modules(nlp.rules.__path__, "nlp.rules.")]
    for module in map(importlib.import_module, [*names, *BESIDE]):
        yield from _patterns_of(module)


def _patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else [value]
        for number, one in enumerate(held):
            if isinstance(one, re.Pattern):
                yield f"{module.__name__}.{name}" + (f"[{number}]" if len(held) > 1 else ""), one


def _all(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _every(rule: Rule, text: str) -> int:
    return sum(1 for _ in rule(text, TODAY))


def _worst(read: Callable[[str], object], texts: Mapping[str, str]) -> tuple[float, str]:
    return max((_milliseconds(read, text), name) for name, text in texts.items())


def _milliseconds(read: Callable[[str], object], text: str) -> float:
    """The best of :data:`ROUNDS`, or of fewer where one is clearly too slow; at most :data:`PATIENCE`.

    A fifth of the text is read first: what is quick enough there cannot be slow on the whole, even if it grows by the
    square, and is told as five times that.
    """
    part = _once(read, text[: SIZE // PART])
    if part * PART * PART < LIMIT_MS:
        return part * PART
    best = PATIENCE * 1000
    for _ in range(ROUNDS):
        best = min(best, _once(read, text))
        if best > LIMIT_MS * 4 or best < LIMIT_MS / 4:
            break
    return best


def _once(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    if not _ends(read, text):
        return PATIENCE * 1000
    return (time.process_time() - started) * 1000


def _ends(read: Callable[[str], object], text: str) -> bool:
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        read(text)
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _stop(*_: object) -> None:
    raise TimeoutError


def _top(times: dict[str, tuple[float, str]], count: int) -> dict[str, str]:
    ranked = sorted(times.items(), key=lambda row: -row[1][0])[:count]
    return {name: f"{milliseconds:.1f} ms on {text}" for name, (milliseconds, text) in ranked}
