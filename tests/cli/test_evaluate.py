"""``samsyn evaluate``: one JSON value of the stated shape for each measure, and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli import schemas
from tests.cli.command import samsyn, samsyn_here
from tests.gold import mention, paper, picture, write
from tests.papers import scan

TEXT = (
    "Tillsynsrapport\nDatum: 2024-05-19\nÅkes Krog AB, 556016-0680, hade sovplatser. Britt-Marie Andersson var där.\n"
)
MENTIONS = [
    mention(TEXT, "2024-05-19", "DATE"),
    mention(TEXT, "Åkes Krog AB", "ORG", entity="krog"),
    mention(TEXT, "556016-0680", "ORGNR", "5560160680", "krog"),
    mention(TEXT, "Britt-Marie Andersson", "PERSON", entity="britt-marie"),
]
QUERIES = [
    {"class": "words", "query": "sovplatser", "answers": [{"path": "in/rapport.txt", "grade": 2}]},
    {"class": "known_item", "query": "rapporten om krogen", "answers": [{"path": "in/rapport.txt", "grade": 3}]},
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a text and a scan, with its gold; the home beside it has the text."""
    folder = tmp_path_factory.mktemp("evaluate")
    archive = folder / "arkiv"
    (archive / "in").mkdir(parents=True)
    (archive / "in/rapport.txt").write_text(TEXT, "utf-8")
    (archive / "in/bild.pdf").write_bytes(scan("Sovplatser i källaren"))
    described = paper("in/rapport.txt", TEXT, mentions=MENTIONS, kind="inspection_report", date="2024-05-19")
    write(archive, [described, picture("in/bild.pdf", "Sovplatser i källaren", "scan")], QUERIES)
    assert samsyn_here(folder / "home", "source", "add", "in", "--owner", "Nämnden").status == 0
    taken = samsyn_here(folder / "home", "ingest", archive / "in/rapport.txt", "--source", "in", "--workers", "1")
    assert taken.status == 0, taken.err
    return archive


@pytest.mark.parametrize("what", ["ner", "identifiers", "kinds", "fields", "resolution", "ocr", "search"])
def test_every_measure_answers_in_json_and_in_words(archive: Path, what: str) -> None:
    home = archive.parent / "home"
    answer = samsyn_here(home, "evaluate", what, archive, "--json")
    assert answer.status == 0, answer.err
    Draft202012Validator(schemas.EVALUATE[what]).validate(answer.value)
    value = answer.value
    match what:
        case "kinds":
            assert (value["documents"], value["accuracy"]) == (2, 1.0)
        case "search":
            assert value["classes"]["words"]["first_3"] == 1.0
        case "ocr":
            assert value["carriers"]["scan"]["word_recall"] == 1.0
        case _:
            assert value["micro"]["f1"] == 1.0
    words = samsyn(home, "evaluate", what, archive / "gold")
    assert words.status == 0, words.err
    assert len(words.out.splitlines()) >= 2
    assert f" {2 if what != 'ocr' else 1} " in words.err  # how far it has come is told on standard error


def test_ner_with_values_and_on_token_files(archive: Path, tmp_path: Path) -> None:
    value = samsyn_here(tmp_path / "ingen", "evaluate", "ner", archive, "--values", "--json").value
    assert value["values"]["micro"]["f1"] == 1.0
    tokens = tmp_path / "prov.tsv"
    tokens.write_text("Britt-Marie\tB-PER\nAndersson\tI-PER\nringde\tO\n.\tO\n", "utf-8")
    answer = samsyn_here(tmp_path / "ingen", "evaluate", "ner", tokens, tokens, "--json")
    Draft202012Validator(schemas.EVALUATE["ner"]).validate(answer.value)
    assert answer.value["labels"]["PER"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "interval": [1.0, 1.0]}
    assert "1.000–1.000" in samsyn_here(tmp_path / "ingen", "evaluate", "ner", tokens).out
    missing = samsyn_here(tmp_path / "ingen", "evaluate", "ner", tokens, "--json", nlp_pipeline="bäst")
    assert missing.error["code"] == "invalid_setting"
    for wrong in ((tokens, archive), (tokens, "--values")):
        assert samsyn_here(tmp_path / "ingen", "evaluate", "ner", *wrong).status == 2


def test_bad_input_is_told_by_file_and_line(archive: Path, tmp_path: Path) -> None:
    tokens = tmp_path / "prov.tsv"
    tokens.write_text("Ines\tB-PER\nProvsson\n", "utf-8")
    broken = write(tmp_path / "arkiv", [])
    (broken / "gold/documents.jsonl").write_text("{\n", "utf-8")
    home = archive.parent / "home"
    for arguments, code, where in (
        (("ner", tokens), "invalid_gold", "prov.tsv, rad 2"),
        (("kinds", broken), "invalid_gold", "documents.jsonl, rad 1"),
        (("fields", tmp_path), "gold_not_found", str(tmp_path)),
        (("ocr", tmp_path / "ingen"), "missing_path", "ingen"),
        (("ner", tmp_path / "ingen"), "missing_path", "ingen"),
        (("search", broken), "gold_not_found", "queries.jsonl"),
    ):
        answer = samsyn_here(home, "evaluate", *arguments, "--json")
        assert (answer.status, answer.out, answer.error["code"]) == (1, "", code)
        assert where in answer.error["message"]
        assert "Provsson" not in answer.err
    assert samsyn_here(home, "evaluate", "annat", archive).status == 2
