"""Gold (*facit*): a labelled set of papers as ``docs/evaluate.md`` describes it, read a line at a time.

What the gold does not say is None or empty, and is not measured. What it says is checked where it is read: a figure
over a gold that contradicts itself is worth nothing. Its texts are never quoted in an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from models.errors import GoldNotFoundError, InvalidGoldError, MissingPathError
from models.gold_line import GoldLine
from models.mention import Label

FORMAT: Final = 2
FOLDER: Final = "gold"
GRADES: Final = range(4)
HEAD, DOCUMENTS, QUERIES = "archive.json", "documents.jsonl", "queries.jsonl"


class GoldPage(NamedTuple):
    """A page as written; ``method`` says how it is to be read: ``text`` or ``ocr`` (its ``carrier`` is a picture)."""

    number: int
    text: str
    carrier: str
    method: str


class GoldMention(NamedTuple):
    """A span that names something; ``entity`` is who or what it truly names, empty where the gold does not say."""

    label: Label
    page: int
    start: int
    end: int
    value: str
    entity: str
    role: str = ""  # a person's part in the paper


class GoldDecoy(NamedTuple):
    """A span that names nothing and looks like ``label``."""

    label: Label
    page: int
    start: int
    end: int


class GoldField(NamedTuple):
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One paper. ``mentions`` and ``fields`` are None where the gold does not say them; ``date`` may be empty."""

    path: str
    parent: str | None
    kind: str
    date: str
    headers: Mapping[str, str] | None
    pages: tuple[GoldPage, ...]
    mentions: tuple[GoldMention, ...] | None
    fields: tuple[GoldField, ...] | None
    decoys: tuple[GoldDecoy, ...]
    owner: str = ""

    @property
    def name(self) -> str:
        """What its file is called."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class GoldQuery:
    """What somebody searches for; ``answers`` are grades (1–3) by path."""

    kind: str
    query: str
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold in ``folder``, beside the papers in ``archive``."""

    folder: Path
    archive: Path

    def size(self) -> int:
        """How many papers it tells of."""
        with self._file(DOCUMENTS).open("rb") as file:
            return sum(not line.isspace() for line in file)

    def documents(self) -> Iterator[GoldDocument]:
        """Its papers, in order. Raises :class:`InvalidGoldError` at the first line that cannot be read."""
        return map(_document, self._lines(DOCUMENTS))

    def queries(self) -> Iterator[GoldQuery]:
        """Its searches, in order; raises as :meth:`documents`."""
        return map(_query, self._lines(QUERIES))

    def _lines(self, name: str) -> Iterator[GoldLine]:
        path = self._file(name)
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.isspace():
                    yield GoldLine.read(line, path, number)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise GoldNotFoundError(f"Facit saknas: {path}")
        return path


def open_gold(data: Path) -> Gold:
    """The gold of an archive, given its folder or its gold's folder.

    Raises :class:`MissingPathError`, :class:`GoldNotFoundError` where there is none, and :class:`InvalidGoldError`
    for one of another format.
    """
    if not data.exists():
        raise MissingPathError(f"Sökvägen finns inte: {data}")
    for folder in (data / FOLDER, data):
        if (folder / DOCUMENTS).is_file() or (folder / QUERIES).is_file():
            _check_head(folder / HEAD)
            return Gold(folder, folder.resolve().parent)
    raise GoldNotFoundError(f"Inget facit i {data}")


def _check_head(path: Path) -> None:
    """A labelled set of other papers may lack its head; an archive of another format is not guessed at."""
    if not path.is_file():
        return
    try:
        head: Any = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InvalidGoldError(f"{path} är inte JSON i UTF-8") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise InvalidGoldError(f"{path} har inte format {FORMAT}")


def _document(line: GoldLine) -> GoldDocument:
    pages = tuple(
        GoldPage(one.number("number"), one.text("text"), one.text("carrier", ""), one.text("method", "text"))
        for one in line.lines("pages")
    )
    texts = {page.number: page.text for page in pages}
    return GoldDocument(
        path=line.text("path"),
        parent=line.text("parent", "") or None,
        kind=line.text("kind", ""),
        date=line.text("date", ""),
        headers=line.texts("headers"),
        pages=pages,
        mentions=tuple(_mention(one, texts) for one in line.lines("mentions")) if line.says("mentions") else None,
        fields=tuple(_field(one) for one in line.lines("fields")) if line.says("fields") else None,
        decoys=tuple(GoldDecoy(_label(one, "looks_like"), *_place(one, texts)) for one in line.lines("decoys")),
        owner=line.text("owner", ""),
    )


def _mention(line: GoldLine, texts: Mapping[int, str]) -> GoldMention:
    place = _place(line, texts)
    value, entity, role = (line.text(name, "") for name in ("value", "entity", "role"))
    return GoldMention(_label(line, "label"), *place, value, entity, role)


def _field(line: GoldLine) -> GoldField:
    return GoldField(line.text("name"), line.text("value"))


def _label(line: GoldLine, name: str) -> Label:
    try:
        return Label(line.text(name))
    except ValueError as error:
        raise line.wrong(f"”{name}” är ingen etikett i docs/labels.md") from error


def _place(line: GoldLine, texts: Mapping[int, str]) -> tuple[int, int, int]:
    """Page, start and end. Where the gold quotes the text too, it must be what stands there."""
    page, start, end = (line.number(name) for name in ("page", "start", "end"))
    text = texts.get(page, "")
    if not 0 <= start < end <= len(text):
        raise line.wrong("”start” och ”end” ligger inte på sidan")
    if line.says("text") and text[start:end] != line.text("text"):
        raise line.wrong("”text” är inte det som står där")
    return page, start, end


def _query(line: GoldLine) -> GoldQuery:
    return GoldQuery(line.text("class"), line.text("query"), dict(map(_answer, line.lines("answers"))))


def _answer(line: GoldLine) -> tuple[str, int]:
    if (grade := line.number("grade")) not in GRADES:
        raise line.wrong("”grade” ska vara 0–3")
    return line.text("path"), grade
