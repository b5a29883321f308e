"""What tests of the command line share: a home that is copied, not made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.backups import begin


@pytest.fixture(scope="session")
def six_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with six papers, one of which has a page image; whoever changes it has a copy."""
    home = tmp_path_factory.mktemp("kopior") / "home"
    begin(home)
    return home
