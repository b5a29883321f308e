"""What simplemma's word list says of a Swedish word, unmended: its base form, and whether the list has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

_KEPT: Final = 262_144


@lru_cache(maxsize=_KEPT)
def base(word: str) -> str:
    """The base form that simplemma 2.0 gives, greedy, in lower case."""
    from simplemma import lemmatize

    return str(lemmatize(word, lang="sv", greedy=True)).lower()


def is_listed(word: str) -> bool:
    """Whether the list has the form, in lower case or as a name."""
    found = _list()
    return found.get(word) is not None or found.get(word.capitalize()) is not None


def is_common(word: str) -> bool:
    """Whether the list has the form in lower case."""
    return _list().get(word) is not None


@cache
def _list() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    listed: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv")
    return listed
