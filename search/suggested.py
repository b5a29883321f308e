"""Who might be the same, by owner, the likeliest first, with the reasons; without what somebody dismissed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from models.access import Purpose, Viewer
from models.judgement import Act
from models.mention import Entity
from models.store.candidate import Candidate, Suggestion
from models.store.candidate_reading import ranked
from models.store.store import Store
from models.store.suggestions import not_parted
from search.entity_places import record_look


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
    found = list(islice(in_order(viewer, store, limit, entity), limit))
    record_look(viewer, purpose, store, entity, suggestions=len(found))
    return found


def in_order(viewer: Viewer, store: Store, at_once: int, entity: str = "") -> Iterator[Suggested]:
    """The same, one by one, the likeliest first; named so many at a time. Whoever asks writes the event."""
    waiting, owners = _waiting(viewer, store, entity), sorted(viewer.owners)
    while wanted := list(islice(waiting, at_once)):
        with store.database.read() as connection:
            some = not_parted(connection, owners, wanted, viewer)
        names = store.entities.names(viewer, [id for each in some for _, id in each.both])
        for owner, each, _ in some:
            if each.left in names and each.right in names:
                yield _suggested(owner, each, names)


def _waiting(viewer: Viewer, store: Store, entity: str) -> Iterator[Candidate]:
    """Those that nobody has dismissed, the likeliest first, before it is asked what parts them."""
    judged = store.judgements.standing(viewer, Act.DISMISS)
    dismissed = {(each.owner, frozenset((each.entity, each.other))) for each in judged}
    for each in ranked(store.database.read, viewer.owners, viewer, entity):
        if (each.owner, frozenset((each.suggestion.left, each.suggestion.right))) not in dismissed:
            yield each


def _suggested(owner: str, each: Suggestion, names: dict[str, Entity]) -> Suggested:
    return Suggested(owner, names[each.left], names[each.right], each.confidence, tuple(each.reasons))
