"""Who we are to OpenSearch, over what, and how indices lie: no password in the open, in an address or a picture."""

from __future__ import annotations

import base64
import http.server
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.errors import IndexUnavailableError, InvalidSettingError
from models.settings import Settings, read_settings
from search.opensearch.server import Server
from search.opensearch.terms import Terms, terms_of

WORD = "mycket-hemligt-ord"
GB = 1024**3


@pytest.mark.parametrize("url", ["http://opensearch:9200", "https://a:9200,http://b:9200"])
def test_a_password_is_sent_over_tls_only(url: str) -> None:
    with pytest.raises(InvalidSettingError, match="http"):
        Terms("samsyn", WORD).client(url)
    assert Terms().client(url)["hosts"]


def test_on_this_machine_it_may_be_plain() -> None:
    assert Terms("samsyn", WORD).client("http://127.0.0.1:9200")["http_auth"] == ("samsyn", WORD)


@pytest.mark.parametrize("url", [f"https://samsyn:{WORD}@a:9200", "a:9200", "ftp://a", "https://"])
def test_an_address_is_one_and_holds_no_password(url: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        Terms().client(url)
    assert WORD not in refused.value.message


def test_several_nodes_are_each_tried() -> None:
    told = Terms().client("https://a:9200, https://b:9200 https://c:9200 https://d:9200")
    assert (len(told["hosts"]), told["max_retries"]) == (4, 4)


def test_a_certificate_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettingError, match="SAMSYN_OPENSEARCH_CA"):
        Terms(ca=str(tmp_path / "ca.pem")).client("https://a:9200")


@pytest.mark.parametrize(("bytes", "shards"), [(0, 1), (20 * GB, 1), (20 * GB + 1, 2), (70 * GB, 4)])
def test_a_larger_index_has_more_parts(bytes: int, shards: int) -> None:
    assert Terms().shards(bytes) == shards


def test_copies_are_as_many_as_were_asked_for() -> None:
    assert Terms().layout(3) == {"number_of_shards": 3, "auto_expand_replicas": "0-1"}
    assert Terms(replicas="2").layout(1) == {"number_of_shards": 1, "number_of_replicas": 2}


def test_where_a_node_has_no_room_for_another_index_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the engine says it: 400, of the sort of any setting that it does not take."""
    reason = "Validation Failed: 1: this action would add [1] total shards, but this cluster has [1000]/[1000] open"
    full = {"error": {"type": "validation_exception", "reason": reason}, "status": 400}
    server = Server("http://127.0.0.1:9", "prov")
    monkeypatch.setattr(server.client.indices, "create", lambda **_asked: full)
    with pytest.raises(IndexUnavailableError) as refused:
        server.create("prov-ett", {"settings": {"index": {}}})
    assert "cluster.max_shards_per_node" in refused.value.next
    assert "docs/deploy.md" in refused.value.next


def test_secrets_come_from_files_and_stand_in_no_picture(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{WORD}\n", "utf-8")
    (tmp_path / "url").write_text(f"postgresql://samsyn:{WORD}@db/samsyn\n", "utf-8")
    told = {
        "SAMSYN_OPENSEARCH_USER": "samsyn",
        "SAMSYN_OPENSEARCH_PASSWORD_FILE": str(tmp_path / "password"),
        "SAMSYN_DATABASE_URL_FILE": str(tmp_path / "url"),
    }
    settings = read_settings(told, directory=tmp_path)
    assert (settings.opensearch_password, settings.database_url) == (WORD, f"postgresql://samsyn:{WORD}@db/samsyn")
    assert WORD not in f"{settings!r} {terms_of(settings)!r}"
    for wrong in ({"SAMSYN_OPENSEARCH_PASSWORD": "annat"}, {"SAMSYN_OPENSEARCH_PASSWORD_FILE": "/finns/inte"}):
        with pytest.raises(InvalidSettingError, match="SAMSYN_OPENSEARCH_PASSWORD"):
            read_settings(told | wrong, directory=tmp_path)
    with pytest.raises(InvalidSettingError, match="opensearch_replicas"):
        read_settings({"SAMSYN_OPENSEARCH_REPLICAS": "många"}, directory=tmp_path)


def test_a_node_is_believed_by_its_certificate_and_asked_by_name(tmp_path: Path) -> None:
    """A server of our own behind TLS stands for the node: what is tried is the client."""
    ca, other = _certificate(tmp_path / "ett"), _certificate(tmp_path / "annat")
    with _node(ca) as (url, seen):
        server = Server(url, "t", Terms("samsyn", WORD, str(ca)))
        assert server.version == (2, 19, 1)
        server.close()
        for terms in (Terms("samsyn", WORD, str(other)), Terms("samsyn", WORD)):
            strange = Server(url, "t", terms)
            with pytest.raises(IndexUnavailableError) as refused:
                _ = strange.version
            strange.close()
            assert WORD not in refused.value.message
    assert seen == ["Basic " + base64.b64encode(f"samsyn:{WORD}".encode()).decode()]  # nothing told to who is not it


def test_the_node_knows_us_by_our_certificate(tmp_path: Path) -> None:
    """It lets nobody in without one of its authority's: here ours, which signed itself."""
    ca, ours = _certificate(tmp_path / "nod"), _certificate(tmp_path / "vi")
    both = tmp_path / "samsyn.pem"
    both.write_text(ours.read_text("utf-8") + ours.with_name("key.pem").read_text("utf-8"), "utf-8")
    with _node(ca, members=ours) as (url, seen):
        server = Server(url, "t", Terms(ca=str(ca), certificate=str(both)))
        assert server.version == (2, 19, 1)
        server.close()
        stranger = Server(url, "t", Terms(ca=str(ca)))
        with pytest.raises(IndexUnavailableError):
            _ = stranger.version
        stranger.close()
    assert seen == [""]  # no password
    with pytest.raises(InvalidSettingError, match="SAMSYN_OPENSEARCH_CERTIFICATE"):
        Terms(certificate=str(tmp_path / "ingen.pem")).client("https://a:9200")


def test_one_that_does_not_let_us_in_is_told_without_the_password(tmp_path: Path) -> None:
    ca = _certificate(tmp_path)
    with _node(ca, status=401) as (url, _):
        server = Server(url, "t", Terms("samsyn", WORD, str(ca)))
        with pytest.raises(IndexUnavailableError, match="401") as refused:
            _ = server.version
        server.close()
    assert WORD not in f"{refused.value.message} {refused.value.next}"


def test_settings_become_terms() -> None:
    settings = Settings(opensearch_user="a", opensearch_password=WORD, opensearch_ca="/ca", opensearch_replicas="1")
    assert terms_of(settings) == Terms("a", WORD, "/ca", "1")


def _certificate(folder: Path) -> Path:
    """A certificate of this machine's, signed by itself, with its key beside."""
    folder.mkdir(exist_ok=True)
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    places = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "ca.pem"]
    subprocess.run([*made, *map(str, places)], check=True, capture_output=True)
    return folder / "ca.pem"


@contextmanager
def _node(certificate: Path, status: int = 200, members: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """Its address, and the names that it was asked by."""
    seen: list[str] = []

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            body = json.dumps({"version": {"number": "2.19.1"}}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    class Quiet(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Who does not believe the certificate hangs up."""

    server = Quiet(("127.0.0.1", 0), Answering)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    if members is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(members)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
