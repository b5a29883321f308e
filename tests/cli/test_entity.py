"""``samsyn entity``: what each answers, that it stands through reading and naming anew, and that facets follow."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import delete

from models.settings import Settings
from models.store.schema import pages
from models.store.store import Store
from tests.cli import schemas
from tests.cli.command import Answer, samsyn_here

TEXTS = {
    "tillsyn": {
        "ring.txt": "Ring Britt-Marie Andersson om madrasser i källaren hos Åkes Krog AB. Ost Hyvel svarade.",
        "besok.txt": "Tillsyn hos Åkes Krog AB den 3 maj 2024.\nBritt-Marie Andersson var där.\n\nDet tog en timme.",
        "hyra.txt": "Bettan Ek hyr lokalen av Norrlands Matkompani AB.",
    },
    "pm": {"pm.txt": "Britt-Marie Andersson sågs vid Åkes Krog AB."},
}
RULES = {"nlp_pipeline": "rules"}
WHY = ("--why", "enligt registret", "--json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with papers of two owners."""
    folder = tmp_path_factory.mktemp("entity")
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


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(made, tmp_path / "home"))


def entity(home: Path, *options: str | Path) -> Answer:
    return samsyn_here(home, "entity", *options, **RULES)


def judged(home: Path, *options: str) -> dict[str, Any]:
    """What was judged, by an act that does well."""
    answer = entity(home, *options, *WHY)
    assert answer.status == 0, answer.err
    Draft202012Validator(schemas.JUDGED).validate(answer.value)
    value: dict[str, Any] = answer.value["judgements"][0]
    return value


def checked(home: Path, schema: dict[str, Any], *options: str) -> Any:
    answer = entity(home, *options, "--json")
    assert answer.status == 0, answer.err
    Draft202012Validator(schema).validate(answer.value)
    return answer.value


def facet(home: Path, label: str, *options: str) -> dict[str, int]:
    found = samsyn_here(home, "search", "", "--json", *options).value["facets"]
    return {row["label"]: row["count"] for row in found.get(label, [])}


def id_of(home: Path, name: str) -> str:
    hits = samsyn_here(home, "search", "", "--limit", "100", "--json").value["hits"]
    (found,) = (str(hit["document"]) for hit in hits if hit["name"] == name)
    return found


def test_what_is_named_and_where(home: Path) -> None:
    rows = checked(home, schemas.ENTITY_LIST, "list", "--label", "PERSON")
    assert {row["name"]: row["documents"] for row in rows}["Britt-Marie Andersson"] == 3
    shown = checked(home, schemas.ENTITY_SHOW, "show", "Britt-Marie Andersson")
    assert (shown["total"], len(shown["documents"])) == (3, 3)
    assert {one["text"] for row in shown["documents"] for one in row["mentions"]} == {"Britt-Marie Andersson"}
    document = checked(home, schemas.ENTITY_SHOW_DOCUMENT, "show", id_of(home, "ring.txt"))
    assert "Åkes Krog AB" in [one["value"] for one in document["mentions"]]
    assert "1:5-26" in entity(home, "show", "Britt-Marie Andersson").out


def test_a_mention_that_is_judged_stays_so(home: Path) -> None:
    note, rent = id_of(home, "ring.txt"), id_of(home, "hyra.txt")
    judged(home, "mark", rent, "Bettan Ek", "PERSON")
    judged(home, "reject", note, "Åkes Krog AB")
    judged(home, "relabel", note, "Britt-Marie Andersson", "LOC")
    judged(home, "accept", rent, "Norrlands Matkompani AB")
    assert facet(home, "PERSON") == {"Bettan Ek": 1, "Britt-Marie Andersson": 2}
    assert facet(home, "ORG")["Åkes Krog AB"] == 2
    assert facet(home, "LOC")["Britt-Marie Andersson"] == 1
    before = facet(home, "PERSON"), facet(home, "ORG"), facet(home, "LOC")
    store = Store.open(Settings(home=home))
    with store.database.write() as connection:
        connection.exec_driver_sql("UPDATE documents SET named_by = 'rules-gammal'")
    store.close()
    assert samsyn_here(home, "redo", "names", "--workers", "1", "--json", **RULES).value["documents"] == 4
    assert samsyn_here(home, "reindex").status == 0
    assert (facet(home, "PERSON"), facet(home, "ORG"), facet(home, "LOC")) == before
    for row in checked(home, schemas.ENTITY_HISTORY, "history"):
        judged(home, "undo", row["judgement"])
    assert facet(home, "PERSON") == {"Britt-Marie Andersson": 3}
    assert facet(home, "ORG")["Åkes Krog AB"] == 3
    assert samsyn_here(home, "verify", "--json").value["differences"] == []


def test_two_are_one_for_each_owner_that_has_both(home: Path) -> None:
    judged(home, "mark", id_of(home, "hyra.txt"), "1:0-9", "PERSON")
    merged = judged(home, "merge", "Bettan Ek", "Britt-Marie Andersson")
    assert (merged["act"], merged["owner"], merged["why"]) == ("merge", "Nämnden", "enligt registret")
    (one,) = facet(home, "PERSON", "--owner", "Nämnden").items()
    assert one[1] == 3
    for name in ("Bettan Ek", "Britt-Marie Andersson"):  # whichever id stayed
        choice = ("--facet", f"PERSON={name}", "--owner", "Nämnden", "--json")
        assert samsyn_here(home, "search", "", *choice).value["total"] == 3
    undone = judged(home, "undo", merged["judgement"])
    assert facet(home, "PERSON", "--owner", "Nämnden") == {"Bettan Ek": 1, "Britt-Marie Andersson": 2}
    judged(home, "undo", undone["judgement"])
    assert list(facet(home, "PERSON", "--owner", "Nämnden").items()) == [one]
    rows = checked(home, schemas.ENTITY_HISTORY, "history", "Britt-Marie Andersson")
    assert [(row["act"], row["stands"]) for row in rows][:3] == [("undo", True), ("undo", False), ("merge", True)]


def test_some_are_somebody_else(home: Path) -> None:
    visit = id_of(home, "besok.txt")
    judged(home, "split", "Britt-Marie Andersson", visit, "--owner", "Nämnden")
    rows = checked(home, schemas.ENTITY_LIST, "list", "--label", "PERSON")
    assert sorted(row["documents"] for row in rows if row["name"] == "Britt-Marie Andersson") == [1, 2]
    shown = checked(home, schemas.ENTITY_SHOW, "show", "Britt-Marie Andersson")
    assert (shown["total"], [row["documents"] for row in shown["others"]]) == (2, [1])  # the likeliest first
    assert "tillsyn" in shown["note"]
    assert "Andra som heter så:" in entity(home, "show", "Britt-Marie Andersson").out
    answer = entity(home, "merge", "Britt-Marie Andersson", "Åkes Krog AB", "--why", "prov", "--json")
    assert (answer.status, answer.error["code"]) == (1, "ambiguous_name")
    assert all(row["entity"] in answer.error["message"] for row in rows if row["name"] == "Britt-Marie Andersson")


def krog_in(home: Path) -> int:
    """How many documents name the company."""
    answer: int = samsyn_here(home, "search", "", "--facet", "ORG=Åkes Krog AB", "--json").value["total"]
    return answer


def test_all_mentions_of_one_are_rejected_and_undone_as_one(home: Path) -> None:
    said = judged(home, "reject", "Åkes Krog AB", "--all", "--owner", "Nämnden")
    assert (said["act"], said["said"]) == ("reject_all", {"mentions": 2, "documents": 2})
    assert krog_in(home) == 1  # the other owner's stands
    (row, *_) = checked(home, schemas.ENTITY_HISTORY, "history")
    assert row["judgement"] == said["judgement"]
    undone = judged(home, "undo", said["judgement"])
    assert krog_in(home) == 3
    judged(home, "undo", undone["judgement"])
    assert krog_in(home) == 1
    parts = checked(home, schemas.ENTITY_HISTORY, "history", id_of(home, "ring.txt"))
    (part,) = [row for row in parts if row["act"] == "reject"]
    judged(home, "undo", part["judgement"])  # one of them, by itself
    assert krog_in(home) == 2
    assert entity(home, "reject", "Åkes Krog AB", "--why", "x").status == 2
    assert entity(home, "reject", "Åkes Krog AB", "ord", "--all", "--why", "x").status == 2


def test_another_name_finds_it(home: Path) -> None:
    said = judged(home, "alias", "Åkes Krog AB", "Källaren")
    assert said["said"] == {"alias": "Källaren"}
    assert samsyn_here(home, "search", "", "--facet", "ORG=Källaren", "--json").value["total"] == 3
    assert checked(home, schemas.ENTITY_SHOW, "show", "Källaren")["name"] == "Åkes Krog AB"


def test_training_data(home: Path, tmp_path: Path) -> None:
    visit = id_of(home, "besok.txt")
    judged(home, "reject", visit, "Åkes Krog AB")
    judged(home, "boundary", visit, "Britt-Marie Andersson", "Marie Andersson")
    first, second = rows = checked(home, schemas.ENTITY_EXPORT, "export")["rows"]
    assert [row["text"] for row in rows] == TEXTS["tillsyn"]["besok.txt"].partition("\n\n")[0].split("\n")
    assert ([_words(first, span) for span in first["rejected"]], first["spans"][0]["label"]) == (
        ["Åkes Krog AB"],
        "DATE",
    )
    assert [_words(second, span) for span in second["spans"] if span["judged"]] == ["Marie Andersson"]
    assert [_words(second, span) for span in second["rejected"]] == ["Britt-Marie Andersson"]
    assert entity(home, "export", "--to", tmp_path / "facit.jsonl").status == 0
    assert [json.loads(line) for line in (tmp_path / "facit.jsonl").read_text("utf-8").splitlines()] == rows


def test_training_data_of_a_page_that_is_gone(home: Path) -> None:
    visit = id_of(home, "besok.txt")
    judged(home, "reject", visit, "Åkes Krog AB")
    store = Store.open(Settings(home=home))
    with store.database.write() as connection:  # read again, into fewer pages
        connection.execute(delete(pages).where(pages.c.document == visit))
    store.close()
    assert checked(home, schemas.ENTITY_EXPORT, "export")["rows"] == []


def _words(row: dict[str, Any], span: dict[str, Any]) -> str:
    return str(row["text"][span["start"] : span["end"]])


def test_suggestions_are_shown_and_dismissed(home: Path) -> None:
    judged(home, "dismiss", "Åkes Krog AB", "Norrlands Matkompani AB")
    assert checked(home, schemas.ENTITY_SUGGESTIONS, "suggestions") == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["merge", "Ingen Alls", "Britt-Marie Andersson", "--why", "x"], "not_found"),
        (["merge", "Åkes Krog AB", "Åkes Krog AB", "--why", "x"], "invalid_judgement"),
        (["merge", "Åkes Krog AB", "Britt-Marie Andersson", "--why", "x"], "invalid_judgement"),
        (["merge", "Åkes Krog AB", "Norrlands Matkompani AB", "--why", " "], "invalid_judgement"),
        (["merge", "Åkes Krog AB", "Norrlands Matkompani AB", "--why", "x" * 1001], "invalid_judgement"),
        (["split", "Norrlands Matkompani AB", "{hyra}", "--why", "x"], "invalid_judgement"),
        (["merge", "2024-05-03", "Åkes Krog AB", "--why", "x"], "invalid_judgement"),
        (["reject", "{hyra}", "1:10-12", "--why", "x"], "invalid_judgement"),
        (["reject", "finns-inte", "1:10-12", "--why", "x"], "not_found"),
        (["mark", "{hyra}", "9:1-4", "LOC", "--why", "x"], "invalid_judgement"),
        (["mark", "{hyra}", "lokalen", "PERSONNUMMER", "--why", "x"], "invalid_judgement"),
        (["relabel", "{hyra}", "Norrlands Matkompani AB", "ORG", "--why", "x"], "invalid_judgement"),
        (["undo", "f" * 32, "--why", "x"], "not_found"),
        (["merge", "Åkes Krog AB", "Norrlands Matkompani AB"], "usage"),
    ],
)
def test_what_cannot_be_says_what_to_do_and_changes_nothing(made: Path, options: list[str], code: str) -> None:
    rent = id_of(made, "hyra.txt")
    answer = entity(made, *(option.replace("{hyra}", rent) for option in options), "--json")
    assert (answer.status, answer.out, answer.error["code"]) == (2 if code == "usage" else 1, "", code)
    assert answer.error["next"]
    assert checked(made, schemas.ENTITY_HISTORY, "history") == []


def test_a_user_judges_what_they_may_read_and_the_ledger_tells(home: Path) -> None:
    secret = id_of(home, "pm.txt")
    for refused in (["show", secret], ["reject", secret, "Åkes Krog AB", "--why", "x"]):
        answer = entity(home, *refused, "--as", "anna", "--json")
        assert (answer.status, answer.error["code"]) == (1, "not_found")
    mine = judged(home, "reject", id_of(home, "ring.txt"), "Åkes Krog AB", "--as", "anna")
    assert (mine["by"], mine["owner"]) == ("anna", "Nämnden")
    store = Store.open(Settings(home=home))
    (event,) = (record.event for record in store.ledger.last(20) if record.event.action.value == "judge")
    assert (event.actor, event.owners, event.target) == ("anna (via lokal operatör)", ("Nämnden",), mine["document"])
    assert event.details is not None
    assert event.details["judgement"] == mine["judgement"]
    assert store.ledger.verify() is None
    store.close()
