"""``samsyn entities`` and ``samsyn describe``: what a file names and what it is, without storing it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from models.console import emit
from models.errors import MissingPathError, ReaderLiedError, SamsynError, UnreadableFileError, by_code
from models.settings import read_settings
from nlp.answers import describe as described
from nlp.answers import description_values, entities_of_pages
from nlp.declared import KIND, with_declared

_PLAIN = "text/plain"


@click.command("entities")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def entities(file: Path, as_json: bool) -> None:
    """Visa vad FILE (eller standard in, -) nämner: personer, nummer, platser, datum."""
    known = _known(file)
    answer = entities_of_pages(known.pages, joins=known.joins, pipeline=read_settings().nlp_pipeline)
    emit(answer, as_json, _worded)


@click.command("describe")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def describe(file: Path, as_json: bool) -> None:
    """Visa vilken sorts handling FILE är, och uppgifterna i den."""
    known = _known(file)
    choice = read_settings().nlp_pipeline
    found = described(
        known.pages,
        name=file.name,
        media_type=known.media_type,
        joins=known.joins,
        pipeline=choice,
        kind=known.facts.get(KIND, ""),
    )
    answer = description_values(with_declared(found, known.facts))
    emit(answer, as_json, _worded_description)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the naming step is told of a file: pages ``(number, text)``, its type, its joins and its own word."""

    pages: list[tuple[int, str]]
    media_type: str = _PLAIN
    joins: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def _known(file: Path) -> _Known:
    """The page texts. Plain text is one page and taken as given, so that offsets are the file's own: decoded, without
    its byte order mark, with its own line breaks and composed or decomposed letters.
    """
    from ingest.reading import open_reading
    from ingest.text.decoding import decode_as_given

    if str(file) == "-":
        given = sys.stdin.buffer.read()
        return _Known([(1, decode_as_given(given) or given.decode("utf-8", "replace"))])
    if not file.is_file():
        raise MissingPathError(f"Filen finns inte: {file}")
    settings = read_settings()
    if (called_text := _called_text(file, settings.limits.file_bytes)) is not None:
        return _Known([(1, called_text)])
    with open_reading(file, settings, name=file.name, images=False) as file_reading:
        reading = file_reading.reading
        if not reading.pages:
            raise _unread(reading.reason)
        if reading.media_type == _PLAIN and (text := decode_as_given(file.read_bytes())) is not None:
            return _Known([(1, text)])
        return _Known(
            [(page.number, page.text) for page in reading.pages],
            reading.media_type,
            {page.number: page.layout.joins for page in reading.pages},
            reading.facts,
        )


def _called_text(file: Path, most: int) -> str | None:
    """The text of a file that is called one and holds UTF-8, even if it begins like a mail or a web page."""
    try:
        if file.suffix.lower() != ".txt" or file.stat().st_size > most:
            return None
        return file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None  # the reader says what is wrong with it


def _unread(reason: str) -> SamsynError:
    return by_code(UnreadableFileError).get(reason, ReaderLiedError)(f"Filen kunde inte läsas: {reason}")


def _worded(found: list[dict[str, Any]]) -> str:
    rows = (f"{row['page']:>4}  {row['label']:<12}  {row['value']}  ({row['text']!r})" for row in found)
    return "\n".join(rows) or "Inget namn eller nummer hittades."


def _worded_description(answer: dict[str, Any]) -> str:
    lines = [f"{answer['kind']} ({answer['confidence']:.2f}): {answer['reason']}"]
    lines += [f"  {field['name']}: {field['value']}" for field in answer["fields"]]
    return "\n".join(lines)
