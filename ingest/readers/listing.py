"""How a container's members are named to a person, and told one to a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from models.visible import visible

_LONGEST: Final = 240  # characters: a name's beginning and end say more than its middle
_TAIL: Final = 100
_NAMELESS: Final = "namnlös"


@dataclass(frozen=True, slots=True)
class Member:
    """A line of a listing. ``note`` says in Swedish why the member was left out, or is empty."""

    name: str
    size: int | None = None
    note: str = ""


def safe_name(untrusted: str) -> str:
    """``untrusted`` in NFC; bytes that are no text stand as ``\\xff``, and so do characters that cannot be seen."""
    shown = unicodedata.normalize("NFC", visible(untrusted)).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - _TAIL]}…{shown[-_TAIL:]}"


def leads_out(untrusted: str) -> bool:
    """Whether a name would, taken at its word, lie outside the folder that the archive is unpacked to."""
    path = untrusted.replace("\\", "/")
    return _has_drive(path) or path.startswith("/") or ".." in PurePosixPath(path).parts


def inner_name(untrusted: str) -> str:
    """A member's name as the file in it is called: :func:`safe_name`, and never one that leads out of the archive.

    What would lead out is taken away, so that "../../etc/passwd" is "etc/passwd". No file is written by that name
    anyhow; but whoever saves it under the name that is shown must not be led astray either.
    """
    if not leads_out(untrusted):
        return safe_name(untrusted)
    path = untrusted.replace("\\", "/")
    while _has_drive(path):
        path = path[2:].lstrip("/")
    return safe_name("/".join(part for part in path.split("/") if part not in ("", ".", ".."))) or _NAMELESS


def _has_drive(path: str) -> bool:
    return len(path) > 1 and path[1] == ":" and path[0].isalpha()


def listing(heading: str, members: Iterable[Member]) -> str:
    """The heading and a line for each member: its name, its size, and why it was left out."""
    return "\n".join([heading, *_lines(members)])


def _lines(members: Iterable[Member]) -> Iterator[str]:
    for member in members:
        size = "" if member.size is None else f" ({size_text(member.size)})"
        note = f" – {member.note}" if member.note else ""
        yield f"{member.name}{size}{note}"


def size_text(size: int) -> str:
    """A size in bytes as Swedish writes numbers: "12 345 byte"."""
    return f"{size:,} byte".replace(",", " ")
