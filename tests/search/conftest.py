"""The small archive, in the embedded index and in the oracle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from tests.search.archive import fill
from tests.search.brute_force import BruteForceIndex


@pytest.fixture(params=["embedded", "oracle"])
def index(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Index]:
    index: Index = open_index(settings) if request.param == "embedded" else BruteForceIndex()
    yield index
    index.close()


@pytest.fixture
def ids(store: Store, index: Index) -> dict[str, str]:
    """The documents of the archive by file name."""
    return fill(store, index)
