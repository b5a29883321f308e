"""``samsyn doctor`` on encryption at rest, over the kernel's own files, laid out anew as they are of plain and crypted
disks: one under dm-crypt cannot be made without rights to make it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.doctor.encryption import encryption
from models.settings import Settings
from models.store.locked_home import plain_of
from models.store.mounts import GOCRYPTFS, mount_of
from models.store.notices import BACKUP, TOUR
from models.store.store import Store

LUKS = "CRYPT-LUKS2-0f5a-luks"
LVM = "LVM-abcdef"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store) -> Path:
    """A machine with its home and scratch folder on one disk of its own; where its ``proc`` and ``sys`` are."""
    root = tmp_path / "machine"
    (root / "proc/self").mkdir(parents=True)
    (root / "sys/dev/block").mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    _mounts(root, f"22 1 254:1 / {tmp_path} rw - ext4 /dev/mapper/data rw")
    return root


def _mounts(root: Path, *lines: str) -> None:
    (root / "proc/self/mountinfo").write_text("\n".join(("1 0 8:1 / / rw,relatime - ext4 /dev/sda1 rw", *lines)) + "\n")


def _device(root: Path, number: str, uuid: str = "", *beneath: str) -> None:
    block = root / "sys/dev/block" / number
    block.mkdir()
    if uuid:
        (block / "dm").mkdir()
        (block / "dm/uuid").write_text(f"{uuid}\n")
    for each in beneath:
        (block / "slaves" / f"dm-{each[-1]}").mkdir(parents=True)
        (block / "slaves" / f"dm-{each[-1]}" / "dev").write_text(f"{each}\n")


def test_of_several_mounted_at_one_place_the_last_is_seen(machine: Path, tmp_path: Path) -> None:
    _mounts(
        machine,
        f"22 1 254:1 / {tmp_path} rw - ext4 /dev/mapper/data rw",
        f"23 22 0:40 / {tmp_path} rw - {GOCRYPTFS} {tmp_path}.encrypted/files rw",
    )
    assert mount_of(tmp_path / "home", machine).kind == GOCRYPTFS


def test_each_disk_is_looked_at(machine: Path, store: Store, tmp_path: Path) -> None:
    _device(machine, "8:1")
    _device(machine, "254:1", LUKS)
    assert encryption(store.settings, store, machine)["ok"]

    _mounts(machine, f"22 1 8:1 / {tmp_path} rw - ext4 /dev/sda1 rw")
    check = encryption(store.settings, store, machine)
    assert (check["ok"], check["found"]) == (False, "hemmet okrypterat; arbetsyta okrypterat")
    assert "LUKS" in check["next"]
    outside = replace(store.settings, disk_encryption="outside")
    assert encryption(outside, store, machine)["ok"]


def test_volumes_on_encrypted_disks_are_and_on_mixed_ones_are_not(machine: Path, store: Store) -> None:
    _device(machine, "254:0", LUKS)
    _device(machine, "8:2")
    _device(machine, "254:1", LVM, "254:0")
    assert encryption(store.settings, store, machine)["ok"]
    (machine / "sys/dev/block/254:1/slaves/sdb").mkdir()
    (machine / "sys/dev/block/254:1/slaves/sdb/dev").write_text("8:2\n")
    assert not encryption(store.settings, store, machine)["ok"]


def test_what_cannot_be_seen_is_said(machine: Path, store: Store, tmp_path: Path) -> None:
    _mounts(machine, f"22 1 0:40 / {tmp_path} rw - overlay overlay rw")
    assert "syns inte (overlay)" in encryption(store.settings, store, machine)["found"]
    _mounts(machine, f"22 1 0:41 / {tmp_path} rw - tmpfs tmpfs rw")
    assert encryption(store.settings, store, machine)["ok"], "memory is no disk"


def test_swap_a_share_and_backups_count(machine: Path, store: Store, tmp_path: Path) -> None:
    _device(machine, "8:1")
    _device(machine, "254:1", LUKS)
    plain = f"23 1 8:1 / {tmp_path / 'plain disk'} rw - ext4 /dev/sda1 rw".replace("plain disk", "plain\\040disk")
    (tmp_path / "plain disk/kopior").mkdir(parents=True)
    _mounts(machine, f"22 1 254:1 / {tmp_path} rw - ext4 /dev/mapper/data rw", plain)
    store.notices.put(BACKUP, {"at": "2026-11-27T02:00:00+01:00", "folder": str(tmp_path / "plain disk/kopior")})
    assert encryption(store.settings, store, machine)["found"] == "säkerhetskopia okrypterat"
    shared = replace(store.settings, vault_url=(tmp_path / "plain disk/kopior").as_uri())
    assert "valv okrypterat" in encryption(shared, store, machine)["found"]
    store.notices.put(BACKUP, {"at": "2026-11-27T02:00:00+01:00", "folder": str(tmp_path)})
    swap = tmp_path / "plain disk/swapfile"
    swap.touch()
    head = "Filename Type Size Used Priority"
    line = f"{swap} file 1 0 -2".replace(" disk", "\\040disk")
    (machine / "proc/swaps").write_text(f"{head}\n/dev/zram0 partition 1 0 100\n{line}\n")
    assert encryption(store.settings, store, machine)["found"] == "växlingsutrymme okrypterat"


def test_a_home_in_an_encrypted_folder_is_and_its_old_files_are_not(
    machine: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _device(machine, "8:1")
    _device(machine, "254:1")
    folder = f"24 1 0:50 / {store.settings.home} rw - fuse.gocryptfs /disk/home.encrypted/files rw"
    _mounts(machine, f"22 1 254:1 / {tmp_path} rw - ext4 /dev/mapper/data rw", folder)
    check = encryption(store.settings, store, machine)
    assert check["found"] == "arbetsyta okrypterat"
    assert "TMPDIR" in check["next"]
    assert "samsyn home" not in check["next"], "the home is well"
    scratch = store.settings.home / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    assert encryption(store.settings, store, machine)["found"] == "arbetsyta okrypterat", "SQLite's own is elsewhere"
    monkeypatch.setenv("TMPDIR", str(scratch))
    assert encryption(store.settings, store, machine)["found"] == "allt ligger krypterat, hemmet med gocryptfs"
    plain_of(store.settings.home).mkdir(parents=True)
    check = encryption(store.settings, store, machine)
    assert check["found"] == "kvarlämnade filer okrypterat"
    assert "samsyn verify" in check["next"]


def test_where_there_is_nothing_to_protect_it_is_well(machine: Path, store: Store) -> None:
    _device(machine, "254:1")
    assert encryption(Settings(), None, machine)["ok"]
    store.notices.put(TOUR, {})
    assert not encryption(store.settings, store, machine)["ok"]
    store.notices.put(TOUR, {"who": "ines"})
    assert encryption(store.settings, store, machine)["ok"], "the demo's papers are made up"
