"""What is asked of a disk beside reading and writing."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """A file, or a folder's names, survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
