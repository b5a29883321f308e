"""Archives made once and read by many tests: one of sixty papers with scans, and a larger one without."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import pytest

from sample.archive import Archive, make_archive
from sample.gold_files import load

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))


@dataclass(frozen=True, slots=True)
class Made:
    """An archive and its gold as read back from the files."""

    archive: Archive
    gold: dict[str, Any]

    @property
    def documents(self) -> list[dict[str, Any]]:
        return list(self.gold["documents"])

    def mentions(self) -> list[dict[str, Any]]:
        return [mention for document in self.documents for mention in document["mentions"]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    archive = make_archive(tmp_path_factory.mktemp("archive"), size=150)
    return Made(archive, load(archive.gold))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Large enough that every variety, carrier and relation turns up; the full count is the issue's."""
    size = 10_000 if FULL else 900
    archive = make_archive(tmp_path_factory.mktemp("large"), size=size, seed=5, scans=False, workers=2)
    return Made(archive, load(archive.gold))
