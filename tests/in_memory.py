"""The folders of tests lie in memory where there is room for them: a register waits for its disk at every change.

A site's does so on purpose (``synchronous = FULL``), and so it does here: only, memory has nothing to wait for. What
survives a process that is killed is the same on both; what survives a power cut no test can try. A folder that was
asked for (``--basetemp``) is taken as it is, and is kept; these go with the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest

MEMORY: Final = Path("/dev/shm")
ROOM: Final = 6 * 1024**3  # bytes that must be free, there and of the machine's memory; a run's folders take a tenth
_KEPT: Final = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
_ROOT: Final = "PYTEST_DEBUG_TEMPROOT"


def pytest_configure(config: pytest.Config) -> None:
    """The process that all come from says where; pytest-xdist gives each worker a folder in it."""
    if hasattr(config, "workerinput") or config.option.basetemp or os.environ.get(_ROOT) or not roomy(MEMORY):
        return
    clear(MEMORY)
    name = f"samsyn-tests-{os.getpid()}-"
    config.stash[_KEPT] = tempfile.TemporaryDirectory(prefix=name, dir=MEMORY, ignore_cleanup_errors=True)
    Path(config.stash[_KEPT].name).chmod(0o755)  # servers run as users of their own
    os.environ[_ROOT] = config.stash[_KEPT].name


def pytest_unconfigure(config: pytest.Config) -> None:
    if folder := config.stash.get(_KEPT, None):
        del os.environ[_ROOT]
        folder.cleanup()


def clear(memory: Path) -> None:
    """Take away what runs that were killed have left: it would fill the memory until the machine is started again."""
    for left in memory.glob("samsyn-tests-*-*"):
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)


def roomy(memory: Path) -> bool:
    """Whether there is a file system in memory with room, and memory behind it: one may promise what is not there."""
    if not memory.is_dir() or shutil.disk_usage(memory).free < ROOM:
        return False
    told = dict(line.split(":") for line in Path("/proc/meminfo").read_text("ascii").splitlines())
    return int(told["MemAvailable"].split()[0]) * 1024 >= ROOM
