"""How a document and the others of its family stand to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.document import Document, Occurrence
from models.split import part_path

_CONTAINERS: Final = frozenset(
    {
        "application/zip",
        "application/x-tar",
        "application/x-7z-compressed",
        "application/gzip",
        "application/x-bzip2",
        "application/x-xz",
        "application/mbox",
        "application/vnd.ms-outlook-pst",
        "application/x-ndjson",
    }
)
"""Formats of files that hold other files, rather than carry them."""


@dataclass(frozen=True, slots=True)
class Relative:
    """``document`` and what it is to the one that is looked at, a code of :data:`web.labels.ROLES`."""

    document: Document
    role: str


def relatives(
    document: Document, family: Sequence[Document], places: Sequence[Occurrence], paths: Mapping[str, str]
) -> list[Relative]:
    """Each of the family with its role; parts of a cut that was undone are left out.

    ``places`` are where ``document`` was found, which may be in several others; ``paths`` where each of the family was.
    """
    parents = {place.parent: place.path for place in places if place.parent is not None}
    found = [Relative(other, _role(document, other, parents, paths.get(other.id, ""))) for other in family]
    return [each for each in found if not _undone(document, each)]


def _undone(whole: Document, relative: Relative) -> bool:
    """Whether it is a part that is no more: the cut was undone, and the whole file is found instead."""
    return relative.role == "part" and relative.document.withdrawn and not whole.withdrawn


def _role(document: Document, other: Document, parents: Mapping[str, str], path: str) -> str:
    if other.id in parents:
        return _around(other, parents[other.id])
    if other.parent != document.id and other.is_reading and document.is_scan:
        return "reading"
    if other.parent != document.id and document.is_reading and other.is_scan:
        return "reading_of"
    if path.startswith(part_path(document.id, "")):
        return "part"
    return "member" if document.media_type in _CONTAINERS else "attachment"


def _around(parent: Document, path: str) -> str:
    """What the document at ``path`` in the parent is to it."""
    if path.startswith(part_path(parent.id, "")):
        return "part_of"
    return "member_of" if parent.media_type in _CONTAINERS else "attachment_to"
