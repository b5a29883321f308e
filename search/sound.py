"""One key for a name however it is spelt: Carlsson and Karlsson, Petrović and Petrovitj, Mohammed and Muhammad.

Rules of our own, for names in Swedish papers. They write each letter or group as what a Swede says it by, in the way
of SfinxBis (the Swedish relative of Soundex, which drops vowels: too coarse, "Lind" and "Lund" are one in it), and
for names from other alphabets bring the usual transcriptions together (Swedish "tj", "sj", "j"; English "ch", "sh",
"y"; German "tsch", "sch"). Vowels are kept, in four sorts, since transcribers disagree about e/a and o/u. What no rule
makes alike stands in ``search/words/names.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_LEAST: Final = 3  # letters; of two no spelling can be told from another name
_LETTERS: Final = str.maketrans(
    {"ø": "o", "æ": "a", "œ": "o", "ß": "ss", "đ": "dj", "ł": "l", "ð": "d", "þ": "t", "ı": "i", "ə": "a"}
)
_GROUPS: Final[tuple[tuple[str, str], ...]] = (
    (r"(?<=.)(?:tsch|tzsch|tch|tsj|ch|tj|c)$", "k"),  # Petrović, Petrovich, Petrovitj; Erich, Marc
    (r"^(?:hj|lj|gj)|^dj(?=u)", "j"),  # Hjalmar, Ljungberg, Djurberg
    (r"^(?:stj|skj|sj|sch|sh|ch(?=a[dfmn]|ou|y))", "s"),  # Stjernström, Schöberg, Shahin, Chaker
    (r"^(?:kj|tj)", "k"),  # Kjell, Kjellberg
    (r"sch|tsj|sh|sj|zj|zh", "s"),
    (r"(?<=.)tj(?=[ei])", "s"),  # Kovatjevitj
    (r"ch", "k"),  # Christina, Michael
    (r"ph", "f"),
    (r"(?<=[bdfgkrtcz])h", ""),  # Thomas, Bergh, Khalil
    (r"c(?=[eiyäö])", "s"),
    (r"qu", "kv"),
    (r"ck|[cq]", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"z", "s"),
    (r"dt$", "t"),  # Schmidt
    (r"(?<=[aeiouy])h(?=$|[^aeiouyåäö])", ""),  # Abdullah, Mahmoud, Dahlberg
    (r"^[yi](?=[aeiou])", "j"),  # Yasmin
    (r"v(?=s)", "f"),  # Gustavsson
    (r"ou|oo|oe|ue", "o"),
    (r"ei|ey|ay|aj|ej", "ai"),
    (r"(?<=[aeiou])[iyj](?=[aeiou])", "j"),
)
_SOUNDS: Final = tuple((re.compile(pattern), said) for pattern, said in _GROUPS)
_VOWELS: Final = str.maketrans("eäåuöyj", "aaaooii")
_TWICE: Final = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The key of a word in any case; empty for what is no word of three letters or more.

    >>> sound("Karlsson") == sound("Carlsson"), sound("Muhammad") == sound("Mohammed")
    (True, True)
    """
    lower = unicodedata.normalize("NFC", word.lower())
    if len(lower) < _LEAST or not lower.isalpha():
        return ""
    return irregular().get(plain(lower)) or by_rules(lower)


def plain(word: str) -> str:
    """The lower-case word in the letters a to z and å, ä, ö: other accents folded away."""
    spread = word.translate(_LETTERS)
    return spread if spread.isascii() else "".join(_bare(each) for each in spread)


def by_rules(word: str) -> str:
    """The key that the rules alone give of a lower-case word."""
    said = plain(word)
    for pattern, replacement in _SOUNDS:
        said = pattern.sub(replacement, said)
    return _TWICE.sub(r"\1", said.translate(_VOWELS))


@cache
def irregular() -> dict[str, str]:
    """The spellings of ``search/words/names.txt`` → the key of the first on their line."""
    found = {}
    for line in (files("search.words") / "names.txt").read_text("utf-8").splitlines():
        names = [plain(name.lower()) for name in line.partition("#")[0].split()]
        found.update(dict.fromkeys(names, by_rules(names[0])) if names else {})
    return found


def _bare(letter: str) -> str:
    return letter if letter in "åäö" else unicodedata.normalize("NFD", letter)[0]
