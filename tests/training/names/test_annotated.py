"""Annotations are places only; those whose text has changed are left out, and the test set's texts are held out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.training.names.small import names
from training.names import annotated, texts
from training.names.example import Span

TEXTS = {"polis:1": "Rån i Umeå", "polis:2": "Bo Ek hördes", "reg:a/b:40": "Krokfors AB"}
LABELS = {"PERSON", "ORG", "LOC", "ADDRESS", "UNSURE"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(texts, "find", TEXTS.__getitem__)
    return tmp_path


def _write(path: Path, *lines: tuple[str, str, list[tuple[int, int, str]]]) -> None:
    rows = [{"id": id, "digest": digest, "spans": spans} for id, digest, spans in lines]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_annotations_are_read_file_by_file_and_line_by_line(folder: Path) -> None:
    _write(folder / "b.jsonl", ("polis:1", "x", [(6, 10, "LOC")]))
    _write(folder / "a.jsonl", ("polis:2", "y", []), ("reg:a/b:40", "z", [(0, 11, "ORG")]))
    (folder / "anteckningar.txt").write_text("inget")
    found = list(annotated.read(folder))
    assert [one.id for one in found] == ["polis:2", "reg:a/b:40", "polis:1"]
    assert found[2] == ("polis:1", "x", (Span(6, 10, "LOC"),))


def test_a_text_that_is_no_longer_the_same_is_left_out(folder: Path) -> None:
    right, wrong = texts.digest(TEXTS["polis:1"]), texts.digest("Bo Ek hördes i går")
    _write(folder / "a.jsonl", ("polis:1", right, [(6, 10, "LOC")]), ("polis:2", wrong, [(0, 5, "PERSON")]))
    (example,) = annotated.examples(folder)
    assert names(example) == [("Umeå", "LOC")]


def test_what_the_test_set_has_text_from_is_held_out_by_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated, "TEST", folder)
    ids = ("polis:1", "reg:a/b:40", "dok:polisen-77.html:1", "dok:rapport.pdf:12")
    _write(folder / "a.jsonl", *((id, "x", []) for id in ids))
    assert annotated.test_documents() == {
        ("polis", "1"),
        ("reg", "a/b"),
        ("dok", "polisen-77.html"),
        ("dok", "rapport.pdf"),
        ("polis", "77"),
    }


@pytest.mark.parametrize("place", [annotated.HERE, annotated.DEVELOPMENT, annotated.TEST], ids=lambda path: path.name)
def test_the_files_hold_places_and_nothing_else(place: Path) -> None:
    for path in place.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            stored = json.loads(line)
            assert set(stored) == {"id", "digest", "spans"}
            assert len(stored["digest"]) == 16
            end = 0
            for start, stop, label in stored["spans"]:
                assert end <= start < stop
                assert label in LABELS
                end = stop


def test_no_document_of_the_test_set_is_learnt_from() -> None:
    held_out, learnt = annotated.test_documents(), set[tuple[str, str]]()
    for annotation in [*annotated.read(annotated.HERE), *annotated.read(annotated.DEVELOPMENT)]:
        source, _, rest = annotation.id.partition(":")
        learnt.add((source, rest if source == "polis" else rest.rpartition(":")[0]))
    assert not learnt & held_out


def test_no_text_is_in_two_of_training_development_and_test() -> None:
    folders = (annotated.HERE, annotated.DEVELOPMENT, annotated.TEST)
    learnt, held_out, test = ({one.digest for one in annotated.read(folder)} for folder in folders)
    shared = learnt & held_out | (learnt | held_out) & test
    assert len(shared) <= 1  # a set phrase that several decisions of one committee open with
