"""Normal forms of names that a model found, as :mod:`nlp.names.persons` and its neighbours give those of rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from models.mention import Label
from nlp.names import organisations
from nlp.names.lexicon import INITIAL, PARTICLES, cased, is_place, is_surname, without_genitive
from nlp.tables import pairs
from nlp.tables import words as table


def person(written: str) -> str:
    """``ANDERSSON, Britt-Marie`` and ``Britt-Marie Anderssons`` → ``Britt-Marie Andersson``."""
    surname, comma, firsts = _folded(written).partition(", ")
    words = [_as_name(word) for word in (f"{firsts} {surname}" if comma else surname).split()]
    if words:
        words[-1] = without_genitive(words[-1])
    return " ".join(words)


def organisation(written: str) -> str:
    """An authority by its own name (``IVO`` → ``Inspektionen för vård och omsorg``), others with spaces folded."""
    folded = _folded(written)
    for name in (folded, folded.removesuffix(":s"), folded.removesuffix("s")):
        if name in table("authorities"):
            return name
        authority = pairs("abbreviations").get(name)
        if authority is not None:
            return authority
    return organisations.normal_form(folded)


def place(written: str) -> str:
    """``MALMÖ`` and ``Malmös`` → ``Malmö``; a final -s is kept where the place may end in it."""
    name = " ".join(cased(word) for word in _folded(written).split())
    name = name if name[:1].isupper() else name[:1].upper() + name[1:]
    return name[:-1] if name.endswith("s") and is_place(name[:-1]) and not is_place(name) else name


def _folded(written: str) -> str:
    """On one line; a hyphen at a line's end is kept, since names have hyphens."""
    return " ".join(written.replace("-\n", "-").split())


def _as_name(word: str) -> str:
    if word.lower() in PARTICLES and not is_surname(word):
        return word.lower()
    return cased(word) if INITIAL.fullmatch(word) or not word.islower() else cased(word.upper())


FORMS: Final[dict[Label, Callable[[str], str]]] = {Label.PERSON: person, Label.ORG: organisation, Label.LOC: place}
"""By label, for those that find names of all three."""
