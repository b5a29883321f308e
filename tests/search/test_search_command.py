"""``samsyn search`` and ``samsyn analyse``: the contract of docs/cli.md, to the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from models.errors import AccessDeniedError, InvalidQueryError, UnknownUserError
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.commands import analyse, search
from search.found_as import Form
from tests.search.archive import AUDIT, HEALTH, MEMO, REPORT, fill

_TEXT, _COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}


def closed(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


FORM = {"enum": list(Form)}
FRAGMENT = closed(
    text=_TEXT,
    marks=listed({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
    forms=listed(FORM),
)
HIT = closed(
    document=_TEXT,
    name=_TEXT,
    path=_TEXT,
    source=_TEXT,
    owner=_TEXT,
    kind=_TEXT,
    date={"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"},
    score={"type": "number"},
    tier={"enum": ["exact", "possible", "partial", "meaning"]},
    pages=listed(closed(number={"type": "integer", "minimum": 1}, fragments=listed(FRAGMENT))),
    reasons=listed(closed(form=FORM, words=listed(_TEXT))),
    lacks=listed(_TEXT),
    beside=listed(
        closed(
            document=_TEXT,
            name=_TEXT,
            relation={"enum": ["same", "version", "similar", "attachment"]},
            date={"type": ["string", "null"]},
            matches={"type": "boolean"},
            newest={"type": "boolean"},
        )
    ),
    counts={"type": "object", "additionalProperties": _COUNT},
    newest={"type": "boolean"},
)
ANSWER = closed(
    total=_COUNT,
    exact={"type": "boolean"},
    hits=listed(HIT),
    facets={"type": "object", "additionalProperties": listed(closed(id=_TEXT, label=_TEXT, count=_COUNT))},
    facet_rest={
        "type": "object",
        "additionalProperties": closed(missing=_COUNT, more=_COUNT, exact={"type": "boolean"}),
    },
    standing_out=listed(
        closed(type=_TEXT, id=_TEXT, label=_TEXT, here=_COUNT, everywhere=_COUNT, surprise={"type": "number"})
    ),
    after={"type": ["string", "null"]},
    milliseconds={"type": "number"},
    reading=_TEXT,
    hints=listed(_TEXT),
    partial=_COUNT,
    by={"type": ["array", "null"]},
    by_meaning=_COUNT,
    offer_tolerant=_COUNT,
    suggestions=listed(closed(word=_TEXT, instead=_TEXT, query=_TEXT, documents=_COUNT)),
)


@pytest.fixture
def archive(settings: Settings) -> Settings:
    store, index = Store.open(settings, create=True), open_index(settings)
    fill(store, index)
    index.close()
    store.close()
    return settings


def run(*arguments: str) -> Result:
    return CliRunner().invoke(search, arguments)


def answer(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    value: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(ANSWER).validate(value)
    return value


def paths(*arguments: str) -> set[str]:
    return {hit["path"].removeprefix("/in/") for hit in answer(*arguments, "--unmask", "prov")["hits"]}


def test_every_option_does_what_it_says(archive: Settings) -> None:
    assert answer("")["total"] == 4
    assert answer()["total"] == 4
    assert paths("tillstånd") == {REPORT.name, AUDIT.name}
    assert paths("--facet", "PERSON=Britt-Marie Öst", "--facet", "year=2023") == {MEMO.name}
    assert paths("--facet", "year=2023", "--facet", "year=2024") == {MEMO.name, REPORT.name}
    assert paths("--not-facet", "source=tillsyn") == {MEMO.name, AUDIT.name}
    assert paths("--source", "promemorior", "--source", "utbetalningar") == {MEMO.name, AUDIT.name}
    assert paths("tillstånd", "--owner", HEALTH) == {REPORT.name}
    assert paths("--from", "2023-12-31", "--to", "2024-05-18") == {MEMO.name}
    assert [hit["date"] for hit in answer("--sort", "date")["hits"]] == ["2024-05-19", "2023-12-31", "2022-01-01", None]
    rising = [hit["name"] for hit in answer("--by", "name")["hits"]]
    assert rising == sorted(rising, key=str.casefold)
    falling = answer("--by", "name", "--falling")
    assert ([hit["name"] for hit in falling["hits"]], falling["by"]) == (rising[::-1], ["name", True])
    assert answer("--by", "date", "--falling")["hits"] == answer("--sort", "date")["hits"]
    assert "känsliga uppgifter" in run("missbruk", "--by", "subject").stderr
    everything, cut = answer()["facets"], answer("--facet-limit", "1")["facets"]
    assert max(len(values) for values in everything.values()) > 1
    assert {kind: len(values) for kind, values in cut.items()} == {kind: min(1, len(everything[kind])) for kind in cut}
    assert cut.keys() == everything.keys()
    first = answer("--limit", "3")
    rest = answer("--limit", "3", "--after", first["after"])
    assert rest["after"] is None
    assert len({hit["document"] for hit in first["hits"] + rest["hits"]}) == 4
    tolerant = answer("serverlngstillståndet", "--tolerant")["hits"]
    assert {hit["tier"] for hit in tolerant} == {"possible"}
    assert "2391" not in json.dumps(answer("850312-2391"))
    lacking = "tillstånd serveringstillståndet snöskoter"
    assert {(hit["tier"], *hit["lacks"]) for hit in answer(lacking)["hits"]} == {("partial", "snöskoter")}
    assert (answer(lacking)["total"], answer(lacking)["partial"] > 0) == (0, True)
    assert paths(lacking, "--all-words") == set()


def test_for_a_person_it_shows_pages_and_marks(archive: Settings) -> None:
    shown = run("serveringstillstånd").output
    assert "1 handling" in shown
    assert "s. 1: " in shown
    assert "»Serveringstillståndet«" in shown
    assert "Personer: Britt-Marie Öst (1)" in shown


@pytest.mark.parametrize(
    "wrong",
    [
        ["--facet", "utan"],
        ["--from", "igår"],
        ["--sort", "namn"],
        ["--limit", "-1"],
        ["--by", "färg"],
        ["--falling"],
        ["--by", "name", "--sort", "date"],
    ],
)
def test_wrong_usage_is_told_apart(wrong: list[str], archive: Settings) -> None:
    assert run("x", *wrong).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--after", "???"], InvalidQueryError),
        (["--facet", "färg=röd"], InvalidQueryError),
        (["--from", "2024-02-01", "--to", "2024-01-01"], InvalidQueryError),
        (["--as", "ingen"], UnknownUserError),
    ],
)
def test_what_cannot_be_met_is_refused(arguments: list[str], error: type[Exception], archive: Settings) -> None:
    assert isinstance(run("x", *arguments).exception, error)


def test_a_user_sees_what_they_have_a_grant_for(archive: Settings) -> None:
    store = Store.open(archive)
    store.users.add("eva", "Eva Ek", "ett långt lösenord 1", [HEALTH])
    store.close()
    assert {hit["owner"] for hit in answer("--as", "eva")["hits"]} == {HEALTH}


def test_the_operator_can_be_switched_off(archive: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSYN_OPERATOR", "false")
    error = run("x").exception
    assert isinstance(error, AccessDeniedError)
    assert "--as" in error.next


def test_purpose_and_case_stand_in_the_ledger(archive: Settings) -> None:
    answer("x", "--purpose", "granskning", "--case", "A 1")
    answer("x")
    store = Store.open(archive)
    events = [record.event for record in store.ledger.last(2)]
    store.close()
    assert [(event.purpose, event.case) for event in events] == [("lokal drift", ""), ("granskning", "A 1")]


def test_analyse_shows_the_keys_of_each_word() -> None:
    result = CliRunner().invoke(analyse, ["Serveringstillståndet, KGT 42R", "--json"])
    word, plate = json.loads(result.stdout)
    assert list(word) == ["word", "start", "end", "exact", "lemma", "stem", "parts", "skeleton"]
    assert (word["start"], word["end"]) == (0, 21)
    assert word["exact"] == ["serveringstillståndet"]
    assert word["lemma"] == ["serveringstillstånd"]
    assert word["parts"] == ["servering", "tillstånd"]
    assert (plate["word"], plate["exact"]) == ("KGT 42R", ["kgt42r"])
