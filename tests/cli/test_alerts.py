"""``samsyn saved watch`` and ``samsyn alerts``: what a watched search finds anew is listed with its page, and seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from tests.cli import schemas
from tests.cli.command import Answer, samsyn_here
from tests.search.archive import AUDIT, MEMO, REPORT, Paper, put


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    come(home, AUDIT, MEMO, create=True)
    store = Store.open(Settings(home=home))
    store.users.add("anna", "Anna", "hemligt lösenord", frozenset({"polisen"}))
    store.close()
    return home


def come(home: Path, *papers: Paper, create: bool = False) -> list[str]:
    store = Store.open(Settings(home=home), create=create)
    index = open_index(store.settings)
    ids = [put(store, None, paper) for paper in papers]
    drain(store, index)
    index.close()
    store.close()
    return ids


def ran(home: Path, *given: str, status: int = 0) -> Answer:
    answer = samsyn_here(home, *given)
    assert answer.status == status, answer.err
    return answer


def test_a_watched_search_lists_new_documents_with_their_page(home: Path) -> None:
    ran(home, "saved", "add", "Öst", "britt-marie", "--watch")
    ran(home, "saved", "add", "Kök", "köket")
    row = ran(home, "saved", "watch", "Kök", "--json").value
    Draft202012Validator(schemas.SAVED).validate(row)
    assert row["watched"]
    assert "bevakas" in ran(home, "saved", "list").out
    (id,) = come(home, REPORT)
    listed = ran(home, "alerts", "list", "--json").value
    Draft202012Validator(schemas.ALERTS).validate(listed)
    assert (listed["unseen"], {(each["search"], each["document"], *each["pages"]) for each in listed["alerts"]}) == (
        2,
        {("Öst", id, 2), ("Kök", id, 2)},
    )
    assert "Inspektion_Norrlands_Mat.pdf" in ran(home, "alerts", "list", "--search", "Kök").out
    marked = ran(home, "alerts", "seen", "--search", "Kök", "--json").value
    Draft202012Validator(schemas.ALERTS_SEEN).validate(marked)
    assert marked == {"marked": 1, "unseen": 1}
    assert ran(home, "alerts", "seen", "--document", id, "--json").value == {"marked": 1, "unseen": 0}
    assert ran(home, "alerts", "list", "--json").value == {"unseen": 0, "alerts": []}
    assert len(ran(home, "alerts", "list", "--all", "--limit", "1", "--json").value["alerts"]) == 1
    assert ran(home, "saved", "unwatch", "Kök", "--json").value["watched"] is None
    assert len(ran(home, "alerts", "list", "--all", "--json").value["alerts"]) == 1


def test_each_sees_their_own_of_what_they_may_read(home: Path) -> None:
    ran(home, "saved", "add", "Allt", "--watch")
    ran(home, "saved", "add", "Mitt", "--watch", "--as", "anna")
    come(home, REPORT)
    assert ran(home, "alerts", "list", "--json").value["unseen"] == 1
    assert ran(home, "alerts", "list", "--as", "anna", "--json").value == {"unseen": 0, "alerts": []}
    refused = ran(home, "alerts", "list", "--search", "Allt", "--as", "anna", "--json", status=1)
    assert refused.error["code"] == "not_found"
    assert ran(home, "alerts", "seen", "--as", "anna", "--json").value == {"marked": 0, "unseen": 0}
    assert "Osedda: 1" in ran(home, "alerts", "list").out


def test_more_than_may_be_watched_are_refused(home: Path) -> None:
    (home.parent / "samsyn.toml").write_text("[limits]\nwatched_searches = 1\n", "utf-8")
    given = {"config": str(home.parent / "samsyn.toml")}
    assert samsyn_here(home, "saved", "add", "En", "bil", "--watch", **given).status == 0
    refused = samsyn_here(home, "saved", "add", "Två", "krog", "--watch", "--json", **given)
    assert (refused.status, refused.error["code"]) == (1, "too_many_watched")
    assert [row["name"] for row in ran(home, "saved", "list", "--json").value] == ["En"]
