"""A name for what gives an answer: it changes when, and only when, the files that give it do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_HEX_DIGITS: Final = 16


def fingerprint(files: Iterable[tuple[Path, Path]], *more: str) -> str:
    """16 hex digits: a hash of these files, each given as (folder, path in it), by name and content, and of ``more``.

    Files are hashed as they are written, so that no version number can be forgotten; a comment changes it too.
    """
    digest = hashlib.sha256()
    for folder, path in files:
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    for each in more:
        digest.update(f"\0{each}".encode())
    return digest.hexdigest()[:_HEX_DIGITS]
