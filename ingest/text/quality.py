"""How far a text layer can be trusted, 0–1, from the shape of its words; cheap enough for every page.

Peers ask only whether a page has characters, and let garble pass. We ask what share of the characters
are in words that could be words, whether letters follow each other as they do in a language, whether å, ä and ö are
there where the words are Swedish, and whether the letters stand apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

from ingest.text.languages import is_foreign_prose, share_of_swedish
from ingest.text.letter_pairs import fit
from ingest.text.swedish_words import in_dictionary

_CONSONANT_RUN: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{7}", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouyåäöéüæøáàèêëíóôúîïâûœ]", re.IGNORECASE)
_MIXED_CASE: Final = re.compile(r"[a-zåäö][A-ZÅÄÖ]{1,}[a-zåäö]|[a-zåäö][0-9]+[a-zåäö]")
_LEADERS: Final = re.compile(r"[._…\-]{4,}")  # dots between a heading and its page number, often glued to both
_FIT: Final = (0.62, 0.72)  # of letter pairs (letter_pairs.py): shifted letters below, languages above
_NO_LANGUAGE: Final = 0.3  # what is left where letters follow each other as in no language
_PROSE: Final = (60, 0.08, 2)  # words, share of common Swedish ones, and "och", from which å, ä and ö must be there
_DOTTED: Final = 0.006  # of the letters; Swedish has 0.05–0.06
_WITHOUT_DOTS: Final = 0.4  # what is left where they are not
_MOSTLY: Final = 0.6
_ENOUGH_LETTERS: Final = 30
_ONE_SCRIPT: Final = 0.7  # of the foreign letters: a Russian page may have some Greek
# Rows of Unicode that belong with another: Arabic as it is drawn, Ethiopic (Tigrinya) and Greek of two rows.
_ROWS: Final = {0xFB: 0x06, 0xFC: 0x06, 0xFD: 0x06, 0xFE: 0x06, 0x13: 0x12, 0x1F: 0x03}


def score(text: str) -> float:
    """The quality of ``text``, 0 (garble) to 1 (fine). An empty text has 0."""
    tokens = _LEADERS.sub(" ", text).split()
    if not tokens:
        return 0.0
    total = sum(map(len, tokens))
    plausible = sum(len(token) for token in tokens if is_plausible(token)) / total
    spaced = _letter_spaced(tokens)
    return round(max(0.0, plausible * _language_factor(tokens) * _script_factor(text) * (1.0 - spaced)), 3)


def is_plausible(token: str) -> bool:
    """Could this be a word, a number or an identifier of some language, rather than garble?"""
    token = _LEADERS.sub("", token) if len(token) > 4 else token
    letters = [character for character in token if character.isalpha()]
    if not (token.isascii() and token.isprintable()) and any(map(_is_foreign_matter, token)):
        return len(token) == 1 and _is_bullet(token)
    if not letters:
        digits = sum(character.isdigit() for character in token)
        return len(token) < 4 or 2 * digits >= len(token) or len(set(token)) <= 2
    if any(ord(letter) > 0x24F for letter in letters):  # another script: not ours to judge, unless scripts are mixed
        return not _is_mixed(letters)
    return _is_latin_plausible(token, letters)


def _is_mixed(letters: list[str]) -> bool:
    rows = [_row(ord(letter)) for letter in letters]
    foreign = sum(row > 0 for row in rows)
    return len(set(rows)) > 2 or (foreign > 1 and 0 in rows)


def _row(code: int) -> int:
    """Where a letter stands in Unicode, roughly its script: 0 for Latin; Chinese, Japanese and Korean as one."""
    if code <= 0x2AF or 0x1E00 <= code <= 0x1EFF:
        return 0
    row = code >> 8
    return 0x30 if 0x2E <= row <= 0xD7 else _ROWS.get(row, row)


def _is_latin_plausible(token: str, letters: list[str]) -> bool:
    count = len(letters)
    has_digit = any(character.isdigit() for character in token)
    if count < 0.5 * len(token) and not has_digit:
        return False
    if count > 3 and sum(letter > "\x7f" for letter in letters) > _MOSTLY * count:
        return False
    if count < 4 or token.isupper() or has_digit:
        return not _MIXED_CASE.search(token) or count < 4 or "-" in token
    return bool(_VOWEL.search(token)) and not _CONSONANT_RUN.search(token) and len(_MIXED_CASE.findall(token)) < 2


def _is_foreign_matter(character: str) -> bool:
    return unicodedata.category(character) in {"Co", "Cn", "Cc", "Cs"} or character == "\ufffd"


def _is_bullet(token: str) -> bool:
    return "\uf020" <= token <= "\uf0ff"  # Symbol and Wingdings, used as list marks


def _language_factor(tokens: list[str]) -> float:
    """1.0 where letters stand as in a language or there is too little to tell; less where they do not."""
    words = [token.strip(".,;:()\"'”").lower() for token in tokens]
    words = [word for word in words if word.isalpha()]
    if 5 * sum(ord(word[0]) > 0x24F for word in words) > len(words) > 0:
        return 1.0
    if _lacks_dots(words):
        return _WITHOUT_DOTS
    found = fit(" ".join(tokens).lower())
    if found is None:
        return 1.0
    low, high = _FIT
    return _NO_LANGUAGE + (1.0 - _NO_LANGUAGE) * max(0.0, min(1.0, (found - low) / (high - low)))


def _script_factor(text: str) -> float:
    """1.0 where foreign letters are of one script, as on a page in another language; less where they are of many."""
    rows = Counter(_row(ord(letter)) for letter in text if letter > "\u024f" and letter.isalpha())
    rows.pop(0, None)
    if rows.total() < _ENOUGH_LETTERS:
        return 1.0
    main = rows.most_common(1)[0][1] / rows.total()
    return 1.0 if main >= _ONE_SCRIPT else main / 2


def _lacks_dots(words: list[str]) -> bool:
    """Swedish prose without å, ä and ö: the font or the code lost them."""
    if len(words) < _PROSE[0] or words.count("och") < _PROSE[2] or share_of_swedish(words) < _PROSE[1]:
        return False
    letters = "".join(words)
    return sum(letters.count(letter) for letter in "åäö") < _DOTTED * len(letters)


def _letter_spaced(tokens: list[str]) -> float:
    """The share of words that are one letter, above what a language has; "T j ä n s t e" gives nearly 1."""
    words = [token for token in tokens if token[0].isalpha()]
    if len(words) < 20:
        return 0.0
    share = sum(len(word) == 1 for word in words) / len(words)
    return share if share > 0.35 else 0.0


_LANGUAGES: Final = ("sv", "en")


def known_share(text: str) -> float:
    """The share of the longer words that a dictionary knows; 1.0 where there are few, or they are of another language.

    Loads simplemma's Swedish and English (0.7 s once): asked only where a text lies over a picture of the page.
    """
    words = [word.lower() for word in re.findall(r"[^\W\d_]{4,}", text)][:600]
    words = [word for word in words if ord(word[0]) <= 0x24F]
    if len(words) < 12 or is_foreign_prose([word.lower() for word in re.findall(r"[^\W\d_]+", text)]):
        return 1.0
    return sum(in_dictionary(word, _LANGUAGES) for word in words) / len(words)
