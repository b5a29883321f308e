"""What simplemma's word list says of a Swedish word, unmended: its base form, and whether the list has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simplemma.strategies import GreedyDictionaryLookupStrategy

WORDS_KEPT: Final = 16_384
"""Words, and pieces of words (each new word has a dozen), that each step of taking one apart remembers: what is common.
What a whole word came to is remembered in search/forms.py."""


@lru_cache(maxsize=WORDS_KEPT)
def base(word: str) -> str:
    """The base form that simplemma 2.0 gives a word in lower case, greedy, in lower case.

    What is listed is told by the list, as simplemma does it, without the eight ways that it tries one after the other.
    """
    if found := listed_as(word):
        return str(_greedy().get_lemma(found, "sv")).lower()
    from simplemma import lemmatize

    return str(lemmatize(word, lang="sv", greedy=True)).lower()


def listed_as(word: str) -> str:
    """What the list has for the word in lower case, or as a name; empty where it has neither."""
    listed = words()
    found = listed.get(word.encode()) or listed.get(word.capitalize().encode())
    return found.decode() if found else ""


def is_listed(word: str) -> bool:
    """Whether the list has the form, in lower case or as a name."""
    listed = words()
    return word.encode() in listed or word.capitalize().encode() in listed


def is_common(word: str) -> bool:
    """Whether the list has the form in lower case."""
    return word.encode() in words()


@cache
def words() -> Mapping[bytes, bytes]:
    """Form → base form, simplemma's own table where it lets us at it: asked a hundred times for each new word of a
    page, and its own way to it, through three calls and a decoded answer, took a third of the analysis."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    listed: Any = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv")
    own: dict[bytes, bytes] | None = getattr(listed, "_dict", None)
    return {form.encode(): base.encode() for form, base in listed.items()} if own is None else own


@cache
def _greedy() -> GreedyDictionaryLookupStrategy:
    from simplemma.strategies import GreedyDictionaryLookupStrategy

    return GreedyDictionaryLookupStrategy()
