"""What every test stands on: a home of its own, real servers where a test asks for one, and no network but loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as drawing

from models.access import Purpose, Viewer
from models.settings import Settings
from models.store.store import Store

pytest_plugins = [
    "tests.garbage",
    "tests.in_memory",
    "tests.outbound",
    "tests.servers",
    "tests.registers",
    "tests.statements",
    "tests.hashing",
    "tests.sites",
    "tests.workers",
    "tests.opensearch_nodes",
    "tests.postgresql_server",
    "tests.s3_server",
]

# How long an example takes says more of what else the machine does than of the code; see tests/timing.py for that. The
# same examples each time, so that what fails has come with the change at hand; the full count draws new ones.
drawing.register_profile(
    "side by side",
    drawing(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("SAMSYN_TEST_FULL"),
)
drawing.load_profile("side by side")

SHARED = Path(__file__).parents[2] / "shared"
_NUMBERS = count()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A test sees only the settings it makes. Its folder is made where it asks for one: most of them do not."""
    for name in list(os.environ):
        if name.startswith("SAMSYN_") and not name.startswith("SAMSYN_TEST"):
            monkeypatch.delenv(name)
    asks = "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path") if asks else tmp_path_factory.getbasetemp() / f"none-{next(_NUMBERS)}"
    monkeypatch.setenv("SAMSYN_HOME", str(folder / "home"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", second_factor="own")  # who signs in has a password and no telephone


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = Store.open(settings, create=True)
    yield store
    store.close()


@pytest.fixture
def purpose() -> Purpose:
    return Purpose("prov av programmet", "PROV-1")


@pytest.fixture
def shared() -> Path:
    """The folder of real material, where it is; a test that needs it is skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real material is not here")
    return SHARED


def viewer_of(*owners: str) -> Viewer:
    """A viewer with grants for these owners."""
    return Viewer("prov", frozenset(owners))
