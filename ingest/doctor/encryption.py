"""Whether what samsyn keeps lies encrypted on the disk: asked of the kernel, of each file system that holds some of it.

Samsyn does not encrypt its register and index itself, for they must be searched: a disk under dm-crypt (LUKS) does it
for all of them. What encrypts beneath the machine (a hypervisor, a storage array, a drive) no program in it can see:
the site says so (``disk_encryption = "outside"``).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from ingest.doctor.check import Check, said
from ingest.doctor.machine import there
from models.settings import Settings
from models.store.notices import BACKUP, TOUR
from models.store.store import Store

_CRYPT: Final = "CRYPT-"  # how the kernel names what dm-crypt makes, of LUKS and plain alike
_MEMORY: Final = ("tmpfs", "ramfs")
_NEXT: Final = (
    "Lägg det på en krypterad disk (LUKS, se docs/storage.md), eller säg med "
    'disk_encryption = "outside" i samsyn.toml att den krypteras utanför datorn.'
)


def encryption(settings: Settings, store: Store | None, system: Path = Path("/")) -> Check:
    """Well where all of it lies on encrypted disks, or the site has said that what is beneath encrypts.

    ``system`` is where ``proc`` and ``sys`` are.
    """
    if settings.disk_encryption == "outside":
        return said("encryption", True, "utanför datorn, som ni har sagt")
    if store is None or store.notices.get(TOUR):
        return said("encryption", True, "inga handlingar att skydda")
    open_ones = [f"{name} {state}" for name, state in _states(settings, store, system) if state]
    return said("encryption", not open_ones, "; ".join(open_ones) or "allt ligger krypterat", _NEXT)


def _states(settings: Settings, store: Store, system: Path) -> Iterator[tuple[str, str]]:
    """What lies where, and what is to be said against it: nothing where it is encrypted."""
    for name, folder in _places(settings, store):
        device, kind = _under(folder, system)
        if kind not in _MEMORY:
            yield name, "" if _is_encrypted(device, system) else "okrypterat" if device else f"syns inte ({kind})"
    for device in _swapped_to(system):
        yield "växlingsutrymme", "" if _is_encrypted(device, system) else "okrypterat"


def _places(settings: Settings, store: Store) -> Iterator[tuple[str, Path]]:
    yield "hemmet", settings.home
    yield "arbetsyta", Path(tempfile.gettempdir())
    parts = urlsplit(settings.vault_url)
    if parts.scheme == "file":
        yield "valv", Path(unquote(parts.path))
    if folder := store.notices.get(BACKUP).get("folder", ""):
        yield "säkerhetskopia", Path(folder)


def _under(folder: Path, system: Path) -> tuple[str, str]:
    """The block device (``253:0``) that the folder lies on, empty where none is to be seen; the sort of file system."""
    lies = there(folder).resolve()
    mounts = [line.split() for line in (system / "proc/self/mountinfo").read_text("utf-8").splitlines()]
    mount = max((each for each in mounts if lies.is_relative_to(_written(each[4]))), key=lambda each: len(each[4]))
    kind, source = mount[mount.index("-") + 1 :][:2]
    if not mount[2].startswith("0:"):
        return mount[2], kind
    return _number(source), kind  # btrfs and the like: a number of their own, on a device that they name


def _written(path: str) -> str:
    return path.replace("\\040", " ")


def _number(device: str) -> str:
    if not device.startswith("/dev/"):
        return ""
    try:
        number = os.stat(device).st_rdev
    except OSError:
        return ""
    return f"{os.major(number)}:{os.minor(number)}"


def _swapped_to(system: Path) -> Iterator[str]:
    """Devices on which memory may be written; compressed memory (zram) is none."""
    swaps = system / "proc/swaps"
    for line in swaps.read_text("utf-8").splitlines()[1:] if swaps.is_file() else ():
        name, kind = map(_written, line.split()[:2])
        if not name.startswith("/dev/zram"):
            yield _number(name) if kind == "partition" else _under(Path(name), system)[0]


def _is_encrypted(device: str, system: Path) -> bool:
    """Whether the device is one of dm-crypt's, or is made of such alone (as LVM on LUKS is)."""
    block = system / "sys/dev/block" / device
    if not device or not block.exists():
        return False
    uuid = block / "dm/uuid"
    if uuid.is_file() and uuid.read_text("utf-8").startswith(_CRYPT):
        return True
    beneath = [(each / "dev").read_text("utf-8").strip() for each in block.glob("slaves/*")]
    return bool(beneath) and all(_is_encrypted(each, system) for each in beneath)
