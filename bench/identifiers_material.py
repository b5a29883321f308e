"""The real texts beside the project (``../shared/data``), as pages: files of case papers, and members of large sets.

A *source* is a path below that folder. ``documents/swedish/files/x.pdf`` is read as an ingest reads it;
``nlp/polisen-handelser/events.jsonl.gz#410945`` is one line of a set, ``…/sfs-md.tar.gz#md/SFS_….md`` one file of it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ingest.reading import read_file
from models.settings import Settings

SHARED: Final = Path(__file__).parents[2] / "shared/data"
ABSENT: Final = "skipped: ../shared/data is not here"
STATUTES: Final = "nlp/raw-sfs-legalize-se/sfs-md.tar.gz"
GOVERNMENT: Final = "nlp/raw-regeringen-g0vse/regeringen.jsonl.gz"
INTERPELLATIONS: Final = "nlp/raw-riksdagen-interpellations/interpellations.jsonl.gz"
AUTHORITIES: Final = "nlp/gaz-myndighetsdata/merged.json"
POLICE: Final = "nlp/polisen-handelser/events.jsonl.gz"
PAGE: Final = 3000
"""Code points that count as a page where a text has none: about 450 words."""


@dataclass(frozen=True, slots=True)
class Source:
    """A real document: ``pages`` are ``(number, text)``; ``salt`` is a hash of its bytes, known to who has them."""

    name: str
    pages: tuple[tuple[int, str], ...]
    salt: bytes


@cache
def read_source(name: str) -> Source:
    """The document of this name. Raises ``KeyError`` or ``OSError`` where there is none."""
    path, _, member = name.partition("#")
    if not member:
        return _file(name, SHARED / path)
    text = _statute(member) if path == STATUTES else _lines(path)[member]
    return Source(name, ((1, text),), _salt(text.encode()))


def corpus(path: str) -> Iterator[tuple[str, str]]:
    """``(source, text)`` of every member of a set, in its order."""
    if path == STATUTES:
        with tarfile.open(SHARED / path) as archive:
            for entry in archive:
                if entry.name.endswith(".md") and (content := archive.extractfile(entry)) is not None:
                    yield f"{path}#{entry.name}", content.read().decode()
        return
    for member, text in _lines(path).items():
        yield f"{path}#{member}", text


def cut(text: str) -> Iterator[tuple[int, str]]:
    """``(offset, text)`` of pieces of about a page, parted at line ends."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start + PAGE // 2, start + PAGE) + 1 if len(text) - start > PAGE else len(text)
        end = end or start + PAGE
        yield start, text[start:end]
        start = end


def _file(name: str, path: Path) -> Source:
    reading = read_file(path, Settings(home=path.parent))
    return Source(name, tuple((page.number, page.text) for page in reading.pages), _salt(path.read_bytes()))


@cache
def _lines(path: str) -> Mapping[str, str]:
    with gzip.open(SHARED / path, "rt", encoding="utf-8") as lines:
        return {str(record.get("id") or record["path"]): _text(record) for record in map(json.loads, lines)}


def _text(record: Mapping[str, Any]) -> str:
    parts = [record.get(name) for name in ("title", "preamble", "body", "text")]
    return "\n".join(part for part in parts if part)


@cache
def _statute(member: str) -> str:
    with tarfile.open(SHARED / STATUTES) as archive:
        content = archive.extractfile(member)
        if content is None:
            raise KeyError(member)
        return content.read().decode()


def _salt(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
