"""One vault copied into another: all of it, once, and nothing that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import VaultUnavailableError
from models.store.vault_copying import check_copies, copy_missing, missing
from models.store.vault_folder import FolderVault
from models.store.vault_place import vault_at
from tests.faults.severed import Line
from tests.s3_server import S3Site


def _nothing(_more: int) -> None:
    pass


@pytest.fixture
def source(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "here")


@pytest.fixture
def target(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "there")


def test_what_lacks_is_copied_once(source: FolderVault, target: FolderVault) -> None:
    ours = sorted(source.put(bytes([number])) for number in range(40))
    theirs = target.put(b"a file of theirs")
    target.put(bytes([7]))
    assert list(missing(source, target)) == [sha256 for sha256 in ours if not target.exists(sha256)]
    told = list[int]()
    assert copy_missing(source, target, 3, told.append) == (39, [])
    assert sum(told) == 39
    assert list(target.ids()) == sorted([*ours, theirs])
    assert all(target.intact(sha256) for sha256 in ours)
    assert copy_missing(source, target, 3, _nothing) == (0, [])


def test_what_is_damaged_here_is_named_and_not_copied(source: FolderVault, target: FolderVault) -> None:
    good, bad = source.put(b"god"), source.put(b"skadad")
    source.path(bad).write_bytes(b"skadat")
    assert copy_missing(source, target, 2, _nothing) == (1, [bad])
    assert list(target.ids()) == [good]


def test_a_check_sends_again_what_is_damaged_there(source: FolderVault, target: FolderVault) -> None:
    kept = [source.put(bytes([number])) for number in range(3)]
    copy_missing(source, target, 2, _nothing)
    target.path(kept[0]).write_bytes(b"skadat")
    assert check_copies(source, target, 2, _nothing) == (3, [])
    assert all(target.intact(sha256) for sha256 in kept)


def test_what_a_disk_does_not_give_stops_no_other(source: FolderVault, target: FolderVault) -> None:
    good, bad = source.put(b"god"), source.put(b"ett fel")
    source.path(bad).unlink()
    source.path(bad).mkdir()  # opening it is a fault of the disk
    assert copy_missing(source, target, 2, _nothing) == (1, [bad])
    assert list(target.ids()) == [good]


def test_what_is_damaged_in_both_is_thrown_away_in_none(source: FolderVault, target: FolderVault) -> None:
    bad = source.put(b"skadad")
    copy_missing(source, target, 2, _nothing)
    for vault, content in ((source, b"skad"), (target, b"skadat")):
        vault.path(bad).write_bytes(content)
    assert check_copies(source, target, 2, _nothing) == (0, [bad])
    assert target.path(bad).read_bytes() == b"skadat"
    assert check_copies(source, source, 2, _nothing) == (0, [bad])
    assert source.path(bad).read_bytes() == b"skad"


def test_what_is_damaged_in_a_bucket_is_named(s3: S3Site, target: FolderVault, tmp_path: Path) -> None:
    bucket = vault_at(s3.settings(tmp_path / "home"))
    good, bad = bucket.put(b"god"), bucket.put(b"skadad")
    s3.client.put_object(Bucket=s3.bucket, Key=s3.key(bad), Body=b"skadat")
    assert copy_missing(bucket, target, 2, _nothing) == (1, [bad])
    assert list(target.ids()) == [good]


@pytest.mark.usefixtures("without_long_waits")
def test_to_s3_and_back_with_a_line_that_was_cut(s3: S3Site, source: FolderVault, tmp_path: Path) -> None:
    kept = sorted(source.put(bytes([number]) * 100_000) for number in range(20))
    with Line(s3.endpoint) as line:
        settings = s3.settings(tmp_path / "home")
        bucket = vault_at(settings)
        cut = vault_at(type(settings)(settings.home, **{**s3.given, "vault_endpoint": line.url}))
        line.after(1_000_000, line.cut)
        with pytest.raises(VaultUnavailableError):
            copy_missing(source, cut, 2, _nothing)
        arrived = list(bucket.ids())
        assert 0 < len(arrived) < 20
        line.mend()
        copied, failed = copy_missing(source, cut, 2, _nothing)
        # What either thread had on its way may have come after that look.
        assert 20 - len(arrived) - 2 <= copied <= 20 - len(arrived)
        assert failed == []
    assert list(bucket.ids()) == kept
    back = FolderVault(tmp_path / "back")
    assert copy_missing(bucket, back, 2, _nothing) == (20, [])
    assert all(back.intact(sha256) for sha256 in kept)
    assert list(missing(bucket, back)) == list(missing(back, bucket)) == []
