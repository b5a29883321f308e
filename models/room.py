"""Want of room on a disk, told by the system's own error: one of the few that tell what to do."""

from __future__ import annotations

import errno
from typing import Final

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def is_want_of_room(error: BaseException) -> bool:
    """Whether the disk is full, or what its user may have of it."""
    return isinstance(error, OSError) and error.errno in _FULL
