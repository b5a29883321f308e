"""A vault on a server that speaks S3: what it does when the server ails, and what it never tells."""

from __future__ import annotations

import io
import logging
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from models.errors import DiskFullError, UnavailableError, VaultUnavailableError
from models.identity import bytes_id
from models.settings import Settings
from models.store import vault_bucket
from models.store.vault_copies import LocalCopies
from models.store.vault_place import COPIES, vault_at
from models.store.vault_s3 import Place, S3Vault
from tests.faults.ailing_s3 import SECRET_WORDS, AilingS3
from tests.faults.severed import Line
from tests.s3_server import KEY_ID, KEY_SECRET, S3Site
from tests.serving import serving

ABSENT: Final = "0" * 64
DAY: Final = 24 * 3600.0
pytestmark = pytest.mark.usefixtures("without_long_waits")


@pytest.fixture
def ailing() -> AilingS3:
    return AilingS3()


@pytest.fixture
def vault(ailing: AilingS3, tmp_path: Path) -> Iterator[S3Vault]:
    with serving(ailing) as address:
        place = Place("valv", "samsyn/", address, "us-east-1", key_id=KEY_ID, key_secret=KEY_SECRET)
        vault = S3Vault(place, LocalCopies(tmp_path / COPIES, Settings().limits))
        yield vault
        vault.close()


def test_a_server_that_is_busy_is_asked_again_but_not_for_ever(vault: S3Vault, ailing: AilingS3) -> None:
    ailing.refusals = [(503, "SlowDown"), (500, "InternalError")]
    sha256 = vault.put(b"hej")
    ailing.refusals = [(503, "SlowDown")] * 2
    assert vault.get(sha256) == b"hej"
    ailing.refusals, ailing.asked = [(503, "SlowDown")] * 1000, []
    with pytest.raises(VaultUnavailableError, match="503"):
        vault.put(b"mer")
    assert len(ailing.asked) <= 12


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "AccessDenied", VaultUnavailableError),
        (403, "SignatureDoesNotMatch", VaultUnavailableError),
        (403, "QuotaExceeded", DiskFullError),
        (507, "XMinioStorageFull", DiskFullError),
        (404, "NoSuchBucket", VaultUnavailableError),
        (400, "BadDigest", VaultUnavailableError),
    ],
)
def test_refusals_are_named_by_their_code_and_no_word_more(
    vault: S3Vault, ailing: AilingS3, caplog: pytest.LogCaptureFixture, status: int, code: str, kind: type[Exception]
) -> None:
    caplog.set_level(logging.INFO)
    ailing.refusals = [(404, "NoSuchKey"), (status, code)]
    with pytest.raises(UnavailableError) as caught:
        vault.put_stream(io.BytesIO(b"hej"))
    assert type(caught.value) is kind
    assert code in str(caught.value)
    told = f"{caught.value} {caught.value.next} {caplog.text}"
    assert not [word for word in (SECRET_WORDS, KEY_SECRET, "127.0.0.1") if word in told]
    assert not ailing.objects


def test_what_the_server_garbles_is_not_kept(vault: S3Vault, ailing: AilingS3) -> None:
    for ailing.hashes in (True, False):  # the server says that it is another; it is read back
        ailing.garbles = True
        with pytest.raises(VaultUnavailableError):
            vault.put(b"hej")
        assert not ailing.objects
        ailing.garbles = False
        assert vault.intact(vault.put(f"rätt {ailing.hashes}".encode()))
        ailing.objects.clear()


def test_what_a_server_says_that_it_hashed_is_not_read_back(vault: S3Vault, ailing: AilingS3) -> None:
    vault.put(b"hej")
    assert ailing.asked == ["HEAD", "PUT"]
    vault.put(b"hej")
    assert ailing.asked == ["HEAD", "PUT", "HEAD"]


def test_an_answer_that_breaks_off_is_asked_for_again(vault: S3Vault, ailing: AilingS3) -> None:
    sha256 = vault.put(b"hej" * 1000)
    for read in (lambda: vault.get(sha256), lambda: vault.open(sha256).read()):
        ailing.broken = 1
        assert read() == b"hej" * 1000
        ailing.broken = 1000
        with pytest.raises(VaultUnavailableError):
            read()
        ailing.broken = 0


def test_a_damaged_object_is_no_local_file(vault: S3Vault, ailing: AilingS3) -> None:
    sha256 = vault.put(b"hej")
    ailing.objects = dict.fromkeys(ailing.objects, b"hoj")
    with pytest.raises(VaultUnavailableError, match="inte det som lades dit"), vault.local(sha256):
        pass
    ailing.objects = dict.fromkeys(ailing.objects, b"hej")
    with vault.local(sha256) as path:
        assert path.read_bytes() == b"hej"


def test_ids_come_page_by_page_of_the_listing(vault: S3Vault, ailing: AilingS3) -> None:
    """So that ten million of them are never held."""
    kept = sorted(bytes_id(str(number).encode()) for number in range(10_000))
    ailing.objects = dict.fromkeys((f"samsyn/{id[:2]}/{id[2:4]}/{id}" for id in kept), b"")
    ids = vault.ids()
    assert next(ids) == kept[0]
    assert ailing.asked == ["GET"]
    assert list(ids) == kept[1:]
    assert ailing.asked == ["GET"] * 10


def test_a_bucket_that_is_not_there_is_not_an_empty_one(s3: S3Site, tmp_path: Path) -> None:
    vault = vault_at(replace(s3.settings(tmp_path), vault_url="s3://finns-inte"))
    for ask in (vault.exists, vault.size, vault.get, vault.open, vault.intact, lambda _: list(vault.ids())):
        with pytest.raises(VaultUnavailableError):
            ask(ABSENT)
    with pytest.raises(VaultUnavailableError):
        vault.put(b"hej")


def test_a_server_that_goes_away_in_the_middle_leaves_nothing_half(s3: S3Site, tmp_path: Path) -> None:
    content, home = os.urandom(12_000_000), tmp_path / "home"
    with Line(s3.endpoint) as line:
        vault = vault_at(replace(s3.settings(home), vault_endpoint=line.url))
        line.after(4_000_000, line.cut)
        with pytest.raises(VaultUnavailableError):
            vault.put_stream(io.BytesIO(content))
        assert s3.keys() == set()
        assert not [path for path in home.rglob("*") if path.is_file()]
        line.mend()
        assert vault.put_stream(io.BytesIO(content)) == (bytes_id(content), len(content))
        assert vault.intact(bytes_id(content))


_PUTS: Final = """
import io, sys
from pathlib import Path
from models.settings import Settings
from models.store.vault_place import vault_at
home, endpoint, url, key, secret = sys.argv[1:]
sys.stdin.readline()
settings = Settings(Path(home), vault_url=url, vault_endpoint=endpoint, vault_key_id=key, vault_key_secret=secret)
vault_at(settings).put_stream(io.BytesIO(b"x" * 12_000_000))
"""


def test_a_process_that_is_killed_in_the_middle_leaves_nothing_that_counts(s3: S3Site, tmp_path: Path) -> None:
    home, given = tmp_path / "home", s3.given
    with Line(s3.endpoint) as line:
        words = [str(home), line.url, given["vault_url"], given["vault_key_id"], given["vault_key_secret"]]
        begin = [sys.executable, "-c", _PUTS, *words]
        child = subprocess.Popen(begin, cwd=Path(__file__).parents[3], stdin=subprocess.PIPE, text=True)

        def end() -> None:
            child.kill()
            line.cut()  # else what the machine had taken in of it by then would go on to the server

        line.after(4_000_000, end)
        child.communicate("go\n")  # not before it is known when it ends
        assert child.returncode == -signal.SIGKILL
    vault = vault_at(s3.settings(home))
    assert s3.keys() == set()
    assert list(vault.ids()) == []
    (left,) = [path for path in home.rglob("*") if path.is_file()]
    vault.clean()
    assert left.exists(), "it might be on its way"
    os.utime(left, (time.time() - 1.1 * DAY,) * 2)
    vault.clean()
    assert not left.exists()
    assert vault.put_stream(io.BytesIO(b"x" * 12_000_000))[0] in set(vault.ids())


def test_what_is_too_large_for_one_request_comes_whole_in_parts(
    s3: S3Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_bucket, "_PART", 5 * 1024 * 1024)
    place = Place(s3.bucket, "samsyn/", s3.endpoint, "us-east-1", key_id=KEY_ID, key_secret=KEY_SECRET, whole=1_000_000)
    vault, content = S3Vault(place, LocalCopies(tmp_path / COPIES, Settings().limits)), os.urandom(12_000_000)
    assert vault.put_stream(io.BytesIO(content)) == (bytes_id(content), len(content))
    assert s3.client.head_object(Bucket=s3.bucket, Key=s3.key(bytes_id(content)))["ETag"].endswith('-3"')
    assert vault.intact(bytes_id(content))
    assert vault.put(content[1:]) == bytes_id(content[1:])
    assert vault.intact(bytes_id(content[1:]))


def test_parts_that_nobody_will_finish_are_forgotten(s3: S3Site, tmp_path: Path) -> None:
    """The server tells of each that it was begun in 2010."""
    vault = vault_at(s3.settings(tmp_path))
    for key in (s3.key(ABSENT), "någon annans"):
        s3.client.create_multipart_upload(Bucket=s3.bucket, Key=key)
    vault.clean()
    (left,) = s3.client.list_multipart_uploads(Bucket=s3.bucket)["Uploads"]
    assert left["Key"] == "någon annans"


def test_neither_key_nor_address_is_told(s3: S3Site, tmp_path: Path) -> None:
    settings = s3.settings(tmp_path)
    vault = vault_at(settings)
    assert KEY_SECRET not in f"{settings} {vars(vault)}"
    with pytest.raises(VaultUnavailableError) as caught:
        vault_at(replace(settings, vault_endpoint="http://127.0.0.1:9")).put(b"hej")
    assert KEY_SECRET not in "".join(traceback.format_exception(caught.value))
    assert "127.0.0.1" not in f"{caught.value} {caught.value.next}"


def test_nobody_pays_for_what_is_not_used() -> None:
    program = (
        "import sys; from models.settings import Settings; from pathlib import Path;"
        "from models.store.vault_place import vault_at;"
        "vault_at(Settings(Path('/x'), vault_url='s3://a', vault_key_id='b', vault_key_secret='c'));"
        "print(sorted({'s3fs', 'fsspec', 'botocore', 'aiohttp'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert done.stdout == "[]\n"


def test_without_a_key_nothing_is_asked_of_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a site's environment has for other programs does not count unless it says so."""
    monkeypatch.setenv("AWS_PROFILE", "någon annans")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://192.0.2.1")
    with serving(ailing := AilingS3()) as address:
        given = {"vault_url": "s3://valv", "vault_endpoint": address}
        settings = Settings(tmp_path, **given, vault_key_id=KEY_ID, vault_key_secret=KEY_SECRET)
        assert vault_at(settings).put(b"hej")
        monkeypatch.delenv("AWS_PROFILE")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "omgivningens")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "omgivningens")
        assert vault_at(replace(Settings(tmp_path, **given), vault_credentials="ambient")).put(b"mer")
    assert len(ailing.objects) == 2
