"""The list of a release's files by SHA-256 (``SHA256SUMS``, as ``sha256sum`` reads and writes it)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

LIST: Final = "SHA256SUMS"
SIGNATURE: Final = f"{LIST}.sig"
PARTS: Final = (
    *("pyproject.toml", "requirements.lock", "README.md", "LICENSE", "samsyn.py"),
    *("models", "ingest", "nlp", "search", "web", "deploy"),
)
"""What a version consists of, and what is copied where it is installed: the demo and its sample archive are not."""
OTHERS: Final = ("__pycache__", "secrets", ".env", ".env.new", "moved.json")
"""No part of a version, though it may lie in its ``deploy``: an installation's secrets, and what it says of itself."""
_BY_HAND: Final = (".venv", "samsyn-data")
"""What people and programs make beside a tree, and nobody installs from there."""
_LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")


class ReleaseError(RuntimeError):
    """The release is not what was signed, or it cannot be told; the message says which, and what to do."""


def files(tree: Path) -> Iterator[Path]:
    """The files of a tree, relative to it, in order; links too, which a release has none of."""
    for path in sorted(tree.rglob("*")):
        inner = path.relative_to(tree)
        if not set(inner.parts) & {*OTHERS, *_BY_HAND} and (path.is_file() or path.is_symlink()):
            yield inner


def listed(tree: Path) -> str:
    """The list of the tree's files, the list itself and its signature aside."""
    return "".join(f"{digest(tree / path)}  {path}\n" for path in files(tree) if path.name not in (LIST, SIGNATURE))


def read(text: str) -> dict[str, str]:
    """The hashes by path. Raises :class:`ReleaseError` for a line that is none, or leads out of the tree."""
    found = dict[str, str]()
    for number, line in enumerate(text.splitlines(), 1):
        matched = _LINE.fullmatch(line)
        path = Path(matched[2]) if matched else Path("/")
        if matched is None or path.is_absolute() or ".." in path.parts or matched[2] in found:
            raise ReleaseError(f"{LIST}, line {number}, is no line of such a list: fetch the release again")
        found[matched[2]] = matched[1]
    return found


def differences(tree: Path, hashes: Mapping[str, str]) -> list[str]:
    """What is not as the list says, by name: of another content, missing, or not listed at all."""
    there = {str(path) for path in files(tree)} - {LIST, SIGNATURE}
    changed = (path for path in sorted(there & hashes.keys()) if not _is(tree / path, hashes[path]))
    return [
        *(f"changed: {path}" for path in changed),
        *(f"missing: {path}" for path in sorted(hashes.keys() - there)),
        *(f"not of the release: {path}" for path in sorted(there - hashes.keys())),
    ]


def digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _is(file: Path, wanted: str) -> bool:
    return not file.is_symlink() and digest(file) == wanted
