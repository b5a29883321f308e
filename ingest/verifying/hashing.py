"""The hash of a file that lies in a source folder now, read as intake reads it: no links, nothing but plain files."""

from __future__ import annotations

import stat
from pathlib import Path

from models.identity import stream_id


def hash_of(path: Path) -> str:
    """Its SHA-256; empty where it cannot be read, or is no plain file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return stream_id(file)
    except (OSError, ValueError):  # a path with a zero byte in it
        return ""
