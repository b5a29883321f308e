"""The machine: room, memory, open files, clock, time zone, and who may look into the home."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.capacity import holding, memory_bytes, worker_bytes
from ingest.cores import count_cores
from ingest.doctor.check import Check, said
from models.settings import Settings
from models.store import keys, ledger_secret
from models.store.store import Store
from models.store.vault_place import folder_at

_LOW_DISK_BYTES: Final = 2 * 1024**3  # a night of scans needs more
_LOW_SCRATCH_BYTES: Final = 1024**3  # the largest files of some readers at once
_LEAST_FILES: Final = 1024  # a connection to each compartment's index, and to each person
_WRONG_SECONDS: Final = 5.0  # more than a busy network share rounds and waits
_BEHIND: Final = timedelta(seconds=60)
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_GB: Final = 1024**3


def disk(settings: Settings, *, counts: bool) -> Check:
    """Each store that lies in files that this machine sees, by itself. Without ``counts`` not how much: it would tell
    how fast it fills."""
    low, told = [], []
    for name, folder, least in _stores(settings):
        free = shutil.disk_usage(there(folder)).free
        told.append(f"{name} {free // _GB} GB")
        if free < least:
            low.append(f"{name} mindre än {least // _GB} GB")
    found = f"lediga: {', '.join(told)}" if counts else "minst 2 GB lediga"
    next = "Gör plats, eller flytta lagret till en större disk: det som läses in stannar när disken är full."
    return said("disk", not low, ", ".join(low) or found, next)


def _stores(settings: Settings) -> Iterator[tuple[str, Path, int]]:
    yield "register", settings.home, _LOW_DISK_BYTES
    if (vault := folder_at(settings)) is not None:
        yield "valv", vault, _LOW_DISK_BYTES
    if not settings.opensearch_url:
        yield "index", settings.home / "index", _LOW_DISK_BYTES
    yield "arbetsyta", Path(tempfile.gettempdir()), _LOW_SCRATCH_BYTES


def there(folder: Path) -> Path:
    """The folder, or where it is not made yet the nearest above it: where it would lie."""
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())


def memory(settings: Settings) -> Check:
    """Whether a worker on each core finds the memory that it and its reader may take (``reader_memory_bytes``)."""
    has, wants = memory_bytes(), worker_bytes(settings.limits)
    fits, cores = holding(settings.limits), count_cores()
    found = f"{has / _GB:.1f} GB räcker till {fits} läsare à {wants / _GB:.1f} GB; {cores} kärnor"
    next = f"Läs in med --workers {max(fits, 1)}, sänk reader_memory_bytes under [limits], eller ge datorn mer minne."
    return said("memory", fits >= min(cores, 2), found, next)


def files() -> Check:
    """How many files a process may have open."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    next = f"Höj gränsen: ulimit -n {4 * _LEAST_FILES}, eller LimitNOFILE={4 * _LEAST_FILES} i tjänstens unit-fil."
    unlimited = soft == resource.RLIM_INFINITY
    return said("files", unlimited or soft >= _LEAST_FILES, "obegränsat" if unlimited else f"högst {soft}", next)


def zone() -> Check:
    """Times are told in Swedish time, whatever the machine's own zone is: summer time must be known."""
    next = "Installera tidszonerna: apt-get install tzdata, eller pip install tzdata."
    try:
        summer = datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(ZoneInfo("Europe/Stockholm")).hour
    except ZoneInfoNotFoundError:
        return said("zone", False, "Europe/Stockholm finns inte", next)
    return said("zone", summer == 14, "Europe/Stockholm", next)


def clock(settings: Settings, store: Store | None) -> Check:
    """This machine's clock against that of the disk, of the database server, and of what was written last."""
    wrong = [*_against_disk(settings.home), *(_against_register(store) if store else ())]
    next = "Ställ klockan och låt den följa en tidsserver (timedatectl set-ntp true): frister och loggen följer den."
    return said("clock", not wrong, "; ".join(wrong) or "går som disken och registret", next)


def _against_disk(home: Path) -> Iterator[str]:
    if not os.access(home, os.W_OK):
        return
    with tempfile.TemporaryFile(dir=home, prefix=".clock-") as file:  # mostly without a name: a kill leaves nothing
        before, there, after = time.time(), os.fstat(file.fileno()).st_mtime, time.time()
    if not before - _WRONG_SECONDS < there < after + _WRONG_SECONDS:
        yield f"diskens klocka går {there - after:+.0f} s mot datorns"


def _against_register(store: Store) -> Iterator[str]:
    now = datetime.now(UTC)
    server = store.database.now()
    if abs((server - now).total_seconds()) > _WRONG_SECONDS:
        yield f"databasserverns klocka går {(server - now).total_seconds():+.0f} s mot datorns"
    last = store.totals.last_moment()
    if last is not None and last - now > _BEHIND:
        ahead = (last - now).total_seconds()
        yield f"loggens senaste händelse ligger {ahead:.0f} s fram i tiden: klockan har ställts tillbaka"


def rights(settings: Settings) -> Check:
    """Only the user that samsyn runs as may look into the home and its keys, and that user can write there."""
    if not settings.home.exists():
        return said("rights", True, "hemmet finns inte ännu")
    secret = (keys.path(settings.home), ledger_secret.path(settings))
    open_ones = [path for path in (settings.home, *secret) if path.exists() and path.stat().st_mode & _OTHERS]
    if open_ones:
        paths = " ".join(map(str, open_ones))
        return said("rights", False, f"andra når {paths}", f"Stäng dem för andra: chmod go= {paths}")
    unwritable = [path for path in (settings.home, *_inner(settings)) if not os.access(path, os.W_OK | os.X_OK)]
    foreign = [path for path in (settings.home, *secret) if path.exists() and path.stat().st_uid != os.geteuid()]
    bad = " ".join(map(str, dict.fromkeys((*unwritable, *foreign))))
    next = f"Kör samsyn som den användare som äger hemmet, eller ge det till den: chown -R $(id -un) {bad}"
    return said("rights", not bad, f"går inte att skriva i, eller är en annans: {bad}" if bad else "bara ägaren", next)


def _inner(settings: Settings) -> Iterator[Path]:
    yield from (path for path in (settings.home / "vault", settings.home / "index") if path.is_dir())
