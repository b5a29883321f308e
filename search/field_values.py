"""The values that a field of the query may have: by id, by title, or by the beginning of a word of either."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from models.access import Viewer
from models.store.store import Store
from search.typed_dates import span_of
from search.words import titles

Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldValues:
    """Titles by id, for each facet type whose values are known. ``named`` tells the ids of the entities that are
    called so, by label and normal form; of other types what is typed is the id."""

    of_type: Mapping[str, Titles] = field(default_factory=dict)
    named: Callable[[str, str], tuple[str, ...]] | None = field(default=None, compare=False)

    def knows(self, type: str) -> bool:
        return type in self.of_type

    def is_whole(self, type: str, text: str) -> bool:
        """Whether a value is or is called just so."""
        known = self.of_type.get(type, {})
        return any(text.casefold() in (id.casefold(), title.casefold()) for id, title in known.items())

    def matching(self, type: str, text: str, *, begins: bool = False) -> tuple[str, ...]:
        """The ids meant by ``text``: those that are or are called just so, else all that begin so; none, if none.

        ``begins``: a star stood after it, so that a whole name does not go before longer ones.
        """
        typed, known = text.strip().casefold(), self.of_type.get(type)
        if type in _ENTITIES:
            return self.named(type, _ENTITIES[type](text.strip())) if self.named is not None else ()
        if known is None:
            return (text.strip(),)
        if not typed:
            return tuple(known) if begins else ()
        names = {id: (id.casefold(), title.casefold()) for id, title in known.items()}
        whole = tuple(id for id, some in names.items() if typed in some)
        if whole and not begins:
            return whole
        return tuple(id for id, some in names.items() if any(_begins(name, typed) for name in some))


def _begins(name: str, typed: str) -> bool:
    """Whether the name, or a word in it, begins so."""
    words = name.replace("-", " ").replace("_", " ").split(" ")
    return name.startswith(typed) or any(word.startswith(typed) for word in words)


def _day_named(text: str) -> str:
    """The normal form of a date as it was typed: of one day in any written form, else as it stands."""
    span = span_of(text)
    day = span[0].since if span is not None and span[0].since == span[0].until else None
    return day.isoformat() if day is not None else text


def _time_named(text: str) -> str:
    """10.15 and 9:05 are 10:15 and 09:05."""
    found = _TIME.fullmatch(text)
    return f"{int(found[1]):02}:{found[2]}" if found else text


_TIME: Final = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d\d)")
_ENTITIES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType({"DATE": _day_named, "TIME": _time_named})
"""The facet types whose values are entities looked for by their normal form."""

CLOSED: Final = FieldValues(
    MappingProxyType(
        {
            "kind": titles.KINDS,
            "method": titles.METHODS,
            "outcome": titles.OUTCOMES,
            "role": titles.ROLES,
            "quality": titles.QUALITIES,
        }
    )
)
"""The types whose values are the same in every installation."""


def known_values(viewer: Viewer, store: Store) -> FieldValues:
    """The closed ones, the owners whom the viewer may read with their sources, and the entities of these."""
    sources = [source.name for source in store.sources.all() if source.owner in viewer.owners]
    own = {"source": {name: name for name in sources}, "owner": {name: name for name in sorted(viewer.owners)}}

    def named(label: str, value: str) -> tuple[str, ...]:
        return tuple(store.entities.find(viewer, label, value))

    return FieldValues({**CLOSED.of_type, **own}, named)
