"""What the system has of a version: the units of its services and the command, with the installation's places in them.

Written when a version is installed and each time that one is started after a move, so that what a version mends in them
comes with it. A site's own changes are drop-ins (``systemctl edit``), which stay.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

HOME: Final = "/var/lib/samsyn"
_COMMAND: Final = """\
#!/bin/sh
# samsyn, in the version in use, as the user whom the archive belongs to, with the environment that its service has.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin  # cron's has no runuser
export PATH
if [ -r {environment} ]; then
    while read -r line || [ -n "$line" ]; do # as systemd reads it, not as a shell would
        case $line in '' | '#'* | ';'*) continue ;; esac
        name=${{line%%=*}} value=${{line#*=}}
        name=${{name%"${{name##*[! ]}}"}} value=${{value#"${{value%%[! ]*}}"}}
        case $value in
            '"'*'"') value=${{value#'"'}} value=${{value%'"'}} ;;
            "'"*"'") value=${{value#"'"}} value=${{value%"'"}} ;;
        esac
        export "$name=$value"
    done <{environment}
fi
SAMSYN_CONFIG={config}
export SAMSYN_CONFIG
if [ "$(id -un)" = {user} ]; then exec {program} "$@"; fi
exec runuser -u {user} -- {program} "$@"
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an installation has its things. ``system``: what stands for ``/``."""

    root: Path
    backups: Path
    user: str
    config: Path
    system: Path = Path("/")

    @property
    def environment(self) -> Path:
        return self.config.with_name("environment")

    def told(self) -> Mapping[str, Any]:
        """The settings in the file, as they stand there."""
        return tomllib.loads(self.config.read_text("utf-8")) if self.config.is_file() else {}

    def given(self) -> Mapping[str, str]:
        """What the service is started with beside its settings, as systemd reads it: else a command would be about
        another register than the service is."""
        lines = self.environment.read_text("utf-8").splitlines() if self.environment.is_file() else []
        pairs = (line.partition("=") for line in map(str.strip, lines) if line and line[0] not in "#;")
        return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}

    @property
    def home(self) -> Path:
        return Path(self.told().get("home", HOME))

    @property
    def writable(self) -> Iterator[Path]:
        """What the service writes to: all else is read-only for it."""
        told = self.told()
        vault = self.given().get("SAMSYN_VAULT_URL") or told.get("vault", {}).get("url", "")
        yield self.home
        yield self.backups  # what was erased is noted there
        if vault.startswith("file://"):
            yield Path(unquote(urlsplit(vault).path))


def fit(tree: Path, places: Places) -> bool:
    """Write the units and the command of the version in ``tree`` where they differ; whether a unit did."""
    units = places.system / "etc" / "systemd" / "system"
    found = sorted((tree / "deploy" / "systemd").glob("samsyn*"))
    changed = [_write(units / unit.name, _filled(unit.read_text("utf-8"), places)) for unit in found]
    command = places.system / "usr" / "local" / "bin" / "samsyn"
    _write(command, command_text(places))
    command.chmod(0o755)
    return any(changed)


def command_text(places: Places) -> str:
    """The command that everybody calls."""
    program = places.root / "current" / ".venv" / "bin" / "samsyn"
    return _COMMAND.format(environment=places.environment, config=places.config, user=places.user, program=program)


def _filled(unit: str, places: Places) -> str:
    """The unit with the installation's places in the stead of the usual ones, each looked at once."""
    writable = " ".join(f'"-{path}"' if " " in str(path) else f"-{path}" for path in places.writable)
    own = {
        f"ReadWritePaths=-{HOME} -/var/backups/samsyn": f"ReadWritePaths={writable}",
        "User=samsyn": f"User={places.user}",
        "/opt/samsyn/": f"{places.root}/",
        "/etc/samsyn/samsyn.toml": str(places.config),
        "/etc/samsyn/environment": str(places.environment),
        "/var/backups/samsyn": str(places.backups),
    }
    return re.sub("|".join(map(re.escape, own)), lambda usual: own[usual[0]], unit)


def _write(file: Path, text: str) -> bool:
    """Whether there was anything to write. What stood there, which a site may have changed, is kept beside it."""
    there = file.read_text("utf-8") if file.is_file() else None
    if there == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    if there is not None:
        file.with_name(f"{file.name}.before").write_text(there, encoding="utf-8")
    arriving = file.with_name(f".{file.name}.new")
    arriving.write_text(text, encoding="utf-8")
    os.replace(arriving, file)
    return True
