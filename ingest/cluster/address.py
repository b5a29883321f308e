"""Where the work is done: by processes of this machine, or in a cluster that is there already; and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from models.cluster_errors import ClusterRefusedError
from models.loopback import is_loopback
from models.settings import Settings

LOCAL: Final = "local"
"""In the place of an address: a Dask cluster that is made on this machine, for the run."""


@dataclass(frozen=True, slots=True)
class Address:
    """A scheduler's: ``scheme`` is ``tls``, or ``tcp`` on this machine."""

    scheme: str
    host: str
    port: int

    @property
    def is_here(self) -> bool:
        """Whether it can only be reached from this machine."""
        return is_loopback(self.host)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def address_of(text: str) -> Address:
    """Raises :class:`ClusterRefusedError` for what is no address, and for one over which anybody could listen."""
    try:
        parts = urlsplit(text)
        address = Address(parts.scheme, parts.hostname or "", parts.port or 0)
    except ValueError as error:
        raise _unwritten(text) from error
    if address.scheme not in ("tls", "tcp") or not (address.host and address.port) or parts.path.strip("/"):
        raise _unwritten(text)
    if address.scheme == "tcp" and not address.is_here:
        raise ClusterRefusedError(
            "tcp:// skickar allt oskyddat och låter vem som helst på nätet köra program hos arbetarna",
            next=f"Skriv tls://{address.host}:{address.port} och ge certifikat i SAMSYN_CLUSTER_TLS (docs/cluster.md).",
        )
    return address


def cluster_of(settings: Settings) -> Address | None:
    """The cluster that is there already and that the settings name, or None: processes of this machine.

    Raises :class:`ClusterRefusedError` also where other machines could not reach what they would have to share.
    """
    if settings.cluster in ("", LOCAL):
        return None
    address = address_of(settings.cluster)
    if address.is_here:
        return address
    if settings.register_url.startswith("sqlite"):
        raise ClusterRefusedError(
            "Registret är SQLite, en fil som bara den här datorn når",
            next="Lägg registret i PostgreSQL (SAMSYN_DATABASE_URL), eller läs in utan --cluster.",
        )
    if not settings.vault_url:
        raise ClusterRefusedError(
            "Originalen ligger i en mapp som bara den här datorn når",
            next="Lägg valvet där alla arbetare når det (SAMSYN_VAULT_URL), eller läs in utan --cluster.",
        )
    return address


def _unwritten(text: str) -> ClusterRefusedError:
    return ClusterRefusedError(f"{text} är ingen klusteradress", next="Skriv den som tls://VÄRD:PORT.")
