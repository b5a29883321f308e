"""Whether a search by meaning can be made: an embedder, and vectors that it made, of the owners that are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.access import Viewer
from models.errors import IndexUnavailableError, InvalidSettingError
from models.settings import Settings
from search.hint import Hint
from search.meaning.embedder import Embedder, open_embedder
from search.meaning.opening import open_vectors
from search.meaning.vectors import Vectors

NO_EMBEDDER, NO_VECTORS, OUTDATED, UNREACHED = (
    "meaning_embedder",
    "meaning_vectors",
    "meaning_outdated",
    "meaning_unreached",
)
"""Hints (``search/words/hints.py``): why there is no search by meaning."""


@dataclass(frozen=True, slots=True)
class Ready:
    """``owners``: those whose vectors the embedder in force made."""

    embedder: Embedder
    vectors: Vectors
    owners: frozenset[str]


def readiness(settings: Settings, owners: Iterable[str]) -> Ready | Hint:
    """What to search these owners' documents with by meaning, or why that cannot be done."""
    try:
        embedder = open_embedder(settings)
        identity = embedder.identity if embedder is not None else ""
    except InvalidSettingError:  # `samsyn status` and `samsyn embed` tell it; words can be searched all the same
        embedder = None
    if embedder is None:
        return Hint(NO_EMBEDDER)
    try:
        vectors = open_vectors(settings)
        made = {owner: vectors.embedder(owner) for owner in owners}
    except IndexUnavailableError:
        return Hint(UNREACHED)
    current = frozenset(owner for owner, by in made.items() if by == identity)
    if not current:
        return Hint(OUTDATED if any(made.values()) else NO_VECTORS)
    return Ready(embedder, vectors, current)


def is_ready(viewer: Viewer, settings: Settings) -> bool:
    """Whether this viewer can search by meaning: what the front end and the command line go by where nobody chose."""
    return isinstance(readiness(settings, viewer.owners), Ready)
