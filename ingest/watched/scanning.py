"""What lies in a watched folder now, by names, sizes and times alone: it works on network shares as on disks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.intake import shown, without_links
from models.errors import PermissionDeniedError, ReadFaultError, UnsupportedTypeError
from models.watched_folder import Facts

_TEMPORARY_ENDS: Final = (
    *(".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".swp", ".lock"),
    "~",
)
_TEMPORARY_BEGINS: Final = (".", "~$")
_OF_NOBODY: Final = (
    *(".ds_store", "thumbs.db", "desktop.ini"),  # what file browsers leave behind
    *("lost+found", "system volume information", "$recycle.bin", "#recycle", "@eadir"),  # what disks and servers keep
)
_UNKNOWN: Final = Facts(0, 0)
_TOLD: Final = 500  # characters of the path of a folder that is told of: one may lie too deep for any register


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
    """What was found. ``unlisted``: folders below, by path, that could not be listed."""

    files: tuple[Seen, ...]
    unlisted: tuple[str, ...]

    def reached(self, path: str) -> bool:
        """Whether the folders that the path lies in could be listed: what is not here is then gone."""
        return not any(path.startswith(f"{folder}/") for folder in self.unlisted)


def scan(folder: Path) -> Scan:
    """Every file below the folder, in order of name. Links are named and not followed, as ``samsyn ingest`` does; a
    hidden folder (a bin, what a program is not done with) is named as a file.

    Raises :class:`OSError` where the folder itself cannot be listed.
    """
    found, unlisted, waiting = list[Seen](), list[str](), [folder]
    while waiting:
        here = waiting.pop()
        try:
            files, below = _listed(folder, here)
        except OSError as error:
            if here == folder:
                raise
            path, why = shown(here.relative_to(folder)), _why(error)
            unlisted.append(path)
            found += [Seen(path[:_TOLD], folder / path[:_TOLD], _UNKNOWN, why)] if why else []
        else:
            found += files
            waiting += reversed(below)
    return Scan(tuple(found), tuple(unlisted))


def is_temporary(path: str) -> bool:
    """Whether a program calls a file so that it is not done with."""
    name = path.rsplit("/", 1)[-1].lower()
    return name.endswith(_TEMPORARY_ENDS) or name.startswith(_TEMPORARY_BEGINS)


def _listed(folder: Path, here: Path) -> tuple[list[Seen], list[Path]]:
    """Files that lie right here, and folders to go into; of this folder and no other that a link leads to by now."""
    descriptor = without_links(here, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if os.readlink(f"/proc/self/fd/{descriptor}") != str(here):
            raise FileNotFoundError
        with os.scandir(descriptor) as entries:
            listed = sorted((each for each in entries if each.name.lower() not in _OF_NOBODY), key=lambda it: it.name)
        below = {entry.name: here / entry.name for entry in listed if _is_entered(entry)}
        files = [entry for entry in listed if entry.name not in below]
        return [seen for entry in files for seen in _file(folder, here, entry)], list(below.values())
    finally:
        os.close(descriptor)


def _is_entered(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")


def _file(folder: Path, here: Path, entry: os.DirEntry[str]) -> list[Seen]:
    """The file; none where it is gone since it was listed."""
    try:
        facts = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return []
    except PermissionError:  # a folder that may be listed, and nothing in it asked after
        return [_seen(folder, here / entry.name, _UNKNOWN, PermissionDeniedError.code)]
    readable = entry.is_file(follow_symlinks=False) or is_temporary(entry.name)
    reason = "" if readable else UnsupportedTypeError.code
    return [_seen(folder, here / entry.name, Facts(facts.st_size, facts.st_mtime_ns), reason)]


def _why(error: OSError) -> str:
    """The code that is told of a folder that could not be listed; empty where it is gone since it was seen."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ""
    return PermissionDeniedError.code if isinstance(error, PermissionError) else ReadFaultError.code


def _seen(folder: Path, where: Path, facts: Facts, reason: str) -> Seen:
    return Seen(shown(where.relative_to(folder)), where, facts, reason)
