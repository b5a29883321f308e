"""What a password must be (*lösenord*): long, and none of those that are tried first.

After OWASP ASVS 5.0, 6.2: length decides, every character is allowed, nothing is asked of its composition, none expires
by age, and the commonest are refused. ``passwords.txt`` holds words that common passwords are made of: a password is
refused where little is left when they, years and digits at its ends, runs and repeats are taken out.
"""

from __future__ import annotations

import re
import secrets
from functools import cache
from pathlib import Path
from typing import Final

from models.errors import WeakPasswordError

SHORTEST: Final = 12
"""Characters. ASVS 5.0 (6.2.1) asks for 8 and recommends 15; a lock-out stands beside it, and a second factor."""
LONGEST: Final = 256
"""Characters: more than any sentence, and little to hash."""
SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""What made-up ones are of: 31 signs that are told apart in any writing."""
_OWN: Final = 5
"""Characters of its own that a password has at least, when what everybody tries is taken out."""
_RUNS: Final = (
    "zaq12wsxcde34rfv",
    "abcdefghijklmnopqrstuvwxyzåäö",
    "0123456789",
    "qwertyuiopå",
    "asdfghjklöä",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb",
)
_SHORTEST_RUN: Final = 4
_LOOKALIKES: Final = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_REPEAT: Final = re.compile(r"(.{4,}?)\1+|(.{1,3}?)\2{2,}")
_ENDS: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def check_password(password: str, *names: str) -> None:
    """Raises :class:`WeakPasswordError`. ``names`` are the account's own: a password is not made of them."""
    if len(password) < SHORTEST:
        raise WeakPasswordError(f"Lösenordet är kortare än {SHORTEST} tecken")
    if len(password) > LONGEST:
        raise WeakPasswordError(f"Lösenordet är längre än {LONGEST} tecken")
    if len(_own(password.casefold(), names)) < _OWN:
        raise WeakPasswordError("Lösenordet är ett av dem som först prövas")


def made_up(groups: int = 4) -> str:
    """A password or code to hand over, read out or write down: groups of four signs, 19.8 bits of chance in each."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(groups))


def _own(text: str, names: tuple[str, ...]) -> str:
    """The characters that are nobody else's: what is left without common words, names, runs and repeats."""
    known = {part for name in names for part in re.split(r"\W+", name.casefold()) if len(part) > 2} | _common()
    folded = _ENDS.sub("", text).translate(_LOOKALIKES)
    return min((_letters(_bare(each, known)) for each in (text, folded)), key=len)


def _bare(text: str, known: set[str] | frozenset[str]) -> str:
    return _REPEAT.sub(r"\1\2", _without_runs(_without_words(text, known)))


def _letters(text: str) -> str:
    """The text without signs between its parts, and without digits at its ends: years and counts, which are tried."""
    return re.sub(r"[\s\W_]+", "", _ENDS.sub("", text))


def _without_words(text: str, words: set[str] | frozenset[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _without_runs(text: str) -> str:
    """The text with each row of neighbours on a keyboard or in the alphabet, either way, as one character."""
    for row in (*_RUNS, *(run[::-1] for run in _RUNS)):
        for length in range(len(row), _SHORTEST_RUN - 1, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], row[start])
    return text


@cache
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
