"""Handing in by script: the web keeps bytes, a piece at a time, and writes rows; what is wrong is told as JSON."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from models.audit import Action
from models.job import JobKind
from tests.web.browsing import Browsing
from tests.web.conftest import Site
from tests.web.pace import UNHURRIED
from web.app import create_app

BEGIN = "/arkiv/lamna-in"
CONTENT = b"Anteckning om tillsyn."
DIGEST = hashlib.sha256(hashlib.sha256(CONTENT).digest()).hexdigest()


def ask(browsing: Browsing, address: str, data: Any = None, **headers: str) -> TestResponse:
    """As the script asks: its token in a header, and JSON wanted."""
    told = {"Accept": "application/json", "X-CSRFToken": browsing._token, **headers}
    return browsing._client.post(address, data=data, headers=told)


def begun(browsing: Browsing, files: int = 1) -> dict[str, str]:
    browsing.get("/arkiv")
    answer = ask(browsing, BEGIN, {"source": "inspektioner", "files": files})
    assert answer.status_code == 200, answer.text
    return dict(answer.json or {})


def of_file(browsing: Browsing, run: dict[str, str], path: str, size: int = len(CONTENT)) -> dict[str, Any]:
    return dict(ask(browsing, run["file"], {"path": path, "size": size, "changed": "1"}).json or {})


def test_a_file_comes_in_pieces_and_becomes_a_job(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    run = begun(ines)
    file = of_file(ines, run, "C:\\Mapp\\..\\Tillsyn/anteckning.txt")
    assert file["received"] == 0
    half = len(CONTENT) // 2
    first = ask(
        ines, file["piece"], CONTENT[:half], **{"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
    )
    assert first.json == {"received": half}
    again = of_file(ines, begun(ines), "C:\\Mapp\\..\\Tillsyn/anteckning.txt")
    assert (again["received"], again["piece"]) == (half, file["piece"])  # after a reload
    rest = ask(ines, file["piece"], CONTENT[half:], **{"Upload-Offset": str(half)})
    assert rest.json == {"received": len(CONTENT)}
    for _answer_was_lost in range(2):
        assert ask(ines, file["whole"], {"digest": DIGEST}).status_code == 200
    event = store.ledger.last(1)[0].event
    assert (event.action, event.owners) == (Action.UPLOAD, ("Miljönämnden",))
    job = store.jobs.take("prov")
    assert job is not None
    assert (job.kind, job.owner, job.created_by) == (JobKind.UPLOAD, "Miljönämnden", "ines")
    assert (job.arguments["path"], job.arguments["name"]) == ("Mapp/Tillsyn/anteckning.txt", "anteckning.txt")
    assert store.vault.get(job.arguments["sha256"]) == CONTENT


def test_what_is_not_ones_own_is_not_there(own_site: Site) -> None:
    ines, pal = own_site.sign_in("ines"), own_site.sign_in("pal")
    pal.get("/arkiv")
    run = begun(ines)
    file = of_file(ines, run, "a.txt")
    foreign = [
        ask(pal, BEGIN, {"source": "inspektioner", "files": 1}),
        ask(pal, run["file"], {"path": "a.txt", "size": 3, "changed": "1"}),
        ask(pal, file["piece"], b"x", **{"Upload-Offset": "0"}),
        ask(pal, file["whole"], {"digest": DIGEST}),
        ask(pal, file["cancel"]),
    ]
    absent = ask(pal, file["piece"].replace(file["piece"][-32:], "0" * 32), b"x", **{"Upload-Offset": "0"})
    for answer in foreign:
        told, other = answer.json["error"], absent.json["error"]
        assert (answer.status_code, told | {"reference": ""}) == (404, other | {"reference": ""})


def test_no_more_than_the_limits_at_once(own_site: Site) -> None:
    small = replace(UNHURRIED, upload_files=2, upload_piece_bytes=8, upload_bytes=100)
    own_site.store.settings = replace(own_site.store.settings, limits=small)
    site = replace(own_site, app=create_app(own_site.store, own_site.index))
    ines = site.sign_in("ines")
    ines.get("/arkiv")
    for files in ("0", "3", "-1", "x", "", "9" * 5000):
        assert ask(ines, BEGIN, {"source": "inspektioner", "files": files}).status_code == 400
    run = begun(ines, 2)
    assert ask(ines, run["file"], {"path": "a", "size": 101, "changed": ""}).status_code == 413
    file = of_file(ines, run, "a.txt")
    assert ask(ines, file["piece"], b"123456789", **{"Upload-Offset": "0"}).status_code == 413
    for offset in ("x", "9" * 5000):
        assert ask(ines, file["piece"], b"1", **{"Upload-Offset": offset}).status_code == 400


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # of what werkzeug had parsed when it gave up
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_more_files_than_a_form_holds_are_refused_in_words_and_none_is_taken(own_site: Site) -> None:
    small = replace(UNHURRIED, upload_files=1100)
    own_site.store.settings = replace(own_site.store.settings, limits=small)
    site = replace(own_site, app=create_app(own_site.store, own_site.index))
    ines = site.sign_in("ines")
    for many in (1101, 2500):  # counted by us, and refused before we see them
        ines.get("/arkiv")
        some = [(io.BytesIO(b"x"), f"{number}.txt") for number in range(many)]
        sent = {"csrf_token": ines._token, "source": "inspektioner", "file": some}
        answer = ines._client.post("/ladda-upp", data=sent)
        assert answer.status_code == 413
        assert "Så många filer går inte att lämna in på en gång" in answer.text
        assert "Välj högst 1100 åt gången" in answer.text
        assert site.store.run_reports.newest(site.store.users.viewer("ines"), 5) == []
    few = [(io.BytesIO(b"x"), f"{number}.txt") for number in range(3)] + [(io.BytesIO(b""), "")] * 1001
    sent = {"csrf_token": ines._token, "source": "inspektioner", "file": few}
    assert ines._client.post("/ladda-upp", data=sent).status_code == 303, "more than werkzeug lets through by itself"


def test_files_whose_paths_differ_in_spaces_alone_are_files_by_themselves(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    ines.get("/arkiv")
    names = ("a b.txt", "a  b.txt", " a b.txt", "a b .txt")
    files = [(io.BytesIO(name.encode()), name) for name in names]
    ines._client.post("/ladda-upp", data={"csrf_token": ines._token, "source": "inspektioner", "file": files})
    run = begun(ines, 2)
    for path in ("Mapp/a b.txt", "Mapp/a  b.txt"):
        file = of_file(ines, run, path)
        ask(ines, file["piece"], CONTENT, **{"Upload-Offset": "0", "Content-Type": "application/octet-stream"})
        assert ask(ines, file["whole"], {"digest": DIGEST}).status_code == 200
    taken = [job.arguments["path"] for _ in range(6) if (job := store.jobs.take("prov"))]
    assert taken == [*names, "Mapp/a b.txt", "Mapp/a  b.txt"]


def test_files_of_one_path_in_a_plain_form_are_files_by_themselves(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    ines.get("/arkiv")
    files = [
        (io.BytesIO(content), name)
        for content, name in ((b"ett", "Bilaga.pdf"), (b"annat", "Bilaga.pdf"), (b"egen", "Bilaga (2).pdf"))
    ]
    ines._client.post("/ladda-upp", data={"csrf_token": ines._token, "source": "inspektioner", "file": files})
    taken = {job.arguments["path"]: job.arguments["sha256"] for _ in files if (job := store.jobs.take("prov"))}
    assert {path: store.vault.get(sha256) for path, sha256 in taken.items()} == {
        "Bilaga.pdf": b"ett",
        "Bilaga (3).pdf": b"annat",
        "Bilaga (2).pdf": b"egen",
    }


def test_a_hand_in_without_a_token_is_refused(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    answer = ines._client.post(
        BEGIN, data={"source": "inspektioner", "files": 1}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]["code"] == "CSRFError"


def test_a_cancelled_file_is_waited_for_no_more(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    run = begun(ines, 2)
    file = of_file(ines, run, "a.txt")
    assert "a.txt" in ines.get("/arkiv").text
    assert ask(ines, file["cancel"]).status_code == 200
    assert "a.txt" not in ines.get("/arkiv").text
    report = store.run_reports.get(store.users.viewer("ines"), run["run"])
    assert report.total == 1
    assert ask(ines, run["close"]).status_code == 200
    assert store.run_reports.get(store.users.viewer("ines"), run["run"]).state == "done"
