"""What is mounted where, as the kernel tells it (proc_pid_mountinfo(5)): nothing need answer there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

GOCRYPTFS: Final = "fuse.gocryptfs"
"""The sort of an encrypted folder that is open (decision 100)."""


@dataclass(frozen=True, slots=True)
class Mount:
    """``device`` is its number (``253:0``; ``0:`` and more where no disk lies beneath), ``kind`` the sort of file
    system, ``source`` what is mounted."""

    place: Path
    device: str
    kind: str
    source: str


def mounts(system: Path = Path("/")) -> list[Mount]:
    """``system`` is where ``proc`` is."""
    return [_read(line) for line in (system / "proc/self/mountinfo").read_text("utf-8").splitlines()]


def mount_of(path: Path, system: Path = Path("/")) -> Mount:
    """The one that the path, with no links in it, lies on: of several at one place the last."""
    around = [each for each in mounts(system) if path.is_relative_to(each.place)]
    return max(reversed(around), key=lambda each: len(str(each.place)))


def is_mounted(path: Path) -> bool:
    """Whether something is mounted at just this place, be it that nothing answers there any more."""
    return any(each.place == path.resolve() for each in mounts())


def written(path: str) -> str:
    """A path as people write it; the kernel marks its spaces."""
    return path.replace("\\040", " ")


def _read(line: str) -> Mount:
    fields = line.split()
    kind, source = fields[fields.index("-") + 1 :][:2]
    return Mount(Path(written(fields[4])), fields[2], kind, source)
