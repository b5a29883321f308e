"""What tests of the command line share: a home that is copied, not made anew."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from models import progress
from tests.cli.backups import begin


@pytest.fixture(scope="session")
def six_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with six papers, one of which has a page image; whoever changes it has a copy."""
    home = tmp_path_factory.mktemp("kopior") / "home"
    begin(home)
    return home


@pytest.fixture
def steps_said(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """What commands of this process log, of long work each step and not only one in ten seconds."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(progress, "_LOG_SECONDS", -1.0)
    monkeypatch.setattr(progress, "_SETTLED_SECONDS", 0.0)
    return caplog
