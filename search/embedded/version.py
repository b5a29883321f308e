"""A version of an owner's file that is being built beside the one in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from models.errors import IndexUnavailableError
from search.embedded.border import mapped
from search.embedded.folder import Folder
from search.embedded.schema import create, made_by, opened
from search.embedded.writing import add_absent
from search.identity import keys_identity
from search.index import IndexUnit


@dataclass(frozen=True, slots=True)
class EmbeddedVersion:
    """See :class:`search.index.IndexVersion`. What a drain puts in meanwhile goes into both versions."""

    folder: Folder
    owner: str
    number: int

    @classmethod
    def begin(cls, folder: Folder, owner: str) -> EmbeddedVersion:
        """Begin a version, or go on with what an interrupted build of the same analysis left behind; anything else
        that was left is dropped. The caller holds ``folder.alone``.

        There is always one in use beside it, if an empty one: a drain meanwhile never takes the new one for that.
        """
        current = folder.ensured(owner)
        left = [version for version in folder.versions(owner) if version != current]
        number = max([current, *left])
        goes_on = number > current and _is_ours(folder, owner, number)
        for version in left[:-1] if goes_on else left:
            folder.drop(owner, version)
        if not goes_on:
            number += 1
            create(folder.file(owner, number))
        return cls(folder, owner, number)

    def put(self, units: Sequence[IndexUnit]) -> None:
        with mapped(), self.folder.alone(self.owner), opened(self.folder.file(self.owner, self.number)) as connection:
            add_absent(connection, units)

    def documents(self) -> frozenset[str]:
        with mapped(), opened(self.folder.file(self.owner, self.number)) as connection:
            return frozenset(id for (id,) in connection.execute("SELECT id FROM document"))

    def count(self) -> int:
        with mapped(), opened(self.folder.file(self.owner, self.number)) as connection:
            return int(connection.execute("SELECT count(*) FROM document").get)

    def swap(self) -> None:
        with mapped(), self.folder.alone(self.owner):
            if self.number not in self.folder.versions(self.owner):
                raise IndexUnavailableError("En annan ombyggnad av indexet har tagit över")
            old = self.folder.current(self.owner)
            self.folder.use(self.owner, self.number)
            if old not in (0, self.number):
                self.folder.drop(self.owner, old)

    def discard(self) -> None:
        with mapped(), self.folder.alone(self.owner):
            self.folder.drop(self.owner, self.number)


def _is_ours(folder: Folder, owner: str, number: int) -> bool:
    """Whether the file was begun by the analysis in force, and can be read."""
    try:
        with opened(folder.file(owner, number)) as connection:
            return made_by(connection) == keys_identity()
    except apsw.Error:
        return False
