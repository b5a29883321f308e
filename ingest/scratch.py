"""Where a reading's pictures and attachments lie until they are in the vault: a folder that never outlives its process.

Whoever is killed can clear nothing away. So each folder is called by the process that it is of, and the next process
that needs one clears away those whose process is gone: what they hold is case data.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from models.errors import DiskFullError
from models.room import is_want_of_room
from models.store.claims import started

_BEGINS: Final = "samsyn-"
_NAME: Final = re.compile(rf"{_BEGINS}(\d+)-(\d+)-(\d+)-\w+")  # name space, process, its start


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards; a full disk becomes DiskFullError."""
    clear_left()
    pid = os.getpid()
    try:
        with tempfile.TemporaryDirectory(prefix=f"{_BEGINS}{_space()}-{pid}-{started(pid)}-") as folder:
            yield Path(folder)
    except OSError as error:
        if is_want_of_room(error):
            raise DiskFullError("Disken är full") from error
        raise


def clear_left() -> None:
    """Clear away the folders of processes that are gone: our user's, and of this machine's view of its processes, since
    in another (a container that shares the folder) the same number is somebody else."""
    for path in Path(tempfile.gettempdir()).glob(f"{_BEGINS}*"):
        found = _NAME.fullmatch(path.name)
        if found and found[1] == _space() and started(int(found[2])) != found[3] and _is_ours(path):
            shutil.rmtree(path, ignore_errors=True)


def _space() -> str:
    """The number of the name space that process ids are of (namespaces(7))."""
    return str(os.stat("/proc/self/ns/pid").st_ino)


def _is_ours(path: Path) -> bool:
    try:
        return path.lstat().st_uid == os.geteuid()
    except FileNotFoundError:  # another process was first
        return False
