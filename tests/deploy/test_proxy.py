"""The proxy's configuration as it is delivered, in a real nginx before two servers that stand in for samsyn's."""

from __future__ import annotations

import http.server
import re
import shutil
import socket
import ssl
import subprocess
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
import requests

from tests.processes import wait_until
from tests.servers import missing
from tests.web.several import free_port

NGINX: Final = Path(__file__).parents[2] / "deploy" / "nginx"
POLICY: Final = "default-src 'none'; script-src 'nonce-x'"
_AROUND: Final = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    include {folder}/samsyn.conf;
}}
"""


@dataclass(slots=True)
class Behind:
    """A server behind the proxy, and what it was asked."""

    port: int
    server: http.server.ThreadingHTTPServer
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    gone: bool = False

    def go(self) -> None:
        """Answer nobody any more, on connections that there are either."""
        self.gone = True
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def behind() -> Iterator[Behind]:
    class Answering(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if found.gone:
                self.close_connection = True
                return
            found.asked.append((self.path, dict(self.headers)))
            body = b"svar"
            self.send_response(200)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            if self.headers.get("Transfer-Encoding") == "chunked":
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    self.rfile.read(size + 2)
                self.rfile.readline()
            else:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    found = Behind(server.server_address[1], server)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@dataclass(frozen=True, slots=True)
class Proxy:
    secure: str
    plain: str
    ca: str
    folder: Path


@contextmanager
def proxied(folder: Path, *ports: int) -> Iterator[Proxy]:
    """The delivered configuration with paths and ports of the test's own."""
    secure, plain = free_port(), free_port()
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    places = [
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        folder / "tls_key",
        "-out",
        folder / "tls_certificate",
    ]
    subprocess.run([*made, *map(str, places)], check=True, capture_output=True)
    text = (NGINX / "samsyn.conf.template").read_text("utf-8")
    given = {
        "${SAMSYN_NAME}": "127.0.0.1",
        "/run/secrets": str(folder),
        "/etc/nginx/upstream.conf": f"{folder}/upstream.conf",
        "8443": f"127.0.0.1:{secure}",
        "8080": f"127.0.0.1:{plain}",
    }
    assert [delivered for delivered in given if delivered not in text] == []
    # All at once: a folder's name or a port may have one of these numbers in it.
    text = re.sub("|".join(map(re.escape, given)), lambda found: given[found[0]], text)
    (folder / "samsyn.conf").write_text(text, "utf-8")
    (folder / "upstream.conf").write_text("".join(f"server 127.0.0.1:{port};\n" for port in ports), "utf-8")
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder), "utf-8")
    command = [_nginx(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    with (folder / "stderr").open("wb") as told:
        process = subprocess.Popen(command, stderr=told)
    try:
        proxy = Proxy(
            f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}", str(folder / "tls_certificate"), folder
        )
        assert wait_until(lambda: _answers(proxy)), (folder / "error.log").read_text("utf-8")
        yield proxy
    finally:
        process.terminate()
        process.wait(60)


def _nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        missing("nginx is not installed: apt-get install nginx")
    return str(found)


def _answers(proxy: Proxy) -> bool:
    try:
        return requests.get(f"{proxy.plain}/", timeout=60, allow_redirects=False).status_code > 0
    except requests.ConnectionError:
        return False


def test_the_proxy_as_it_is_delivered(tmp_path: Path) -> None:
    with ExitStack() as stack:
        one, other = stack.enter_context(behind()), stack.enter_context(behind())
        proxy = stack.enter_context(proxied(tmp_path, one.port, other.port))
        session = stack.enter_context(requests.Session())
        session.verify, session.trust_env = proxy.ca, False

        claimed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
        answers = [session.get(f"{proxy.secure}/sok?q=", headers=claimed) for _each in range(4)]
        assert {answer.headers["Content-Security-Policy"] for answer in answers} == {POLICY}
        assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
        assert {answer.headers["Server"] for answer in answers} == {"nginx"}  # and no version
        assert len(one.asked) == len(other.asked) == 2  # they take turns
        for _path, told in (*one.asked, *other.asked):
            assert (told["X-Forwarded-For"], told["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
            assert told["Host"] == "127.0.0.1"

        answer = session.get(f"{proxy.plain}/d/1?a=b", allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (308, "https://127.0.0.1/d/1?a=b")
        with pytest.raises(requests.ConnectionError):  # a name that somebody else has pointed here
            session.get(f"{proxy.secure}/", headers={"Host": "annan.example"})

        assert session.post(f"{proxy.secure}/ladda-upp", data=b"x" * 20_000_000).status_code == 200
        assert session.post(f"{proxy.secure}/ladda-upp", data=b"x" * 221_000_000).status_code == 413
        for folder in ("body", "answers"):
            assert list((tmp_path / folder).iterdir()) == [], "a case's paper on the proxy's disk"
        assert (tmp_path / "access.log").read_text("utf-8") == ""  # which there is where nobody says otherwise

        one.go()
        assert {session.get(f"{proxy.secure}/d/0a1b2c/1").status_code for _each in range(6)} == {200}
        assert {session.post(f"{proxy.secure}/sok", data={"q": ""}).status_code for _each in range(4)} == {200}
        told = "".join((tmp_path / name).read_text("utf-8") for name in ("stderr", "error.log"))
        assert "0a1b2c" not in told, "who looked at what, in the proxy's log"


def _spoken(proxy: Proxy, newest: ssl.TLSVersion, ciphers: str = "") -> tuple[str, str]:
    """The version and cipher that the proxy agrees to, with somebody who offers this and all before."""
    context = ssl.create_default_context(cafile=proxy.ca)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old versions are offered on purpose
        context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
    if ciphers:
        context.set_ciphers(ciphers)
    place = urlsplit(proxy.secure)
    with (
        socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=60) as line,
        context.wrap_socket(line, server_hostname="127.0.0.1") as secure,
    ):
        chosen = secure.cipher()
        assert chosen is not None
        return str(secure.version()), chosen[0]


def test_tls_as_it_is_delivered(tmp_path: Path) -> None:
    """The newest version that both know; forward secrecy and AEAD, or nothing (ASVS 5.0, 12.1.1 and 12.1.2)."""
    with behind() as one, proxied(tmp_path, one.port) as proxy:
        assert _spoken(proxy, ssl.TLSVersion.MAXIMUM_SUPPORTED)[0] == "TLSv1.3"
        version, cipher = _spoken(proxy, ssl.TLSVersion.TLSv1_2)
        assert version == "TLSv1.2"
        assert cipher.startswith("ECDHE-")
        assert "GCM" in cipher or "CHACHA20" in cipher
        for weak in (
            "AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-SHA",
            "DHE-RSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-SHA384",
        ):
            with pytest.raises(ssl.SSLError):
                _spoken(proxy, ssl.TLSVersion.TLSv1_2, f"{weak}:@SECLEVEL=0")
        for old in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            with pytest.raises(ssl.SSLError):
                _spoken(proxy, old, "ALL:@SECLEVEL=0")
