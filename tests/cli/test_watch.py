"""``samsyn watch``, and the job that the front end asks for: rows, hits, problems, and the workbook with its links."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from ingest.worker_command import Workbench
from models.job import JobKind, JobState
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from tests.cli import schemas
from tests.cli.command import samsyn_here
from tests.search.archive import fill

LIST = "Namn;Personnummer;Notering\nBritt-Marie Öst;850312-2391;x\nIngen Sådan;;\n;;bara en notering\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    store = Store.open(Settings(home=home), create=True)
    fill(store, None)
    store.users.add("anna", "Anna", "hemligt lösenord", frozenset({"polisen"}))
    store.close()
    assert samsyn_here(home, "reindex").status == 0
    (tmp_path / "lista.csv").write_text(LIST, "utf-8")
    return home


def test_each_row_with_its_hits(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "ut.xlsx"
    answer = samsyn_here(home, "watch", tmp_path / "lista.csv", "--output", target, "--json")
    assert answer.status == 0, answer.err
    Draft202012Validator(schemas.WATCH).validate(answer.value)
    told = [(row["row"], row["total"], row["problem"]) for row in answer.value["rows"]]
    assert told == [(2, 3, "wrong_personnummer"), (3, 0, ""), (4, 0, "no_words")]
    assert (answer.value["hits"], answer.value["problems"], answer.value["path"]) == (3, 2, str(target))
    assert "2391" not in answer.out
    addresses = {row[-1].value for row in openpyxl.load_workbook(target)["Träffar"].iter_rows(min_row=2)}
    assert addresses == {f"http://127.0.0.1:8400/d/{hit['document']}" for hit in answer.value["rows"][0]["hits"]}


def test_in_words_and_unmasked(home: Path, tmp_path: Path) -> None:
    said = samsyn_here(home, "watch", tmp_path / "lista.csv").out
    assert "rad 4:" in said
    assert "raden har inget att söka på" in said
    assert "3 rader, 3 träffar, 2 rader att rätta." in said
    assert "850312-2391" in samsyn_here(home, "watch", tmp_path / "lista.csv", "--unmask", "utredning").out
    as_anna = samsyn_here(home, "watch", tmp_path / "lista.csv", "--as", "anna", "--json").value
    assert {hit["owner"] for row in as_anna["rows"] for hit in row["hits"]} == {"polisen"}
    missing = samsyn_here(home, "watch", tmp_path / "ingen.csv", "--json")
    assert (missing.status, missing.error["code"]) == (1, "missing_path")


def test_the_job_finds_what_the_person_could_read_and_still_can(home: Path, tmp_path: Path) -> None:
    settings = Settings(home=home)
    store, index = Store.open(settings), open_index(settings)
    sha256 = store.vault.put(LIST.encode())
    asked = {"sha256": sha256, "name": "lista.csv", "purpose": "prov", "case": "", "address": "http://x"}
    store.jobs.add(JobKind.WATCH, "polisen", "anna", {**asked, "owners": "polisen\nmiljönämnden"})
    assert Workbench(store, index).turn()
    (job,) = store.jobs.list(store.users.viewer("anna"))
    assert job.state is JobState.DONE
    assert job.result is not None
    assert {name: job.result[name] for name in ("rows", "hits", "problems")} == {
        "rows": "3",
        "hits": "1",
        "problems": "2",
    }
    book = openpyxl.load_workbook(io.BytesIO(store.vault.get(job.result["sha256"])))
    assert [row[7] for row in book["Träffar"].iter_rows(min_row=2, values_only=True)] == ["polisen"]
    index.close()
    store.close()
