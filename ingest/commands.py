"""``samsyn source`` and ``samsyn ingest``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ingest.capacity import workers_here
from ingest.cluster.command import warn_if_crowded, with_cluster
from ingest.passwords import read_passwords
from models.console import emit, waiting_said
from models.settings import read_settings
from models.source import Source
from models.store.store import Store
from nlp.choice import model_folder
from search.operator import administration


@click.group("source")
def source() -> None:
    """Källor: vad som läses in, och vem som äger det."""


@source.command("add")
@click.argument("name")
@click.option("--owner", required=True, help="Myndigheten eller nämnden som äger handlingarna.")
@click.option("--kind", default="", help="Vad för slags källa det är, med ett ord.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def add_source(name: str, owner: str, kind: str, as_json: bool) -> None:
    """Lägg till källan NAME. Finns den redan hos samma ägare ändras inget."""
    settings = read_settings()
    store = Store.open(settings, create=True)
    if name not in {known.name for known in store.sources.all()}:
        administration(store, settings, "source add", [owner], source=name)  # the operator may read what it brings
    store.sources.add(Source(name, owner, kind))
    added = store.sources.get(name)
    answer = {"name": added.name, "owner": added.owner, "kind": added.kind}
    emit(answer, as_json, lambda value: f"Källan {value['name']} tillhör {value['owner']}.")


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_sources(as_json: bool) -> None:
    """Visa källorna."""
    sources = [
        {"name": found.name, "owner": found.owner, "kind": found.kind}
        for found in Store.open(read_settings()).sources.all()
    ]
    emit(sources, as_json, lambda rows: "\n".join(f"{row['name']}\t{row['owner']}" for row in rows) or "Inga källor.")


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "source_name", required=True, help="Källan som filerna hör till.")
@click.option("--workers", type=click.IntRange(1, 64), default=workers_here, help="Antal processer på den här datorn.")
@click.option("--cluster", default="", help="Läs i ett kluster i stället: tls://VÄRD:PORT (docs/cluster.md).")
@click.option("--passwords", type=click.Path(path_type=Path), help="Fil med ett lösenord per rad.")
@click.option("--metadata", type=click.Path(path_type=Path), help="CSV-lista: sökväg, diarienummer, datum, typ …")
@click.option("--force-ocr", is_flag=True, help="Läs varje sida från bilden, inte från filens text.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def ingest(
    paths: tuple[Path, ...],
    source_name: str,
    workers: int,
    cluster: str,
    passwords: Path | None,
    metadata: Path | None,
    force_ocr: bool,
    as_json: bool,
) -> None:
    """Läs in filer och mappar (PATHS) till en källa. Samma filer igen ändrar inget."""
    from ingest.display import Display
    from ingest.metadata import read_metadata
    from ingest.run import IngestRun, RunOptions
    from search.backends import open_index

    settings = with_cluster(read_settings(), cluster)
    model_folder(settings.nlp_pipeline)  # a missing model is told before anything is read
    store = Store.open(settings)
    store.sources.get(source_name)
    options = RunOptions(workers, force_ocr, read_passwords(passwords), read_metadata(metadata))
    warn_if_crowded(settings, workers)
    with Display() as display:
        run = IngestRun(store, open_index(settings), source_name, options, display.update)
        report = run.go(paths)
    emit(report, as_json, _worded)


def _worded(report: dict[str, Any]) -> str:
    lines = [
        f"{report['files']} filer på {report['seconds']:.1f} s: {report['documents']} nya handlingar "
        f"({report['pages']} sidor, {report['ocr_pages']} med OCR, {report['unread_pages']} olästa), "
        f"{report['duplicates']} fanns redan, {report['quarantined']} i karantän."
    ]
    lines += [f"  {problem['state']}({problem['reason']})  {problem['path']}" for problem in report["problems"]]
    lines += waiting_said(report["waiting"])
    if report["documents"]:
        lines.append(f"Fel mapp? samsyn withdraw take run {report['run']} --reason SKÄL tar det nya ur sökningen.")
    return "\n".join(lines)
