"""A real full disk: a small tmpfs over a folder, in a name space of this process's own. For processes of one thread."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

_NEW_MOUNTS, _NEW_USER = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER (clone(2))
_BLOCK: Final = 4096
_ROOMY: Final = "size=256m,nr_inodes=100k"


@contextmanager
def small_disk(folder: Path, options: str, apart: Path | None = None) -> Iterator[Callable[[], None]]:
    """Within the block what lies in the folder lies on a disk of its own, save what lies in ``apart`` (a folder below
    it). What is given makes the disk large. Afterwards all is in the folder again."""
    _enter()
    with ExitStack() as stack:
        held = folder.with_name(f"{folder.name}-apart")
        if apart is not None:
            held.mkdir()
            _mount("--bind", str(apart), str(held))
        copy = folder.with_name(f"{folder.name}-copy")
        _mirror(folder, copy, apart)
        _mount("-t", "tmpfs", "-o", f"mode=700,{_ROOMY}", "tmpfs", str(folder))
        _mirror(copy, folder, None)
        if apart is not None:
            apart.mkdir()
            _mount("--bind", str(held), str(apart))
        _mount("-o", f"remount,{_capped(folder, options)}", str(folder))
        yield lambda: _mount("-o", f"remount,{_ROOMY}", str(folder))
        if apart is not None:
            subprocess.run(["umount", "-l", str(apart)], check=True)
        shutil.rmtree(copy)
        _mirror(folder, copy, apart)
        subprocess.run(["umount", "-l", str(folder)], check=True)
        stack.callback(shutil.rmtree, copy)
        _empty(folder, apart)
        _mirror(copy, folder, None)
        if apart is not None:
            subprocess.run(["umount", "-l", str(held)], check=True)
            held.rmdir()


def bytes_of(folder: Path, apart: Path | None = None) -> int:
    """What the files take on such a disk."""
    files = [path for path in folder.rglob("*") if path.is_file() and not (apart and path.is_relative_to(apart))]
    return sum(-(-path.stat().st_size // _BLOCK) * _BLOCK for path in files)


def _capped(folder: Path, options: str) -> str:
    """``size=+N`` is so many bytes more than are taken now, ``nr_inodes=+N`` so many files more."""
    facts = os.statvfs(folder)
    taken, files = (facts.f_blocks - facts.f_bfree) * facts.f_frsize, facts.f_files - facts.f_ffree
    said = [each.split("=+") for each in options.split(",")]
    return ",".join(f"{name}={int(more) + (taken if name == 'size' else files)}" for name, more in said)


def _mirror(source: Path, target: Path, apart: Path | None) -> None:
    left_out = (lambda at, names: [apart.name] if apart and Path(at) == apart.parent else []) if apart else None
    shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True)


def _empty(folder: Path, apart: Path | None) -> None:
    for each in folder.iterdir():
        if each != apart:
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def _enter() -> None:
    user, group = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_MOUNTS | (_NEW_USER if user else 0)):
        raise OSError(ctypes.get_errno(), "unshare")
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _mount("--make-rprivate", "/")


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
