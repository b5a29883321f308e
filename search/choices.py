"""What somebody chose in facets, as ids: labels looked up for the viewer."""

from __future__ import annotations

from models.access import Viewer
from models.store.store import Store
from search.facet import FACETS
from search.index import MISSING
from search.wall import Choices


def resolved(viewer: Viewer, store: Store, choices: Choices) -> dict[str, tuple[str, ...]]:
    """Labels as ids. A type in which nothing was chosen is no choice."""
    return {
        kind: tuple(id for value in values for id in _ids(viewer, store, kind, value))
        for kind, values in choices.items()
        if values
    }


def _ids(viewer: Viewer, store: Store, kind: str, value: str) -> tuple[str, ...]:
    return (MISSING,) if value == MISSING else FACETS[kind].resolve(viewer, store, value)
