"""A backup that is broken off is none, and whoever breaks off loses nothing: a full disk, a kill, papers coming in."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.document import DocumentState
from models.errors import DiskFullError
from models.store.backup import restoring
from models.store.backup.layout import UNFINISHED
from models.store.vault_folder import FolderVault
from tests.cli.backups import RULES, call, contents, found
from tests.cli.command import ROOT, environment

_PUTTING = """
import sys
from pathlib import Path
from tests.cli.backups import more
for number in range(int(sys.argv[2])):
    more(Path(sys.argv[1]), f"ny-{number}")
"""


@pytest.fixture
def home(six_papers: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(six_papers, tmp_path / "home"))


def test_half_a_backup_is_none(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups, written = tmp_path / "kopior", FolderVault.put_stream
    count = 0

    def full(vault: FolderVault, untrusted: Any, **options: Any) -> tuple[str, int]:
        nonlocal count
        count += 1
        if count > 2:
            raise DiskFullError("Disken är full")
        return written(vault, untrusted, **options)

    with monkeypatch.context() as patched:
        patched.setattr(FolderVault, "put_stream", full)
        assert call(home, "backup", backups).error["code"] == "disk_full"
    assert call(home, "backup", "list", backups).value == []
    assert call(tmp_path / "åter", "restore", backups).error["code"] == "no_backup"
    assert list((backups / "backups").glob(f"{UNFINISHED}*"))
    taken = call(home, "backup", backups).value
    assert taken["copied"] == taken["files"] - 2  # it went on where it was
    assert not list((backups / "backups").glob(f"{UNFINISHED}*"))


def test_killed_while_it_is_put_back(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups, again, was = tmp_path / "kopior", tmp_path / "åter", contents(home)
    call(home, "backup", backups)

    class KilledError(BaseException):
        pass

    def killed(*_given: object, **_named: object) -> None:
        raise KilledError

    for step in ("_fill", "put_back", "wake", "copy_whole"):
        with monkeypatch.context() as patched:
            patched.setattr(restoring, step, killed)
            with pytest.raises(KilledError):
                call(again, "restore", backups)
        assert call(again, "verify").error["code"] == "home_not_found"  # no installation yet
    assert call(again, "restore", backups).status == 0
    assert contents(again) == was
    assert call(again, "restore", backups).error["code"] == "home_in_use"


def test_taken_and_killed_while_papers_come_in(home: Path, tmp_path: Path) -> None:
    """Real processes: one that puts papers in, a backup beside it that is killed -9, and one that is not."""
    backups, again, most = tmp_path / "kopior", tmp_path / "åter", 100_000
    with _process("-c", _PUTTING, str(home), str(most)) as putting:
        _wait(lambda: _count(home) > 12)
        assert any(_killed_in_the_middle(home, backups) for _ in range(5)), "each was over before its kill"
        before = _count(home)
        taken = call(home, "backup", backups)
        assert taken.status == 0, taken.err
        assert putting.poll() is None
    at_end = contents(home)
    put_back = call(again, "restore", backups)
    kinds = {each["what"] for each in put_back.value["differences"]}
    assert kinds <= {"document_unfinished"}, put_back.out  # the one that was being put in
    then = contents(again)
    read = {id for id, told in then.items() if told[1] is DocumentState.READ}
    assert {id: then[id] for id in read} == {id: at_end[id] for id in read}  # whole, each of them
    assert before <= len(read) <= len(then) <= len(at_end)
    assert len(then) - len(read) <= 1
    assert found(again, "tillsyn") != []


def _killed_in_the_middle(home: Path, backups: Path) -> bool:
    """Whether a backup was killed that had begun and was none yet."""
    before = {path.name for path in (backups / "backups").glob("*")}
    with _process(ROOT / "samsyn.py", "backup", backups, home=home) as run:
        _wait(lambda: _new(backups, before), 0.002)
        run.send_signal(signal.SIGSTOP)
        began = _new(backups, before)
        run.kill()
    return run.returncode == -signal.SIGKILL and bool(began) and all(name.startswith(UNFINISHED) for name in began)


def _new(backups: Path, before: set[str]) -> set[str]:
    return {path.name for path in (backups / "backups").glob("*")} - before


@contextmanager
def _process(*words: str | Path, home: Path = Path()) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, *map(str, words)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment(home, RULES), stdout=quiet, stderr=quiet, start_new_session=True
    ) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)


def _count(home: Path) -> int:
    with closing(sqlite3.connect(home / "register.sqlite3", timeout=30)) as register:
        return int(register.execute("SELECT count(*) FROM documents WHERE state = 'read'").fetchone()[0])


def _wait(until: Any, pause: float = 0.1) -> None:
    limit = time.monotonic() + 120
    while time.monotonic() < limit:
        if until():
            return
        time.sleep(pause)
    raise AssertionError("it did not come so far")
