"""Who might be the same, by owner, the likeliest first, with the reasons; without what somebody dismissed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.access import Purpose, Viewer
from models.judgement import Act
from models.mention import Entity
from models.store.store import Store
from models.store.suggestions import Suggestion, suggestions
from search.entity_places import record_look

_EVERY: Final = 1_000_000  # the store ranks them all anyway


@dataclass(frozen=True, slots=True)
class Suggested:
    """Two entities of an owner that may be one: ``confidence`` (0–1) is too low to join them by rule."""

    owner: str
    left: Entity
    right: Entity
    confidence: float
    reasons: tuple[str, ...]


def suggested(viewer: Viewer, purpose: Purpose, store: Store, *, entity: str = "", limit: int = 50) -> list[Suggested]:
    """The suggestions of the viewer's owners; those with ``entity`` (an id) only, where it is given."""
    found = [each for owner in sorted(viewer.owners) for each in _of(viewer, store, owner, entity, limit)]
    found.sort(key=lambda each: (-each.confidence, each.owner, each.left.id, each.right.id))
    record_look(viewer, purpose, store, entity, suggestions=len(found[:limit]))
    return found[:limit]


def _of(viewer: Viewer, store: Store, owner: str, entity: str, limit: int) -> list[Suggested]:
    dismissed = {
        frozenset((each.entity, each.other))
        for each in store.judgements.standing(viewer, Act.DISMISS)
        if each.owner == owner
    }
    with store.database.read() as connection:
        known = suggestions(connection, owner, _EVERY if entity else limit + len(dismissed), viewer, entity)
    wanted = [
        each
        for each in known
        if frozenset((each.left, each.right)) not in dismissed and (not entity or entity in (each.left, each.right))
    ]
    names = store.entities.names(viewer, [id for each in wanted for id in (each.left, each.right)])
    return [_suggested(owner, each, names) for each in wanted if each.left in names and each.right in names]


def _suggested(owner: str, each: Suggestion, names: dict[str, Entity]) -> Suggested:
    return Suggested(owner, names[each.left], names[each.right], each.confidence, tuple(each.reasons))
