"""The first version on a machine of its own: its user, its folders, its service. What is there already stays."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from typing import Final

from deploy.versions.fitting import HOME
from deploy.versions.installation import MoveError, run
from deploy.versions.machine import Machine

_SERVICE: Final = "samsyn.service"
_SETTINGS: Final = f'home = "{HOME}"\n'


def install(machine: Machine) -> str:
    """Returns the version that was installed. Nothing is started: there is no archive yet.

    Raises :class:`MoveError` where another version is installed: to put this one in its place without a backup, under
    a service that runs, would leave no way back.
    """
    places, version = machine.places, machine.prepare()
    if machine.current.is_symlink() and machine.version() != version:
        raise MoveError(f"{machine.version()} is installed already: python3 -m deploy.versions move")
    if not _is_there(places.user):
        run(["useradd", "--system", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", places.user])
    entry = pwd.getpwnam(places.user)
    for folder in (places.backups, Path(HOME)):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    if not places.config.is_file():
        places.config.parent.mkdir(parents=True, exist_ok=True)
        places.config.write_text(_SETTINGS, encoding="utf-8")
        os.chown(places.config, 0, entry.pw_gid)
        places.config.chmod(0o640)  # a password may come to stand in it
    machine.use(version)
    machine.fit()
    run(["systemctl", "enable", _SERVICE])
    return version


def _is_there(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
