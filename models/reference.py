"""A reference (*hänvisning*): what one document says of one thing; what ties references, and what keeps them apart.

All mentions of one thing in one document share one reference. References of an owner's documents that share a *key*
are of one entity (:mod:`models.joining`), unless their *marks* differ: nobody has two personnummer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.mention import Label

CERTAIN: Final = 0.95
"""The least strength of a key that ties by rule. Weaker ones make suggestions."""
NUMBER: Final = 1.0
"""The strength of a number that only one can have, and of an exact value: above every mark but another number."""
JUDGED: Final = 2.0
"""The strength of a person's judgement: above every mark."""
LOOKUP: Final = 0.0
"""The strength of a key by which a name is only looked up."""
FORM: Final = "form"
"""The kind of key that is a way of writing the name."""
VALUE: Final = "value"
"""The kind of key that is the exact value."""
ONE_NUMBER: Final = "number"
"""The mark that is a personnummer or an organisationsnummer."""
QUANTITIES: Final = frozenset({Label.DATE, Label.TIME, Label.AMOUNT})
"""Labels of values that are no things: they have no references, and one entity a value."""
_INITIAL: Final = re.compile(r"\w\.?")


@dataclass(frozen=True, slots=True)
class Key:
    """What ties: equal ``text`` of one label within an owner is one entity, with this confidence (``strength``).

    ``kind`` is its reason in a word, such as ``personnummer`` or ``name+case``.
    """

    kind: str
    text: str
    strength: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What an entity has one of: two references whose marks of one ``kind`` differ are not joined by rule."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What one document says of one thing.

    ``value`` is the fullest name or the number in the document, ``aliases`` the other forms there; ``mentions`` are
    where it is named (page, start), of which the first is its anchor.
    """

    label: Label
    value: str
    mentions: tuple[tuple[int, int], ...]
    aliases: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptReference:
    """A reference as the register has it: its ``id`` stays when the document is read again and says the same."""

    id: str
    owner: str
    document: str
    label: Label
    value: str
    aliases: tuple[str, ...]
    entity: str
    page: int
    start: int


def plain(label: Label, value: str, mentions: tuple[tuple[int, int], ...]) -> Reference:
    """The reference of an exact value: equal values are one entity."""
    return Reference(label, value, mentions, keys=(Key(VALUE, value, NUMBER),))


def is_fuller(label: Label, new: str, old: str) -> bool:
    """Whether ``new`` says more of who or what it is than ``old``: the name to show is the fullest."""
    if label is Label.PERSON:
        return _weight(new) > _weight(old)
    if label is Label.ADDRESS:
        return len(new) > len(old) and new.startswith(old)
    return label is Label.ORG and _has_form(new) and not _has_form(old)


def rank(label: Label, name: str) -> tuple[int, ...]:
    """How much a name says: the more, the greater. Names of one rank say as much as each other."""
    if label is Label.PERSON:
        return _weight(name)
    if label is Label.ADDRESS:
        return (len(name.split()),)
    return (int(label is Label.ORG and _has_form(name)),)


def fullest(label: Label, times: Mapping[str, int]) -> str:
    """Of the names of one entity, with how often each is used, the one to call it by: the fullest, then the commonest.

    It does not depend on the order in which they came. Raises ``ValueError`` where there is none.
    """
    return min(times, key=lambda name: ([-part for part in rank(label, name)], -times[name], name))


def _weight(name: str) -> tuple[int, int]:
    """How many names are written out, halves of double ones too, then how many there are."""
    words = name.replace("-", " ").split()
    return sum(_INITIAL.fullmatch(word) is None for word in words), len(words)


def _has_form(name: str) -> bool:
    return re.search(r"(?:^|\s)(?:AB|HB|KB|[Ee]k\.? ?för\.?|[Ee]konomisk förening|Brf)(?:\s|$)", name) is not None
