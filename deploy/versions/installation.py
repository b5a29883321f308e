"""What an installation can do while it moves from one version to another, and what is noted of a move."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

WITH_DIFFERENCES: Final = (0, 3)
"""Statuses of a samsyn command that did its job: with 3 it names what was not whole before either."""

OPENING: Final = ("account", "list", "--json")
"""The command that opens the register and asks nobody who they are: a site may have switched the operator off."""
MARK: Final = "restoring.json"
"""What lies in a home into which ``samsyn restore`` is putting a backup."""
_PUT_BACK: Final = ("newer_register", "register_missing", "restore_unfinished")


class MoveError(RuntimeError):
    """A step could not be taken; the message says which, and what it said itself."""


class OtherRegisterError(MoveError):
    """The register is none that this program can open, but one that a backup takes the place of: of a later version,
    empty, or half put back."""


@dataclass(frozen=True, slots=True)
class Move:
    """``backup``: the id of the one that was taken before it, or empty. ``whole``: it came to its end."""

    old: str
    new: str
    backup: str
    whole: bool = True


class Installation(Protocol):
    """A machine of ours, or containers on one."""

    @property
    def note(self) -> Path:
        """Where the last move is noted. Read and written by the journey."""

    def version(self) -> str:
        """The one in use. Called first."""

    def prepare(self) -> str:
        """Have the new version ready beside the one that runs; returns its name. Nobody notices."""

    def stop(self) -> None:
        """Nobody is let in, and nothing is written any more."""

    def back_up(self) -> str:
        """Take a backup, by the version in use; returns its id. Called when all is stopped."""

    def use(self, version: str) -> None:
        """Have this version be the one in use."""

    def open(self) -> None:
        """Open the register with the version in use, which brings its tables up to date.

        Raises :class:`OtherRegisterError` where a later version has done so, or there is none.
        """

    def put_aside(self) -> str:
        """Make room for a backup; returns where the archive lies now. Called when all is stopped."""

    def put_back(self, backup: str) -> None:
        """Put the backup in place, by the version in use; called again, it goes on where it was."""

    def is_half_put_back(self) -> bool:
        """Whether that was begun and has not come to its end."""

    def take_back(self, aside: str) -> None:
        """Have in place again what was put aside: nothing was put back."""

    def catch_up(self) -> None:
        """Build the indexes anew that the version in use makes in another way. Called while it answers."""

    def start(self) -> None:
        """Let people in, and return when it answers. Raises :class:`MoveError` where it does not."""


def noted(installation: Installation) -> Move:
    """The last move. Raises :class:`MoveError`."""
    if not installation.note.is_file():
        raise MoveError(f"no move is noted in {installation.note}: there is nothing to go back to")
    return Move(**json.loads(installation.note.read_text("utf-8")))


def note(installation: Installation, move: Move | None) -> None:
    """Note the last move; None: there is none."""
    if move is None:
        installation.note.unlink(missing_ok=True)
        return
    arriving = installation.note.with_name(f"{installation.note.name}.new")
    arriving.write_text(json.dumps(asdict(move), indent=2) + "\n", encoding="utf-8")
    os.replace(arriving, installation.note)


def say(text: str) -> None:
    """Tell whoever stands by how far it has come."""
    sys.stderr.write(f"{text}\n")


def run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    *,
    well: Collection[int] = (0,),
) -> str:
    """What the command prints. Raises :class:`MoveError`, with the end of what it said, where its exit status is not
    among those that are ``well``."""
    try:
        done = subprocess.run(  # noqa: S603 (words of ours, and paths that whoever runs it gave)
            list(command), env=environment, cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise MoveError(f"{command[0]}: {error.strerror}") from error
    if done.returncode not in well:
        said = (done.stderr or done.stdout).strip()[-2000:]
        kind = OtherRegisterError if any(f'"{code}"' in said for code in _PUT_BACK) else MoveError
        raise kind(f"{' '.join(command)}: {said}")
    if done.returncode != 0:
        sys.stderr.write(done.stderr or done.stdout)
    return done.stdout
