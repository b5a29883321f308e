"""What simplemma's word list says of a Swedish word, unmended: its base form, and whether the list has it."""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache
from typing import Any, Final

WORDS_KEPT: Final = 16_384
"""Words, and pieces of words (each new word has a dozen), that each step of taking one apart remembers: what is common.
What a whole word came to is remembered in search/forms.py."""


@lru_cache(maxsize=WORDS_KEPT)
def base(word: str) -> str:
    """The base form that simplemma 2.0 gives, greedy, in lower case."""
    from simplemma import lemmatize

    return str(lemmatize(word, lang="sv", greedy=True)).lower()


def is_listed(word: str) -> bool:
    """Whether the list has the form, in lower case or as a name."""
    listed = _list()
    return word.encode() in listed or word.capitalize().encode() in listed


def is_common(word: str) -> bool:
    """Whether the list has the form in lower case."""
    return word.encode() in _list()


@cache
def _list() -> Container[bytes]:
    """The list's own keys where simplemma lets us at them: asked a hundred times for each new word of a page, and its
    own way to them, through three calls and a decoded answer, took a third of the analysis."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    listed: Any = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv")
    own: dict[bytes, bytes] | None = getattr(listed, "_dict", None)
    return frozenset(word.encode() for word in listed) if own is None else own
