"""A plain home moved into the encrypted folder: copied, read back and compared by hash, put aside.

Whole it lies in the one or in the other at each moment, and the mark in the home says where (:class:`Lock`): the next
call goes on with one that was killed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from models.errors import DiskFullError, HomeInUseError
from models.home_errors import EncryptionFailedError
from models.store.backup.layout import file_hash
from models.store.disk import faults_named, sync
from models.store.locked_home import MARK

Progress = Callable[[int, int], None]
"""Is told how many files are done, of how many."""
_SPARE: Final = 64 * 1024**2  # bytes; and what encryption adds, 32 to each 4,096 and names that grow, is less than 2 %


def within(folder: Path) -> list[Path]:
    """What lies in it, folders before what they hold, by names relative to it; without the mark."""
    found = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    return [path for path in found if path != Path(MARK)]


def check_alone(home: Path) -> None:
    """Raises :class:`HomeInUseError` while a process has something open there."""
    at_work = sorted(set(_using(home.resolve())))
    if at_work:
        pids = ", ".join(map(str, at_work))
        next = "Stoppa samsyn först: systemctl stop samsyn, och samsyn worker och andra kommandon som pågår."
        raise HomeInUseError(f"Hemmet används av andra processer ({pids})", next=next)


def check_room(home: Path, beside: Path) -> None:
    """Raises :class:`DiskFullError` where a second copy does not fit: nothing is begun then."""
    needed = sum(path.lstat().st_size for path in home.rglob("*")) * 102 // 100 + _SPARE
    if (free := shutil.disk_usage(beside).free) < needed:
        next = "Gör plats, och kör samma kommando igen. De okrypterade filerna tas inte bort förrän ni gör det."
        raise DiskFullError(f"{beside}: {needed // 10**6} MB behövs, {free // 10**6} MB är lediga", next=next)


def copy(home: Path, target: Path, shown: Progress) -> None:
    """All of it, each file and folder on the disk before it returns; what is there already is passed over."""
    paths = within(home)
    with faults_named("Disken är full", "Den krypterade mappen kan inte skrivas"):
        _drop_others(paths, target)
        for done, path in enumerate(paths, 1):
            _copy(home / path, target / path)
            shown(done, len(paths))
        for folder in (target, *(target / path for path in paths if (target / path).is_dir())):
            sync(folder)


def compare(home: Path, target: Path, shown: Progress) -> None:
    """Raises :class:`EncryptionFailedError` where a file is not the same in both, read from its first byte to its last;
    it is copied anew by the next call."""
    paths = within(home)
    if within(target) != paths:
        raise EncryptionFailedError("Kopian har inte samma filer som hemmet")
    for done, path in enumerate(paths, 1):
        if not _same(home / path, target / path):
            if (target / path).is_file():
                (target / path).unlink()
            raise EncryptionFailedError(f"Kopian av {path} är inte lik filen")
        shown(done, len(paths))


def check_unchanged(home: Path, target: Path) -> None:
    """Raises :class:`HomeInUseError` where somebody wrote in the home since it was copied."""
    paths = within(home)
    changed = [path for path in paths if not _as_copied(home / path, target / path)]
    if changed or within(target) != paths:
        next = "Stoppa det som skriver där, och kör samma kommando igen."
        raise HomeInUseError("Någon skrev i hemmet medan det kopierades", next=next)


def put_aside(home: Path, plain: Path) -> None:
    """The plain files, out of the home, where somebody can remove them. The home's mark stays."""
    plain.mkdir(mode=0o700, exist_ok=True)
    for each in sorted(home.iterdir()):
        if each.name != MARK:
            each.rename(plain / each.name)
    sync(plain)
    sync(home)


def _copy(source: Path, target: Path) -> None:
    if source.is_symlink():
        if not target.is_symlink():
            target.symlink_to(source.readlink())
    elif source.is_dir():
        target.mkdir(exist_ok=True)
        target.chmod(source.stat().st_mode & 0o7777)
    elif not source.is_file():
        raise EncryptionFailedError(f"{source} är varken fil eller mapp", next="Ta bort den, och kör kommandot igen.")
    elif not _as_copied(source, target):
        shutil.copyfile(source, target)
        shutil.copystat(source, target)  # last: by its time it is known to be whole
        sync(target)


def _as_copied(source: Path, target: Path) -> bool:
    """Whether the file was copied whole and neither has been written since, as size and time tell."""
    if not target.is_file() or target.is_symlink() or not source.is_file():
        sorts = [(path.is_symlink(), path.is_dir()) for path in (source, target)]
        return sorts[0] == sorts[1] and os.path.lexists(target)
    one, other = source.stat(), target.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _same(source: Path, target: Path) -> bool:
    if source.is_symlink() or target.is_symlink():
        return source.is_symlink() and target.is_symlink() and source.readlink() == target.readlink()
    if source.is_dir() or target.is_dir():
        return source.is_dir() and target.is_dir()
    return file_hash(source) == file_hash(target)


def _drop_others(paths: list[Path], target: Path) -> None:
    """What an earlier call copied and the home no longer has."""
    for path in reversed([path for path in within(target) if path not in set(paths)]):
        if (target / path).is_dir() and not (target / path).is_symlink():
            (target / path).rmdir()
        else:
            (target / path).unlink()


def _using(home: Path) -> Iterator[int]:
    """Other processes that have a file below the folder open, or work in it, as far as this user may see them."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid() and _is_using(process, home):
            yield int(process.name)


def _is_using(process: Path, home: Path) -> bool:
    try:
        return any(each.readlink().is_relative_to(home) for each in (process / "cwd", *(process / "fd").iterdir()))
    except OSError:  # it has ended, or is another user's, who may not look into the home
        return False
