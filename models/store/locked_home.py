"""A home that lies in an encrypted folder: whether it is open, and what stands in its place where it is not.

The home is a mount point. In the folder beneath, which is seen when nothing is mounted there, lies a mark: an empty
folder would be taken for a place for a new archive. The folder beside the home, :func:`encrypted_beside`, has the rest.
"""

from __future__ import annotations

import errno
import json
from enum import StrEnum
from pathlib import Path
from typing import Final

from models.home_errors import HomeLockedError
from models.store import keys
from models.store.mounts import is_mounted

MARK: Final = "encrypted-home.json"
_READ_ME: Final = "Arkivet ligger krypterat i mappen bredvid och är inte öppet. Öppna det: samsyn home open"
_GONE: Final = (errno.ENOTCONN, errno.ECONNABORTED)  # what answers is gone, and its mount is not


class Lock(StrEnum):
    """How far the home has come."""

    MOVING = "moving"  # it is being copied into the encrypted folder, and is whole where it is
    CHECKED = "checked"  # all of it lies in both, and the plain files are being put aside
    LOCKED = "locked"  # it lies in the encrypted folder


def encrypted_beside(home: Path) -> Path:
    """What belongs to an encrypted home and lies beside it."""
    whole = home.resolve()
    return whole.with_name(f"{whole.name}.encrypted")


def files_of(home: Path) -> Path:
    """Where its encrypted files lie."""
    return encrypted_beside(home) / "files"


def plain_of(home: Path) -> Path:
    """Where the plain files were put aside when it was encrypted, until somebody removes them."""
    return encrypted_beside(home) / "plain"


def lock_of(home: Path) -> Lock | None:
    """What is said beneath a home that is not open; nothing of one that is, and of a plain one.

    Raises :class:`HomeLockedError` where what holds it open has fallen.
    """
    try:
        return Lock(json.loads((home / MARK).read_bytes())["state"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno not in _GONE:
            raise
        next = "Stoppa samsyn, och sedan: samsyn home close && samsyn home open."
        raise HomeLockedError(f"Det som höll hemmet {home} öppet har slutat", next=next) from error


def told(state: Lock) -> bytes:
    """What the mark says, to programs and to whoever looks into the folder."""
    return json.dumps({"state": state.value, "read_me": _READ_ME}, ensure_ascii=False, indent=2).encode() + b"\n"


def check_open(home: Path) -> None:
    """Raises :class:`HomeLockedError` where the home lies in an encrypted folder and is not open."""
    state = lock_of(home)
    if state is Lock.LOCKED:
        raise HomeLockedError(f"Hemmet {home} är låst")
    if state is not None:
        next = "Kör samsyn home encrypt igen: det fortsätter där det var."
        raise HomeLockedError(f"Hemmet {home} håller på att flyttas in i en krypterad mapp", next=next)
    if files_of(home).is_dir() and not is_mounted(home) and not keys.path(home).is_file():
        next = "Kör samsyn home encrypt, som gör i ordning mappen igen, och sedan samsyn home open."
        raise HomeLockedError(f"Arkivet ligger krypterat i {files_of(home)}, och {home} är inte det", next=next)
