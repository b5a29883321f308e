"""``samsyn doctor`` says no where something is missing, and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

import nlp.choice
from ingest.doctor_command import _disk, _meaning, _names, _saved, _synonyms
from models.access import Viewer
from models.errors import ModelDamagedError
from models.settings import DEFAULT_NAME_PIPELINE, Settings
from models.store.schema_saved import saved_searches
from models.store.store import Store
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


def test_a_line_of_the_sites_synonyms_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert _synonyms(settings)["ok"]
    own = tmp_path / "synonyms.txt"
    own.write_text("PM = promemoria\ntfn telefon\n", "utf-8")
    check = _synonyms(settings)
    assert not check["ok"]
    assert "synonyms.txt, rad 2" in check["found"]
    assert check["next"]
    own.write_bytes("å = ä".encode("latin-1"))
    assert "UTF-8" in _synonyms(settings)["found"]
    own.unlink()
    own.mkdir()
    assert not _synonyms(settings)["ok"]


def test_the_sites_synonyms_are_told_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_text("MHN = miljö- och hälsoskyddsnämnden\n", "utf-8")
    assert _synonyms(Settings(home=tmp_path)) == {
        "name": "synonyms", "ok": True, "found": str(tmp_path / "synonyms.txt"), "next": "",
    }  # fmt: skip


def test_a_saved_search_that_was_changed_is_told(settings: Settings, store: Store) -> None:
    assert _saved(settings, counts=True)["ok"]
    id = store.saved.add(Viewer("anna", frozenset()), "krog", {"query": "krog"}).id
    with store.database.write() as connection:
        connection.execute(update(saved_searches).values(search={"sealed": "AAAA"}))
    check = _saved(settings, counts=True)
    assert (check["ok"], id in check["found"]) == (False, True)
    assert id not in _saved(settings, counts=False)["found"]


def test_how_fast_the_disk_fills_is_told_to_the_operator_alone(settings: Settings) -> None:
    assert _disk(settings, counts=False)["found"] in ("minst 2 GB lediga", "mindre än 2 GB lediga")


def test_how_many_documents_there_are_is_told_to_the_operator_alone(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker finds is shown to every archivist (``ingest/checking.py``)."""
    state = {"embedder": "prov-1", "documents": 4711, "lacking": 17, "outdated": ["Polisen"]}
    monkeypatch.setattr("search.meaning.state.meaning_state", lambda *_: state)
    assert "4711 handlingar, 17 saknar" in _meaning(settings, counts=True)["found"]
    told = _meaning(settings, counts=False)
    assert (told["ok"], told["found"]) == (False, "prov-1")
