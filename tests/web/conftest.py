"""The front end over a real store and a real embedded index that hold the small archive."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from tests.web import archive, judged_papers
from tests.web.browsing import Browsing
from tests.web.pace import UNHURRIED
from web.app import create_app


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation: ``ids`` are document ids by file name."""

    app: Flask
    store: Store
    index: Index
    ids: dict[str, str]

    def sign_in(self, name: str) -> Browsing:
        """A browser in which this user has signed in and given a purpose."""
        browsing = Browsing(self.app)
        browsing.sign_in(name, archive.PASSWORD)
        browsing.give_purpose()
        return browsing


@dataclass(frozen=True, slots=True)
class Filled:
    """A home that holds the small archive, closed: to be copied, for to fill one takes a second."""

    home: Path
    ids: dict[str, str]

    def opened(self, home: Path) -> Iterator[Site]:
        """The site in a copy of this home."""
        shutil.copytree(self.home, home)
        settings = Settings(home=home, limits=UNHURRIED, second_factor="own")
        store, index = Store.open(settings), open_index(settings)
        yield Site(create_app(store, index, demo=True), store, index, dict(self.ids))
        index.close()
        store.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """Made once; nothing is opened in it again."""
    settings = Settings(home=tmp_path_factory.mktemp("filled") / "home")
    store = Store.open(settings, create=True)
    ids = archive.fill(store)
    index = open_index(settings)
    drain(store, index)
    index.close()
    store.close()
    return Filled(settings.home, ids)


@pytest.fixture(scope="session")
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all tests that only read."""
    yield from filled.opened(tmp_path_factory.mktemp("site") / "home")


@pytest.fixture(scope="session")
def judged_home(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The small archive with papers about whom there is something to judge."""
    home, ids = tmp_path_factory.mktemp("judged") / "home", dict[str, str]()
    for site in filled.opened(home):
        ids = site.ids | judged_papers.fill(site.store)
        drain(site.store, site.index)
    return Filled(home, ids)


@pytest.fixture
def own_site(filled: Filled, tmp_path: Path) -> Iterator[Site]:
    """One of the test's own, to write to and to break."""
    yield from filled.opened(tmp_path / "site")


@pytest.fixture(scope="session")
def ines(site: Site) -> Browsing:
    """Reads Miljönämnden's papers only."""
    return site.sign_in("ines")


@pytest.fixture(scope="session")
def pal(site: Site) -> Browsing:
    """Reads Polisen's papers only."""
    return site.sign_in("pal")


@pytest.fixture(scope="session")
def alva(site: Site) -> Browsing:
    """Reads both."""
    return site.sign_in("alva")
