"""A home that holds papers, made once and copied for each test: to register a paper takes longer than to ask of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import units
from tests.search.archive import Paper, put
from tests.search.brute_force import BruteForceIndex


@dataclass(frozen=True, slots=True)
class FilledHome:
    """Nothing is opened in ``home`` again. ``ids`` by file name; what the oracle holds is in ``oracle``."""

    home: Path
    ids: dict[str, str]
    oracle: BruteForceIndex

    def copied(self, settings: Settings) -> Settings:
        """The same settings, whose home is a copy; to be called before anything is opened there."""
        shutil.copytree(self.home, settings.home)
        return settings

    def ids_in(self, index: Index) -> dict[str, str]:
        """The ids, once the index has the papers: an oracle lies in no home."""
        if isinstance(index, BruteForceIndex):
            index.units |= self.oracle.units
            index.versions |= self.oracle.versions
        return dict(self.ids)


def filled_home(home: Path, papers: Iterable[Paper]) -> FilledHome:
    """In both of the indices that ``tests/search/conftest.py`` knows."""
    settings, oracle, ids = Settings(home=home), BruteForceIndex(), dict[str, str]()
    with closing(Store.open(settings, create=True)) as store, closing(open_index(settings)) as index:
        for paper in papers:
            id = ids[paper.name] = put(store, index, paper)
            oracle.put(units(service(store, "indexering"), store, id))
    return FilledHome(home, ids, oracle)
