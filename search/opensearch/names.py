"""What an owner's indices and aliases are called."""

from __future__ import annotations

from dataclasses import dataclass

from search.owner_slug import owner_slug


@dataclass(frozen=True, slots=True)
class Names:
    """``docs`` and ``pages`` are the aliases of the version in use; a version that is being built has its own two."""

    prefix: str
    owner: str

    @property
    def docs(self) -> str:
        return f"{self._stem}-docs"

    @property
    def pages(self) -> str:
        return f"{self._stem}-pages"

    @property
    def docs_building(self) -> str:
        return f"{self.docs}-building"

    @property
    def pages_building(self) -> str:
        return f"{self.pages}-building"

    def docs_version(self, number: int) -> str:
        return f"{self.docs}-v{number}"

    def pages_version(self, number: int) -> str:
        return f"{self.pages}-v{number}"

    @property
    def docs_versions(self) -> str:
        """A pattern: the indices of documents of every version."""
        return f"{self.docs}-v*"

    @property
    def versions(self) -> str:
        """A pattern: the indices of every version."""
        return f"{self.docs_versions},{self.pages}-v*"

    def number(self, index: str) -> int:
        """The version number in the name of an index."""
        return int(index.rpartition("-v")[2])

    @property
    def _stem(self) -> str:
        return f"{self.prefix}-{owner_slug(self.owner)}"
