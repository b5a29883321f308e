"""On what terms OpenSearch is used: who we are to it, what shows that it is itself, how indices lie on its nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from models.errors import InvalidSettingError
from models.limits import LIMITS
from models.loopback import is_loopback
from models.settings import Settings

AUTO: Final = "auto"
_SEPARATED: Final = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """``ca``: the file with the certificates that the nodes' are signed by; empty means those of the machine.
    ``certificate``: the file with ours and its key, by which the nodes know us; empty where a password does it.

    ``replicas``: further copies of each index on other nodes; ``auto`` is one where there is a second node.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    replicas: str = AUTO
    shard_bytes: int = int(LIMITS.index_shard_bytes)
    certificate: str = ""

    def layout(self, shards: int) -> dict[str, Any]:
        """The settings of an index that say on how many nodes it lies."""
        if self.replicas == AUTO:
            return {"number_of_shards": shards, "auto_expand_replicas": "0-1"}
        return {"number_of_shards": shards, "number_of_replicas": int(self.replicas)}

    def shards(self, bytes: int) -> int:
        """Into how many an index of this size is parted."""
        return max(1, -(-bytes // self.shard_bytes))

    def client(self, url: str) -> dict[str, Any]:
        """What opensearch-py is told, for one address or several. Raises :class:`InvalidSettingError`."""
        nodes = [_node(address) for address in _SEPARATED.split(url.strip())]
        if self.user and any(each.scheme == "http" and not is_loopback(each.hostname or "") for each in nodes):
            raise InvalidSettingError("SAMSYN_OPENSEARCH_URL: ett lösenord skickas inte över http", next=_ENCRYPT)
        told: dict[str, Any] = {"hosts": [each.geturl() for each in nodes], "max_retries": max(2, len(nodes))}
        if self.user:
            told["http_auth"] = (self.user, self.password)
        files = {"ca_certs": ("CA", self.ca), "client_cert": ("CERTIFICATE", self.certificate)}
        for word, (name, file) in files.items():
            if file and not Path(file).is_file():
                raise InvalidSettingError(f"SAMSYN_OPENSEARCH_{name}: filen {file} finns inte")
            told |= {word: file} if file else {}
        return told


USUAL: Final = Terms()
_ENCRYPT: Final = "Skriv https:// i SAMSYN_OPENSEARCH_URL, och peka ut certifikatet med SAMSYN_OPENSEARCH_CA."


def terms_of(settings: Settings) -> Terms:
    return Terms(
        settings.opensearch_user,
        settings.opensearch_password,
        settings.opensearch_ca,
        settings.opensearch_replicas,
        int(settings.limits.index_shard_bytes),
        settings.opensearch_certificate,
    )


def _node(address: str) -> SplitResult:
    found = urlsplit(address)
    if found.scheme not in ("http", "https") or not found.hostname:
        raise InvalidSettingError("SAMSYN_OPENSEARCH_URL ska vara http:// eller https:// och en dators namn")
    if found.username or found.password:  # an address is told in more places than a password may be
        raise InvalidSettingError(
            "SAMSYN_OPENSEARCH_URL har ett lösenord i sig",
            next="Flytta det till SAMSYN_OPENSEARCH_USER och SAMSYN_OPENSEARCH_PASSWORD_FILE.",
        )
    return found
