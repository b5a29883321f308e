"""``samsyn extract``: who asks is asked for, never an argument; begun, gone through, taken out, closed and emptied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.answering import ask, said, with_paper
from tests.web.archive import MILJO

WHO = "Vilma Sofia\nHemligsson\n19850412-2391\n\n\n\n"
BEGIN = ["extract", "begin", "--owner", MILJO.owner, "--reference", "R-1", "--processing", "tillsyn", "--json"]


@pytest.fixture
def filled() -> str:
    return with_paper()


def test_from_the_question_to_the_emptied_extract(filled: str, tmp_path: Path) -> None:
    begun = json.loads(said(*BEGIN, told=WHO))
    id = begun["extract"]
    assert begun["finds"] > 0
    shown = said("extract", "show", id)
    assert "850412-2391" not in shown
    finds = json.loads(said("extract", "show", id, "--json"))["finds"]
    assert {find["document"] for find in finds if find["document"]} == {filled}
    said("extract", "decide", id, "--suggested")
    waiting = [each["find"] for each in json.loads(said("extract", "show", id, "--json"))["finds"]
               if each["verdict"] == "open"]  # fmt: skip
    if waiting:
        said("extract", "decide", id, *waiting, "--verdict", "rejected")
    said("extract", "again", id)
    file = tmp_path / "utdrag.json"
    said("extract", "file", id, "--format", "json", "--to", str(file))
    assert json.loads(file.read_text("utf-8"))["registerutdrag"]["ärende"] == "R-1"
    said("extract", "right", id, "--kind", "erase", "--decision", "refused", told="allt\narkivlagen\n")
    said("extract", "close", id)
    said("extract", "forget", id)
    listed = said("extract", "list")
    assert "R-1" in listed
    assert "Hemligsson" not in listed


def test_who_is_no_officer_has_none(filled: str) -> None:
    id = json.loads(said(*BEGIN, told=WHO))["extract"]
    assert ask(*BEGIN, "--as", "ines", told=WHO).status == 1
    assert ask("extract", "show", id, "--as", "ines").status == 1
    assert json.loads(said("extract", "list", "--as", "ines", "--json")) == []


def test_wrong_usage_is_said(filled: str) -> None:
    assert ask("extract", "decide", "0" * 32).status == 2
    answer = ask(*BEGIN, told="Vilma\n\n\n\n\n\n")
    assert answer.status == 1
    assert "Ange både förnamn och efternamn" in answer.err
