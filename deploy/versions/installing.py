"""The first version on a machine of its own: its user, its folders, its service. What is there already stays."""

from __future__ import annotations

import os
import pwd
import shutil
from pathlib import Path
from typing import Final

from deploy.versions.installation import run
from deploy.versions.machine import SOURCE, Machine

_UNITS: Final = SOURCE / "deploy" / "systemd"
_SERVICE: Final = "samsyn.service"
_SETTINGS: Final = 'home = "/var/lib/samsyn"\n'
_COMMAND: Final = """\
#!/bin/sh
# samsyn, in the version in use, as the user whom the archive belongs to, with the environment that its service has.
if [ -r /etc/samsyn/environment ]; then set -a; . /etc/samsyn/environment; set +a; fi
exec runuser -u samsyn -- env SAMSYN_CONFIG=/etc/samsyn/samsyn.toml /opt/samsyn/current/.venv/bin/samsyn "$@"
"""


def install(machine: Machine, backups: Path, user: str, config: Path, *, etc: Path = Path("/etc")) -> str:
    """Returns the version that was installed. Nothing is started: there is no archive yet."""
    if not _is_there(user):
        run(["useradd", "--system", "--home-dir", "/var/lib/samsyn", "--shell", "/usr/sbin/nologin", user])
    entry = pwd.getpwnam(user)
    for folder in (backups, Path("/var/lib/samsyn")):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    if not config.is_file():
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(_SETTINGS, encoding="utf-8")
        os.chown(config, 0, entry.pw_gid)
        config.chmod(0o640)  # a password may come to stand in it
    version = machine.prepare()
    machine.use(version)
    for unit in _UNITS.glob("*.service"):  # that of an encrypted home is there for who wants it
        shutil.copyfile(unit, etc / "systemd" / "system" / unit.name)
    command = Path("/usr/local/bin/samsyn")
    command.write_text(_COMMAND, encoding="utf-8")
    command.chmod(0o755)
    run(["systemctl", "daemon-reload"])
    run(["systemctl", "enable", _SERVICE])
    return version


def _is_there(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
