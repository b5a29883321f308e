"""What one reading child costs: processor time and the most memory it held, as the kernel counts them at its end."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ingest.readers import READERS
from ingest.request import ReadRequest


@dataclass(frozen=True, slots=True)
class Cost:
    """``seconds`` are of one core; ``peak_mb`` is resident memory."""

    seconds: float
    peak_mb: float


def child_cost(path: Path, *, images: bool) -> Cost:
    """Start the child as the sandbox does, without the sandbox: within it nobody waits for it, and it is not counted.

    What the child says goes nowhere; what its parent does with it is not in the cost.
    """
    request = ReadRequest(str(path.absolute()), dict(READERS), name=path.name, images=images)
    child = subprocess.Popen([sys.executable, "-m", "ingest.child"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.write(request.to_json())
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, path
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
