"""The papers on one town, registered once."""

from __future__ import annotations

import pytest

from models.settings import Settings
from search.index import Index
from tests.search.filled_home import FilledHome, filled_home
from tests.search.situation.papers import PAPERS


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> FilledHome:
    return filled_home(tmp_path_factory.mktemp("situation") / "home", PAPERS)


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """Of a home with the papers, where the test has asked for their ``ids``."""
    if "ids" not in request.fixturenames:
        return settings
    made: FilledHome = request.getfixturevalue("filled")
    return made.copied(settings)


@pytest.fixture
def ids(filled: FilledHome, index: Index) -> dict[str, str]:
    """The ids by file name."""
    return filled.ids_in(index)
