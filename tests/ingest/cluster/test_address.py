"""Where work may be done: what would show it to others, or could not reach what it needs, is refused at the start."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.cluster.address import address_of, cluster_of
from ingest.cluster.certificates import security_of
from models.cluster_errors import ClusterRefusedError
from models.settings import Settings
from tests.cli.command import Answer, samsyn, samsyn_here

REMOTE = Settings(
    home=Path("hem"),
    cluster="tls://10.0.0.5:8786",
    database_url="postgresql://samsyn@db/samsyn",
    vault_url="s3://samsyn",
)


@pytest.mark.parametrize("text", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:8786", "tls://h:1"])
def test_an_address_is_written_as_it_was_read(text: str) -> None:
    assert str(address_of(text)) == text


@pytest.mark.parametrize(
    "text",
    ["10.0.0.5:8786", "tls://10.0.0.5", "tls://:8786", "http://10.0.0.5:8786", "tls://h:8786/x", "tls://h:99999"],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ClusterRefusedError, match="ingen klusteradress"):
        address_of(text)


@pytest.mark.parametrize("text", ["tcp://10.0.0.5:8786", "tcp://samsyn.kommun.se:8786", "tcp://0.0.0.0:8786"])
def test_plain_tcp_is_for_this_machine_only(text: str) -> None:
    with pytest.raises(ClusterRefusedError, match="oskyddat") as refused:
        address_of(text)
    assert refused.value.next.startswith(f"Skriv {text.replace('tcp', 'tls')}")


def test_without_an_address_it_is_this_machine() -> None:
    assert cluster_of(Settings(home=Path("hem"))) is None


def test_a_cluster_of_other_machines_has_servers_for_what_it_shares() -> None:
    assert str(cluster_of(REMOTE)) == REMOTE.cluster


@pytest.mark.parametrize("url", ["", "sqlite:////srv/register.sqlite3"])
def test_sqlite_is_refused_where_others_work(url: str) -> None:
    with pytest.raises(ClusterRefusedError, match="SQLite") as refused:
        cluster_of(replace(REMOTE, database_url=url))
    assert "SAMSYN_DATABASE_URL" in refused.value.next


def test_a_vault_in_the_home_is_refused_where_others_work() -> None:
    with pytest.raises(ClusterRefusedError, match="mapp") as refused:
        cluster_of(replace(REMOTE, vault_url=""))
    assert "SAMSYN_VAULT_URL" in refused.value.next


def test_a_scheduler_on_this_machine_needs_no_servers() -> None:
    alone = Settings(home=Path("hem"), cluster="tls://127.0.0.1:8786")
    assert str(cluster_of(alone)) == alone.cluster


def test_tls_without_certificates_is_refused(tmp_path: Path) -> None:
    address = address_of("tls://127.0.0.1:8786")
    with pytest.raises(ClusterRefusedError, match="behöver certifikat") as refused:
        security_of(address, "")
    assert "SAMSYN_CLUSTER_TLS" in refused.value.next
    with pytest.raises(ClusterRefusedError, match=r"saknas ca\.pem, cert\.pem, key\.pem"):
        security_of(address, str(tmp_path))
    for name in ("ca.pem", "cert.pem", "key.pem"):
        (tmp_path / name).write_text("inget certifikat")
    with pytest.raises(ClusterRefusedError, match="går inte att använda"):
        security_of(address, str(tmp_path))


def test_the_scheduler_tells_where_it_cannot_listen(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        at = samsyn(tmp_path, "scheduler", "--address", f"tcp://127.0.0.1:{port}", "--status-port", "0")
        status = _with_its_status_at(tmp_path, port)
    assert (at.status, status.status) == (1, 1)
    assert f"lyssna på tcp://127.0.0.1:{port}" in at.err
    assert f"Porten {port} är upptagen" in status.err


def test_a_worker_of_a_cluster_does_no_jobs(tmp_path: Path) -> None:
    answer = samsyn_here(tmp_path, "worker", "--cluster", "tls://127.0.0.1:8786", "--once")
    assert answer.status == 2
    assert "--once" in answer.err


def _with_its_status_at(folder: Path, port: str) -> Answer:
    """What a scheduler tells whose own port is free: one that somebody has taken meanwhile is left to them."""
    for _ in range(5):
        address = f"tcp://127.0.0.1:{_free()}"
        answer = samsyn(folder, "scheduler", "--address", address, "--status-port", port)
        if f"lyssna på {address}" not in answer.err:
            break
    return answer


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.mark.parametrize(
    "command",
    [
        ("ingest", ".", "--source", "tillsyn", "--cluster", "tcp://10.0.0.5:8786"),
        ("worker", "--cluster", "tls://10.0.0.5:8786"),
        ("scheduler", "--address", "tcp://0.0.0.0:8786"),
        ("scheduler", "--address", "tls://127.0.0.1:8786"),
    ],
)
def test_the_commands_say_so_before_they_begin(tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = samsyn_here(tmp_path, *command)
    assert answer.status == 1
    assert "→" in answer.err or "docs/cluster.md" in answer.err or "SAMSYN_" in answer.err
