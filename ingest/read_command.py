"""``samsyn read FILE``: one file's pages without storing anything. Needs no home, writes nothing, never masks."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from ingest.passwords import read_passwords
from models.console import emit
from models.document import Page, Reading, Word
from models.settings import Settings, read_settings


@click.command("read", help="Läs en fil och visa vad som stod i den; inget sparas.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Ett JSON-värde på standard ut.")
@click.option("--force-ocr", is_flag=True, help="Läs alla sidor med OCR, även de som har text.")
@click.option("--passwords", type=click.Path(path_type=Path), help="Fil med lösenord att prova, ett per rad.")
def read(file: Path, as_json: bool, force_ocr: bool, passwords: Path | None) -> None:
    settings = read_settings()
    values = read_values(
        file, settings, read_passwords(passwords), force_ocr, file.name, settings.limits.attachment_depth
    )
    emit(values, as_json, summary)


def read_values(
    path: Path, settings: Settings, passwords: tuple[str, ...], force_ocr: bool, name: str, depth: int
) -> dict[str, Any]:
    """The reading of ``path`` as ``samsyn read --json`` prints it, attachments read to ``depth`` levels."""
    from ingest.reading import read_file

    reading = read_file(path, settings, passwords=passwords, force_ocr=force_ocr, name=name)
    values = reading_values(reading)
    for attachment in reading.attachments if depth > 0 else ():
        with tempfile.TemporaryDirectory(prefix="samsyn-") as folder:
            inner = Path(folder) / "attachment"
            inner.write_bytes(attachment.content)
            name = attachment.untrusted_name
            inner_values = read_values(inner, settings, passwords, force_ocr, name, depth - 1)
        values["attachments"].append({"name": name, **inner_values})
    return values


def reading_values(reading: Reading) -> dict[str, Any]:
    """A reading as JSON values, its attachments still to be filled in."""
    return {
        "type": reading.media_type,
        "state": reading.state.value,
        "reason": reading.reason,
        "pages": [_page(page) for page in reading.pages],
        "attachments": [],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "method": page.method.value,
        "reason": page.reason,
        "text": page.text,
        "quality": page.quality,
        "width": page.width,
        "height": page.height,
        "words": [_word(word) for word in page.words],
    }


def _word(word: Word) -> dict[str, Any]:
    return {name: getattr(word, name) for name in ("text", "start", "end", "x0", "y0", "x1", "y1", "confidence")}


def summary(values: dict[str, Any]) -> str:
    """The same for people: a line for the file, a line and the text for each page."""
    lines = [f"{values['type']}: {values['state']}" + (f" ({values['reason']})" if values["reason"] else "")]
    for page in values["pages"]:
        lines.append(f"— sida {page['number']}: {page['method']}, {page['reason']}, kvalitet {page['quality']:.2f} —")
        lines.append(page["text"])
    for attachment in values["attachments"]:
        lines.append(f"— bilaga {attachment['name']} —")
        lines.append(summary(attachment))
    return "\n".join(lines)
