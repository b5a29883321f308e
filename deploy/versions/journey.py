"""The way from one version to the next, and back: read it from top to bottom."""

from __future__ import annotations

import sys

from deploy.versions.installation import Installation, Move, MoveError, OtherRegisterError, note, noted


def move(installation: Installation, *, backup: bool = True) -> Move:
    """Move to the new version. Where a step fails before it answers, the old one runs again, the archive as it was.

    Raises :class:`MoveError`: what had failed.
    """
    old = installation.version()
    new = installation.prepare()
    if new == old:
        raise MoveError(f"{new} is the version in use")
    _say(f"{old} → {new}: stopping")
    installation.stop()
    kept = ""
    try:
        if backup:
            kept = installation.back_up()
            _say(f"backup {kept} is taken")
        installation.use(new)
        installation.open()
        _say("register brought up to date; starting")
        installation.start()
    except BaseException:  # whoever stops it by hand is not left without an archive either
        _say(f"it did not go: back to {old}")
        _undo(installation, Move(old, new, kept))
        raise
    done = Move(old, new, kept)
    note(installation, done)
    installation.catch_up()
    return done


def go_back(installation: Installation, *, restore: bool = False) -> Move:
    """Go back to the version before the last move.

    Where the old version can read the register it stays, and nothing is lost. Else the backup of before the move takes
    its place, and what was written since is gone: that is done only with ``restore``. Raises :class:`MoveError`.
    """
    last = noted(installation)
    _say(f"{installation.version()} → {last.old}: stopping")
    installation.stop()
    installation.use(last.old)
    try:
        installation.open()
    except MoveError as error:
        if not (restore and isinstance(error, OtherRegisterError)):
            installation.use(last.new)
            installation.start()
            raise _said(error, last) from error
        _restore(installation, last)
    installation.start()
    installation.note.unlink()
    return last


def _said(error: MoveError, last: Move) -> MoveError:
    """What is to be known of a way back that was not taken."""
    if not isinstance(error, OtherRegisterError):
        return error
    return MoveError(
        f"{last.old} cannot read the register any more, so nothing was changed. With --restore the backup of "
        f"before the move takes its place ({last.backup or 'there is none'}): what came since is gone"
    )


def _undo(installation: Installation, failed: Move) -> None:
    """Nobody was let in since, so that the backup is the archive as it is, but for its tables."""
    installation.stop()
    installation.use(failed.old)
    try:
        installation.open()
    except OtherRegisterError:
        _restore(installation, failed)
    installation.start()


def _restore(installation: Installation, move: Move) -> None:
    if not move.backup:
        raise MoveError(f"there is no backup from before {move.new}: start that version again")
    _say(f"the archive as it was before that lies in {installation.restore(move.backup)}")
    installation.open()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
