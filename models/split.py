"""One file that holds many documents, and where it could be cut (*delning*)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

_PAGES: Final = re.compile(r"(\d+)-(\d+)")


def part_path(document: str, name: str) -> str:
    """The path within ``document`` of a part cut from it, called ``name``."""
    return f"{document}/delad/{name}"


def pages_of_part(document: str, path: str) -> tuple[int, int] | None:
    """The first and last page of ``document`` (from 1, inclusive) that the part at this path is; None for no part."""
    beginning = part_path(document, "")
    pages = _PAGES.fullmatch(path.removeprefix(beginning))
    return (int(pages[1]), int(pages[2])) if path.startswith(beginning) and pages is not None else None


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
