"""``samsyn similar``, ``samsyn redo similar`` and the groups of ``samsyn search``, from files to answers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import delete

from models.settings import Settings
from models.store.schema_likeness import likeness_bands, likenesses
from models.store.store import Store
from tests.cli import schemas
from tests.cli.command import samsyn_here
from tests.search.likeness.papers import DECISION, about_others

CHANGED = DECISION.replace("nio grader", "åtta grader")
FILES = {
    "beslut kök utkast.txt": CHANGED, "beslut kök slutlig.txt": DECISION, "ur akten.txt": f"{DECISION}\n\n",
    "annan.txt": about_others(DECISION),
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("similar")
    home, files = folder / "home", folder / "filer"
    files.mkdir()
    for name, text in FILES.items():
        (files / name).write_text(text, "utf-8")
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    taken = samsyn_here(home, "ingest", files, "--source", "tillsyn", "--workers", "1", nlp_pipeline="rules")
    assert taken.status == 0, taken.err
    return home


def document(home: Path, name: str) -> str:
    hits = samsyn_here(home, "search", "", "--limit", "100", "--json").value["hits"]
    return next(str(hit["document"]) for hit in hits if hit["name"] == name)


def test_what_is_alike_a_document(home: Path) -> None:
    value = samsyn_here(home, "similar", document(home, "beslut kök slutlig.txt"), "--json").value
    Draft202012Validator(schemas.SIMILAR).validate(value)
    assert [(each["name"], each["likeness"], each["newest"]) for each in value["alike"]] == [
        ("beslut kök utkast.txt", "version", False), ("ur akten.txt", "same", False),
    ]  # fmt: skip
    assert (value["total"], value["newest"]) == (2, True)
    told = samsyn_here(home, "similar", document(home, "beslut kök utkast.txt")).out
    assert "beslut kök slutlig.txt  (version, " in told
    assert samsyn_here(home, "similar", document(home, "annan.txt")).out == "Ingen annan handling är snarlik.\n"


def test_what_differs(home: Path) -> None:
    one, other = document(home, "beslut kök utkast.txt"), document(home, "beslut kök slutlig.txt")
    value = samsyn_here(home, "similar", one, "--differences", other, "--json").value
    Draft202012Validator(schemas.DIFFERENCES).validate(value)
    sides = [(each["side"], each["text"].strip()) for each in value["passages"] if each["side"] in ("one", "other")]
    assert sides == [("one", "åtta"), ("other", "nio")]
    said = samsyn_here(home, "similar", one, "--differences", other).out
    assert "\n- åtta\n+ nio\n" in said
    assert "ord lika" in said


def test_hits_are_grouped_for_people_and_for_scripts_that_ask(home: Path) -> None:
    plain = samsyn_here(home, "search", "golvbrunnen", "--json").value
    assert (plain["total"], len(plain["hits"])) == (4, 4)
    assert all(hit["beside"] == [] for hit in plain["hits"])
    grouped = samsyn_here(home, "search", "golvbrunnen", "--group", "--json").value
    Draft202012Validator(schemas.SEARCH).validate(grouped)
    assert (grouped["total"], len(grouped["hits"])) == (4, 2)
    said = samsyn_here(home, "search", "golvbrunnen").out
    assert "1 handling med samma innehåll" in said or "2 andra versioner" in said
    assert "också träff" in said
    assert "också träff" not in samsyn_here(home, "search", "golvbrunnen", "--no-group").out


def test_documents_from_before_are_compared_by_redo(home: Path) -> None:
    with closing(Store.open(Settings(home=home))) as store, store.database.write() as connection:
        connection.execute(delete(likeness_bands))
        connection.execute(delete(likenesses))
    assert samsyn_here(home, "similar", document(home, "ur akten.txt"), "--json").value["total"] == 0
    done = samsyn_here(home, "redo", "similar", "--json").value
    Draft202012Validator(schemas.REDO_SIMILAR).validate(done)
    assert done["documents"] == 4
    assert samsyn_here(home, "similar", document(home, "ur akten.txt"), "--json").value["total"] == 2
    assert samsyn_here(home, "redo", "similar").out.startswith("0 handlingar jämförda")
    assert samsyn_here(home, "redo", "similar", "--owner", "Ingen", "--json").error["code"] == "not_found"


def test_a_document_that_is_none_is_refused(home: Path) -> None:
    assert samsyn_here(home, "similar", "0" * 32, "--json").error["code"] == "not_found"
