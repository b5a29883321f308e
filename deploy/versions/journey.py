"""The way from one version to the next, and back: read it from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from deploy.versions.installation import (
    Installation,
    Move,
    MoveError,
    OtherRegisterError,
    note,
    noted,
    say,
)

_HALF: Final = "The backup is half put back. Mend that, then go on with: python3 -m deploy.versions back --restore"
_NO_HOME: Final = '"home_not_found"'  # with a home that was put aside, and a kill before the backup took its place


def move(installation: Installation, *, backup: bool = True) -> Move:
    """Move to the new version. Where a step fails before it answers, the old one runs again, the archive as it was.

    What was broken off (a kill, a power cut) is gone on with by the same command, and then not undone. Raises
    :class:`MoveError`: what had failed.
    """
    before = noted(installation) if installation.note.is_file() else None
    now, new = installation.version(), installation.prepare()
    going = _begun(before, now, new)
    say(f"{going.old} → {going.new}: stopping")
    installation.stop()
    try:
        if backup and not going.backup:
            going = replace(going, backup=installation.back_up())
            say(f"backup {going.backup} is taken")
        note(installation, going)  # before the link: whoever finds it moved must find from where
        installation.use(going.new)
        installation.open()
        say("register brought up to date; starting")
        installation.start()
    except BaseException as error:  # whoever stops it by hand is not left without an archive either
        if now == new:  # it may have answered before it was broken off: what was written then is not to go
            raise
        say(f"it did not go ({str(error) or type(error).__name__}): back to {going.old}")
        _undo(installation, going)
        note(installation, None if before is None or (not before.whole and before.new == new) else before)
        raise
    done = replace(going, whole=True)
    note(installation, done)
    installation.catch_up()
    return done


def _begun(last: Move | None, now: str, new: str) -> Move:
    """The move to make: a new one, or the ``last`` that was broken off on its way to the same version."""
    if last is not None and not last.whole and last.new == new == now:  # the old one may not read the register any more
        return last
    if new == now:
        raise MoveError(f"{new} is the version in use")
    return Move(now, new, "", whole=False)


def go_back(installation: Installation, *, restore: bool = False) -> Move:
    """Go back to the version before the last move.

    Where the old version can read the register it stays, and nothing is lost. Else the backup of before the move takes
    its place, and what was written since is gone: that is done only with ``restore``. Raises :class:`MoveError`: the
    version that was in use runs again then, but where a backup is half put back.
    """
    last = noted(installation)
    say(f"{installation.version()} → {last.old}: stopping")
    installation.stop()
    installation.use(last.old)
    try:
        installation.open()
    except MoveError as error:
        if not (restore and (_needs_backup(installation, error) or _NO_HOME in str(error))):
            installation.use(last.new)
            installation.start()
            raise _said(error, last) from error
        _restore(installation, last)
    installation.start()
    note(installation, None)
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
    except MoveError as error:
        if _needs_backup(installation, error):
            _restore(installation, failed)
        else:  # it ran before, and what hinders it now may pass: it says so itself when it starts
            say(str(error))
    installation.start()


def _needs_backup(installation: Installation, error: MoveError) -> bool:
    return isinstance(error, OtherRegisterError) or installation.is_half_put_back()


def _restore(installation: Installation, move: Move) -> None:
    """Put the backup of before the move in place. Where that cannot be begun the new version, whose register it is,
    starts again."""
    aside = ""
    try:
        if not move.backup:
            raise MoveError(f"there is no backup from before {move.new}")
        if not installation.is_half_put_back():
            aside = installation.put_aside()
            say(f"the archive as it was before that: {aside}")
        installation.put_back(move.backup)
    except (MoveError, OSError) as error:
        if installation.is_half_put_back():
            raise MoveError(f"{error}\n{_HALF}") from error
        if aside:
            installation.take_back(aside)
        installation.use(move.new)
        installation.start()
        raise MoveError(f"{error}\n{move.new} stays in use, with the archive as it is") from error
    installation.open()
