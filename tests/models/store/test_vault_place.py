"""Which vault the settings name, and which they may not."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import InvalidSettingError, MissingPathError, VaultUnavailableError
from models.settings import Settings, read_settings
from models.store.vault_folder import FolderVault
from models.store.vault_place import vault_at
from models.store.vault_s3 import S3Vault

KEY = {"vault_key_id": "prov", "vault_key_secret": "hemligt"}


def test_without_an_address_it_is_a_folder_in_the_home(tmp_path: Path) -> None:
    vault = vault_at(Settings(tmp_path))
    assert isinstance(vault, FolderVault)
    assert vault.folder == tmp_path / "vault"


def test_the_table_of_the_file_and_the_variables(tmp_path: Path) -> None:
    (tmp_path / "samsyn.toml").write_text('[vault]\nurl = "s3://valv/a/b"\nendpoint = "https://lagring.kommun.se"\n')
    settings = read_settings({"SAMSYN_VAULT_KEY_ID": "k", "SAMSYN_VAULT_KEY_SECRET": "hemligt"}, directory=tmp_path)
    assert (settings.vault_url, settings.vault_key_id) == ("s3://valv/a/b", "k")
    assert isinstance(vault_at(settings), S3Vault)
    assert "hemligt" not in repr(settings)


@pytest.mark.parametrize(
    "given",
    [
        {"vault_url": "s3://valv"},  # without a key
        {"vault_url": "s3://valv", "vault_key_id": "prov"},
        {"vault_url": "s3:///prefix", **KEY},
        {"vault_url": "s3://prov:hemligt@valv", **KEY},
        {"vault_url": "s3://valv:9000/prefix", **KEY},
        {"vault_url": "s3://valv?versionId=1", **KEY},
        {"vault_url": "s3://valv", "vault_endpoint": "http://lagring.kommun.se", **KEY},
        {"vault_url": "s3://valv", "vault_endpoint": "http://127.0.0.1.kommun.se", **KEY},
        {"vault_url": "s3://valv", "vault_endpoint": "lagring.kommun.se:9000", **KEY},
        {"vault_url": "ftp://valv/hemligt"},
        {"vault_url": "/mnt/hemligt"},
        {"vault_url": "file://server/hemligt"},
        {"vault_url": "file://hemligt"},
        {"vault_url": "file:///"},
    ],
)
def test_what_is_no_place_is_refused_and_not_repeated(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        vault_at(Settings(tmp_path, **given))
    assert "hemligt" not in f"{caught.value} {caught.value.next}"


def test_an_unknown_way_to_a_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettingError):
        read_settings({"SAMSYN_VAULT_CREDENTIALS": "imds"}, directory=tmp_path)


def test_a_share_that_is_not_mounted_is_not_an_empty_vault(tmp_path: Path) -> None:
    share = tmp_path / "utdelning"
    vault = vault_at(replace(Settings(tmp_path), vault_url=share.as_uri()))
    asks = (vault.get, vault.open, vault.size, vault.exists, vault.intact, lambda _: list(vault.ids()))
    for ask in asks:
        with pytest.raises(VaultUnavailableError, match="finns inte"):
            ask("0" * 64)
    for put in (lambda: vault.put(b"hej"), lambda: vault.put_stream(io.BytesIO(b"hej"))):
        with pytest.raises(VaultUnavailableError):
            put()
    assert not share.exists()
    share.mkdir()
    assert vault.exists(vault.put(b"hej"))
    with pytest.raises(MissingPathError), vault.local("0" * 64):
        pass
