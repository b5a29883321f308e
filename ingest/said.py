"""What the list beside the files says, put where the naming step finds it; and which of its lines met no file."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.intake import shown
from ingest.metadata import Metadata
from models.store.store import Store


class Said:
    """The list of one run. Ask :meth:`keep` for each path that is taken in, before its document is read."""

    def __init__(self, store: Store, metadata: Metadata) -> None:
        self._store, self._metadata = store, metadata
        self._seen: set[str] = set()
        self._kept: set[str] = set()

    def keep(self, path: Path, document: str | None) -> bool:
        """Whether something new is said of the document. Of equal files in one run the first one's line counts."""
        said = self._metadata.of(path)
        if said is None:
            return False
        self._seen.add(os.path.abspath(path))
        if document is None or document in self._kept:
            return False
        self._kept.add(document)
        return self._store.given.keep(document, said)

    def unseen(self) -> list[str]:
        """The paths of the list that were not taken in: a misspelt one must not pass in silence."""
        return [shown(Path(path)) for path in self._metadata.said if path not in self._seen]
