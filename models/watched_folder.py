"""Watched folders (*bevakad mapp*): folders whose files are taken in as they become complete.

Not to be mixed up with a watched search (*bevakad sökning*), which tells of new hits, or with a watch list
(*bevakningslista*), which is searched row by row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple


class FileStand(StrEnum):
    """Where a file of a watched folder stands."""

    QUEUED = "queued"  # complete, its bytes in the vault, a job waits to read it
    TAKEN = "taken"
    PROBLEM = "problem"  # its bytes could not be had, or not be read: tried again


class FolderTrouble(StrEnum):
    """Why a watched folder cannot be looked at, beside the codes of errors (``permission_denied``, ``disk_full``)."""

    MISSING = "folder_missing"
    SHARE_MISSING = "share_missing"  # the network share is not connected: an empty folder is in its place
    OUTSIDE_ROOTS = "outside_roots"  # added from a browser, and no longer below a root of its owner
    NOT_ALLOWED = "folder_refused"  # it holds the installation's home, or a link has come into its path


class Waits(StrEnum):
    """Why a file that lies in a watched folder has not been taken yet."""

    GROWING = "growing"  # new or changed; it has not stood still for long enough
    OPEN = "open_for_writing"
    UNENDED = "unended"  # does not end as its type should
    EMPTY = "empty_file"
    TEMPORARY = "temporary_name"
    QUEUE = "queue"  # enough of the folder's files wait to be read


SOON: Final = frozenset({Waits.GROWING, Waits.QUEUE})
"""Why a file waits that will be taken if nothing is done: these are told first."""


class Facts(NamedTuple):
    """What tells two states of a file apart without reading it: bytes, and nanoseconds of its last change."""

    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder of the server that is watched for a source.

    ``settle``: seconds that a file must stand still. ``mount``: the mount point that it lay below when it was first
    seen. ``by``: the account that added it from a browser, which only goes below the roots of the settings; empty for
    the command line.
    """

    id: str
    path: Path
    source: str
    owner: str
    by: str
    settle: float
    paused: bool = False
    mount: str = ""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of a watched folder that has been seen complete before, or could not be had.

    ``place`` is where it lies in the archive. ``gone``: it lay there no more when the folder was last seen.
    ``failures``: how many jobs in a row could not read it as it is, the last one aside.
    """

    id: str
    facts: Facts
    stand: FileStand
    reason: str
    place: str
    gone: bool
    tried: datetime
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Complete:
    """A file that is complete: its ``path`` within the folder, and its bytes in the vault. ``place`` in the archive."""

    path: str
    facts: Facts
    sha256: str
    place: str


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """What a job has in hand: bytes in the vault that lay in a watched folder, and where they go in the archive."""

    id: str
    folder: str
    source: str
    sha256: str
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found at one look. ``waits`` are some of the files that wait, by path; ``waiting`` how many do."""

    waiting: int = 0
    waits: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FolderProblem:
    """A file that could not be had: its path as the viewer may read it, and the reason's code. ``failures``: how many
    times in a row it has been read in vain since the first time."""

    path: str
    reason: str
    failures: int = 0


class FolderState(StrEnum):
    WATCHED = "watched"
    PAUSED = "paused"
    TROUBLE = "trouble"  # it cannot be looked at: tried again
    SILENT = "silent"  # it is being looked at, and has not answered for long: a network share that hangs
    UNTENDED = "untended"  # no worker looks at it


@dataclass(frozen=True, slots=True)
class FolderReport:
    """How it stands with a watched folder, for who may read its owner's documents.

    ``reason`` is the code of why it cannot be looked at, or empty. ``looked`` is when it was last seen. ``today`` are
    the files of today that the viewer may know of; ``run`` is today's run, where there is one. ``waits`` and
    ``problems`` are some of ``waiting`` and ``troubled`` files.
    """

    folder: WatchedFolder
    state: FolderState
    reason: str
    looked: datetime | None
    today: int
    run: str
    waiting: int
    waits: Sequence[FolderProblem]
    problems: Sequence[FolderProblem]
    troubled: int
