"""The vault as a folder: what only a disk can do to it. What all vaults promise is in tests/contracts."""

from __future__ import annotations

import errno
import io
import os
import time
from pathlib import Path

import pytest

from models.errors import DiskFullError, VaultUnavailableError
from models.store.vault_folder import FolderVault


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing_half(
    vault: FolderVault, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(code, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for put in (lambda: vault.put(b"hej"), lambda: vault.put_stream(io.BytesIO(b"hej"))):
        with pytest.raises(DiskFullError):
            put()
    monkeypatch.undo()
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []


def test_a_share_that_keeps_no_folder_s_names_is_good_enough(
    vault: FolderVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = os.fsync

    def only_files(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        ours(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    assert vault.intact(vault.put(b"hej"))


def test_a_disk_that_fails_is_told_as_a_fault_that_may_pass(
    vault: FolderVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = vault.put(b"hej")

    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "open", failing)
    monkeypatch.setattr(Path, "stat", failing)
    for ask in (vault.get, vault.open, vault.size, vault.exists, vault.intact):
        with pytest.raises(VaultUnavailableError):
            ask(sha256)


def test_what_was_left_on_its_way_in_is_thrown_away_after_a_day(vault: FolderVault) -> None:
    sha256, arriving = vault.put(b"hej"), vault.folder / "arriving"
    for name, hours in (("gammal", 25), ("ny", 1)):
        (arriving / name).write_bytes(b"half")
        os.utime(arriving / name, (time.time() - hours * 3600,) * 2)
    vault.clean()
    assert [path.name for path in arriving.iterdir()] == ["ny"]
    assert list(vault.ids()) == [sha256]
