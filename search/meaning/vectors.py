"""Where vectors lie: the Protocol that the file beside the index and OpenSearch both meet.

The contract suite is ``tests/contracts/vectors_contract.py``. Vectors outlive a rebuilding of the index: they are of
pages' texts, and take hours to make.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.meaning.passages import Place

Vector: TypeAlias = NDArray[np.float32]
"""Shape (dimensions,), of length 1."""
Matrix: TypeAlias = NDArray[np.float32]
"""Shape (passages, dimensions), each row of length 1."""

Allowed: TypeAlias = Mapping[str, frozenset[str] | None]
"""By owner, the documents that may be found; None: all of them."""

Withheld: TypeAlias = Mapping[str, frozenset[int]]
"""By document, the pages of which nothing may be found; among them :data:`WHOLE` for nothing of it at all."""
WHOLE: Final = 0


@dataclass(frozen=True, slots=True)
class Closest:
    """A document by its passage that lies nearest. ``likeness`` is the cosine of the angle between the two."""

    document: str
    owner: str
    place: Place
    likeness: float


NOTHING: Final[Withheld] = MappingProxyType({})


class Vectors(Protocol):
    """Every method raises :class:`models.errors.IndexUnavailableError` where the vectors cannot be reached.

    Nothing of one owner is asked or reckoned with where another is asked for.
    """

    def embedder(self, owner: str) -> str:
        """What made the owner's vectors (:attr:`search.meaning.embedder.Embedder.identity`); empty where there are
        none. Called before each search, and by ``status``."""

    def finished(self, owner: str, documents: Collection[str] | None = None) -> Mapping[str, str]:
        """The documents all of whose passages have vectors, each with its
        :func:`search.meaning.passages.whole_digest`; of these documents, or of all. Called by ``samsyn embed`` and
        the outbox drain."""

    def held(self, owner: str, document: str) -> frozenset[Place]:
        """The passages of a document that have vectors. Called by ``samsyn embed``, which goes on from there."""

    def begin(self, owner: str, embedder: str, dimensions: int) -> None:
        """Make ready for this embedder's vectors. What another made of the owner's documents is dropped: two do not go
        together. Called by ``samsyn embed`` before the two below."""

    def add(self, owner: str, document: str, places: Sequence[Place], vectors: Matrix) -> None:
        """Keep these passages' vectors, on the disk when this returns."""

    def finish(self, owner: str, document: str, whole: str) -> None:
        """Say that all of a document's passages have vectors, if it has any."""

    def keep(self, owner: str, document: str, places: Collection[Place], whole: str) -> None:
        """Drop the document's vectors of other passages than these: it reads otherwise now. It is unfinished unless
        it was finished as ``whole``. Called by the outbox drain; an unknown document is no error."""

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        """Drop all of these documents; unknown ids are no error. Called by the outbox drain."""

    def scrub(self, owner: str) -> None:
        """Leave no byte of what was deleted in the files. Called by ``ingest/erasing.py``."""

    def nearest(self, query: Vector, allowed: Allowed, limit: int, withheld: Withheld = NOTHING) -> tuple[Closest, ...]:
        """The documents whose nearest passage lies nearest, best first, then by id; by exact reckoning over all.

        Owners that ``allowed`` does not name are not asked. Passages that are ``withheld`` are as if there were none.
        """

    def close(self) -> None:
        """Let go of files and connections."""
