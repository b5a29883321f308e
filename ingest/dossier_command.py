"""``samsyn dossier``: case folders listed, shown and taken out, as far as who asks may read them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import click

from ingest.asking import asked
from models.console import emit
from models.masking import mask
from models.store.unfinished import written_whole
from search.operator import asked_by

_UNSAFE: Final = re.compile(r"[^\w .,()-]+")
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("dossier")
def dossier() -> None:
    """Ärendemappar: lista, visa, ta ut. De görs och fylls i webbgränssnittet."""


@dossier.command("list")
@asked_by
@_json
def list_(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa mapparna."""
    store, viewer, _ = asked(as_user, purpose, case)
    rows = [
        {"dossier": each.id, "title": each.title, "reference": each.reference, "owner": each.owner, "by": each.by,
         "closed": each.closed}
        for each in store.dossiers.all(viewer)
    ]  # fmt: skip
    emit(rows, as_json, _listed)


@dossier.command("show")
@click.argument("id", metavar="DOSSIER")
@asked_by
@_json
def show(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa vad som ligger i en mapp, med källhänvisningar."""
    from search.dossier_package import told_items
    from search.dossier_reading import read_dossier

    store, viewer, why = asked(as_user, purpose, case)
    view = read_dossier(viewer, why, store, id)
    answer = {"dossier": id, "title": view.dossier.title, "words": view.dossier.words, "items": told_items(view)}
    emit(answer, as_json, _shown)


@dossier.command("export")
@click.argument("id", metavar="DOSSIER")
@click.option("--format", "form", type=click.Choice(("pdf", "zip")), default="pdf", show_default=True)
@click.option("--images", is_flag=True, help="Med sidornas bilder.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Fil eller mapp att skriva till; annars hit.")
@click.option("--unmask", metavar="REASON", default="", help="Skäl till att originalen behövs; det loggas.")
@asked_by
@_json
def export(
    id: str, form: str, images: bool, target: Path | None, unmask: str, as_user: str | None, purpose: str, case: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Skriv en mapp som PDF, eller som ZIP med original, förteckning och kontrollsummor."""
    from nlp.ties import TIES
    from search.dossier_export import Form, Wanted, write_dossier

    store, viewer, why = asked(as_user, purpose, case)
    title = store.dossiers.get(viewer, id).title
    path = target or Path()
    if path.is_dir():
        path = path / f"{_UNSAFE.sub('_', mask(title)).strip('. ')[:80] or 'mapp'}.{form}"
    with written_whole(path) as file:
        write_dossier(viewer, why, store, id, Wanted(Form(form), images, unmask.strip()), TIES, file)
    emit({"dossier": id, "path": str(path), "bytes": path.stat().st_size}, as_json, _written)


def _listed(rows: list[dict[str, Any]]) -> str:
    lines = (f"{row['dossier']}  {row['title']}  {row['reference']}".rstrip() for row in rows)
    return "\n".join(lines) or "Inga mappar."


def _shown(answer: dict[str, Any]) -> str:
    lines = [answer["title"], *([answer["words"]] if answer["words"] else [])]
    for item in answer["items"]:
        named = ", ".join(each["name"] for each in item["named"])
        lines.append(f"{item['number']}. {item['citation'] or named}")
        lines += [f"   ”{item['quote']}”"] * bool(item["quote"]) + [f"   {item['words']}"] * bool(item["words"])
    return "\n".join(lines)


def _written(answer: dict[str, Any]) -> str:
    return f"{answer['path']} ({answer['bytes'] / 1024:.0f} kB)"
