"""Where a folder of backups may lie, and whose it is: what is let go of there must be nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.backup_errors import BackupDamagedError
from models.errors import HomeInUseError
from models.store.backup.layout import file_hash, ids, place_of, read_manifest
from models.store.vault import Vault
from models.store.vault_folder import FolderVault


def folder_of(vault: Vault) -> list[Path]:
    """The vault's own folder, where it is one."""
    return [vault.folder] if isinstance(vault, FolderVault) else []


def check_apart(folder: Path, own: Iterable[Path]) -> None:
    """Raises :class:`HomeInUseError` where one of the installation's own folders lies in the folder of backups, or the
    other way: what is let go of there would be gone here."""
    target = folder.resolve()
    for part in (path.resolve() for path in own):
        if part.is_relative_to(target) or target.is_relative_to(part):
            raise HomeInUseError(
                "Säkerhetskopian kan inte ligga i installationens egen mapp, och inte i valvets",
                next="Välj en mapp utanför SAMSYN_HOME och SAMSYN_VAULT_URL, helst på en annan disk.",
            )


def check_ours(folder: Path, key: Path) -> None:
    """Raises :class:`HomeInUseError` where the backups there were made with another key than the file: they would be
    let go of as if they were ours."""
    for id in ids(folder):
        try:
            theirs = read_manifest(place_of(folder, id)).keys["secret.key"]
        except BackupDamagedError:
            continue
        if theirs != file_hash(key):
            raise HomeInUseError(
                f"I {folder} ligger en annan installations säkerhetskopior", next="Välj en mapp för var installation."
            )
        return
