"""``samsyn entity``: who is who, and what people said of it. What changes it is in :mod:`ingest.judge_command`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import click

from ingest.asking import asked
from ingest.judgement_rows import document_row, entity_row, judgement_line, judgement_row, suggestion_row
from models.console import emit
from models.errors import MissingPathError
from models.mention import Label
from search.operator import asked_by

_EVERY: Final = 1_000_000  # judgements of one document
_SHOWN: Final = 20  # others of the same name that are listed
_JSON = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_LABEL = click.option("--label", type=click.Choice([label.value for label in Label]), help="Bara av denna typ.")


@click.group("entity")
def entity() -> None:
    """Entiteter: vilka och vad handlingarna nämner. Det du säger om dem står kvar, och går att ångra."""


@entity.command("list")
@_LABEL
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Högst så många.")
@asked_by
@_JSON
def list_entities(label: str | None, limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa dem som flest handlingar nämner."""
    from search.entity_places import listed

    store, viewer, why = asked(as_user, purpose, case)
    found, names = listed(viewer, why, store, label, limit)
    rows = [{**entity_row(each), "name": names[each.id], "documents": count} for each, count in found]
    emit(rows, as_json, lambda some: "\n".join(map(_entity_line, some)) or "Inget är nämnt.")


@entity.command("show")
@click.argument("what")
@_LABEL
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Högst så många handlingar."
)
@asked_by
@_JSON
def show(what: str, label: str | None, limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa var WHAT nämns: en entitets id eller exakta namn; eller en handlings id, för allt som den nämner.

    Heter flera så visas den troligaste, som flest handlingar nämner, och de andra under den med vad som skiljer dem.
    """
    from models.store.namesakes import told_apart
    from nlp.judged_history import history
    from search.entity_choice import called
    from search.entity_places import document_names, places

    store, viewer, why = asked(as_user, purpose, case)
    if store.documents.many(viewer, [what]):
        document, named = document_names(viewer, why, store, what)
        lost = [each.judgement.id for each in history(viewer, why, store, what, limit=_EVERY) if each.lost]
        answer = {**document_row(document, [(one, id) for one, id in named]), "lost": lost}
        emit(answer, as_json, _document_text)
        return
    (likeliest, _), *others = called(viewer, store, what, label or "")
    found = places(viewer, why, store, likeliest.id, limit=limit)
    alike = [likeliest.id, *(each.id for each, _ in others[:_SHOWN])]
    notes = told_apart(store.database, store.key, viewer, alike, every=bool(others))
    judged = history(viewer, why, store, found.entity.id)
    rows = [document_row(document, [(one, found.entity.id) for one in named]) for document, named in found.documents]
    emit(
        {
            **entity_row(found.entity),
            "total": found.total,
            "documents": rows,
            "judgements": list(map(judgement_row, judged)),
            "note": notes.get(likeliest.id, ""),
            "others": [
                {**entity_row(each), "documents": count, "note": notes.get(each.id, "")}
                for each, count in others[:_SHOWN]
            ],
        },
        as_json,
        _entity_text,
    )


@entity.command("history")
@click.argument("about", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Högst så många.")
@asked_by
@_JSON
def show_history(about: str, limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa vad som sagts, det senaste först: allt, eller om ABOUT (en entitet eller en handling)."""
    from nlp.judged_history import history
    from search.entity_choice import chosen_entity

    store, viewer, why = asked(as_user, purpose, case)
    if about and not store.documents.many(viewer, [about]):
        about = chosen_entity(viewer, store, about).id
    rows = [judgement_row(each) for each in history(viewer, why, store, about, limit=limit)]
    emit(rows, as_json, lambda some: "\n".join(map(judgement_line, some)) or "Inget är sagt.")


@entity.command("suggestions")
@click.argument("about", default="")
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Högst så många.")
@asked_by
@_JSON
def show_suggestions(about: str, limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa vilka två som kan vara samma, det troligaste först, och varför: alla, eller de med ABOUT.

    Inget slås ihop av sig självt: svara med samsyn entity merge eller samsyn entity dismiss.
    """
    from search.entity_choice import chosen_entity
    from search.suggested import suggested

    store, viewer, why = asked(as_user, purpose, case)
    id = chosen_entity(viewer, store, about).id if about else ""
    rows = [suggestion_row(each) for each in suggested(viewer, why, store, entity=id, limit=limit)]
    emit(rows, as_json, lambda some: "\n".join(map(_suggestion_text, some)) or "Inga förslag.")


@entity.command("export")
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help="Fil att skriva; annars hit.")
@click.option("--unmask", default="", metavar="REASON", help="Visa personnummer, av detta skäl.")
@asked_by
@_JSON
def export(target: Path | None, unmask: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Skriv det som sagts om omnämnanden som träningsdata: en JSON-rad för varje bedömt ställe."""
    from nlp.judged_export import judged_examples

    store, viewer, why = asked(as_user, purpose, case)
    rows = judged_examples(viewer, why, store, unmask=unmask)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if target is None:
        emit({"path": None, "rows": rows, "count": len(rows)}, as_json, lambda _: lines.removesuffix("\n"))
        return
    try:
        target.write_text(lines, "utf-8")
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {target} ({error.strerror})") from error
    answer = {"path": str(target), "rows": [], "count": len(rows)}
    emit(answer, as_json, lambda done: f"{done['path']}: {done['count']} rader")


def _entity_line(row: dict[str, Any]) -> str:
    return f"{row['entity']}  {row['label']:<12}  {row['documents']:>5}  {row['name']}"


def _entity_text(answer: dict[str, Any]) -> str:
    note = f"  ({answer['note']})" if answer["note"] else ""
    lines = [f"{answer['name']}  {answer['label']}  {answer['entity']}  {answer['total']} handlingar{note}"]
    for row in answer["documents"]:
        lines += [f"  {row['document']}  {row['date'] or '–'}  {row['name']}"]
        lines += [f"    {one['span']}  {one['text']!r}" for one in row["mentions"]]
    lines += [f"  {judgement_line(row)}" for row in answer["judgements"]]
    lines += ["Andra som heter så:"] if answer["others"] else []
    lines += [f"  {_entity_line(row)}  ({row['note']})" for row in answer["others"]]
    return "\n".join(lines)


def _document_text(answer: dict[str, Any]) -> str:
    rows = [f"  {one['span']}  {one['label']:<12}  {one['value']}  ({one['text']!r})" for one in answer["mentions"]]
    lost = [f"  {id}: orden står inte längre där" for id in answer["lost"]]
    return "\n".join([f"{answer['document']}  {answer['name']}", *rows, *lost])


def _suggestion_text(row: dict[str, Any]) -> str:
    both = f"{row['left']['name']}  {row['left']['entity']}\n      {row['right']['name']}  {row['right']['entity']}"
    return f"{row['confidence']:.2f}  {both}\n      {'; '.join(row['reasons'])}  ({row['owner']})"
