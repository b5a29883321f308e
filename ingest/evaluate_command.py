"""``samsyn evaluate ocr``."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import click

from models.console import emit, table
from models.gold import open_gold
from models.progress import progress
from models.settings import read_settings

_log = logging.getLogger(__name__)


@click.command("ocr")
@click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Ungefär så många sidor av varje slags bild.")
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="Antal processer.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def ocr(data: tuple[Path, ...], limit: int | None, workers: int, as_json: bool) -> None:
    """OCR: arkivets bilder (DATA) läses som vid inläsning, och texten jämförs med facit."""
    from ingest.evaluate import pictures, score

    papers = list(pictures([open_gold(path) for path in data], limit))
    with progress(_log, len(papers), "läst") as done:
        report = score(papers, read_settings(), workers, done)
    emit(report, as_json, _worded)


def _worded(report: dict[str, Any]) -> str:
    return table({**report["carriers"], "alla": report["micro"]})
