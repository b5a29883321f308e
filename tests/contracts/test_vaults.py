"""The vault contract on a folder in the home, on a folder elsewhere, and on a server that speaks S3."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.settings import Settings
from models.store.vault_folder import FolderVault
from tests.contracts.vault_contract import Damage, VaultContract
from tests.s3_server import S3Site


def _damage_in(folder: Path) -> Damage:
    return lambda name, content: FolderVault(folder).path(name).write_bytes(content) and None


class TestFolder(VaultContract):
    @pytest.fixture
    def damage(self, settings: Settings) -> Damage:
        return _damage_in(settings.home / "vault")


class TestFolderElsewhere(VaultContract):
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        share = tmp_path / "utdelad mapp"
        share.mkdir()
        return Settings(home=tmp_path / "home", vault_url=share.as_uri())

    @pytest.fixture
    def damage(self, tmp_path: Path) -> Damage:
        return _damage_in(tmp_path / "utdelad mapp")


class TestS3(VaultContract):
    @pytest.fixture
    def settings(self, s3: S3Site, tmp_path: Path) -> Settings:
        return s3.settings(tmp_path / "home")

    @pytest.fixture
    def damage(self, s3: S3Site) -> Damage:
        return lambda name, content: s3.client.put_object(Bucket=s3.bucket, Key=s3.key(name), Body=content) and None
