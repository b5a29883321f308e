"""What lies in a watched folder now, by names, sizes and times alone: it works on network shares as on disks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.intake import shown
from models.errors import PermissionDeniedError, UnsupportedTypeError
from models.watched_folder import Facts

_TEMPORARY_ENDS: Final = (
    *(".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".swp", ".lock"),
    "~",
)
_TEMPORARY_BEGINS: Final = (".", "~$")
_OF_NOBODY: Final = (".ds_store", "thumbs.db", "desktop.ini")  # what file browsers leave behind


@dataclass(frozen=True, slots=True)
class Seen:
    """A file by its ``path`` within the folder, as it can be kept; ``where`` it lies. ``reason``: why it is not read,
    whatever it holds (a link, a folder that may not be listed)."""

    path: str
    where: Path
    facts: Facts
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """``whole``: every folder could be listed, so that what is not here is gone."""

    files: tuple[Seen, ...]
    whole: bool


def scan(folder: Path) -> Scan:
    """Every file below the folder, in order of name. Links are named and not followed, as ``samsyn ingest`` does.

    Raises :class:`OSError` where the folder itself cannot be listed.
    """
    found, whole, waiting = list[Seen](), True, [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if here == folder:
                raise
            whole = False
            if isinstance(error, PermissionError):
                found.append(_seen(folder, here, Facts(0, 0), PermissionDeniedError.code))
            continue
        folders = {entry.name for entry in listed if entry.is_dir(follow_symlinks=False)}
        waiting += [here / name for name in sorted(folders, reverse=True)]
        files = [entry for entry in listed if entry.name not in folders and entry.name.lower() not in _OF_NOBODY]
        found += [each for entry in files for each in _file(folder, entry)]
    return Scan(tuple(found), whole)


def is_temporary(path: str) -> bool:
    """Whether a program calls a file so that it is not done with."""
    name = path.rsplit("/", 1)[-1].lower()
    return name.endswith(_TEMPORARY_ENDS) or name.startswith(_TEMPORARY_BEGINS)


def _file(folder: Path, entry: os.DirEntry[str]) -> Iterator[Seen]:
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError:  # gone since it was listed; or not to be known, and told when it is to be copied
        return
    regular = entry.is_file(follow_symlinks=False)
    reason = "" if regular else UnsupportedTypeError.code
    yield _seen(folder, Path(entry.path), Facts(facts.st_size, facts.st_mtime_ns), reason)


def _seen(folder: Path, where: Path, facts: Facts, reason: str) -> Seen:
    return Seen(shown(where.relative_to(folder)), where, facts, reason)
