"""An installation whose originals and page images lie in S3-compatible storage: from a file to its download."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from models.identity import bytes_id
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from tests.cli.command import Answer, samsyn_here
from tests.papers import mail_with_attachment, pdf
from tests.s3_server import KEY_SECRET, S3Site
from tests.web.browsing import Browsing
from tests.web.pace import UNHURRIED
from web.app import create_app

OWNER, PASSWORD = "Nämnden", "ett långt prov-lösenord"
TEXT = "Beslut om serveringstillstånd för Åkes Krog AB"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papper"
    folder.mkdir()
    (folder / "beslut.pdf").write_bytes(pdf([TEXT]))
    (folder / "brev.eml").write_bytes(mail_with_attachment("Se bilagan.", "bilaga.pdf", pdf(["Hyreskontrakt"])))
    return folder


def test_from_a_file_to_its_download(s3: S3Site, papers: Path, tmp_path: Path) -> None:
    home, original = tmp_path / "home", (papers / "beslut.pdf").read_bytes()
    answers = list[Answer]()

    def asked(*words: str | Path, status: int = 0) -> Answer:
        answers.append(samsyn_here(home, *words, "--json", nlp_pipeline="rules", **s3.given))
        assert answers[-1].status == status, answers[-1].err
        return answers[-1]

    asked("source", "add", "tillsyn", "--owner", OWNER)
    report = asked("ingest", papers, "--source", "tillsyn", "--workers", "1")
    assert (report.value["documents"], report.value["quarantined"]) == (3, 0), report.err
    assert asked("ingest", papers, "--source", "tillsyn", "--workers", "1").value["duplicates"] == 2
    assert not (home / "vault").exists()
    assert len(s3.keys()) == 3 + 2  # the originals, and the pictures of the two PDFs' pages
    (hit,) = asked("search", "serveringstillstånd").value["hits"]
    assert asked("verify").value["differences"] == []
    asked("status")
    _look(Settings(home=home, limits=UNHURRIED, **s3.given), hit["document"], original)

    s3.client.put_object(Bucket=s3.bucket, Key=s3.key(bytes_id(original)), Body=original[::-1])
    differences = asked("verify", status=3).value["differences"]
    assert [each["what"] for each in differences] == ["original_damaged"]
    for told in answers:
        assert KEY_SECRET not in told.out + told.err
    assert not [path for path in home.rglob("*") if path.is_file() and KEY_SECRET.encode() in path.read_bytes()]


def _look(settings: Settings, document: str, original: bytes) -> None:
    """As a person at a browser: the page's picture, and the original."""
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        store.users.add("ines", "Ines Inspektör", PASSWORD, [OWNER])
        browsing = Browsing(create_app(store, index, demo=True))
        browsing.sign_in("ines", PASSWORD)
        browsing.give_purpose()
        picture = browsing.get(f"/d/{document}/1/bild")
        assert (picture.status_code, picture.data[:3]) == (200, b"\xff\xd8\xff")
        assert browsing.get(f"/d/{document}/original").data == original


def test_a_site_moves_from_a_folder_to_a_bucket(s3: S3Site, papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    elsewhere = {name: value for name, value in s3.given.items() if name != "vault_url"}
    ingest = ("ingest", papers, "--source", "tillsyn", "--workers", "1")
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", OWNER).status == 0
    assert samsyn_here(home, *ingest, nlp_pipeline="rules").status == 0
    for copied in (5, 0):
        answer = samsyn_here(home, "vault", "copy", "--to", s3.given["vault_url"], "--check", "--json", **elsewhere)
        assert (answer.status, answer.value["copied"], answer.value["damaged"]) == (0, copied, [])
    (home / "vault").rename(tmp_path / "undan")
    assert samsyn_here(home, "verify", "--json", **s3.given).value["differences"] == []
    (some, *_) = [path for path in (tmp_path / "undan").rglob("*") if path.is_file()]
    some.write_bytes(b"skadad")
    (tmp_path / "undan").rename(home / "vault")
    s3.client.delete_object(Bucket=s3.bucket, Key=s3.key(some.name))
    answer = samsyn_here(home, "vault", "copy", "--to", s3.given["vault_url"], "--json", **elsewhere)
    assert (answer.status, answer.value["copied"], answer.value["damaged"]) == (3, 0, [some.name])
    assert samsyn_here(home, "vault", "copy", "--to", "s3://x:y@z", "--json").error["code"] == "invalid_setting"
    assert samsyn_here(home, "audit", "last", "--json").value
