"""Somebody writes to a file while it is copied."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import intake


class _WrittenTo(io.FileIO):
    def __init__(self, path: Path, write: Callable[[], object]) -> None:
        super().__init__(path)
        self._write = write

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self._write()
        return piece or b""


def write_meanwhile(patched: pytest.MonkeyPatch, path: Path, write: Callable[[], object]) -> None:
    """``write`` comes after each piece of the file that is read, whenever it is taken in."""
    opened = intake.opened
    patched.setattr(intake, "opened", lambda other: _WrittenTo(path, write) if other == path else opened(other))
