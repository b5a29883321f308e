"""Which libraries of others a browser runs (``libraries.toml``), and where set-up puts them. Standard library only."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("libraries.toml")
FOLDER: Final = Path(sys.prefix) / "share" / "samsyn" / "browser"
"""Outside the source tree: nothing of others lies in the repository. ``deploy/browser.py`` fills it."""


@dataclass(frozen=True, slots=True)
class Library:
    """A package of the npm registry, in one version. ``files``: the name here, by the path in its tarball."""

    name: str
    version: str
    licence: str
    integrity: str
    files: Mapping[str, str]
    served: bool
    """Whether pages use it; the others are there for tests alone."""

    @property
    def tarball(self) -> str:
        """Its path at a registry."""
        return f"{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"


def libraries(file: Path = LIST) -> tuple[Library, ...]:
    """All that are listed, in their order there."""
    rows = tomllib.loads(file.read_text("utf-8"))["library"]
    return tuple(
        Library(row["name"], row["version"], row["licence"], row["integrity"], row["files"], row["for"] == "pages")
        for row in rows
    )
