"""The base form (*grundform*) of a Swedish word: simplemma, mended by a table and two rules."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from search.words.lemmas import LEMMAS

if TYPE_CHECKING:
    from Stemmer import Stemmer

_WORDS_KEPT: Final = 262_144  # more than the different words of 100,000 pages in one archive


@lru_cache(maxsize=_WORDS_KEPT)
def lemma(word: str) -> str:
    """The base form of a word in lower case. Words that nobody knows are their own base form, or nearly.

    simplemma 2.0, greedy (.915 F1 on inflected forms of Talbanken, see ``docs/quality.md``), is asked after our table.
    """
    if word in LEMMAS:
        return LEMMAS[word]
    found = _dictionary(word)
    if found == word:
        return found
    if _is_noun_base(word, found):
        return word
    return word[:-2] if _is_noun_plural(word, found) else found


@lru_cache(maxsize=_WORDS_KEPT)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word (in lower case, or as a name)."""
    if word in LEMMAS:
        return True
    from simplemma import is_known as known

    return bool(known(word, lang="sv"))


@lru_cache(maxsize=_WORDS_KEPT)
def is_name(word: str) -> bool:
    """Whether the dictionary has this lower-case word only as a name: "stockholm", "andersson"."""
    from simplemma import lemmatize

    return word not in LEMMAS and lemmatize(word, lang="sv")[:1].isupper()


@lru_cache(maxsize=_WORDS_KEPT)
def stem(word: str) -> str:
    """The Snowball stem: for words that the dictionary lacks."""
    return str(_stemmer().stemWord(word))


def _dictionary(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="sv", greedy=True)).lower()


def _is_noun_base(word: str, found: str) -> bool:
    """Whether simplemma took a noun for a verb ("nämnd" for a form of "nämna"): its definite form tells.

    Not words in -r, which mostly are verbs ("kör"), and not what may be a genitive ("läns", "länsen").
    """
    if word.endswith("r") or found == word[:-1] or not found.endswith("a"):
        return False
    return any(is_known(word + ending) and _dictionary(word + ending) == word for ending in ("en", "et"))


def _is_noun_plural(word: str, found: str) -> bool:
    """Whether simplemma took a plural for a verb's present ("båtar" for "båta"): "båtarna" tells."""
    if found != word[:-1] or not word.endswith("ar"):
        return False
    return is_known(word + "na") and _dictionary(word + "na") == word[:-2]


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("swedish", 0)
