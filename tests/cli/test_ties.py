"""``samsyn ties``: what it answers, what it writes, and what it does not show."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from models.settings import Settings
from models.store.store import Store
from tests.cli import schemas
from tests.cli.command import Answer, samsyn_here
from tests.web.browsing import without_ids

TEXTS = {
    "tillsyn": {
        "rapport.txt": "Tillsyn hos Åkes Krog AB.\nBritt-Marie Andersson (19850312-2391) äger Åkes Krog AB.",
        "hyra.txt": "Åkes Krog AB hyr lokalen av Norrlands Matkompani AB. Erik Holm äger inte Åkes Krog AB.",
    },
    "pm": {"pm.txt": "Britt-Marie Andersson kör KGT42R. Bilen är registrerad på Norrlands Matkompani AB."},
}
RULES = {"nlp_pipeline": "rules"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with papers of two owners, and a user who may read those of one."""
    folder = tmp_path_factory.mktemp("ties")
    home = folder / "home"
    for source, owner in (("tillsyn", "Nämnden"), ("pm", "Polisen")):
        (folder / source).mkdir()
        for name, text in TEXTS[source].items():
            (folder / source / name).write_text(text, "utf-8")
        assert samsyn_here(home, "source", "add", source, "--owner", owner).status == 0
        taken = samsyn_here(home, "ingest", folder / source, "--source", source, "--workers", "1", **RULES)
        assert taken.status == 0, taken.err
    store = Store.open(Settings(home=home))
    store.users.add("anna", "Anna", "hemligt lösenord", frozenset({"Nämnden"}))
    store.close()
    return home


def ties(home: Path, *options: str | Path) -> Answer:
    return samsyn_here(home, "ties", *options)


def test_show(home: Path) -> None:
    answer = ties(home, "show", "Åkes Krog AB", "--json")
    assert answer.status == 0, answer.err
    Draft202012Validator(schemas.TIES_SHOW).validate(answer.value)
    value = answer.value
    said = {(tie["name"], link["relation"]) for tie in value["ties"] for link in tie["relations"]}
    assert said == {("Britt-Marie Andersson", "owns"), ("Norrlands Matkompani AB", "rents")}
    (owner,) = (tie for tie in value["ties"] if tie["name"] == "Britt-Marie Andersson")
    assert (owner["sentences"], owner["documents"]) == (1, 1)
    (link,) = owner["relations"]
    assert (link["from"], link["to"], link["name"], link["page"]) == (
        owner["entity"],
        value["entity"],
        "rapport.txt",
        1,
    )
    assert TEXTS["tillsyn"]["rapport.txt"][link["start"] : link["end"]].endswith("äger Åkes Krog AB")
    assert value["ties"][:2] == [tie for tie in value["ties"] if tie["relations"]]  # what is said comes first
    assert len(ties(home, "show", value["entity"], "--limit", "1", "--json").value["ties"]) == 1


def test_show_in_words_and_masked(home: Path) -> None:
    shown = ties(home, "show", "Åkes Krog AB").out
    assert "Britt-Marie Andersson äger Åkes Krog AB" in shown
    assert "2391" not in without_ids(shown)
    assert "19850312-2391" in ties(home, "show", "Åkes Krog AB", "--unmask", "utredning").out


@pytest.mark.parametrize("form", ["graphml", "csv", "ftm"])
def test_export(home: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "samband"
    answer = ties(home, "export", "--format", form, "--out", target, "--json")
    Draft202012Validator(schemas.TIES_EXPORT).validate(answer.value)
    assert answer.value["relations"] == 4
    text = target.read_text("utf-8")
    assert text == ties(home, "export", "--format", form).out.replace("\r\n", "\n")
    assert "2391" not in without_ids(text)
    if form == "graphml":
        ElementTree.fromstring(text)
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
        assert {row["samband id"] for row in rows} >= {"owns", "rents", "drives", "registered_at", "sentence"}
    else:
        assert {"Person", "Company", "Vehicle", "Ownership"} <= {
            json.loads(line)["schema"] for line in text.splitlines()
        }


def test_only_what_the_asker_may_read(home: Path) -> None:
    every = ties(home, "export", "--format", "csv", "--as", "anna").out
    assert "rapport.txt" in every
    assert "pm.txt" not in every
    assert ties(home, "show", "KGT42R", "--as", "anna").status == 1
    assert ties(home, "export", "--format", "csv", "--owner", "Polisen", "--as", "anna").status == 1
    narrow = ties(home, "export", "--format", "csv", "--source", "pm").out
    assert "rapport.txt" not in narrow
    assert "pm.txt" in narrow


def test_what_is_wrong_usage(home: Path) -> None:
    assert ties(home, "export", "--format", "pdf").status == 2
    assert ties(home, "export", "--format", "csv", "--json").status == 2
    assert ties(home, "show", "Ingen Alls").status == 1
