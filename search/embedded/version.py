"""A version of an owner's file that is being built beside the one in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import IndexUnavailableError
from search.embedded.border import mapped
from search.embedded.folder import Folder
from search.embedded.schema import create, opened
from search.embedded.writing import add_absent
from search.index import IndexUnit


@dataclass(frozen=True, slots=True)
class EmbeddedVersion:
    """See :class:`search.index.IndexVersion`. What a drain puts in meanwhile goes into both versions."""

    folder: Folder
    owner: str
    number: int

    @classmethod
    def begin(cls, folder: Folder, owner: str) -> EmbeddedVersion:
        """Begin a version; what an interrupted reindex left behind is dropped. The caller holds ``folder.alone``.

        There is always one in use beside it, if an empty one: a drain meanwhile never takes the new one for that.
        """
        current = folder.ensured(owner)
        left = [version for version in folder.versions(owner) if version != current]
        for version in left:
            folder.drop(owner, version)
        number = max([current, *left]) + 1
        create(folder.file(owner, number))
        return cls(folder, owner, number)

    def put(self, units: Sequence[IndexUnit]) -> None:
        with mapped(), self.folder.alone(self.owner), opened(self.folder.file(self.owner, self.number)) as connection:
            add_absent(connection, units)

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
