"""By what the faults are drawn: anew each day, and by twenty seeds with the full count."""

from __future__ import annotations

import os
from typing import Any, Final

import pytest

from models import swedish

FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))
TODAY: Final = f"{swedish.local(swedish.now()):%Y-%m-%d}"
SEEDS: Final[list[Any]] = [str(seed) for seed in range(20)] if FULL else [pytest.param(TODAY, id="today")]
"""To be parameters. That of the day is called alike each day: processes of one run that look on either side of midnight
would collect tests of different names, and pytest-xdist ends a run in which they do."""
