"""withdraw, split, export pdf, ingest --metadata and read --layout: what each answers, and that it did what it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli import schemas
from tests.cli.command import samsyn, samsyn_here
from tests.papers import pdf, scan

BOX = ["Skiljeblad 1", "Tillsyn av källaren hos Åkes Krog", "Skiljeblad 2", "Beslut om bygglov i Byn"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a scan of two documents and a text, with a list beside them."""
    folder = tmp_path_factory.mktemp("decisions")
    papers = folder / "papper"
    papers.mkdir()
    (papers / "kartong.pdf").write_bytes(pdf(BOX))
    (papers / "anteckning.txt").write_text("Ring tillbaka om madrasser i källaren.", "utf-8")
    (papers / "lista.csv").write_text(
        "sökväg;datum;handlingstyp;sekretess\nanteckning.txt;2021-03-04;tip;ja\nborta.pdf;2021-03-04;;\n", "utf-8"
    )
    home = folder / "home"
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    options = ("--source", "tillsyn", "--workers", "1", "--metadata", papers / "lista.csv", "--json")
    files = (papers / "kartong.pdf", papers / "anteckning.txt")
    answer = samsyn_here(home, "ingest", *files, *options, nlp_pipeline="rules")
    assert answer.status == 0, answer.err
    (problem,) = answer.value["problems"]
    assert (problem["state"], problem["reason"], Path(problem["path"]).name) == (
        "metadata", "path_not_seen", "borta.pdf",
    )  # fmt: skip
    return home


def keeps(value: object, schema: schemas.Schema) -> None:
    Draft202012Validator(schema).validate(value)


def found(home: Path, query: str) -> list[str]:
    return [hit["name"] for hit in samsyn_here(home, "search", query, "--json").value["hits"]]


def document(home: Path, name: str) -> str:
    hits = samsyn_here(home, "search", "", "--json").value["hits"]
    return next(str(hit["document"]) for hit in hits if hit["name"] == name)


def test_the_list_says_date_and_kind(home: Path) -> None:
    (hit,) = samsyn_here(home, "search", "madrasser", "--json").value["hits"]
    assert (hit["date"], hit["kind"]) == ("2021-03-04", "tip")


def test_withdraw_and_undo(home: Path) -> None:
    note = document(home, "anteckning.txt")
    taken = samsyn_here(home, "withdraw", "take", "document", note, "--reason", "fel källa", "--json")
    keeps(taken.value, schemas.WITHDRAWAL)
    assert taken.value["documents"] == 1
    assert found(home, "madrasser") == []
    listed = samsyn_here(home, "withdraw", "list", "--json").value
    assert [(row["scope"], row["target"], row["undone"]) for row in listed] == [("document", note, False)]
    undone = samsyn_here(home, "withdraw", "undo", taken.value["withdrawal"], "--json")
    keeps(undone.value, schemas.WITHDRAWAL)
    assert found(home, "madrasser") == ["anteckning.txt"]
    assert samsyn_here(home, "verify", "--json").status == 0


def test_what_is_not_there_cannot_be_withdrawn(home: Path) -> None:
    answer = samsyn_here(home, "withdraw", "take", "run", "0" * 32, "--reason", "x", "--json")
    assert answer.status == 1
    assert "not_found" in answer.err


def test_split_and_undo(home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(home, tmp_path / "home"))  # in the others' nothing is cut, whichever comes first
    box = document(home, "kartong.pdf")
    (row,) = samsyn_here(home, "split", "list", "--json").value
    keeps(row, schemas.SPLIT)
    assert row["document"] == box
    done = samsyn_here(home, "split", "accept", box, "--json")
    keeps(done.value, schemas.SPLIT)
    assert [part["first"] for part in done.value["parts"]] == [2, 4]
    assert len(found(home, "bygglov")) == 1
    assert found(home, "bygglov") != ["kartong.pdf"]
    assert "kartong.pdf" not in found(home, "")
    assert samsyn_here(home, "split", "undo", box, "--json").value["state"] == "proposed"
    assert found(home, "bygglov") == ["kartong.pdf"]
    assert samsyn_here(home, "split", "accept", box, "--pages", "3-9", "--json").status == 1
    assert samsyn_here(home, "split", "accept", box, "--pages", "tre", "--json").status == 2
    assert samsyn_here(home, "verify", "--json").status == 0


def test_export_pdf(home: Path, tmp_path: Path) -> None:
    answer = samsyn_here(home, "export", "pdf", document(home, "kartong.pdf"), "--to", tmp_path, "--json")
    keeps(answer.value, schemas.EXPORT_PDF)
    assert Path(answer.value["path"]).read_bytes().startswith(b"%PDF")
    nothing = samsyn_here(home, "export", "pdf", document(home, "anteckning.txt"), "--to", tmp_path, "--json")
    assert nothing.status == 1
    assert "no_page_images" in nothing.err


def test_a_list_that_cannot_be_read_stops_before_anything_is_taken_in(home: Path, tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_text("namn;datum\na;b\n")
    (tmp_path / "ny.txt").write_text("aldrig sett")
    options = ("--source", "tillsyn", "--metadata", tmp_path / "lista.csv", "--json")
    answer = samsyn_here(home, "ingest", tmp_path / "ny.txt", *options)
    assert answer.status == 1
    assert "invalid_metadata" in answer.err
    assert found(home, "aldrig") == []


def test_read_with_layout_says_more_and_without_keeps_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(scan("Tillsyn av lokal"))
    plain = samsyn(tmp_path, "read", path, "--json").value
    keeps(plain, schemas.READ)
    more = samsyn(tmp_path, "read", path, "--layout", "--json").value
    assert set(more) - set(plain) == {"facts"}
