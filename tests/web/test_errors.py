"""How things end badly: in plain words, with a reference that also stands in the log, and never with half an answer."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import pytest

from models.errors import IndexUnavailableError, LedgerUnavailableError
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from web.app import create_app

REFERENCE = re.compile(r'class="reference" id="reference">([A-Z0-9]{4}-[A-Z0-9]{4})<')


class IndexDown:
    """An index that cannot be reached, whatever is asked of it."""

    def __getattr__(self, name: str) -> Any:
        def down(*_: object, **__: object) -> None:
            raise IndexUnavailableError("nere")

        return down


def _with_index_down(site: Site) -> Browsing:
    return Site(create_app(site.store, IndexDown(), demo=True), site.store, site.index, site.ids).sign_in("ines")


def test_an_index_that_is_down_is_said_in_words(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    browsing = _with_index_down(site)
    with caplog.at_level(logging.ERROR, "samsyn.web"):
        answer = browsing.get(browsing.post("/sok", q="hemligt ord").location)
    assert answer.status_code == 503
    assert "Sökningen är tillfälligt ur drift" in words(answer)
    reference = REFERENCE.search(answer.text)
    assert reference is not None
    assert reference[1] in caplog.text
    assert "hemligt" not in caplog.text


def test_documents_can_be_read_while_the_index_is_down(site: Site) -> None:
    assert _with_index_down(site).get(f"/d/{site.ids['anteckning.txt']}/1").status_code == 200


def test_no_answer_without_the_ledger(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ines, id = own_site.sign_in("ines"), own_site.ids["skannad-anmälan.tif"]

    def full(_event: object) -> int:
        raise LedgerUnavailableError("full")

    monkeypatch.setattr(own_site.store.ledger, "write", full)
    for address in ("/", f"/d/{id}/1", f"/d/{id}/1/bild", f"/d/{id}/original"):
        answer = ines.get(address)
        assert answer.status_code == 503
        assert "Loggen kan inte skrivas" in words(answer)
        assert "Kebnekrogen" not in answer.text


def test_what_nobody_foresaw_tells_nothing(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = own_site.sign_in("ines")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Adam Provsson 850412-2391")

    monkeypatch.setattr("web.search.search", broken)
    answer = ines.get("/")
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in words(answer)
    assert "Provsson" not in answer.text


def test_a_file_beyond_the_limit_is_refused(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    own_site.app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = ines.post("/ladda-upp", file=(io.BytesIO(b"x" * 2000), "stor.pdf"), source="inspektioner")
    assert answer.status_code == 413
    assert own_site.store.jobs.list(own_site.store.users.viewer("ines")) == []


def test_a_wrong_method_is_said_in_words(alva: Browsing) -> None:
    assert alva.get("/sok").status_code == 405


def test_every_refusal_has_a_reference_that_stands_in_the_log(
    alva: Browsing, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    told = [("/sok", 405, "MethodNotAllowed search.ask"), ("/konton", 403, "Forbidden accounts.overview")]
    told += [(f"/d/{'0' * 32}/1", 404, "not_found document.page"), ("/finns-inte", 404, "not_found none")]
    for address, status, line in told:
        caplog.clear()
        with caplog.at_level(logging.WARNING, "samsyn.web"):
            answer = alva.get(address)
        reference = REFERENCE.search(answer.text)
        assert reference is not None, address
        if status == 405:  # of a wrong method Flask tells no route
            assert f"{reference[1]}: 405 MethodNotAllowed" in caplog.text
        else:
            assert f"{reference[1]}: {status} {line}" in caplog.text
        assert address not in caplog.text


def test_forbidden_and_absent_are_one_line_in_the_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    pal = site.sign_in("pal")
    lines = []
    for id in (site.ids["anteckning.txt"], "0" * 32):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "samsyn.web"):
            pal.get(f"/d/{id}/1")
        lines.append(caplog.messages[-1].partition(": ")[2])
    assert lines == ["404 not_found document.page"] * 2


def test_a_script_is_told_in_json(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    pal = site.sign_in("pal")
    with caplog.at_level(logging.WARNING, "samsyn.web"):
        answer = pal._client.get(f"/d/{'0' * 32}/1", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json is not None
    told = answer.json["error"]
    assert (told["code"], told["title"]) == ("not_found", "Sidan finns inte")
    assert told["reference"] in caplog.text
