"""Every command keeps its contract: one JSON value of the stated shape, the stated exit status."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli import schemas
from tests.cli.command import Answer, samsyn, samsyn_here
from tests.papers import mail_with_attachment, pdf, scan

TEXT = (
    "Tillsynsrapport 2024-05-19\nÅkes Krog AB, 556016-0680, hade sovplatser i källaren. Britt-Marie Andersson var där."
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one source of four files: a text, a PDF, a mail with an attachment, and a broken PDF."""
    folder = tmp_path_factory.mktemp("cli")
    papers = folder / "papper"
    papers.mkdir()
    (papers / "rapport.txt").write_text(TEXT, "utf-8")
    (papers / "beslut.pdf").write_bytes(pdf(["Beslut om serveringstillstånd för Åkes Krog AB"]))
    (papers / "brev.eml").write_bytes(mail_with_attachment("Se bilagan.", "bilaga.pdf", pdf(["Hyreskontrakt"])))
    (papers / "trasig.pdf").write_bytes(b"%PDF-1.7\nslut")
    home = folder / "home"
    assert samsyn(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    first = samsyn(home, "ingest", papers, "--source", "tillsyn", "--workers", "1", "--json")
    assert first.status == 0, first.err
    (folder / "first.json").write_text(first.out)
    return home


def keeps(answer: Answer, schema: schemas.Schema, status: int = 0) -> None:
    assert answer.status == status, answer.err
    Draft202012Validator(schema).validate(answer.value)


def test_source_add(home: Path) -> None:
    answer = samsyn(home, "source", "add", "tillsyn", "--owner", "Nämnden", "--json")
    keeps(answer, schemas.SOURCE_ADD)
    assert (answer.value["name"], answer.value["owner"]) == ("tillsyn", "Nämnden")


def test_ingest_counts_add_up(home: Path) -> None:
    first = Answer(0, (home.parent / "first.json").read_text(), "")
    keeps(first, schemas.INGEST)
    value = first.value
    assert (value["files"], value["quarantined"], value["duplicates"]) == (4, 1, 0)
    assert value["documents"] == 4  # three files and one attachment
    (problem,) = value["problems"]
    assert problem["path"].endswith("trasig.pdf")
    assert (problem["state"], problem["reason"]) == ("quarantined", "corrupt")


def test_ingest_again_changes_nothing(home: Path) -> None:
    again = samsyn(home, "ingest", home.parent / "papper", "--source", "tillsyn", "--workers", "1", "--json")
    keeps(again, schemas.INGEST)
    assert (again.value["documents"], again.value["duplicates"], again.value["files"]) == (0, 4, 4)


def test_status(home: Path) -> None:
    answer = samsyn(home, "status", "--json")
    keeps(answer, schemas.STATUS)
    assert answer.value["documents"] == {"read": 4, "quarantined": 1}
    assert answer.value["reasons"] == {"corrupt": 1}
    assert answer.value["index"] == {"backend": "embedded", "version": 1, "documents": 4, "outdated": []}


def test_verify(home: Path) -> None:
    answer = samsyn(home, "verify", "--json")
    keeps(answer, schemas.VERIFY)
    assert answer.value["differences"] == []


def test_reindex(home: Path, tmp_path: Path) -> None:
    """In a copy: the others may come after it, where a worker takes them over from another."""
    home = Path(shutil.copytree(home, tmp_path / "home"))
    before = samsyn_here(home, "search", "krog", "--json").value["total"]
    answer = samsyn(home, "reindex", "--json")
    keeps(answer, schemas.REINDEX)
    assert answer.value["documents"] == 4
    assert "INFO search.index_commands work.progress: indexerat 0 av 4 handlingar" in answer.err
    assert samsyn(home, "search", "krog", "--json").value["total"] == before == 2


def test_read(home: Path, tmp_path: Path) -> None:
    for name, content, state, text in (
        ("skannad.pdf", scan("Sovplatser i källaren"), "read", "Sovplatser i källaren"),
        ("brev.eml", mail_with_attachment("Hej", "b.txt", b"bilaga"), "read", "Hej"),
        ("tom.pdf", b"", "quarantined", ""),
    ):
        (tmp_path / name).write_bytes(content)
        answer = samsyn(home, "read", tmp_path / name, "--json")
        keeps(answer, schemas.READ)
        assert answer.value["state"] == state
        assert text in "".join(page["text"] for page in answer.value["pages"])


def test_read_words_slice_the_text(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["Ärendet gäller Åkes Krog"]))
    (page,) = samsyn(home, "read", tmp_path / "a.pdf", "--json").value["pages"]
    assert [page["text"][word["start"] : word["end"]] for word in page["words"]] == [w["text"] for w in page["words"]]
    assert " ".join(word["text"] for word in page["words"]) == "Ärendet gäller Åkes Krog"


def test_entities(home: Path) -> None:
    answer = samsyn(home, "entities", "-", "--json", input=TEXT)
    keeps(answer, schemas.ENTITIES)
    assert all(TEXT[found["start"] : found["end"]] == found["text"] for found in answer.value)
    values = {(found["label"], found["value"]) for found in answer.value}
    assert {("ORGNR", "5560160680"), ("PERSON", "Britt-Marie Andersson"), ("DATE", "2024-05-19")} <= values
    file = home.parent / "papper" / "rapport.txt"
    assert samsyn(home, "entities", file, "--json").value == answer.value


@pytest.mark.parametrize("name", ["rapport.txt", "RAPPORT", "rapport.log"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_entities_of_a_text_file_are_at_its_own_offsets(home: Path, tmp_path: Path, name: str, encoding: str) -> None:
    text = TEXT.replace("\n", "\r\n\r\n")
    if encoding != "cp1252":
        text = unicodedata.normalize("NFD", text)
    (tmp_path / name).write_bytes(text.encode(encoding))
    found = samsyn_here(home, "entities", tmp_path / name, "--json").value
    assert "5560160680" in {mention["value"] for mention in found}
    assert [mention["text"] for mention in found] == [text[mention["start"] : mention["end"]] for mention in found]
    assert found[-1]["start"] > text.index("\r\n")


def test_describe(home: Path) -> None:
    answer = samsyn(home, "describe", home.parent / "papper" / "rapport.txt", "--json")
    keeps(answer, schemas.DESCRIBE)
    assert answer.value["kind"] == "inspection_report"


def test_search(home: Path) -> None:
    answer = samsyn(home, "search", "sovplats", "--json")
    keeps(answer, schemas.SEARCH)
    (hit,) = answer.value["hits"]
    (page,) = hit["pages"]
    fragment = page["fragments"][0]
    assert [fragment["text"][start:end] for start, end in fragment["marks"]] == ["sovplatser"]
    assert (hit["name"], hit["owner"], hit["source"]) == ("rapport.txt", "Nämnden", "tillsyn")


def test_a_query_may_begin_with_a_dash(home: Path) -> None:
    without = samsyn(home, "search", "-krog", "--limit", "10", "--json")
    assert (without.status, without.value["total"]) == (0, 2), without.err
    assert samsyn_here(home, "search", "--json", "-hyreskontrakt -krog").value["total"] == 1
    assert samsyn_here(home, "search", "--purpose", "-prov", "--json", "--", "-krog").value["total"] == 2
    assert "--facet" in samsyn_here(home, "search", "-h").out
    for wrong in (("-krog", "sovplats"), ("--krog",), ("krog", "--limt=5")):
        assert samsyn_here(home, "search", *wrong).status == 2


def test_search_by_facet(home: Path) -> None:
    everything = samsyn_here(home, "search", "", "--json").value
    assert everything["total"] == 4
    (org,) = (value for value in everything["facets"]["ORG"] if value["label"] == "Åkes Krog AB")
    assert org["count"] == 2
    for value in (org["id"], org["label"]):
        assert samsyn_here(home, "search", "", "--facet", f"ORG={value}", "--json").value["total"] == 2
    assert samsyn_here(home, "search", "", "--not-facet", f"ORG={org['id']}", "--json").value["total"] == 2


def test_search_cursor_goes_through_all(home: Path) -> None:
    seen: list[str] = []
    after: tuple[str, ...] = ()
    while True:
        answer = samsyn_here(home, "search", "", "--limit", "1", *after, "--json").value
        seen += [hit["document"] for hit in answer["hits"]]
        if answer["after"] is None:
            break
        after = ("--after", answer["after"])
    assert len(seen) == len(set(seen)) == 4


def test_analyse(home: Path) -> None:
    answer = samsyn(home, "analyse", "Serveringstillståndet drogs in 2024-05-19.", "--json")
    keeps(answer, schemas.ANALYSE)
    assert [token["word"] for token in answer.value] == ["Serveringstillståndet", "drogs", "in", "2024-05-19"]


def test_worker_audit_and_doctor_answer_in_json(home: Path) -> None:
    assert samsyn(home, "worker", "--once", "--json").value == {"jobs": 0}
    assert samsyn(home, "audit", "verify", "--json").value["whole"] is True
    assert samsyn(home, "doctor", "--json", sandbox="limits", disk_encryption="outside").value["ok"] is True


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("ingest", "/finns/inte", "--source", "tillsyn"), 1, "missing_path"),
        (("ingest", ".", "--source", "okänd"), 1, "unknown_source"),
        (("read", "/finns/inte"), 1, "missing_path"),
        (("source", "add", "tillsyn", "--owner", "Annan"), 1, "source_conflict"),
        (("search", "x", "--after", "skräp"), 1, "invalid_query"),
        (("search", "x", "--as", "ingen"), 1, "unknown_user"),
    ],
)
def test_errors_say_what_to_do(home: Path, arguments: tuple[str, ...], status: int, code: str) -> None:
    answer = samsyn(home, *arguments, "--json")
    assert (answer.status, answer.out) == (status, "")
    Draft202012Validator(schemas.ERROR).validate(json.loads(answer.err.strip().splitlines()[-1]))
    assert answer.error["code"] == code


def test_wrong_usage_is_status_2(home: Path) -> None:
    assert samsyn(home, "ingest").status == 2
    assert samsyn(home, "finnsinte").status == 2


def test_no_home_is_said(tmp_path: Path) -> None:
    answer = samsyn(tmp_path / "ingen", "status", "--json")
    assert (answer.status, answer.error["code"]) == (1, "home_not_found")
