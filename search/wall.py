"""The wall: the one place where it is decided what a search may see. Nothing else makes a :class:`Filter`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from models.access import Viewer, is_cleared
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
    return replace(
        open_filter(viewer),
        include=_filled(include),
        exclude=_filled(exclude),
        since=since,
        until=until,
        all_of=frozenset(all_of),
    )


def open_filter(viewer: Viewer) -> Filter:
    """All that the viewer may see, and nothing chosen."""
    return Filter(
        owners=viewer.owners,
        groups=viewer.groups,
        officer_of=viewer.officer_of,
        shared=viewer.shared,
    )


def unchosen(filter: Filter) -> Filter:
    """The same wall with nothing chosen: what counts and words of a whole archive are asked behind."""
    return open_filter(_viewer(filter))


def is_open(filter: Filter, owner: str, needs: Iterable[str], lacks: Iterable[str] = ()) -> bool:
    """Whether the wall lets its viewer at what the owner keeps for those in all of the groups that it ``needs``, who
    are in none of those that it ``lacks``: the rule is :func:`models.access.may_read`'s."""
    if owner not in filter.owners:
        return False
    viewer = _viewer(filter)
    return all(is_cleared(viewer, owner, each) for each in needs) and not any(
        is_cleared(viewer, owner, each) for each in lacks
    )


def _viewer(filter: Filter) -> Viewer:
    """Somebody behind just this wall."""
    return Viewer("", filter.owners, officer_of=filter.officer_of, groups=filter.groups, shared=filter.shared)


def _filled(choices: Choices | None) -> Choices:
    """Without the types in which nothing was chosen."""
    return {kind: tuple(dict.fromkeys(ids)) for kind, ids in (choices or {}).items() if ids}


def searched_owners(viewer: Viewer, include: Choices) -> tuple[str, ...]:
    """The owners whose documents a search reached, for the ledger."""
    chosen = include.get("owner")
    return tuple(sorted(viewer.owners & frozenset(chosen) if chosen else viewer.owners))
