"""Imported by the process that others are forked from: what reading and naming need is loaded there, once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ingest import task, workplace
from tests.ingest.watched.intake import prepared, take_in


def _warm() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        (folder / "a.txt").write_text("Tillsyn hos Provkrog AB den 3 maj 2024.")
        take_in(prepared(Path(name) / "home", folder))
        workplace.store_at(str(Path(name) / "home")).close()
    workplace.store_at.cache_clear()
    task._pipeline.cache_clear()


_warm()
