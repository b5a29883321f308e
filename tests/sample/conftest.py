"""One archive of sixty documents, made once and read by many tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from sample.archive import Archive, make_archive


@dataclass(frozen=True, slots=True)
class Made:
    """An archive and its gold as read back from the file."""

    archive: Archive
    gold: dict[str, Any]

    @property
    def documents(self) -> list[dict[str, Any]]:
        return list(self.gold["documents"])

    def mentions(self) -> list[dict[str, Any]]:
        return [mention for document in self.documents for mention in document["mentions"]]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    archive = make_archive(tmp_path_factory.mktemp("archive"))
    return Made(archive, json.loads(archive.gold.read_text(encoding="utf-8")))
