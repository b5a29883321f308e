"""What goes wrong with storage elsewhere, as errors of ours: what happened by the server's own code, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from aiohttp import ClientError as BrokenOff
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from models.errors import DiskFullError, SamsynError, VaultUnavailableError

_NO_BUCKET: Final = "NoSuchBucket"
_FULL: Final = frozenset(
    ("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage", "507")
)
_REFUSED: Final = frozenset(
    ("AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "RequestTimeTooSkewed", "403")
)
_ROOM: Final = "Gör plats i valvets lagring, eller höj dess kvot, och kör samma kommando igen."
_LET_IN: Final = "Kontrollera SAMSYN_VAULT_KEY_ID med sin hemlighet, att den får läsa och skriva i hinken, och klockan."
_REACH: Final = "Kontrollera SAMSYN_VAULT_URL och SAMSYN_VAULT_ENDPOINT, och att lagringen är igång; försök sedan igen."


@contextmanager
def faults() -> Iterator[None]:
    """Raises :class:`FileNotFoundError` for an object that is not there, :class:`DiskFullError` where there is no room
    for one, and :class:`VaultUnavailableError` for all else. None holds a word of the server's but its code."""
    try:
        yield
    except FileNotFoundError as error:
        if _code(error) == _NO_BUCKET:
            raise no_bucket() from error
        raise
    except (OSError, ValueError, BotoCoreError, ClientError, BrokenOff, ResponseParserError) as error:
        raise _named(error) from error


def no_bucket() -> VaultUnavailableError:
    return VaultUnavailableError(f"Valvets hink finns inte ({_NO_BUCKET})", next=_REACH)


def _named(error: BaseException) -> SamsynError:
    code = _code(error)
    if code in _FULL:
        return DiskFullError(f"Valvet är fullt ({code})", next=_ROOM)
    if code in _REFUSED:
        return VaultUnavailableError(f"Valvet släpper inte in oss ({code})", next=_LET_IN)
    return VaultUnavailableError(f"Valvet svarar inte som det ska ({code})", next=_REACH)


def _code(error: BaseException) -> str:
    """The server's code, or the kind of the fault where it never answered."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ClientError):
            return str(cause.response.get("Error", {}).get("Code", "")) or "okänt fel"
        cause = cause.__cause__
    return type(error).__name__
