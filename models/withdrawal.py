"""A withdrawal (*återkallelse*): something taken out of search, for a reason, by somebody, and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a withdrawal takes."""

    DOCUMENT = "document"  # one document and what lies inside it
    RUN = "run"  # what came new with an ingest run
    SOURCE = "source"  # everything in a source
    SPLIT = "split"  # a file that was cut into its documents, which are found in its place
    PARTS = "parts"  # the documents that a file was cut into, when the cut is undone


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``target`` is the id of a document or run, or a source's name. Originals stay in the vault: it can be undone.

    ``undone`` is when it was, or None.
    """

    id: str
    owner: str
    scope: Scope
    target: str
    reason: str
    by: str
    at: datetime
    undone: datetime | None = None
