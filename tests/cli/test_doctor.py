"""``samsyn doctor`` says no where something is broken, and what to do about it: a check by itself, and what documents
are read with. Each thing is broken for real."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import nlp.choice
from ingest.doctor import reading
from ingest.doctor.check import Check, said, tried
from models.errors import ModelDamagedError, SamsynError
from models.settings import DEFAULT_NAME_PIPELINE, Settings
from tests.cli.broken_checks import broken, refused
from tests.cli.command import Answer, samsyn


def only(answer: Answer, name: str) -> dict[str, Any]:
    (check,) = (check for check in answer.value["checks"] if check["name"] == name)
    return dict(check)


def sandbox(answer: Answer) -> dict[str, Any]:
    return only(answer, "sandbox")


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


def test_tesseract_with_its_version_and_a_language_that_is_missing_or_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "swe" in tried("ocr", lambda: reading.ocr(Settings()))["found"]
    assert "eng+xyz" in refused("ocr", lambda: reading.ocr(Settings(ocr_languages="eng+xyz")))
    (tmp_path / "prv.traineddata").write_bytes(b"nothing that was trained")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    refused("ocr", lambda: reading.ocr(Settings(ocr_languages="prv")))


def test_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "converter" in broken(reading.converter())


def test_the_name_model_is_told_with_its_version() -> None:
    check = reading.names(Settings())
    name, version = check["found"].split()
    assert (check["ok"], check["next"], name) == (True, "", f"sv_samsyn_{DEFAULT_NAME_PIPELINE}")
    assert version.count(".") == 2


@pytest.mark.parametrize(
    ("folder", "file", "name", "look"),
    [
        ("sv_samsyn_fast", "model.onnx", "names", lambda: reading.names(Settings(nlp_pipeline="fast"))),
        ("sv_samsyn_kinds", "words.txt", "kinds", reading.kinds),
    ],
)
def test_a_model_that_was_damaged_is_not_well(
    folder: str, file: str, name: str, look: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(name, look)["ok"]
    copy = Path(shutil.copytree(nlp.choice.PIPELINES / folder, tmp_path / folder))
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    with (copy / file).open("ab") as damaged:
        damaged.write(b"\0")
    check = tried(name, look)
    assert file in broken(check)
    assert check["next"] == ModelDamagedError.next


def test_a_name_model_that_is_not_installed_is_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.names(Settings(nlp_pipeline="rules")) == said("names", True, "rules")
    monkeypatch.setattr(nlp.choice, "PIPELINES", tmp_path)
    check = tried("names", lambda: reading.names(Settings(nlp_pipeline="fast")))
    assert "sv_samsyn_fast" in broken(check)
    assert "SAMSYN_NLP_PIPELINE" in check["next"]


def test_one_broken_check_hides_none_of_the_others() -> None:
    def falls() -> Check:
        raise ValueError("Provsson")

    check = tried("prov", falls)
    assert broken(check) == "gick inte att kontrollera (ValueError)"
    assert check["next"] == SamsynError.next
