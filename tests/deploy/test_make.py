"""The commands of the Makefile that take something away."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.cli.command import ROOT


def test_cleaning_leaves_an_archive_of_ones_own(tmp_path: Path) -> None:
    """It lies in the same folder as the demo's where nobody chose another (``SAMSYN_HOME``)."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    demo, own = tmp_path / "samsyn-data/demo-embedded/secret.key", tmp_path / "samsyn-data/secret.key"
    for each in (demo, own, tmp_path / ".venv/pyvenv.cfg"):
        each.parent.mkdir(parents=True, exist_ok=True)
        each.touch()
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert own.is_file()
    assert not demo.parent.exists()
    assert not (tmp_path / ".venv").exists()
