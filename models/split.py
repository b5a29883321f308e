"""One file that holds many documents, and where it could be cut (*delning*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


def part_path(document: str, name: str) -> str:
    """The path within ``document`` of a part cut from it, called ``name``."""
    return f"{document}/delad/{name}"


class SplitState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"  # its parts are found in its place
    REJECTED = "rejected"  # it is one document


@dataclass(frozen=True, slots=True)
class Part:
    """Pages ``first`` to ``last`` (from 1, inclusive); ``reason`` is the cue for the cut before it, a short code."""

    first: int
    last: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """The parts in order; sheets that only part them belong to none. ``by`` decided at ``at``, empty for a proposal."""

    document: str
    parts: tuple[Part, ...]
    state: SplitState
    by: str
    at: datetime
