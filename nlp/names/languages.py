"""Menus of languages (*språkval*): ``English | Suomi | Davvisámegiella`` on a web page are no persons and no places.

A mention that is nothing but a language's name is dropped where its neighbours are names of languages too; alone, the
word may be a person's (English) or a country's (Suomi). What is written without a letter of the Latin script is dropped
as well: the models never saw such names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from nlp.candidate import Candidate
from nlp.tables import words

_LONGEST: Final = 3
"""Words of a language's name that are tried."""
_MENU: Final = 3
"""Different languages that follow on one another for it to be a menu."""
_STEPS: Final = 4
"""Neighbours that are looked at each way: menus say ``Polski (polska)``."""
_BETWEEN: Final = r"[\s/|•·,;()\[\]>–—*\u200e\u200f-]"
_BEFORE: Final = re.compile(rf"(\S+){_BETWEEN}*\Z")
_AFTER: Final = re.compile(rf"{_BETWEEN}*(\S+)")
_EDGE: Final = "/|•·,;()[]>–—*\u200e\u200f-:."
_REACH: Final = 60
"""Code points that are looked at for each neighbour."""


def without_menus(text: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that are no language in a menu and have a letter that we read."""
    for one in found:
        written = text[one.start : one.end]
        if _is_latin(written) and not (_are_languages(written) and _in_menu(text, one.start, one.end)):
            yield one


def _is_latin(written: str) -> bool:
    """Whether a letter is Latin, or none is a letter at all (``1177``)."""
    letters = [character for character in written if character.isalpha()]
    return not letters or any(one.isascii() or "LATIN" in unicodedata.name(one, "") for one in letters)


def _are_languages(written: str) -> bool:
    """Whether it is one language's name, or several with marks or lines between (``Arabiska/Farsi``)."""
    return all(map(_is_language, _parts(written)))


def _parts(written: str) -> list[str]:
    return [part.strip() for part in re.split(r"[/|•·,;()\n\t]+", written) if part.strip()] or [written]


def _in_menu(text: str, start: int, end: int) -> bool:
    own = {part.casefold() for part in _parts(text[start:end])}
    return len(own.union(_walk(text, start, forward=False), _walk(text, end, forward=True))) >= _MENU


def _walk(text: str, place: int, *, forward: bool) -> Iterator[str]:
    """The languages that follow on one another from ``place`` on."""
    for _ in range(_STEPS):
        step = _next(text, place, forward)
        if step is None:
            return
        place, name = step
        yield name


def _next(text: str, place: int, forward: bool) -> tuple[int, str] | None:
    """Where the language beside ``place`` ends (or begins), and its name; None for any other word."""
    edge = place
    names: list[str] = []
    for _ in range(_LONGEST):
        match = (
            _AFTER.match(text, edge, edge + _REACH) if forward else _BEFORE.search(text, max(0, edge - _REACH), edge)
        )
        if match is None:
            return None
        edge = match.end(1) if forward else match.start(1)
        names = [*names, match[1].strip(_EDGE)] if forward else [match[1].strip(_EDGE), *names]
        name = " ".join(names)
        for part in (name, re.split(r"[/|,]", name)[0 if forward else -1]):
            if _is_language(part):
                return edge, part.casefold()
    return None


def _is_language(name: str) -> bool:
    return unicodedata.normalize("NFC", name).casefold() in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", name).casefold() for name in words("languages"))
