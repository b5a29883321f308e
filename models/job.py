"""Work to be done (*jobb*): the front end writes a row, a worker takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final


class JobKind(StrEnum):
    UPLOAD = "upload"  # a file put in by hand: arguments {"sha256", "name", "path", "source"}
    READ_AGAIN = "read_again"  # arguments {"document", "force_ocr"}
    RETRY = "retry"  # what was not read for one reason: arguments {"state", "reason", "run"}
    CHECK = "check"  # of the machine: no arguments
    INGEST = "ingest"  # a folder of the server: arguments {"path", "source"}
    SPLIT = "split"  # a file that holds many documents: {"document", "decision", "purpose", "case"}
    ARCHIVE_COPY = "archive_copy"  # a document as searchable PDF: {"document", "purpose", "case"} and what was held
    EXPORT = "export"  # a search's hits as a CSV file: {"state", "owners", "purpose", "case"} and what was held
    DOSSIER = "dossier"  # a case folder as a file: {"dossier", "format", "images", "unmask", …} and what was held
    SITUATION = "situation"  # a situation picture as PDF: {"situation", "owners", "purpose", "case"} and what was held
    PROVIDERS = "providers"  # rows of provider review as a file: {"provider", "format", "since", …} and what was held
    REDACTION = "redaction"  # a masked copy of a document: {"redaction", "document", "until", …} and what was held
    EXTRACT = "extract"  # the finds of a register extract: {"extract", "purpose", "case"}
    RELEASE = "release"  # a copy of what is handed out to another owner: arguments {"release"}
    WATCHED_FILE = "watched_file"  # a complete file of a watched folder: arguments {"file"}
    ERASE = "erase"  # an order to erase documents: arguments {"order"}
    WATCH = "watch"  # a list of names and numbers: {"sha256", "name", "purpose", "case", "owners", "address", "unmask"}


class Rank(IntEnum):
    """What is done first (*turordning*); within a rank the oldest. What somebody waits for never waits for bulk."""

    WAITED_FOR = 0  # a file, a reading, an export that a person looks for
    BULK = 1  # many at once: a folder handed in, all with one reason read again
    STEADY = 2  # what comes by itself


READING_KINDS: Final = frozenset({JobKind.UPLOAD, JobKind.READ_AGAIN, JobKind.RETRY, JobKind.WATCHED_FILE})
"""Jobs that read documents themselves. One that has ended as many workers as it may is set aside by the next that
begins it (:class:`models.store.registration.Claim`): such a job is taken once more than others."""
BULK_KINDS: Final = frozenset({JobKind.RETRY, JobKind.INGEST, JobKind.ERASE})
"""Jobs of many documents: between these, what somebody waits for is let through."""


def rank_of(kind: JobKind) -> Rank:
    if kind is JobKind.WATCHED_FILE:
        return Rank.STEADY
    return Rank.BULK if kind in BULK_KINDS else Rank.WAITED_FOR


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. ``result`` and ``reason`` are for its owner to see; neither holds text of a document.

    ``created_by`` is a user's name; ``owner`` the owner whose documents the work touches. ``attempts`` counts how
    often a worker has taken it; a worker that is silent past ``lease_until`` loses it to the next. ``run`` is the run
    of files that it is a part of, or empty.
    """

    id: str
    kind: JobKind
    state: JobState
    owner: str
    created_by: str
    arguments: Mapping[str, str]
    created: datetime
    attempts: int = 0
    lease_until: datetime | None = None
    progress: float = 0.0
    result: Mapping[str, str] | None = None
    reason: str = ""
    run: str = ""
