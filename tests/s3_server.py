"""A server that speaks S3 for the tests that ask for one: moto, behind waitress, in a process of its own.

It simulates S3 as seen from outside: it keeps objects in memory, believes any key, and looks at no hash that is sent.
"""

from __future__ import annotations

import logging
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from models.settings import Settings
from tests.servers import url_of

KEY_ID, KEY_SECRET = "prov", "en-hemlighet-som-inte-syns"
_THREADS: Final = 8


def moto(stack: ExitStack) -> str:
    """Starts the server; its URL."""
    command = [sys.executable, "-m", "tests.s3_server"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    stack.enter_context(server)  # waits for it, and closes what it says
    stack.callback(server.kill)
    assert server.stdout is not None
    return f"http://127.0.0.1:{server.stdout.readline().strip()}"


@dataclass(frozen=True, slots=True)
class S3Site:
    """A bucket of the test's own. ``client`` is botocore's, which sees the objects as anybody else would."""

    endpoint: str
    bucket: str
    client: Any

    @property
    def given(self) -> dict[str, str]:
        """What a site's settings say."""
        return {
            "vault_url": f"s3://{self.bucket}/samsyn",
            "vault_endpoint": self.endpoint,
            "vault_key_id": KEY_ID,
            "vault_key_secret": KEY_SECRET,
        }

    def settings(self, home: Path) -> Settings:
        return Settings(home=home, **self.given)

    def key(self, sha256: str) -> str:
        return f"samsyn/{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def keys(self) -> set[str]:
        return {each["Key"] for each in self.client.list_objects_v2(Bucket=self.bucket).get("Contents", ())}


@pytest.fixture
def s3(pytestconfig: pytest.Config) -> Iterator[S3Site]:
    """An empty bucket on the run's own server."""
    endpoint, bucket = url_of(pytestconfig, moto), f"valv-{secrets.token_hex(6)}"
    site = S3Site(endpoint, bucket, client_of(endpoint))
    site.client.create_bucket(Bucket=bucket)
    yield site
    site.client.close()


@pytest.fixture
def without_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the tries of a request."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0.01)


def client_of(endpoint: str) -> Any:
    from botocore.session import Session

    return Session().create_client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEY_ID,
        aws_secret_access_key=KEY_SECRET,
    )


def _serve() -> None:
    from moto.server import DomainDispatcherApplication, create_backend_app
    from waitress.server import create_server

    # moto stumbles where two put the same at once; whoever asks tries again, and nobody need read of it.
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    app = DomainDispatcherApplication(create_backend_app)
    server = create_server(app, host="127.0.0.1", port=0, threads=_THREADS)
    print(server.effective_port, flush=True)
    server.run()


if __name__ == "__main__":
    _serve()
