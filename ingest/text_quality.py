"""How far a text layer can be trusted, 0–1, from the shape of its words; cheap enough for every page.

Peers ask only whether a page has characters, and let garble pass. We ask what share of the characters
are in words that could be words, whether the commonest words of the language occur as they must in running text, and
whether the letters stand apart.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The commonest words of Swedish, then of the other languages met in Swedish case files: a running text of more than
# some forty words always holds a good share of them (Zipf); a garbled one holds none.
_COMMON_WORDS: Final = (
    "och i att det som en på är av för med den till inte har de om ett han men var jag från vid så kan nu man "
    "när ska skall eller under enligt sig efter också mot inom samt dessa denna detta ut hade hon vi år upp in "
    "än vara bli över andra mellan där här får finns "
    "the of and to in is that for it as with be by on are this was from or at not "
    "der die und das von zu mit den ist ein eine für auf im dem nicht des "
    "le la les et est un une du dans que pour en au par og af til er ikke ja että ei oli se ovat"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_CONSONANT_RUN: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{7}", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouyåäöéüæøáàèêëíóôúîïâûœ]", re.IGNORECASE)
_MIXED_CASE: Final = re.compile(r"[a-zåäö][A-ZÅÄÖ]{1,}[a-zåäö]|[a-zåäö][0-9]+[a-zåäö]")
_LEADERS: Final = re.compile(r"[._…\-]{4,}")  # dots between a heading and its page number, often glued to both
_ENOUGH_WORDS: Final = 25
_VOWEL_SHARE: Final = (0.32, 0.46)  # of the letters; Swedish pages measured 0.33–0.41, shifted letters mostly 0.2–0.3
_NAMES_ONLY, _NO_LANGUAGE = 0.6, 0.3  # what is left where no common word is found: lists of names have none either
_COMMON_SHARE: Final = 0.06  # Swedish prose has 0.30–0.45, lists of names and figures with headings 0.05–0.2


def score(text: str) -> float:
    """The quality of ``text``, 0 (garble) to 1 (fine). An empty text has 0."""
    tokens = _LEADERS.sub(" ", text).split()
    if not tokens:
        return 0.0
    total = sum(map(len, tokens))
    plausible = sum(len(token) for token in tokens if is_plausible(token)) / total
    spaced = _letter_spaced(tokens)
    return round(max(0.0, plausible * _language_factor(tokens) * (1.0 - spaced)), 3)


def is_plausible(token: str) -> bool:
    """Could this be a word, a number or an identifier of some language, rather than garble?"""
    letters = [character for character in token if character.isalpha()]
    if any(_is_foreign_matter(character) for character in token):
        return len(token) == 1 and _is_bullet(token)
    if not letters:
        digits = sum(character.isdigit() for character in token)
        return len(token) < 4 or 2 * digits >= len(token) or len(set(token)) <= 2
    if any(ord(letter) > 0x24F for letter in letters):  # another script: not ours to judge
        return True
    return _is_latin_plausible(token, len(letters))


def _is_latin_plausible(token: str, letters: int) -> bool:
    if letters < 0.5 * len(token) and not any(character.isdigit() for character in token):
        return False
    if letters < 4 or token.isupper() or any(character.isdigit() for character in token):
        return not _MIXED_CASE.search(token) or letters < 4 or "-" in token
    return bool(_VOWEL.search(token)) and not _CONSONANT_RUN.search(token) and len(_MIXED_CASE.findall(token)) < 2


def _is_foreign_matter(character: str) -> bool:
    return unicodedata.category(character) in {"Co", "Cn", "Cc", "Cs"} or character == "\ufffd"


def _is_bullet(token: str) -> bool:
    return "\uf020" <= token <= "\uf0ff"  # Symbol and Wingdings, used as list marks


def _language_factor(tokens: list[str]) -> float:
    """1.0 where common words occur as they should or there is too little to tell; less where they are missing."""
    words = [token.strip(".,;:()\"'”").lower() for token in tokens]
    words = [word for word in words if word.isalpha()]
    if len(words) < _ENOUGH_WORDS or any(ord(word[0]) > 0x24F for word in words[:200]):
        return 1.0
    share = sum(word in _COMMON for word in words) / len(words)
    least = _NAMES_ONLY if _VOWEL_SHARE[0] <= _vowel_share(words) <= _VOWEL_SHARE[1] else _NO_LANGUAGE
    return min(1.0, least + (1.0 - least) * share / _COMMON_SHARE)


def _vowel_share(words: list[str]) -> float:
    letters = "".join(words)
    return len(_VOWEL.findall(letters)) / len(letters)


def _letter_spaced(tokens: list[str]) -> float:
    """The share of words that are one letter, above what a language has; "T j ä n s t e" gives nearly 1."""
    words = [token for token in tokens if token[0].isalpha()]
    if len(words) < 20:
        return 0.0
    share = sum(len(word) == 1 for word in words) / len(words)
    return share if share > 0.35 else 0.0


def known_share(text: str) -> float:
    """The share of the words of four letters or more that a Swedish dictionary knows; 1.0 where there are few.

    Loads simplemma's dictionary (0.7 s once): asked only where a text lies over a picture of the page.
    """
    words = [word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)][:600]
    if len(words) < 15:
        return 1.0
    import simplemma

    return sum(_is_known(simplemma, word) for word in words) / len(words)


def _is_known(simplemma: object, word: str) -> bool:
    known = simplemma.is_known(word, lang=("sv", "en"))  # type: ignore[attr-defined]
    return bool(known)
