"""Gold is read a line at a time; what is wrong with it is told by file, line and member, and never quoted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import GoldNotFoundError, InvalidGoldError, MissingPathError
from models.gold import Gold, GoldDecoy, GoldField, GoldMention, open_gold
from models.mention import Label
from tests.gold import mention, paper, span, write

TEXT = "Ines Provsson ringde om A12."
WHOLE = paper(
    "källa/brev.txt",
    TEXT,
    mentions=[mention(TEXT, "Ines Provsson", "PERSON", entity="person-1")],
    fields=[{"name": "subject", "value": "Ines Provsson"}],
    decoys=[span(TEXT, "A12", looks_like="CASE", why="a drawing number")],
)


def test_what_it_says(tmp_path: Path) -> None:
    queries = [{"class": "name", "query": "Provsson", "answers": [{"path": "källa/brev.txt", "grade": 3}]}]
    archive = write(tmp_path / "arkiv", [WHOLE, WHOLE], queries)
    for given in (archive, archive / "gold"):
        gold = open_gold(given)
        assert (gold.archive, gold.size()) == (archive, 2)
        document = next(gold.documents())
        assert (document.path, document.name, document.parent) == ("källa/brev.txt", "brev.txt", None)
        assert document.mentions == (GoldMention(Label.PERSON, 1, 0, 13, "Ines Provsson", "person-1"),)
        assert document.fields == (GoldField("subject", "Ines Provsson"),)
        assert document.decoys == (GoldDecoy(Label.CASE, 1, 24, 27),)
        (query,) = gold.queries()
        assert (query.kind, query.query, query.answers) == ("name", "Provsson", {"källa/brev.txt": 3})


def test_what_it_does_not_say_may_be_left_out(tmp_path: Path) -> None:
    bare = {"path": "a.txt", "pages": [{"number": 1, "text": "Hej"}]}
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "documents.jsonl").write_text(json.dumps(bare) + "\n\n", "utf-8")
    (document,) = open_gold(tmp_path).documents()
    assert (document.mentions, document.fields, document.decoys) == (None, None, ())
    assert (document.kind, document.date, document.headers) == ("", "", None)
    assert document.pages[0].method == "text"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"path": 3}, "rad 2: ”path” ska vara en text"),
        ({"mentions": {}}, ""),  # an empty object says nothing, as an empty list does
        ({"mentions": 7}, "rad 2: ”mentions” ska vara en lista"),
        ({"mentions": ["Ines"]}, "rad 2: ”mentions” ska vara en lista av objekt"),
        ({"mentions": [mention(TEXT, "Ines", "NAME")]}, "mentions[0]: ”label” är ingen etikett"),
        ({"mentions": [mention(TEXT, "Ines", "PERSON") | {"end": 400}]}, "mentions[0]: ”start” och ”end” ligger inte"),
        ({"mentions": [mention(TEXT, "Ines", "PERSON") | {"page": 2}]}, "mentions[0]: ”start” och ”end” ligger inte"),
        ({"mentions": [mention(TEXT, "Ines", "PERSON") | {"start": 1}]}, "mentions[0]: ”text” är inte det"),
        ({"decoys": [span(TEXT, "A12", looks_like=None)]}, "decoys[0]: ”looks_like” ska vara en text"),
        ({"pages": [{"number": True, "text": ""}]}, "pages[0]: ”number” ska vara ett heltal"),
        ({"headers": {"from": 1}}, "”headers” ska vara ett objekt av texter"),
        ({"fields": [{"name": "date"}]}, "fields[0]: ”value” ska vara en text"),
    ],
)
def test_a_line_that_is_wrong_is_told_by_place(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    gold = open_gold(write(tmp_path, [WHOLE, WHOLE | change]))
    if not told:
        assert len(list(gold.documents())) == 2
        return
    with pytest.raises(InvalidGoldError) as error:
        list(gold.documents())
    assert told in error.value.message
    assert "documents.jsonl, rad 2" in error.value.message
    assert "Provsson" not in error.value.message


@pytest.mark.parametrize(
    "line", [b"{", b"[1]", b"\xff", b'{"class": "name", "query": "x", "answers": [{"path": "a", "grade": 4}]}']
)
def test_a_line_that_is_no_query(tmp_path: Path, line: bytes) -> None:
    archive = write(tmp_path, [], [])
    (archive / "gold" / "queries.jsonl").write_bytes(b"\n" + line)
    with pytest.raises(InvalidGoldError, match=r"queries\.jsonl, rad 2"):
        list(open_gold(archive).queries())


def test_no_gold_and_another_format(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        open_gold(tmp_path / "ingen")
    with pytest.raises(GoldNotFoundError):
        open_gold(tmp_path)
    archive = write(tmp_path / "utan frågor", [])
    with pytest.raises(GoldNotFoundError, match=r"queries\.jsonl"):
        list(open_gold(archive).queries())
    for head in ('{"format": 1}', "[]", "{"):
        (archive / "gold" / "archive.json").write_text(head)
        with pytest.raises(InvalidGoldError, match=r"archive\.json"):
            open_gold(archive)
    with pytest.raises(GoldNotFoundError):
        list(Gold(tmp_path, tmp_path).documents())
