"""The values that a field of the query may have: by id, by title, or by the beginning of a word of either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from models.access import Viewer
from models.store.store import Store
from search.words import titles

Titles = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldValues:
    """Titles by id, for each facet type whose values are known; of the others what is typed is the id."""

    of_type: Mapping[str, Titles] = field(default_factory=dict)

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


CLOSED: Final = FieldValues(MappingProxyType({"kind": titles.KINDS, "method": titles.METHODS}))
"""The types whose values are the same in every installation."""


def known_values(viewer: Viewer, store: Store) -> FieldValues:
    """The closed ones, and the owners whom the viewer may read with their sources."""
    sources = [source.name for source in store.sources.all() if source.owner in viewer.owners]
    own = {"source": {name: name for name in sources}, "owner": {name: name for name in sorted(viewer.owners)}}
    return FieldValues({**CLOSED.of_type, **own})
