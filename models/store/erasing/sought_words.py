"""Whether what somebody keeps holds what only an erased document named: a name, a number, its file's name, its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from models.sought import name_or_number, sought

_SPACE: Final = " "


class SoughtWords:
    """Names and numbers are found in any written form (:mod:`models.sought`), whole. A single word that is no number
    must be all that was written: alone it is many people's."""

    def __init__(self, words: Iterable[str]) -> None:
        plain = {_plain(word) for word in words}
        self._whole = frozenset(plain)
        self._long = [word for word in plain if _is_telling(word)]
        self._forms = frozenset(form for word in self._long if (form := name_or_number(word)))

    def __bool__(self) -> bool:
        return bool(self._whole)

    def are_in(self, said: Any) -> bool:
        """Whether one of them stands in a value of JSON, its keys too."""
        if isinstance(said, str):
            return self._in_text(said)
        if isinstance(said, Mapping):
            return any(self.are_in(each) for pair in said.items() for each in pair)
        if isinstance(said, list | tuple):
            return any(map(self.are_in, said))
        return False

    def _in_text(self, text: str) -> bool:
        plain = _plain(text)
        if plain in self._whole or any(word in plain for word in self._long):
            return True
        return not self._forms.isdisjoint(sought(text))


def _plain(text: str) -> str:
    return _SPACE.join(text.casefold().split())


def _is_telling(word: str) -> bool:
    return _SPACE in word or any(each.isdigit() or each in "@." for each in word)
