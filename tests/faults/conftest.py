"""The warm process, one for all scenes of a test process: to start it takes seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.harness import Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    with Warm(tmp_path_factory.mktemp("varm")) as warm:
        yield warm
