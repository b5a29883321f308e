"""Who is let into a cluster: whoever shows a certificate of its own authority, by TLS 1.3, and nobody else."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from distributed.comm import connect, listen
from distributed.security import Security

from ingest.cluster.address import Address
from ingest.cluster.certificates import passing_security, security_of
from models.cluster_errors import ClusterRefusedError


def _authority(folder: Path, *, member: bool = True) -> Path:
    """A cluster's folder as docs/cluster.md makes it: an authority of its own, and a certificate that it signed."""
    folder.mkdir()

    def openssl(*words: str | Path) -> None:
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)

    ec = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    ca, key, asked, cert = (folder / name for name in ("ca.pem", "ca.key", "asked.pem", "cert.pem"))
    openssl("req", "-x509", *ec, "-keyout", key, "-out", ca, "-days", "2", "-subj", "/CN=prov")
    openssl("req", *ec, "-keyout", folder / "key.pem", "-out", asked, "-subj", "/CN=worker")
    openssl("x509", "-req", "-in", asked, "-CA", ca, "-CAkey", key, "-CAcreateserial", "-out", cert, "-days", "2")
    if not member:
        cert.write_bytes(ca.read_bytes())
    return folder


def _of(folder: Path) -> Security:
    return security_of(Address("tls", "127.0.0.1", 8786), str(folder))


def test_members_only(tmp_path: Path) -> None:
    ours, theirs = _of(_authority(tmp_path / "ours")), _of(_authority(tmp_path / "theirs"))
    with ThreadPoolExecutor(1) as apart:  # a browser of another test may have its own loop in this thread
        for each in ((ours, theirs), (passing_security(), passing_security())):
            apart.submit(asyncio.run, _tried(*each)).result()


async def _tried(ours: Security, theirs: Security) -> None:
    heard = []

    async def hear(comm: Any) -> None:
        heard.append(await comm.read())
        await comm.close()

    async with listen("tls://127.0.0.1:0", hear, **ours.get_listen_args("scheduler")) as listener:
        comm = await connect(listener.contact_address, timeout=10, **ours.get_connection_args("client"))
        await comm.write({"id": 1})
        await comm.close()
        for _each in range(6_000):
            if heard:
                break
            await asyncio.sleep(0.02)
        assert heard == [{"id": 1}]
        assert not await _connects(listener.contact_address, theirs)
        place = urlsplit(listener.contact_address)
        assert not await _answered(str(place.hostname), int(place.port or 0))
    assert heard == [{"id": 1}]


async def _connects(address: str, stranger: Security) -> bool:
    try:
        comm = await connect(address, timeout=2, **stranger.get_connection_args("client"))
        await comm.close()
    except OSError:
        return False
    return True


async def _answered(host: str, port: int) -> bool:
    """Whether somebody who shows no certificate gets a word."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        reader, writer = await asyncio.open_connection(host, port, ssl=context)
        said = await asyncio.wait_for(reader.read(1), 5)
        writer.close()
    except (TimeoutError, OSError, ssl.SSLError):
        return False
    return bool(said)


def test_a_certificate_that_is_not_the_keys_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterRefusedError, match="går inte att använda"):
        _of(_authority(tmp_path / "ours", member=False))
