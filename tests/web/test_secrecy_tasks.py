"""What an owner's officer does stands on a page, on the first page and on a line of each; nobody else is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search import disclosing
from tests.web.browsing import words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import ASKED, shared, sign_in
from tests.web.trying_site import WHY
from web.secrecy import TASKS


@pytest.fixture
def site(filled: Filled, tmp_path: Path) -> Iterator[Site]:
    yield from shared(filled, tmp_path / "home", ASKED)


def test_an_officer_finds_each_task(site: Site) -> None:
    mona = sign_in(site, "mona")
    addresses = [rule.rule for task in TASKS for rule in site.app.url_map.iter_rules(task.start)]
    asked = {"agreement": ASKED.id, "case": "5000-K1-26", "words": "Anteckningar om tillsyn"}
    disclosing.ask(site.store.users.viewer("pal"), WHY, site.store, **asked)
    for start in ("/", "/sekretess"):
        page = mona.get(start)
        assert [each for each in addresses if f'<a href="{each}"' not in page.text] == []
        assert "1 begäran att avgöra" in page.text
    for task, address in zip(TASKS, addresses, strict=True):
        page = mona.get(address)
        assert page.status_code == 200
        there = f'<a href="{address}" aria-current="page">{task.title}</a>'
        assert (there in page.text) == bool(task.rooms), address


def test_others_are_not_told_of_it(site: Site) -> None:
    for name in ("ines", "pal", "arne"):
        other = sign_in(site, name)
        assert "/sekretess" not in other.get("/").text
        assert other.get("/sekretess").status_code == 404
    assert "Begäran" in words(sign_in(site, "pal").get("/")), "who may ask finds where"
