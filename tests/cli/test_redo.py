"""``samsyn redo names``: stored pages are named anew, no file is read, what people said stays, and search follows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from models.settings import Settings
from models.store.store import Store
from tests.cli import schemas
from tests.cli.aging import OLD, WRONG, grow_old, named_by
from tests.cli.command import Answer, samsyn, samsyn_here

TEXTS = {
    "anteckning.txt": "Ring Britt-Marie Andersson om madrasser i källaren hos Åkes Krog AB.",
    "rapport.txt": "Tillsyn hos Åkes Krog AB den 3 maj 2024. Britt-Marie Andersson var där.",
    "mail.txt": "Hyran för lokalen är 15 000 kronor.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register an older pipeline named; a list beside the files said date and kind of one of them."""
    folder = tmp_path_factory.mktemp("redo")
    papers, home = folder / "papper", folder / "home"
    for source, owner, names in (
        ("tillsyn", "Nämnden", ["anteckning.txt", "rapport.txt"]),
        ("pm", "Polisen", ["mail.txt"]),
    ):
        (papers / source).mkdir(parents=True)
        for name in names:
            (papers / source / name).write_text(TEXTS[name], "utf-8")
        options = ["--source", source, "--workers", "1"]
        if source == "tillsyn":
            said = "sökväg;datum;handlingstyp\ntillsyn/anteckning.txt;2021-03-04;tip\n"
            (papers / "lista.csv").write_text(said, "utf-8")
            options += ["--metadata", str(papers / "lista.csv")]
        assert samsyn_here(home, "source", "add", source, "--owner", owner).status == 0
        taken = samsyn_here(home, "ingest", papers / source, *options, nlp_pipeline="rules")
        assert taken.status == 0, taken.err
    grow_old(home, "anteckning.txt", "rapport.txt")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(made, tmp_path / "home"))


def redo(home: Path, *options: str, **settings: str) -> Answer:
    answer = samsyn_here(
        home, "redo", "names", "--workers", "1", "--json", *options, **{"nlp_pipeline": "rules", **settings}
    )
    if answer.status == 0:
        Draft202012Validator(schemas.REDO_NAMES).validate(answer.value)
    return answer


def facets(home: Path, label: str) -> dict[str, int]:
    found = samsyn_here(home, "search", "", "--json").value["facets"]
    return {row["label"]: row["count"] for row in found.get(label, [])}


def test_names_are_found_anew_from_the_pages_and_search_follows(home: Path) -> None:
    assert (facets(home, "LOC"), facets(home, "PERSON")) == ({WRONG: 2}, {})
    shutil.rmtree(home / "vault")  # no file is read again
    value = redo(home).value
    assert (value["documents"], value["changed"], value["unchanged"], value["problems"]) == (3, 2, 1, [])
    assert value["mentions"] == 6
    assert named_by(home) == {value["pipeline"]: 3}
    assert (facets(home, "LOC"), facets(home, "PERSON")) == ({}, {"Britt-Marie Andersson": 2})
    assert facets(home, "ORG") == {"Åkes Krog AB": 2}
    hits = samsyn_here(home, "search", "", "--facet", "PERSON=Britt-Marie Andersson", "--json").value["hits"]
    assert sorted(hit["name"] for hit in hits) == ["anteckning.txt", "rapport.txt"]
    again = redo(home).value
    assert (again["documents"], again["mentions"], again["pipeline"]) == (0, 0, value["pipeline"])


def test_what_people_said_outweighs_what_is_found(home: Path) -> None:
    (note,) = _hits(home, "madrasser")
    (report,) = _hits(home, "tillsyn")
    taken = samsyn_here(
        home, "withdraw", "take", "document", report["document"], "--reason", "fel källa", "--json"
    ).value
    assert redo(home).value["changed"] == 2
    (after,) = _hits(home, "madrasser")
    assert (after["date"], after["kind"]) == (note["date"], note["kind"]) == ("2021-03-04", "tip")
    assert _hits(home, "tillsyn") == []
    assert samsyn_here(home, "withdraw", "undo", taken["withdrawal"]).status == 0
    assert facets(home, "PERSON") == {"Britt-Marie Andersson": 2}  # named anew while it was out of search
    assert samsyn_here(home, "verify", "--json").value["differences"] == []


def test_one_owner_or_source_at_a_time(home: Path) -> None:
    first = redo(home, "--owner", "Polisen").value
    assert (first["documents"], named_by(home)[OLD]) == (1, 2)
    assert redo(home, "--source", "pm").value["documents"] == 0
    assert redo(home, "--source", "tillsyn", "--source", "pm").value["documents"] == 2
    assert OLD not in named_by(home)
    assert _ledger(home) == [
        ("redo names", ("Nämnden", "Polisen")),
        ("redo names", ("Polisen",)),
        ("redo names", ("Polisen",)),
    ]


def test_what_cannot_be_done_says_what_to_do_and_changes_nothing(home: Path) -> None:
    for options, settings, code in (
        (["--source", "saknas"], {}, "unknown_source"),
        (["--owner", "Ingen"], {}, "not_found"),
        ([], {"nlp_pipeline": "bäst"}, "invalid_setting"),
    ):
        answer = redo(home, *options, **settings)
        assert (answer.status, answer.out, answer.error["code"]) == (1, "", code)
        assert answer.error["next"]
    assert named_by(home) == {OLD: 3}
    assert samsyn(home.parent / "ingen", "redo", "names", "--json").error["code"] == "home_not_found"


def test_it_says_in_words_how_far_it_has_come_and_what_it_did(home: Path, steps_said: pytest.LogCaptureFixture) -> None:
    answer = samsyn_here(home, "redo", "names", "--workers", "1", nlp_pipeline="rules")
    assert answer.status == 0
    assert answer.out.startswith("3 handlingar namngivna på ")
    assert "2 ändrade, 1 som förut; 6 omnämnanden" in answer.out
    assert "namngivet 0 av 3 handlingar" in steps_said.messages
    told = re.findall(r"namngivet (\d) av 3 handlingar \([\d.]+/s, \d+ s kvar\)", steps_said.text)
    assert told == ["1", "2", "3"]


def _hits(home: Path, query: str) -> list[dict[str, Any]]:
    hits: list[dict[str, Any]] = samsyn_here(home, "search", query, "--json").value["hits"]
    return hits


def _ledger(home: Path) -> list[tuple[Any, tuple[str, ...]]]:
    """What the operator did last and to whose documents, the newest first."""
    store = Store.open(Settings(home=home))
    found = [(record.event.details.get("command"), record.event.owners) for record in store.ledger.last(3)]
    store.close()
    return found
