"""``samsyn read FILE``: one file's pages without storing anything. Needs no home, writes nothing, never masks."""

from __future__ import annotations

from dataclasses import asdict
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
@click.option("--layout", is_flag=True, help="Ta med vad varje stycke, cell och rad är, och vad som rättats.")
@click.option("--passwords", type=click.Path(path_type=Path), help="Fil med lösenord att prova, ett per rad.")
def read(file: Path, as_json: bool, force_ocr: bool, layout: bool, passwords: Path | None) -> None:
    settings = read_settings()
    depth = settings.limits.attachment_depth
    values = read_values(file, settings, read_passwords(passwords), force_ocr, file.name, depth, layout=layout)
    emit(values, as_json, summary)


def read_values(
    path: Path,
    settings: Settings,
    passwords: tuple[str, ...],
    force_ocr: bool,
    name: str,
    depth: int,
    *,
    layout: bool = False,
) -> dict[str, Any]:
    """The reading of ``path`` as ``samsyn read --json`` prints it, attachments read to ``depth`` levels.

    ``layout`` adds what the file declares of itself and how its pages are laid out.
    """
    from ingest.reading import open_reading

    with open_reading(path, settings, passwords=passwords, force_ocr=force_ocr, name=name, images=False) as found:
        values = reading_values(found.reading, layout=layout)
        for attachment in found.reading.attachments if depth > 0 else ():
            name = attachment.untrusted_name
            inner = read_values(attachment.path, settings, passwords, force_ocr, name, depth - 1, layout=layout)
            values["attachments"].append({"name": name, **inner})
    return values


def reading_values(reading: Reading, *, layout: bool = False) -> dict[str, Any]:
    """A reading as JSON values, its attachments still to be filled in."""
    more = {"facts": dict(reading.facts)} if layout else {}
    return {
        "type": reading.media_type,
        "state": reading.state.value,
        "reason": reading.reason,
        "pages": [{**_page(page), **(_layout_values(page) if layout else {})} for page in reading.pages],
        "attachments": [],
        **more,
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


def _layout_values(page: Page) -> dict[str, Any]:
    """What is known of the layout; a key is left out where there is nothing under it."""
    layout = page.layout
    values: dict[str, Any] = {
        "blocks": [
            {"start": each.start, "end": each.end, "kind": each.kind.value, "place": each.place}
            for each in layout.blocks
        ],
        "corrections": [asdict(each) for each in layout.corrections],
        "regions": [asdict(each) for each in layout.regions],
        "joins": [list(span) for span in layout.joins],
    }
    return {name: rows for name, rows in values.items() if rows}


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
