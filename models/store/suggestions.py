"""Who may be the same: entities of an owner that share a key too weak to join them, or one that others have too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from typing import Final

from sqlalchemy import Connection

from models.access import Viewer
from models.store.candidate import Candidate, Suggestion, Who
from models.store.candidate_reading import ranked
from models.store.suggestion_ground import SuggestionGround
from models.store.suggestion_marks import Marks, marks_of

_WHOLE_NAMES: Final = frozenset({"name", "spelling", "nickname or double name"})
"""Kinds of keys that are made of more than an initial and a surname."""


def suggestions(
    connection: Connection, owner: str, limit: int = 100, viewer: Viewer | None = None, about: str = ""
) -> list[Suggestion]:
    """The owner's suggestions, the likeliest first. Two that a number or a person keeps apart are never suggested.

    With a viewer, by what the documents say of which nothing is kept from them or covered.
    """
    return suggestions_of(connection, [owner], limit, viewer, about)[owner]


def suggestions_of(
    connection: Connection, owners: Collection[str], limit: int, viewer: Viewer | None = None, about: str = ""
) -> dict[str, list[Suggestion]]:
    """By owner the same, of several in one look. ``limit``: of each."""
    told: dict[str, list[Suggestion]] = {owner: [] for owner in owners}
    every = list(ranked(lambda: nullcontext(connection), owners, viewer, about))
    for each in not_parted(connection, owners, every, viewer):
        told[each.owner].append(each.suggestion)
    return {owner: some[:limit] for owner, some in told.items()}


def not_parted(
    connection: Connection, owners: Collection[str], some: Sequence[Candidate], viewer: Viewer | None = None
) -> list[Candidate]:
    """Those of the candidates whom nothing parts, in their order."""
    marks = marks_of(SuggestionGround(connection, owners, viewer), {who for each in some for who in each.both})
    return [each for each in some if not _differ(marks, *each.both, each.kinds)]


def _differ(marks: Marks, left: Who, right: Who, reasons: Collection[str]) -> bool:
    """Whether something parts them. Two given names do, unless the names as wholes sound alike or one is a pet name."""
    ours, theirs = marks.get(left, {}), marks.get(right, {})
    kinds = {kind for kind in ours.keys() & theirs.keys() if not ours[kind] & theirs[kind]}
    return bool(kinds - {"given"}) or ("given" in kinds and _WHOLE_NAMES.isdisjoint(reasons))
