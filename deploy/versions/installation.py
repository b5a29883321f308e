"""What an installation can do while it moves from one version to another, and what is noted of a move."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol

WITH_DIFFERENCES: Final = (0, 3)
"""Statuses of a samsyn command that did its job: with 3 it names what was not whole before either."""


class MoveError(RuntimeError):
    """A step could not be taken; the message says which, and what it said itself."""


class OtherRegisterError(MoveError):
    """The register is of a later version than this program: it goes back only with its backup."""


@dataclass(frozen=True, slots=True)
class Move:
    """``backup``: the id of the one that was taken before it, or empty."""

    old: str
    new: str
    backup: str


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

        Raises :class:`OtherRegisterError` where a later version has done so.
        """

    def restore(self, backup: str) -> str:
        """Put the archive aside, and the backup in its place, by the version in use; returns where what was put aside
        lies. Called when all is stopped."""

    def catch_up(self) -> None:
        """Build the indexes anew that the version in use makes in another way. Called while it answers."""

    def start(self) -> None:
        """Let people in, and return when it answers. Raises :class:`MoveError` where it does not."""


def noted(installation: Installation) -> Move:
    """The last move. Raises :class:`MoveError`."""
    if not installation.note.is_file():
        raise MoveError(f"no move is noted in {installation.note}: there is nothing to go back to")
    return Move(**json.loads(installation.note.read_text("utf-8")))


def note(installation: Installation, move: Move) -> None:
    installation.note.write_text(json.dumps(asdict(move), indent=2) + "\n", encoding="utf-8")


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
        kind = OtherRegisterError if '"newer_register"' in said else MoveError
        raise kind(f"{' '.join(command)}: {said}")
    if done.returncode != 0:
        sys.stderr.write(done.stderr or done.stdout)
    return done.stdout
