from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import DiskFullError
from models.identity import bytes_id
from models.store.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def test_bytes_come_back(vault: Vault) -> None:
    sha256 = vault.put(b"hej")
    assert sha256 == bytes_id(b"hej")
    assert vault.get(sha256) == b"hej"
    assert vault.put(b"hej") == sha256


def test_a_file_is_kept_as_it_was_read(vault: Vault, tmp_path: Path) -> None:
    source = tmp_path / "källa.txt"
    source.write_bytes(b"x" * 3_000_000)
    sha256, size = vault.put_file(source)
    assert (sha256, size) == (bytes_id(b"x" * 3_000_000), 3_000_000)
    assert vault.intact(sha256)


def test_damage_is_seen(vault: Vault) -> None:
    sha256 = vault.put(b"hej")
    vault.path(sha256).write_bytes(b"hoj")
    assert not vault.intact(sha256)
    assert not vault.intact("0" * 64)


def test_a_full_disk_is_said_and_leaves_nothing_half(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        vault.put(b"hej")
    monkeypatch.undo()
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []
