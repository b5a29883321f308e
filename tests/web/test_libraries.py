"""Libraries of others are handed out as our own static files are, and nothing else that lies beside them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.web.conftest import Site
from web import libraries
from web.library_list import FOLDER


def _address(site: Site, name: str) -> str:
    with site.app.test_request_context():
        return libraries.address(name)


def test_they_come_by_a_hashed_address_and_are_kept(site: Site) -> None:
    address = _address(site, "cytoscape.js")
    plain = site.app.test_client().get(address)
    packed = site.app.test_client().get(address, headers={"Accept-Encoding": "gzip"})
    assert plain.data == (FOLDER / "cytoscape.js").read_bytes() == gzip.decompress(packed.data)
    assert len(packed.data) < 200_000
    for answer in (plain, packed):
        assert answer.mimetype == "text/javascript"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Vary"].startswith("Accept-Encoding")
    assert site.app.test_client().get(address.split("?")[0]).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["installed.json", "axe.js", "../../../pyvenv.cfg", "cytoscape.licence.txt", "none.js"]
)
def test_nothing_else_is(site: Site, name: str) -> None:
    assert site.app.test_client().get(f"/bibliotek/{name}").status_code == 404
    assert _address(site, name) == ""


@pytest.fixture
def without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "FOLDER", tmp_path)


@pytest.mark.usefixtures("without")
def test_what_could_not_be_fetched_has_no_address(site: Site) -> None:
    assert _address(site, "cytoscape.js") == ""
    assert site.app.test_client().get("/bibliotek/cytoscape.js").status_code == 404
