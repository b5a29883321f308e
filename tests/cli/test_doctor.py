"""``samsyn doctor`` says no where something is missing, and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import nlp.choice
from ingest.doctor_command import _names
from models.errors import ModelDamagedError
from models.settings import DEFAULT_NAME_PIPELINE, Settings
from tests.cli.command import Answer, samsyn


def sandbox(answer: Answer) -> dict[str, Any]:
    (check,) = (check for check in answer.value["checks"] if check["name"] == "sandbox")
    return dict(check)


@pytest.mark.parametrize("chosen", ["auto", "bubblewrap"])
def test_no_sandbox_is_not_well_unless_it_was_chosen(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no bwrap
    answer = samsyn(tmp_path / "home", "doctor", "--json", sandbox=chosen)
    assert (answer.status, answer.value["ok"], sandbox(answer)["ok"]) == (1, False, False)
    assert sandbox(answer)["next"]
    accepted = sandbox(samsyn(tmp_path / "home", "doctor", "--json", sandbox="limits"))
    assert (accepted["ok"], accepted["found"]) == (True, "limits chosen")


def test_the_name_model_is_told_with_its_version() -> None:
    check = _names(Settings())
    name, version = check["found"].split()
    assert (check["ok"], check["next"], name) == (True, "", f"sv_samsyn_{DEFAULT_NAME_PIPELINE}")
    assert version.count(".") == 2


def test_a_name_model_that_was_damaged_is_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(nlp.choice.PIPELINES / "sv_samsyn_fast", tmp_path / "sv_samsyn_fast"))
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    with (folder / "model.onnx").open("ab") as file:
        file.write(b"\0")
    check = _names(Settings(nlp_pipeline="fast"))
    assert not check["ok"]
    assert "model.onnx" in check["found"]
    assert check["next"] == ModelDamagedError.next


def test_a_name_model_that_is_not_installed_is_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _names(Settings(nlp_pipeline="rules")) == {"name": "names", "ok": True, "found": "rules", "next": ""}
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    check = _names(Settings(nlp_pipeline="fast"))
    assert not check["ok"]
    assert "sv_samsyn_fast" in check["found"]
    assert "SAMSYN_NLP_PIPELINE" in check["next"]
