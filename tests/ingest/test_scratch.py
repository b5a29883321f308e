"""What a process that was killed left on its way is cleared away by the next; nobody else's is."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ingest.scratch import scratch
from models.store.claims import started
from models.store.unfinished import unfinished_beside
from tests.cli.command import ROOT

_DIES = """
import os, signal
from pathlib import Path
from ingest.scratch import scratch
from models.store.unfinished import unfinished_beside
with scratch() as folder:
    (folder / "1.jpg").write_bytes(b"en sida")
    unfinished_beside(Path("mapp.pdf")).write_bytes(b"halv")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_what_a_killed_process_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    told = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _DIES], cwd=tmp_path, env=told, check=False)
    (left,) = tmp_path.glob("samsyn-*")
    (half,) = tmp_path.glob(".mapp.pdf.*")
    with scratch() as mine:
        assert not left.exists()
        with scratch() as another:
            assert mine.exists()
            assert another != mine
    assert unfinished_beside(tmp_path / "mapp.pdf").parent == tmp_path
    assert not half.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_others_have_in_hand_is_let_be(tmp_path: Path) -> None:
    pid, space = os.getpid(), os.stat("/proc/self/ns/pid").st_ino
    theirs = [
        f"samsyn-{space}-{pid}-{started(pid)}-abc",  # a process that lives
        f"samsyn-{space + 1}-999999999-1-abc",  # of another container, of which nothing can be told
        "samsyn-annat",
    ]
    host = socket.gethostname().replace(".", "-")
    beside = [f".a.pdf.{host}.{pid}.{started(pid)}.ofärdig", ".a.pdf.annan-dator.999999999.1.ofärdig", ".a.pdf.ofärdig"]
    for name in theirs:
        (tmp_path / name).mkdir()
    for name in beside:
        (tmp_path / name).touch()
    with scratch():
        unfinished_beside(tmp_path / "a.pdf")
        assert {path.name for path in tmp_path.iterdir()} >= {*theirs, *beside}
