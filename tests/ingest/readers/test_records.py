"""JSON Lines of records: one is a document, several are a container of documents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.readers.records import open_records
from models.errors import TooLargeError
from models.layout import BlockKind
from models.limits import Limits
from tests.ingest.readers.direct import attachments, opened, pages, placed

RECORD: dict[str, Any] = {
    "id": "KS/2024:7",
    "title": "Beslut om tillsyn",
    "text": "Första raden.\n\nTredje raden.",
    "date": "2024-03-14T10:00:00",
    "fields": {
        "Ärendenr": "KS 2024-7",
        "belopp": 12500,
        "öppet": True,
        "parter": ["A", "B"],
        "plats": {"ort": "Ås"},
        "x": None,
    },
}


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["line", "object", "array"])
def test_one_record_is_a_document(tmp_path: Path, form: str) -> None:
    path = lines(tmp_path / "a.jsonl", RECORD)
    if form != "line":
        path.write_text(json.dumps(RECORD if form == "object" else [RECORD], indent=2), encoding="utf-8")
    (page,) = pages(open_records, path)
    assert page.text.split("\n") == [
        *("Beslut om tillsyn", "Första raden.", "", "Tredje raden.", "", "date: 2024-03-14T10:00:00"),
        *("Ärendenr: KS 2024-7", "belopp: 12500", "öppet: ja", "parter: A, B", "plats.ort: Ås"),
    ]
    assert placed(page, BlockKind.PARAGRAPH) == {"text, rad 1": "Första raden.", "text, rad 3": "Tredje raden."}
    assert placed(page, BlockKind.VALUE)["belopp"] == "12500"
    file = opened(open_records, path)
    assert (file.title, attachments(file)) == ("Beslut om tillsyn", {})
    assert dict(file.facts) == {
        "id": "KS/2024:7", "title": "Beslut om tillsyn", "date": "2024-03-14", "arendenr": "KS 2024-7",
        "belopp": "12500", "oppet": "ja", "parter": "A, B", "plats_ort": "Ås",
    }  # fmt: skip


def test_several_records_are_a_container(tmp_path: Path) -> None:
    nameless = {"title": "Utan id", "text": "x"}
    file = opened(open_records, lines(tmp_path / "a.jsonl", RECORD, nameless))
    (page,) = file.pages(1)
    assert page.text.split("\n")[:2] == ["2 poster", "KS/2024:7  2024-03-14T10:00:00  Beslut om tillsyn"]
    inner = attachments(file)
    assert list(inner) == ["KS/2024:7.json", "post-2.json"]
    assert json.loads(inner["KS/2024:7.json"]) == RECORD
    (tmp_path / "b.json").write_bytes(inner["post-2.json"])
    assert pages(open_records, tmp_path / "b.json")[0].text == "Utan id\nx"


def test_an_array_is_a_container_too(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([RECORD, RECORD]), encoding="utf-8")
    assert pages(open_records, tmp_path / "a.json")[0].text.startswith("2 poster\n")


def test_broken_lines_are_told(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", RECORD, RECORD)
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "halv', encoding="utf-8")
    file = opened(open_records, path)
    assert next(file.pages(1)).text.startswith("2 poster, 1 rader gick inte att läsa\n")
    assert (len(attachments(file)), file.lost) == (1, "records_unread")  # both are called the same


def test_other_json_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[1, 2,\n "tre"]', encoding="utf-8")
    assert pages(open_records, tmp_path / "a.json")[0].text == '[1, 2,\n "tre"]'


def test_limits_on_records_and_facts(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        pages(open_records, lines(tmp_path / "a.jsonl", *[RECORD] * 4), limits=replace(Limits(), records=3))
    many = {**RECORD, "fields": {f"fält {number}": "å" * 2000 for number in range(100)}}
    facts = opened(open_records, lines(tmp_path / "a.jsonl", many)).facts
    assert len(facts) == 40
    assert max(map(len, facts.values())) < 500


def test_deep_json(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": 1, "text": "x", "a": ' + '{"a": ' * 50 + "1" + "}" * 51, encoding="utf-8")
    assert pages(open_records, tmp_path / "a.json")[0].text == "x"
