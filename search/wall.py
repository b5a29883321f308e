"""The wall: the one place where it is decided what a search may see. Nothing else makes a :class:`Filter`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from models.access import Viewer
from search.index import Filter

Choices = Mapping[str, tuple[str, ...]]


def make_filter(
    viewer: Viewer,
    include: Choices | None = None,
    exclude: Choices | None = None,
    since: date | None = None,
    until: date | None = None,
    all_of: Iterable[str] = (),
) -> Filter:
    """What the viewer may see, narrowed to what was chosen.

    The owners are always the viewer's and never more: a choice of owner is a choice like any other, so that it can
    only narrow, and so that the owners beside the chosen one keep their counts.
    """
    return Filter(
        owners=viewer.owners,
        include=_filled(include),
        exclude=_filled(exclude),
        since=since,
        until=until,
        all_of=frozenset(all_of),
    )


def _filled(choices: Choices | None) -> Choices:
    """Without the types in which nothing was chosen."""
    return {kind: tuple(dict.fromkeys(ids)) for kind, ids in (choices or {}).items() if ids}


def searched_owners(viewer: Viewer, include: Choices) -> tuple[str, ...]:
    """The owners whose documents a search reached, for the ledger."""
    chosen = include.get("owner")
    return tuple(sorted(viewer.owners & frozenset(chosen) if chosen else viewer.owners))
