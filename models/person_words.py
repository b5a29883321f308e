"""What a word can be of one person's name: letter by letter, with a genitive s, or as it may have been misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Flag, auto
from typing import Final

from models.protected import PARTICLES, bare, normal

_DIGITS_FOR_LETTERS: Final = str.maketrans("01|!5863", "ollisbbe")
_CONFUSED: Final = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))
_LIKE: Final = str.maketrans("jlítçéèüq", "iiitceeug")
_LONG: Final = 5  # letters of a word of which one may be wrong
_REMEMBERED: Final = 100_000  # words


class Role(Flag):
    """What a word can be of the person's name."""

    NONE = 0
    GIVEN = auto()
    SURNAME = auto()
    TOGETHER = auto()  # both in one word, as in file names
    MISREAD = auto()  # not letter by letter


class NameWords:
    """Of one person, by the words of given names and surnames."""

    def __init__(self, given: Sequence[str], surnames: Sequence[str]) -> None:
        first = _words(given)
        last = [word for word in _words(surnames) if word not in PARTICLES]
        self.initials = frozenset(word[0] for word in first)
        self._known: dict[str, Role] = {}
        for role, words in ((Role.GIVEN, first), (Role.SURNAME, last)):
            for word in words:
                self._know(word, role)
        for one in first:
            for other in last:
                self._know(one + other, Role.TOGETHER)
                self._know(other + one, Role.TOGETHER)
        self._alike = {_skeleton(word): role for word, role in self._known.items()}
        self._wrong = self._one_wrong()
        self._looked: dict[str, Role] = {}

    def __bool__(self) -> bool:
        return bool(self._known)

    def is_own(self, word: str) -> bool:
        """Whether the word is of the person's name, letter by letter or with a genitive s."""
        role = self.role(word)
        return bool(role) and Role.MISREAD not in role

    def _know(self, word: str, role: Role) -> None:
        for form in {word, bare(word)}:
            self._known[form] = self._known.get(form, Role.NONE) | role

    def _one_wrong(self) -> dict[str, Role]:
        """Each long word of the name without one of its letters: another with the same has one letter wrong."""
        found: dict[str, Role] = {}
        for word, role in self._known.items():
            if len(word) >= _LONG and Role.TOGETHER not in role:
                for form in {word, *_shorter(word)}:
                    found[form] = found.get(form, Role.NONE) | role
        return found

    def role(self, word: str) -> Role:
        """What the word is; NONE of one that is not the person's."""
        known = self._looked.get(word)
        if known is None:
            if len(self._looked) > _REMEMBERED:
                self._looked.clear()
            known = self._looked[word] = self._worked_out(word)
        return known

    def _worked_out(self, word: str) -> Role:
        if word.isdecimal():
            return Role.NONE
        letters = normal(word)
        read = normal(word.casefold().translate(_DIGITS_FOR_LETTERS)) if _has_signs(word) else letters
        forms = [form for each in dict.fromkeys((letters, bare(letters))) for form in (each, each.removesuffix("s"))]
        exact = next((role for form in forms if (role := self._known.get(form))), Role.NONE)
        if exact and not _has_signs(word):
            return exact
        forms = [form for each in dict.fromkeys((read, bare(read))) for form in (each, each.removesuffix("s")) if form]
        role = next((role for form in forms if (role := self._known.get(form))), Role.NONE)
        role = role or next((role for form in forms if (role := self._alike.get(_skeleton(form)))), Role.NONE)
        if not role and len(read) >= _LONG:
            near = (role for form in forms for each in (form, *_shorter(form)) if (role := self._wrong.get(each)))
            role = next(near, Role.NONE)
        return role | Role.MISREAD if role else Role.NONE


def _words(names: Sequence[str]) -> list[str]:
    return [word for name in names for each in re.findall(r"[^\W\d_]+", name) if len(word := normal(each)) > 1]


def _has_signs(word: str) -> bool:
    return any(not each.isalpha() for each in word)


def _skeleton(word: str) -> str:
    """The word as it looks: what OCR takes for each other is the same."""
    for one, other in _CONFUSED:
        word = word.replace(one, other)
    return bare(word).translate(_LIKE)


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
