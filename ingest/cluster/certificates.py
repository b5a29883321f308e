"""Who may take part: both ends show a certificate (mutual TLS), since whoever takes part can run programs.

The authority that signs is the cluster's own: whoever has a certificate from it is let in, whatever name stands in it.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Final

from distributed.security import Security

from ingest.cluster.address import Address
from models.cluster_errors import ClusterRefusedError

_AUTHORITY: Final = "ca.pem"
_CERTIFICATE: Final = "cert.pem"
_KEY: Final = "key.pem"


def security_of(address: Address, folder: str) -> Security:
    """How to speak with the scheduler at this address, with the certificates in ``folder`` (SAMSYN_CLUSTER_TLS).

    Raises :class:`ClusterRefusedError` where one is missing or is none.
    """
    if address.scheme == "tcp":
        return Security(require_encryption=False)
    if not folder:
        raise ClusterRefusedError(
            "tls:// behöver certifikat", next="Ange mappen med dem i SAMSYN_CLUSTER_TLS (docs/cluster.md visar hur)."
        )
    files = {name: Path(folder, name) for name in (_AUTHORITY, _CERTIFICATE, _KEY)}
    if missing := [name for name, path in files.items() if not path.is_file()]:
        raise ClusterRefusedError(f"I {folder} saknas {', '.join(missing)}")
    own = {
        f"tls_{role}_{part}": str(files[name])
        for role in ("client", "scheduler", "worker")
        for part, name in (("cert", _CERTIFICATE), ("key", _KEY))
    }
    made = Security(
        require_encryption=True,
        tls_ca_file=str(files[_AUTHORITY]),
        tls_min_version=ssl.TLSVersion.TLSv1_3,
        **own,
    )
    _try(made, folder)
    return made


def passing_security() -> Security:
    """For the processes of one run on this machine: a certificate that is made now, and lies in memory only.

    Loopback is no protection by itself: whoever has an account on the machine could run programs as this one's user.
    """
    return Security.temporary()


def _try(made: Security, folder: str) -> None:
    try:
        made.get_connection_args("client")
        made.get_listen_args("scheduler")
    except (OSError, ssl.SSLError) as error:
        raise ClusterRefusedError(
            f"Certifikaten i {folder} går inte att använda ({type(error).__name__})",
            next="Se att key.pem hör till cert.pem, att båda är PEM-filer utan lösenord och att kontot får läsa dem.",
        ) from error
