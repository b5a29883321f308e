"""samsyn share, and reading for the purpose of an agreement with --as: what each answers, and what does not start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import Answer, samsyn_here
from tests.cli.schemas.share import CHECKS, RELEASES, REQUEST, REQUESTS, SQUARES

RULES = {"nlp_pipeline": "rules"}  # nobody is named here, and a model takes seconds to load
MATRIX = """
[[owners]]
name = "Miljönämnden"
kind = "board"
authority = "Umeå kommun, miljö"

[[owners]]
name = "Livsmedelskontrollen"
kind = "board"
authority = "Umeå kommun, miljö"

[[owners]]
name = "Polisen"
kind = "police"

[[sharing]]
owner = "Miljönämnden"
reader = "Polisen"
purpose = "Utredning av bidragsbrott"
basis = "lag 2025:170"
mode = "request"

[[sharing]]
owner = "Miljönämnden"
reader = "Livsmedelskontrollen"
purpose = "Tillsyn"
basis = "OSL 8:2 motsatsvis"
mode = "direct"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a paper of Miljönämnden's, an officer of theirs, and staff of the two that it shares with."""
    folder = tmp_path_factory.mktemp("share")
    home = folder / "home"
    (folder / "samsyn.toml").write_text(MATRIX, "utf-8")
    (folder / "rapport.txt").write_text("Tillsyn av Åkes Krog AB: frysen höll fel temperatur.", "utf-8")
    for name, owner in (("tillsyn", "Miljönämnden"), ("prover", "Livsmedelskontrollen"), ("pm", "Polisen")):
        _done(home, "source", "add", name, "--owner", owner)
    _done(home, "ingest", folder / "rapport.txt", "--source", "tillsyn", "--workers", "1")
    for name, owner in (("lisa", "Livsmedelskontrollen"), ("pal", "Polisen")):
        _done(home, "account", "add", name, "--owner", owner)
    _done(home, "account", "add", "mona", "--owner", "Miljönämnden", "--officer", "Miljönämnden")
    return home


def _samsyn(home: Path, *arguments: str | Path) -> Answer:
    settings = {"config": str(home.parent / "samsyn.toml"), "password": "ett långt prov-lösenord", **RULES}
    return samsyn_here(home, *arguments, "--json", **settings)


def _done(home: Path, *arguments: str | Path) -> Answer:
    answer = _samsyn(home, *arguments)
    assert answer.status == 0, answer.err
    return answer


def _hits(home: Path, user: str, purpose: str) -> int:
    total: int = _done(home, "search", "frysen", "--as", user, "--purpose", purpose).value["total"]
    return total


def test_lent_for_the_purpose_and_to_the_reader_only(home: Path) -> None:
    assert [_hits(home, "lisa", purpose) for purpose in ("tillsyn", "Tillsyn av annat", "")] == [1, 0, 0]
    assert _hits(home, "pal", "Tillsyn") == 0
    assert _hits(home, "mona", "vad som helst") == 1


def test_from_the_question_to_the_copy(home: Path, tmp_path: Path) -> None:
    shutil.copyfile(home.parent / "samsyn.toml", tmp_path / "samsyn.toml")
    home = Path(shutil.copytree(home, tmp_path / "home"))  # in the others' nothing is handed out, whichever comes first
    Draft202012Validator(SQUARES).validate(_done(home, "share", "matrix").value)
    asking = (
        "--owner",
        "Miljönämnden",
        "--basis",
        "lag 2025:170",
        "--words",
        "om Åkes Krog AB",
        "--named",
        "5000-1; Rapport",
    )
    why = ("--purpose", "Utredning av bidragsbrott", "--case", "5000-K1-26")
    asked = _done(home, "share", "request", *asking, "--as", "pal", *why).value
    Draft202012Validator(REQUEST).validate(asked)
    assert _samsyn(home, "share", "decide", asked["request"], "grant", "--as", "pal").error["code"] == "not_found"
    assert _samsyn(home, "share", "decide", asked["request"], "refuse", "--as", "mona").error["code"] == (
        "invalid_request"
    )
    (report,) = _done(home, "search", "frysen", "--as", "mona").value["hits"]
    asks = _done(home, "share", "test", "lag 2025:170").value
    Draft202012Validator(CHECKS).validate(asks)
    answers = [f"{each['check']}={'ringa' if each['asks'] == 'words' else 'yes'}" for each in asks]
    said = [word for answer in answers for word in ("--answer", answer)]
    releasing = ("share", "release", asked["request"], report["document"], "--as", "mona")
    assert _samsyn(home, *releasing).error["code"] == "invalid_request"
    assert _samsyn(home, *releasing, *said, "--answer", "needed=no").error["code"] == "invalid_request"
    released = _done(home, *releasing, *said).value
    Draft202012Validator(RELEASES).validate(released)
    assert _hits(home, "pal", "prov") == 0
    assert _done(home, "worker", "--once").value == {"jobs": 1}
    assert _hits(home, "pal", "prov") == 1
    listed = _done(home, "share", "list", "--as", "pal").value
    Draft202012Validator(REQUESTS).validate(listed)
    assert [each["done"] for each in listed[0]["releases"]] == [True]
    assert (listed[0]["state"], listed[0]["named"], listed[0]["told"]) == ("granted", ["5000-1, Rapport"], [])
    assert _done(home, "share", "list", "--as", "lisa").value == []


@pytest.mark.parametrize(
    "changed",
    [("--owner", "Livsmedelskontrollen"), ("--owner", "Skattenämnden"), ("--basis", "OSL 10:27"), ("--as", "lisa")],
)
def test_what_the_matrix_does_not_carry_is_as_what_is_not_there(home: Path, changed: tuple[str, str]) -> None:
    given = {"--owner": "Miljönämnden", "--basis": "lag 2025:170", "--words": "x", "--as": "pal"}
    given |= {"--purpose": "Utredning av bidragsbrott", "--case": "1", changed[0]: changed[1]}
    answer = _samsyn(home, "share", "request", *(each for pair in given.items() for each in pair))
    assert (answer.status, answer.error["code"]) == (1, "not_found")
    assert answer.error["message"] == "Det finns ingen sådan överenskommelse"


@pytest.mark.parametrize("command", [("serve",), ("worker", "--once"), ("doctor",), ("search", "frysen")])
def test_nothing_starts_on_what_no_law_carries(home: Path, command: tuple[str, ...]) -> None:
    file = home.parent / "samsyn-fel.toml"
    file.write_text(MATRIX.replace('mode = "request"', 'mode = "direct"'), "utf-8")
    answer = samsyn_here(home, *command, *(() if command == ("serve",) else ("--json",)), config=str(file))
    assert answer.status == 1
    assert "[[sharing]] rad 1 (Miljönämnden → Polisen)" in answer.err
    assert "sharing_refused" in answer.err
