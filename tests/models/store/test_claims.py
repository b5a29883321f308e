"""Whose a claim is, as the machine's processes and clocks tell."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from models import swedish
from models.limits import LONGEST_LEASE
from models.store.claims import is_void, started, worker_name
from tests.processes import wait_until

NAME = "a" * 14 + "å"  # the kernel keeps 15 bytes of a process's name: one of the last letter's two


@pytest.mark.parametrize("name", [NAME, "sleep) R 1 (x"])
def test_a_process_of_any_name_is_known(tmp_path: Path, name: str) -> None:
    program, now = tmp_path / name, swedish.now()
    program.symlink_to(shutil.which("sleep") or "")
    with subprocess.Popen(["sleep", "60"], executable=program) as process:
        try:
            told = Path(f"/proc/{process.pid}/comm")  # it is called so a moment after it began
            assert wait_until(lambda: told.read_bytes() == name.encode()[:15] + b"\n")
            began = started(process.pid)
            worker = f"{worker_name().partition(':')[0]}:{process.pid}:{began}:x"
            assert began.isdecimal()
            assert not is_void(worker, now + timedelta(minutes=1), now)
        finally:
            process.kill()
    assert is_void(worker, now + timedelta(minutes=1), now), "it is gone"


def test_the_longest_lease_that_a_site_may_set_is_none_of_a_clock_put_back() -> None:
    """Whoever looks at a claim of another knows it by its end alone."""
    now, worker = swedish.now(), "annan-maskin:1:1:x"
    assert not is_void(worker, now + timedelta(seconds=LONGEST_LEASE), now)
    assert is_void(worker, now + timedelta(hours=1), now)
