"""``samsyn entities`` and ``samsyn describe``: what a file names and what it is, without storing it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from models.console import emit
from models.errors import MissingPathError, ReaderLiedError, SamsynError, UnreadableFileError, by_code
from models.settings import read_settings
from nlp.answers import description_of_pages, entities_of_pages


@click.command("entities")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def entities(file: Path, as_json: bool) -> None:
    """Visa vad FILE (eller standard in, -) nämner: personer, nummer, platser, datum."""
    pages, _ = _pages(file)
    answer = entities_of_pages(pages)
    emit(answer, as_json, _worded)


@click.command("describe")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def describe(file: Path, as_json: bool) -> None:
    """Visa vilken sorts handling FILE är, och uppgifterna i den."""
    pages, media_type = _pages(file)
    answer = description_of_pages(pages, name=file.name, media_type=media_type)
    emit(answer, as_json, _worded_description)


def _pages(file: Path) -> tuple[list[tuple[int, str]], str]:
    """The page texts. Plain text is taken as given, so that offsets are the file's own."""
    from ingest.reading import open_reading

    if str(file) == "-":
        return [(1, sys.stdin.buffer.read().decode("utf-8", "replace"))], "text/plain"
    if not file.is_file():
        raise MissingPathError(f"Filen finns inte: {file}")
    plain = _plain_text(file)
    if plain is not None:
        return [(1, plain)], "text/plain"
    with open_reading(file, read_settings(), name=file.name) as file_reading:
        reading = file_reading.reading
        if not reading.pages:
            raise _unread(reading.reason)
        return [(page.number, page.text) for page in reading.pages], reading.media_type


def _plain_text(file: Path) -> str | None:
    if file.suffix.lower() != ".txt":
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unread(reason: str) -> SamsynError:
    return by_code(UnreadableFileError).get(reason, ReaderLiedError)(f"Filen kunde inte läsas: {reason}")


def _worded(found: list[dict[str, Any]]) -> str:
    rows = (f"{row['page']:>4}  {row['label']:<12}  {row['value']}  ({row['text']!r})" for row in found)
    return "\n".join(rows) or "Inget namn eller nummer hittades."


def _worded_description(answer: dict[str, Any]) -> str:
    lines = [f"{answer['kind']} ({answer['confidence']:.2f}): {answer['reason']}"]
    lines += [f"  {field['name']}: {field['value']}" for field in answer["fields"]]
    return "\n".join(lines)
