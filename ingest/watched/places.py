"""Which folders may be watched, and whether one that is can be reached: asked of the file system, at each look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from ingest.intake import shown
from models.errors import MissingPathError, PermissionDeniedError
from models.front_errors import FolderRefusedError
from models.settings import Settings
from models.watch_roots import WatchRoot, watch_roots
from models.watched_folder import FolderTrouble, WatchedFolder

_DEEP: Final = 2  # folders below a root that a browser may choose: a share has one for each scanner or unit


def watchable(settings: Settings, path: Path) -> Path:
    """The folder by its own path, without links. Raises :class:`MissingPathError`, :class:`PermissionDeniedError` and
    :class:`FolderRefusedError`, for one that holds the installation's home or lies in it."""
    found = path.resolve()
    if not found.is_dir():
        raise MissingPathError(f"Mappen finns inte: {path}")
    if not _can_be_kept(found):
        raise FolderRefusedError("Mappens namn är inte skrivet i UTF-8", next="Byt namn på mappen.")
    if overlaps_home(settings, found):
        raise FolderRefusedError("Installationens egen mapp kan inte bevakas, inte heller en som den ligger i")
    if not os.access(found, os.R_OK | os.X_OK):
        raise PermissionDeniedError(f"Mappen får inte läsas: {path}", next="Ge användaren som kör samsyn läsrätt.")
    return found


def overlaps_home(settings: Settings, path: Path) -> bool:
    home = settings.home.resolve()
    return path.is_relative_to(home) or home.is_relative_to(path)


def trouble(settings: Settings, folder: WatchedFolder) -> str:
    """Why the folder cannot be looked at, as a code; empty where it can."""
    path = folder.path
    if folder.mount and not os.path.ismount(folder.mount):
        return FolderTrouble.SHARE_MISSING
    if not path.is_dir():
        return FolderTrouble.MISSING
    if path.resolve() != path or overlaps_home(settings, path):
        return FolderTrouble.NOT_ALLOWED
    if folder.by and not _is_owners(folder.owner, path, _roots(settings)):
        return FolderTrouble.OUTSIDE_ROOTS
    return "" if os.access(path, os.R_OK | os.X_OK) else PermissionDeniedError.code


def mount_of(path: Path) -> str:
    """The mount point that the folder lies below: when it is gone, an empty folder may be in the share's place."""
    return str(next(above for above in (path, *path.parents) if os.path.ismount(above)))


def choices(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Owner and folder, of those that a browser may choose: the roots and what lies in them, without links."""
    return islice(_choices(settings), settings.limits.watch_choices)


def _choices(settings: Settings) -> Iterator[tuple[str, Path]]:
    roots = _roots(settings)
    for root in roots:
        for path in _folders(root.path, _DEEP):
            if _can_be_kept(path) and not overlaps_home(settings, path) and _is_owners(root.owner, path, roots):
                yield root.owner, path


def _folders(folder: Path, deep: int) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            below = sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    yield folder
    for path in below if deep else []:
        if not path.name.startswith("."):
            yield from _folders(path, deep - 1)


def _roots(settings: Settings) -> list[WatchRoot]:
    return [WatchRoot(root.owner, root.path.resolve()) for root in watch_roots(settings)]


def _is_owners(owner: str, path: Path, roots: list[WatchRoot]) -> bool:
    """Whether the folder is this owner's and all that lies in it. Of roots that lie in each other the nearest says."""
    above = [root for root in roots if path.is_relative_to(root.path)]
    nearest = max((root.path for root in above), key=lambda each: len(each.parts), default=None)
    within = {root.owner for root in roots if root.path.is_relative_to(path)}
    return {root.owner for root in above if root.path == nearest} == {owner} and within <= {owner}


def _can_be_kept(path: Path) -> bool:
    """Whether the path is text: a name in another character set is not, and no register takes it."""
    return shown(path) == str(path)
