"""An installation in containers (``deploy/compose.yaml``): a version is an image's tag, named in ``deploy/.env``."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from deploy.versions.installation import MARK, OPENING, WITH_DIFFERENCES, MoveError, run
from deploy.versions.machine import SOURCE, named

_NAME: Final = "SAMSYN_VERSION"
_LINE: Final = re.compile(rf"^{_NAME}=(.*)$", re.MULTILINE)
_OURS: Final = ("proxy", "web", "worker", "reader", "scheduler")  # what is stopped: database and index go on
_ASIDE: Final = 'mkdir -m 700 "$1" && find "$SAMSYN_HOME" -mindepth 1 -maxdepth 1 -exec mv -t "$1" {} +'
_BACK: Final = (
    'find "$SAMSYN_HOME" -mindepth 1 -delete'
    ' && find "$1" -mindepth 1 -maxdepth 1 -exec mv -t "$SAMSYN_HOME" {} + && rmdir "$1"'
)
_KEPT: Final = "/backup"  # SAMSYN_BACKUPS, as the containers see it


class Containers:
    """See :class:`deploy.versions.installation.Installation`. ``compose``: the words that begin each command."""

    def __init__(self, folder: Path, compose: Sequence[str] = ("docker", "compose"), source: Path = SOURCE) -> None:
        self._folder, self._source = folder, source
        self._compose = [*compose, "-f", str(folder / "compose.yaml"), "--env-file", str(self._env)]

    @property
    def note(self) -> Path:
        return self._folder / "moved.json"

    @property
    def _env(self) -> Path:
        return self._folder / ".env"

    def version(self) -> str:
        found = _LINE.search(self._env.read_text("utf-8")) if self._env.is_file() else None
        if found is None or not found[1].strip():
            raise MoveError(f"{self._env} says no {_NAME}")
        return found[1].strip()

    def prepare(self) -> str:
        new = named(self._source)
        run([*self._compose, "build", "web"], {**os.environ, _NAME: new})
        return new

    def stop(self) -> None:
        run([*self._compose, "stop", *_OURS])

    def back_up(self) -> str:
        said = self._samsyn("backup", "take", _KEPT, "--json", well=WITH_DIFFERENCES)
        return str(json.loads(said)["backup"])

    def use(self, version: str) -> None:
        said = _LINE.sub(f"{_NAME}={version}", self._env.read_text("utf-8"))
        arriving = self._env.with_suffix(".new")
        arriving.write_text(said, encoding="utf-8")
        os.replace(arriving, self._env)

    def open(self) -> None:
        self._samsyn(*OPENING)

    def put_aside(self) -> str:
        """The home's files go into the folder of the backups, since a volume cannot be renamed; the database can."""
        name = f"aside-{time.strftime('%Y%m%d-%H%M%S')}"
        self._shell(_ASIDE, name)
        try:
            self._sql(f"ALTER DATABASE samsyn RENAME TO {_database(name)}")
            self._sql("CREATE DATABASE samsyn")
        except MoveError:
            with suppress(MoveError):  # where it was not renamed
                self._sql(f"ALTER DATABASE {_database(name)} RENAME TO samsyn")
            self._shell(_BACK, name)
            raise
        return name

    def put_back(self, backup: str) -> None:
        self._samsyn("restore", _KEPT, "--backup", backup, well=WITH_DIFFERENCES)

    def is_half_put_back(self) -> bool:
        return self._shell(f'if [ -f "$SAMSYN_HOME/{MARK}" ]; then echo half; fi').strip() == "half"

    def take_back(self, aside: str) -> None:
        self._sql("DROP DATABASE samsyn", f"ALTER DATABASE {_database(aside)} RENAME TO samsyn")
        self._shell(_BACK, aside)

    def catch_up(self) -> None:
        self._samsyn("upgrade", _KEPT, "--json", well=WITH_DIFFERENCES)

    def start(self) -> None:
        """``--wait``: until each says that it is well."""
        run([*self._compose, "up", "--detach", "--wait"])

    def _samsyn(self, *words: str, well: Collection[int] = (0,)) -> str:
        return run([*self._compose, "run", "--rm", "-T", "worker", *words], well=well)

    def _shell(self, script: str, folder: str = "") -> str:
        """What a script prints that is run where the home is; ``$1`` is a folder among the backups."""
        command = ["run", "--rm", "-T", "--no-deps", "--entrypoint", "sh", "worker", "-c", script]
        return run([*self._compose, *command, *(["sh", f"{_KEPT}/{folder}"] if folder else [])])

    def _sql(self, *statements: str) -> None:
        for statement in statements:
            run([*self._compose, "exec", "-T", "db", "psql", "-U", "samsyn", "-d", "postgres", "-c", statement])


def _database(aside: str) -> str:
    """What the database is called that belongs to what was put aside."""
    return aside.replace("-", "_")
