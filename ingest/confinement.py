"""What the child does to itself before it looks at the file: resource limits, and an end together with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from typing import Final

from models.limits import Limits

_SHARED_ROOM: Final = 768 * 1024 * 1024  # address space for libraries and the mapped file, beside the data limit
_PR_SET_PDEATHSIG: Final = 1  # linux/prctl.h
_CLONE_NEWNET: Final = 0x40000000  # linux/sched.h
_CLONE_NEWUSER: Final = 0x10000000
_OPEN_FILES: Final = 256


def confine(limits: Limits, parent: int) -> None:
    """Ceilings on memory and files, no core dump, no network where the kernel lets us give it up."""
    _set(resource.RLIMIT_DATA, limits.reader_memory_bytes)
    _set(resource.RLIMIT_AS, limits.reader_memory_bytes + _SHARED_ROOM)
    _set(resource.RLIMIT_FSIZE, limits.scratch_bytes)
    _set(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _set(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a file grown too large is an error to the writer, not its death
    _end_with_parent(parent)
    _leave_network()


def _set(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (value, value))


def _end_with_parent(parent: int) -> None:
    with contextlib.suppress(OSError, AttributeError):  # not on Linux: the parent's own clean-up has to do
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent and os.getppid() != parent:  # it died before we asked
            os._exit(1)


def _leave_network() -> None:
    """A network namespace of our own, where the kernel allows it. Under bubblewrap we are in one already."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
