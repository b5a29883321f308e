"""An installation on a machine of its own: a folder for each version, a link to the one in use, one systemd service."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from deploy.release.listing import OTHERS, PARTS
from deploy.versions.fitting import Places, fit
from deploy.versions.installation import MARK, OPENING, WITH_DIFFERENCES, MoveError, run

SOURCE: Final = Path(__file__).parents[2]
_SERVICE: Final = "samsyn.service"
_SECONDS: Final = 120.0  # for the service to answer: models are read at the start


class Machine:
    """See :class:`deploy.versions.installation.Installation`. ``source``: the tree of the new version."""

    def __init__(self, places: Places, address: str, source: Path = SOURCE) -> None:
        self.places, self._address, self._source = places, address, source
        self._root, self._backups = places.root, places.backups

    @property
    def note(self) -> Path:
        return self._root / "moved.json"

    @property
    def current(self) -> Path:
        return self._root / "current"

    def version(self) -> str:
        if not self.current.is_symlink():
            raise MoveError(f"{self.current} is not there: install first (python3 -m deploy.versions install)")
        return self.current.readlink().name

    def prepare(self) -> str:
        name = named(self._source)
        folder = self._root / "versions" / name
        if not (folder / "whole").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            for part in PARTS:
                _copy(self._source / part, folder / part)
            run([str(folder / "deploy" / "setup.sh"), "demo"], folder=folder)
            (folder / "whole").touch()  # last: what was broken off is begun anew
        return name

    def stop(self) -> None:
        run(["systemctl", "stop", _SERVICE])

    def back_up(self) -> str:
        said = self._samsyn("backup", "take", str(self._backups), "--json", well=WITH_DIFFERENCES)
        return str(json.loads(said)["backup"])

    def use(self, version: str) -> None:
        arriving = self._root / "current.new"
        arriving.unlink(missing_ok=True)
        arriving.symlink_to(Path("versions") / version)
        os.replace(arriving, self.current)  # there is always one

    def open(self) -> None:
        self._samsyn(*OPENING)

    def put_aside(self) -> str:
        """A register in PostgreSQL is put aside by whoever keeps the database, and an encrypted home by hand: what is
        mounted cannot be renamed (docs/upgrading.md)."""
        if self._home.is_mount():
            raise MoveError(f"{self._home} is mounted: docs/upgrading.md says how a backup takes its place by hand")
        aside = self._home.with_name(f"{self._home.name}-aside-{time.strftime('%Y%m%d-%H%M%S')}")
        owner = (self._home if self._home.is_dir() else self._backups).stat()
        if self._home.is_dir():
            self._home.rename(aside)
        self._home.mkdir(mode=0o700)
        os.chown(self._home, owner.st_uid, owner.st_gid)
        return str(aside)

    def put_back(self, backup: str) -> None:
        self._samsyn("restore", str(self._backups), "--backup", backup, well=WITH_DIFFERENCES)

    def is_half_put_back(self) -> bool:
        return (self._home / MARK).is_file()

    def take_back(self, aside: str) -> None:
        if Path(aside).is_dir():
            shutil.rmtree(self._home)
            Path(aside).rename(self._home)

    def catch_up(self) -> None:
        self._samsyn("upgrade", str(self._backups), "--json", well=WITH_DIFFERENCES)

    def fit(self) -> None:
        """Have the system know the units and the command of the version in use."""
        try:
            changed = fit(self.current, self.places)
        except OSError as error:
            raise MoveError(f"{error.filename}: {error.strerror}") from error
        if changed:
            run(["systemctl", "daemon-reload"])

    def start(self) -> None:
        self.fit()
        run(["systemctl", "start", _SERVICE])
        until = time.monotonic() + _SECONDS
        while not _answers(self._address):
            if time.monotonic() > until:
                raise MoveError(f"nothing answers at {self._address}; journalctl -u {_SERVICE} says why")
            time.sleep(0.5)

    def _samsyn(self, *words: str, well: Collection[int] = (0,)) -> str:
        """Run the version in use as the user whom the archive belongs to; what it prints."""
        program = self.current / ".venv" / "bin" / "samsyn"
        told = ["env", f"SAMSYN_CONFIG={self.places.config}", str(program), *words]
        as_user = ["runuser", "-u", self.places.user, "--"] if os.geteuid() == 0 else []
        return run([*as_user, *told], {**os.environ, **self.places.given()}, self._root, well=well)

    @property
    def _home(self) -> Path:
        return self.places.home


def named(source: Path) -> str:
    """What a version is called: its number, and a hash of what it consists of."""
    number = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    digest = hashlib.sha256()
    for path in _files(source):
        digest.update(f"{path.relative_to(source)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return f"{number}-{digest.hexdigest()[:8]}"


def _files(source: Path) -> Iterator[Path]:
    for part in PARTS:
        below = [source / part] if (source / part).is_file() else sorted((source / part).rglob("*"))
        inner = ((path, path.relative_to(source).parts) for path in below if path.is_file())
        yield from (path for path, names in inner if not set(OTHERS) & set(names))


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*OTHERS))
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 (http, on this machine)
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
