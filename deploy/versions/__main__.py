"""``python3 -m deploy.versions install | move | back``: from the tree of the version to be installed, or, with
``--source``, from the one that is in use: what is trusted already then checks what is new. A tree
that is no signed release is refused (``deploy/release``) but where ``--unsigned`` says that it is one's own.

``--compose`` means the containers of deploy/compose.yaml; else it is this machine, with systemd. Exit status 1 where a
step failed: what it says last is which version runs then.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from deploy.release.checking import SIGNERS, verify
from deploy.release.listing import ReleaseError
from deploy.versions.containers import Containers
from deploy.versions.fitting import Places
from deploy.versions.installation import Installation, MoveError
from deploy.versions.installing import install
from deploy.versions.journey import go_back, move
from deploy.versions.machine import SOURCE, Machine

_NEXT = """\
{version} is installed. Next:

    samsyn source add NAME --owner OWNER          # makes the archive in /var/lib/samsyn
    samsyn account add NAME --role administrator
    systemctl start samsyn                        # answers at {address}; put deploy/nginx in front of it
    systemctl enable --now samsyn-backup.timer samsyn-noted.timer    # each night to {backups}: docs/backup.md
"""


def main() -> int:
    arguments = _arguments()
    try:
        if arguments.what != "back" and not arguments.unsigned:
            sys.stdout.write(f"{verify(arguments.source, arguments.signers)} files are as they were signed\n")
        if arguments.what == "install":
            version = install(_machine(arguments))
            sys.stdout.write(_NEXT.format(version=version, address=arguments.address, backups=arguments.backups))
        elif arguments.what == "move":
            done = move(_installation(arguments), backup=not arguments.no_backup)
            sys.stdout.write(f"{done.new} runs. Back again: python3 -m deploy.versions back\n")
        else:
            sys.stdout.write(f"{go_back(_installation(arguments), restore=arguments.restore).old} runs again.\n")
    except (MoveError, ReleaseError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _installation(arguments: argparse.Namespace) -> Installation:
    if arguments.compose:
        return Containers(arguments.source / "deploy", arguments.compose.split(), arguments.source)
    return _machine(arguments)


def _machine(arguments: argparse.Namespace) -> Machine:
    places = Places(arguments.root, arguments.backups, arguments.user, arguments.config)
    return Machine(places, arguments.address, arguments.source)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m deploy.versions", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["install", "move", "back"])
    parser.add_argument("--compose", nargs="?", const="docker compose", help="containers; the program that keeps them")
    parser.add_argument("--restore", action="store_true", help="back: put the backup of before the move in place")
    parser.add_argument("--no-backup", action="store_true", help="move: keep none (there is one of tonight already)")
    parser.add_argument("--root", type=Path, default=Path("/opt/samsyn"), help="where the versions lie")
    parser.add_argument("--backups", type=Path, default=Path("/var/backups/samsyn"), help="best on another disk")
    parser.add_argument("--user", default="samsyn", help="whom the archive belongs to")
    parser.add_argument("--config", type=Path, default=Path("/etc/samsyn/samsyn.toml"))
    parser.add_argument("--source", type=Path, default=SOURCE, help="the tree of the new version")
    parser.add_argument("--signers", type=Path, default=SIGNERS, help="whose releases are believed")
    parser.add_argument("--unsigned", action="store_true", help="install: a tree of one's own, which nobody signed")
    parser.add_argument("--address", default="http://127.0.0.1:8400", help="where it answers on this machine")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
