"""Which vault the settings name: a folder in the home, a folder elsewhere (``file://``), or a bucket (``s3://``)."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from models.errors import InvalidSettingError
from models.loopback import is_loopback
from models.settings import Settings
from models.store.vault import Vault
from models.store.vault_copies import LocalCopies
from models.store.vault_folder import FolderVault
from models.store.vault_s3 import Place, S3Vault

FOLDER: Final = "vault"  # in the home
COPIES: Final = "vault-copies"
_HERE: Final = ("", "localhost")


def vault_at(settings: Settings, url: str | None = None) -> Vault:
    """The vault at ``url``, by default the one that the settings name. Nothing is opened before it is used.

    Raises :class:`InvalidSettingError`, which never repeats the address: it may hold a secret by mistake.
    """
    url = settings.vault_url if url is None else url
    if not url:
        return FolderVault(settings.home / FOLDER)
    parts = _split(url)
    if parts.scheme == "file":
        return FolderVault(_folder(parts), elsewhere=True)
    if parts.scheme == "s3":
        return _in_bucket(settings, parts)
    raise _refused("Valvets adress börjar varken med s3:// eller file://")


def folder_at(settings: Settings) -> Path | None:
    """The folder that the vault is, in the home or on a share; None: it is a bucket. Raises as :func:`vault_at`."""
    if not settings.vault_url:
        return settings.home / FOLDER
    parts = _split(settings.vault_url)
    return _folder(parts) if parts.scheme == "file" else None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        secret, port = parts.username or parts.password, parts.port
    except ValueError as error:
        raise _refused("Valvets adress går inte att läsa") from error
    if secret or parts.query or parts.fragment or (port and parts.scheme == "s3"):
        raise _refused("Valvets adress har mer än hink och prefix: nycklar och server har egna inställningar")
    return parts


def _folder(parts: SplitResult) -> Path:
    folder = Path(unquote(parts.path))
    if parts.netloc not in _HERE or not folder.is_absolute() or folder == Path("/"):
        raise _refused("Valvets mapp ska skrivas file:///hela/sökvägen")
    return folder


def _in_bucket(settings: Settings, parts: SplitResult) -> Vault:
    if not parts.netloc:
        raise _refused("Valvets adress saknar hink: s3://hink/prefix")
    ambient = settings.vault_credentials == "ambient"
    if not ambient and not (settings.vault_key_id and settings.vault_key_secret):
        raise _refused("Valvets nyckel saknas: SAMSYN_VAULT_KEY_ID och SAMSYN_VAULT_KEY_SECRET")
    prefix = parts.path.strip("/")
    place = Place(
        bucket=parts.netloc,
        prefix=f"{prefix}/" if prefix else "",
        endpoint=_endpoint(settings.vault_endpoint),
        region=settings.vault_region,
        ca_file=settings.vault_ca_file,
        key_id="" if ambient else settings.vault_key_id,
        key_secret="" if ambient else settings.vault_key_secret,
    )
    return S3Vault(place, LocalCopies(settings.home / COPIES, settings.limits))


def _endpoint(address: str) -> str:
    """Raises for what would send case papers in the clear over a network."""
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))):
        return address
    raise _refused("SAMSYN_VAULT_ENDPOINT ska börja med https:// (http bara på den här datorn)")


def _refused(message: str) -> InvalidSettingError:
    return InvalidSettingError(message, next="Rätta [vault] i samsyn.toml eller SAMSYN_VAULT_*; se docs/storage.md.")
