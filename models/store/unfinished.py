"""Files that are not whole yet, beside those whose place they are to take.

Whoever is killed leaves one lying. So each is called by the process that it is of, and the next process that writes in
the same place clears away those whose process is gone.
"""

from __future__ import annotations

import glob
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from models.errors import MissingPathError
from models.store.claims import started

_ENDS: Final = ".ofärdig"


def is_unfinished(each: Path, path: Path) -> bool:
    """Whether it is what was to take the place of ``path``, of any process on any machine: nothing that counts yet."""
    return each.match(_names(path))


def _names(path: Path) -> str:
    """The pattern of what it is called, whoever's it is."""
    return f".{glob.escape(path.name)}.*{_ENDS}"


def unfinished_beside(path: Path) -> Path:
    """Where this process writes what is to take the place of ``path``, a file or a folder. What is another machine's is
    let be."""
    host, pid = socket.gethostname().replace(".", "-"), os.getpid()
    for left in path.parent.glob(_names(path)):
        of, number, began = left.name.removesuffix(_ENDS).rsplit(".", 3)[-3:]
        if of == host and number.isdigit() and started(int(number)) != began:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
    return path.with_name(f".{path.name}.{host}.{pid}.{started(pid)}{_ENDS}")


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when all is written, and of which nothing is left otherwise: it is nowhere else.

    Raises :class:`models.errors.MissingPathError` where it cannot be written.
    """
    unfinished = unfinished_beside(path)
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {path} ({error.strerror})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
