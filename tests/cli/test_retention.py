"""samsyn retention: what each command answers, and that nobody lifts a hold alone."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest
from jsonschema import Draft202012Validator

from models.access import EVERYDAY, Role, Viewer
from models.account import Access
from models.erasure import Ground, GroundKind
from models.retention import CountedFrom, Period
from models.settings import Settings
from models.store.erased_counts import tally
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.cli.schemas import retention as schemas
from tests.cli.schemas.parts import Schema

OWNER: Final = "Nämnden"
_MINE: Final = frozenset({OWNER})
_SAID: Final = ("size", "undated", "earliest", "latest")
HOLD: Final = ("--owner", OWNER, "--provision", "TF 2 kap. 15 §", "--reason", "begärd av 850412-2391")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one document, a rule, something erased in 2025, an officer and somebody who is none."""
    folder = tmp_path_factory.mktemp("gallring")
    paper, home = folder / "anteckning.txt", folder / "home"
    paper.write_text("Tillsyn 2010-05-19 av källaren.", "utf-8")
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", OWNER).status == 0
    assert samsyn_here(home, "ingest", paper, "--source", "tillsyn", "--workers", "1", nlp_pipeline="rules").status == 0
    with closing(Store.open(Settings(home=home))) as store:
        for name, officer_of in (("siv", _MINE), ("ute", frozenset[str]())):
            store.users.add(name, name, "ett långt prov-lösenord", _MINE)
            roles = EVERYDAY | ({Role.OFFICER} if officer_of else set())
            store.users.set_access(name, Access(roles, _MINE, officer_of=officer_of))
        siv = Viewer("siv", _MINE, officer_of=_MINE)
        rule = store.retention.add(siv, OWNER, Period("", "", 11, CountedFrom.TAKEN_IN, "DHP 4.2", whole_years=False))
        ground, at = Ground(GroundKind.RULE, "DHP 4.2", rule.id), datetime(2025, 5, 5, tzinfo=UTC)
        with store.database.write() as connection:
            for kind in ("email", *["tip"] * 5):
                tally(connection, OWNER, ground, source="tillsyn", kind=kind, day=date(2010, 1, 2), size=0, at=at)
    return home


def told(home: Path, schema: Schema, *arguments: str | Path) -> Answer:
    answer = samsyn_here(home, "retention", *arguments, "--json")
    assert answer.status == 0, answer.err
    Draft202012Validator(schema).validate(answer.value)
    return answer


def test_rules_and_what_is_due(home: Path) -> None:
    (rule,) = told(home, schemas.RULES, "rules").value
    assert (rule["months"], rule["counted"], rule["ended"]) == (11, "taken_in", None)
    due = told(home, schemas.DUE, "due", "--as", "siv").value
    assert [(row["now"], row["soon"], row["held"]) for row in due["rules"]] == [(0, 1, 0)]
    assert "inom ett år 1" in samsyn_here(home, "retention", "due").out
    assert "11 månader, räknat från dagen den kom in hit" in samsyn_here(home, "retention", "rules").out


def test_a_hold_is_placed_and_proposed_to_be_lifted_and_still_stands(home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(home, tmp_path / "home"))  # in the others' nothing is held, whichever comes first
    hold = told(home, schemas.HOLD, "hold", "source", "tillsyn", *HOLD, "--as", "siv").value
    assert [(step["by"], step["reason"]) for step in hold["steps"]] == [
        ("siv (via lokal operatör)", "begärd av 850412-XXXX")
    ]
    lifted = told(home, schemas.HOLD, "lift", hold["hold"], "--reason", "prövat", "--as", "siv").value
    assert (lifted["lifted"], lifted["steps"][-1]["act"]) == (False, "proposed")
    again = samsyn_here(home, "retention", "lift", hold["hold"], "--reason", "prövat", "--json")
    assert (again.status, again.error["code"]) == (1, "invalid_retention")
    (listed,) = told(home, schemas.HOLDS, "holds").value
    assert listed["hold"] == hold["hold"]
    due = told(home, schemas.DUE, "due").value
    assert [(row["now"], row["soon"]) for row in due["rules"]] == [(0, 0)]


def test_the_yearly_report(home: Path, tmp_path: Path) -> None:
    pdf, table = tmp_path / "år.pdf", tmp_path / "år.csv"
    report = told(home, schemas.REPORT, "report", "--year", "2025", "--pdf", pdf, "--csv", table).value
    few, many = report["counts"]
    assert [few[name] for name in ("kind", "erased", *_SAID)] == ["email", 1, None, None, None, None]
    assert [many[name] for name in ("kind", "erased", *_SAID)] == ["tip", 5, 0, 0, 2010, 2010]
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "DHP 4.2;tillsyn;Tips;5;0;2010;2010;0" in table.read_text("utf-8-sig")
    assert "DHP 4.2;tillsyn;E-post;1;;;;" in table.read_text("utf-8-sig")
    assert "2025: 6 handlingar gallrades." in samsyn_here(home, "retention", "report", "--year", "2025").out


@pytest.mark.parametrize("command", ["rules", "due", "holds", "report"])
def test_who_is_no_officer_is_told_nothing(home: Path, command: str) -> None:
    answer = samsyn_here(home, "retention", command, "--as", "ute", "--json")
    assert (answer.status, answer.out, answer.error["code"]) == (1, "", "not_found")
