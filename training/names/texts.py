"""Real Swedish texts of ``../shared`` by id, so that annotations can be kept as places without any of the text.

``polis:ID`` is a police notice (title, preamble, body; cut at a line before 1,500 code points); ``reg:PATH:PLACE`` and
``int:NUMBER:PLACE`` are the paragraph at a place of a government page and of an interpellation debate;
``squad:ARTICLE:NUMBER`` is a paragraph of Wikipedia in translation, ``swequad:NUMBER`` the beginning of a page of an
authority or magazine; ``suc:NUMBER`` a sentence of SUC; ``dok:FILE:PAGE`` is a page of a document as the product
reads it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

SHARED: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
NOTICES: Final = "nlp/polisen-handelser/events.jsonl.gz"
GOVERNMENT: Final = "nlp/raw-regeringen-g0vse/regeringen.jsonl.gz"
INTERPELLATIONS: Final = "nlp/raw-riksdagen-interpellations/interpellations.jsonl.gz"
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LONGEST: Final = 1_500


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The records of a packed JSON Lines file of ``../shared/data``."""
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def notice(row: dict[str, Any]) -> str:
    """A police notice as one text."""
    text = "\n".join(part for part in (row["title"], row["preamble"], row["body"]) if part)
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit("\n", 1)[0]


def find(id: str) -> str:
    """The text of an id that is not ``dok:``; KeyError where there is none."""
    source, _, rest = id.partition(":")
    if source == "polis":
        return _notices()[rest]
    if source == "suc":
        return _sentences()[int(rest)]
    if source == "swequad":
        return _pages()[int(rest)]
    name, _, place = rest.rpartition(":")
    if source == "squad":
        return _articles()[int(name)][int(place)]
    text = _government()[name] if source == "reg" else _interpellations()[int(name)]
    match = _PARAGRAPH.match(text, int(place))
    if match is None:
        raise KeyError(id)
    return match.group()


def digest(text: str) -> str:
    """What tells that a text is the one that was annotated: the beginning of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def _notices() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows(NOTICES):
        found.setdefault(row["id"], notice(row))
    return found


@cache
def _government() -> dict[str, str]:
    return {row["path"]: row["text"] for row in rows(GOVERNMENT)}


@cache
def _interpellations() -> list[str]:
    return [row["text"] for row in rows(INTERPELLATIONS)]


@cache
def _articles() -> list[list[str]]:
    with gzip.open(SHARED / "nlp/qa-squad-v2-sv/squad_dev_v2_sv.json.gz", "rt", encoding="utf-8") as stored:
        return [[one["context"] for one in article["paragraphs"]] for article in json.load(stored)["data"]]


@cache
def _pages() -> list[str]:
    stored = json.loads((SHARED / "nlp/qa-swequad-mc/training.json").read_text("utf-8"))["data"]
    contexts = list(dict.fromkeys(one["context"].replace("\r\n", "\n") for one in stored))
    return [one if len(one) <= 900 else one[:900].rsplit(" ", 1)[0] for one in contexts]


@cache
def _sentences() -> list[str]:
    from training.names import corpora

    return [corpora.example(rows, "samsyn").text for rows in corpora.sentences("train-sv-sucx-hard")]
