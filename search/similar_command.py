"""``samsyn similar``: what is alike a document, and what differs between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from models.console import emit
from search.operator import asked_by

if TYPE_CHECKING:
    from search.comparison import Comparison
    from search.similar import AlikeView


@click.command("similar")
@click.argument("document")
@click.option("--differences", "other", metavar="DOCUMENT", default="", help="Visa i stället vad som skiljer den här.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def similar(document: str, other: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa handlingar med samma innehåll, versioner och snarlika handlingar till DOCUMENT."""
    from search.saved_command import opened
    from search.similar import read_alike

    with opened(as_user, purpose, case) as (store, viewer, why):
        if other:
            from search.comparison import compare

            comparison = compare(viewer, why, store, document, other)
            emit(_told(comparison) if as_json else comparison, as_json, _compared)
        else:
            view = read_alike(viewer, why, store, document)
            emit(_listed(view) if as_json else view, as_json, _worded)


def _listed(view: AlikeView) -> Any:
    return {
        "document": view.document,
        "total": view.total,
        "newest": view.newest,
        "full": view.full,
        "alike": [
            {
                "document": each.document.id,
                "name": each.document.name,
                "source": each.document.source,
                "owner": each.document.owner,
                "kind": each.document.kind,
                "date": each.document.date,
                "likeness": each.likeness,
                "share": each.share,
                "newest": each.newest,
            }
            for each in view.alike
        ],
    }


def _told(comparison: Comparison) -> Any:
    return {
        "one": comparison.one.id,
        "other": comparison.other.id,
        "cut": comparison.cut,
        "passages": [{"side": each.side, "text": each.text, "words": each.words} for each in comparison.passages],
    }


def _worded(view: Any) -> str:
    from search.words.likeness import ALIKE

    if not view.total:
        return "Ingen annan handling är snarlik."
    lines = ["Den här är den nyaste av versionerna."] if view.newest else []
    for each in view.alike:
        told = [ALIKE[each.likeness], f"{each.share:.0%} lika", str(each.document.date or "utan datum")]
        told += ["nyast"] if each.newest else []
        lines.append(f"{each.document.id}  {each.document.name}  ({', '.join(told)})")
    if view.total > len(view.alike):
        lines.append(f"… och {view.total - len(view.alike)} till.")
    if view.full:
        lines.append("Gruppen är full; fler snarlika handlingar kan finnas i andra grupper.")
    return "\n".join(lines)


def _compared(comparison: Any) -> str:
    signs = {"both": " ", "one": "-", "other": "+"}
    lines = [f"- {comparison.one.name}", f"+ {comparison.other.name}"]
    for passage in comparison.passages:
        if passage.side == "left_out":
            lines.append(f"  … {passage.words} ord lika …")
        else:
            lines += [f"{signs[passage.side]} {line}".rstrip() for line in passage.text.splitlines()]
    if comparison.cut:
        lines.append("Resten jämfördes inte: handlingen är för lång.")
    return "\n".join(lines)
