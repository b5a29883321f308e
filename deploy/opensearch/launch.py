"""Becomes the command it is given, and dies with the process that started it (Linux).

``python launch.py PARENT_PID COMMAND…``: a small program rather than a ``preexec_fn``, which is unsafe with threads.
The death signal outlives ``exec``, so the node cannot outlive a parent that was killed with SIGKILL. It is sent when
the *thread* that started this ends: start nodes from a thread that lives as long as they should.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        sys.exit("prctl(PR_SET_PDEATHSIG) failed: this node would outlive its parent")
    if os.getppid() != parent:  # it died before the line above
        sys.exit("the parent is gone")
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main()
