"""``samsyn saved``: a search is saved, listed, run, called something else, removed and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models.settings import Settings
from models.store.store import Store
from tests.cli import schemas
from tests.cli.command import Answer, samsyn_here
from tests.search.archive import fill
from tests.web.browsing import without_ids

NUMBER = "850312-2391"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    store = Store.open(Settings(home=home), create=True)
    fill(store, None)
    store.users.add("anna", "Anna", "hemligt lösenord", frozenset({"polisen"}))
    store.close()
    assert samsyn_here(home, "reindex").status == 0
    return home


def saved(home: Path, *given: str, status: int = 0) -> Answer:
    answer = samsyn_here(home, "saved", *given)
    assert answer.status == status, answer.err
    return answer


def test_a_search_is_saved_and_run_as_it_was_asked(home: Path) -> None:
    given = ("bil", "--source", "promemorior", "--source", "tillsyn", "--from", "2023-01-01", "--to", "2024-12-31")
    asked = samsyn_here(home, "search", *given, "--json").value
    row = saved(home, "add", "Bilen", *given, "--json").value
    Draft202012Validator(schemas.SAVED).validate(row)
    answer = saved(home, "run", "Bilen", "--json").value
    Draft202012Validator(schemas.SEARCH).validate(answer)
    assert answer["total"] == asked["total"] == 1
    assert answer["hits"] == asked["hits"]
    assert saved(home, "run", row["saved"], "--limit", "0", "--json").value["hits"] == []


def test_the_list_is_masked_and_ones_own(home: Path) -> None:
    assert saved(home, "list", "--json").value == []
    saved(home, "add", NUMBER, NUMBER)
    listed = saved(home, "list", "--json")
    Draft202012Validator(schemas.SAVED_LIST).validate(listed.value)
    assert "2391" not in without_ids(listed.out + saved(home, "list").out)
    assert saved(home, "list", "--as", "anna", "--json").value == []
    assert saved(home, "run", listed.value[0]["saved"], "--as", "anna", "--json", status=1).error["code"] == "not_found"
    assert saved(home, "run", NUMBER, "--json").value["total"] == 2  # the number itself is what is kept


def test_renamed_removed_and_brought_back(home: Path) -> None:
    id = saved(home, "add", "Krog", "--", "-krog").out.split("(")[1].rstrip(")\n")
    Draft202012Validator(schemas.SAVED).validate(saved(home, "rename", "Krog", "Inte krog", "--json").value)
    assert "Inte krog" in saved(home, "list").out
    Draft202012Validator(schemas.SAVED).validate(saved(home, "remove", "Inte krog", "--json").value)
    assert saved(home, "list", "--json").value == []
    assert [row["saved"] for row in saved(home, "list", "--removed", "--json").value] == [id]
    assert saved(home, "restore", id, "--json").value["name"] == "Inte krog"
    assert saved(home, "remove", "finns inte", "--json", status=1).error["code"] == "not_found"
    assert saved(home, "add", " ", "krog", "--json", status=2).error["code"] == "usage"


@pytest.mark.parametrize(("given", "kept"), [((), False), (("--meaning",), True), (("--no-meaning",), False)])
def test_whether_it_is_by_meaning_is_kept_as_it_was_said(home: Path, given: tuple[str, ...], kept: bool) -> None:
    assert saved(home, "add", "Bilen", "bil", *given, "--json").value["search"]["meaning"] is kept
    assert samsyn_here(home, "saved", "run", "Bilen", "--json").value["total"] > 0


def test_the_order_by_a_column_is_kept(home: Path) -> None:
    assert saved(home, "add", "Bilen", "bil", "--by", "name", "--falling", "--json").value["search"]["by"] == [
        "name",
        True,
    ]
    assert saved(home, "run", "Bilen", "--json").value["by"] == ["name", True]
    assert saved(home, "add", "Annat", "bil", "--by", "färg", "--json", status=2).error["code"] == "usage"
