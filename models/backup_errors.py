"""Errors of backups: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class NoBackupError(RefusedError):
    """No whole backup lies in the folder, or none by that name. What was never finished is none."""

    code = "no_backup"
    next = "Kontrollera sökvägen; samsyn backup list MAPP visar de säkerhetskopior som är hela."


class BackupDamagedError(RefusedError):
    """A backup whose bytes are not those that were written."""

    code = "backup_damaged"
    next = "Välj en annan säkerhetskopia: samsyn backup check MAPP säger vad som är skadat, och list vilka som finns."


class RestoreUnfinishedError(RefusedError):
    """The installation is being put back from a backup, and what was erased since is not all gone again: nobody reads
    there until it is."""

    code = "restore_unfinished"
    next = "Vänta tills samsyn restore är klar; avbröts den, kör samma kommando igen: den fortsätter där den var."
