"""The hash of a file that lies in a source folder now, read as intake reads it: no links, nothing but plain files."""

from __future__ import annotations

import stat
from pathlib import Path

from ingest.intake import opened
from models.errors import UnreadableFileError
from models.identity import stream_id


def hash_of(path: Path) -> str:
    """Its SHA-256; empty where it cannot be read, or is no plain file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with opened(path) as file:
            return stream_id(file)
    except (UnreadableFileError, OSError, ValueError):  # the last: a path with a zero byte in it
        return ""
