"""Whether what samsyn keeps lies encrypted on the disk: asked of the kernel, of each file system that holds some of it.

A disk under dm-crypt (LUKS) does it for all of it; gocryptfs for a home on a disk that is not (``samsyn home``). What
encrypts beneath the machine (a hypervisor, a storage array, a drive) no program in it can see: the site says so
(``disk_encryption = "outside"``).
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
from models.store.locked_home import plain_of
from models.store.mounts import GOCRYPTFS, Mount, mount_of, written
from models.store.notices import BACKUP, TOUR
from models.store.store import Store

_CRYPT: Final = "CRYPT-"  # how the kernel names what dm-crypt makes, of LUKS and plain alike
_MEMORY: Final = ("tmpfs", "ramfs")
_NEXT: Final = {
    "hemmet": "Kryptera hemmet: samsyn home encrypt.",
    "arbetsyta": "Ge samsyn en arbetsyta i minnet eller i det krypterade hemmet (TMPDIR).",
    "växlingsutrymme": "Stäng av växlingen (swapoff -a), eller lägg den på dm-crypt.",
    "valv": "Kryptera disken som valvet ligger på.",
    "säkerhetskopia": "Lägg kopiorna i en krypterad mapp eller på en krypterad disk.",
    "kvarlämnade filer": "Ta bort det okrypterade som låg i hemmet förut, när samsyn verify inte finner något.",
}
_OR: Final = (
    "Hela disken på en gång: LUKS. Krypteras den utanför datorn, säg det: "
    'disk_encryption = "outside" i samsyn.toml. Se docs/storage.md.'
)


def encryption(settings: Settings, store: Store | None, system: Path = Path("/")) -> Check:
    """Well where all of it lies encrypted, or the site has said that what is beneath encrypts.

    ``system`` is where ``proc`` and ``sys`` are.
    """
    if settings.disk_encryption == "outside":
        return said("encryption", True, "utanför datorn, som ni har sagt")
    if store is None or store.notices.get(TOUR):
        return said("encryption", True, "inga handlingar att skydda")
    open_ones = {name: state for name, state in _states(settings, store, system) if state}
    found = "; ".join(f"{name} {state}" for name, state in open_ones.items())
    next = " ".join([*(_NEXT[name] for name in open_ones), _OR])
    return said("encryption", not found, found or _well(settings, system), next)


def _well(settings: Settings, system: Path) -> str:
    in_folder = _under(settings.home, system).kind == GOCRYPTFS
    return "allt ligger krypterat, hemmet med gocryptfs" if in_folder else "allt ligger krypterat"


def _states(settings: Settings, store: Store, system: Path) -> Iterator[tuple[str, str]]:
    """What lies where, and what is to be said against it: nothing where it is encrypted."""
    for name, folder in _places(settings, store):
        mount = _under(folder, system)
        if mount.kind not in (*_MEMORY, GOCRYPTFS):
            device = _device(mount)
            yield name, "" if _is_encrypted(device, system) else "okrypterat" if device else f"syns inte ({mount.kind})"
    for device in _swapped_to(system):
        yield "växlingsutrymme", "" if _is_encrypted(device, system) else "okrypterat"


def _places(settings: Settings, store: Store) -> Iterator[tuple[str, Path]]:
    yield "hemmet", settings.home
    yield "arbetsyta", Path(tempfile.gettempdir())
    yield "arbetsyta", _sqlites_scratch()
    parts = urlsplit(settings.vault_url)
    if parts.scheme == "file":
        yield "valv", Path(unquote(parts.path))
    if folder := store.notices.get(BACKUP).get("folder", ""):
        yield "säkerhetskopia", Path(folder)
    if (plain := plain_of(settings.home)).is_dir():
        yield "kvarlämnade filer", plain


def _sqlites_scratch() -> Path:
    """Where SQLite sorts what is too large for memory (sqlite.org/tempfiles.html): /var/tmp before /tmp."""
    told = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp")  # noqa: S108 (looked at only)
    return next((Path(each) for each in told if each and os.path.isdir(each)), Path(tempfile.gettempdir()))


def _under(folder: Path, system: Path) -> Mount:
    return mount_of(there(folder).resolve(), system)


def _device(mount: Mount) -> str:
    """The block device (``253:0``) that it lies on, empty where none is to be seen; btrfs and the like have a number of
    their own, on a device that they name."""
    return mount.device if not mount.device.startswith("0:") else _number(mount.source)


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
        name, kind = map(written, line.split()[:2])
        if not name.startswith("/dev/zram"):
            yield _number(name) if kind == "partition" else _under(Path(name), system).device


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
