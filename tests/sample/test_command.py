"""``python -m sample``: what it says when it works and when it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sample", *arguments], capture_output=True, text=True, check=False)


def test_it_makes_an_archive_and_says_so(tmp_path: Path) -> None:
    done = _run(str(tmp_path / "archive"), "--size", "60", "--no-scans", "--workers", "1", "--seed", "4")
    assert done.returncode == 0, done.stderr
    assert "60 files in" in done.stdout
    assert (tmp_path / "archive/gold/documents.jsonl").is_file()


def test_a_size_it_does_not_make_is_wrong_usage(tmp_path: Path) -> None:
    for size in ("59", "100001"):
        done = _run(str(tmp_path), "--size", size)
        assert done.returncode == 2
        assert "60 to 100000" in done.stderr
    assert _run(str(tmp_path), "--workers", "0").returncode == 2


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = _run(str(blocked / "archive"), "--size", "60", "--no-scans")
    assert done.returncode == 1
    assert "run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
