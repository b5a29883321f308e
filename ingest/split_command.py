"""``samsyn split``: files that hold many documents, the proposals to cut them, and the decisions."""

from __future__ import annotations

import logging
from typing import Any, Final

import click

from ingest.asking import asked, followed
from models.console import emit
from models.masking import mask
from models.progress import progress
from models.split import Part, Split, SplitState
from search.operator import asked_by

_log: Final = logging.getLogger(__name__)


class Ranges(click.ParamType[tuple[Part, ...]]):
    """``1-4,6-9``."""

    name = "PAGES"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Part, ...]:
        parts = []
        for each in str(value).split(","):
            first, _, last = each.strip().partition("-")
            if not first.isdecimal() or not (last or first).isdecimal():
                self.fail(f"{each!r} ska skrivas FÖRSTA-SISTA, t.ex. 1-4,6-9", param, ctx)
            parts.append(Part(int(first), int(last or first), "", "chosen"))
        return tuple(parts)


@click.group("split")
def split() -> None:
    """Delning: filer som rymmer många handlingar. Ett förslag ändrar inget; ett beslut går att ångra."""


@split.command("list")
@click.option(
    "--state", type=click.Choice([state.value for state in SplitState]), default="proposed", show_default=True
)
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_splits(state: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa förslagen, eller det som beslutats."""
    store, viewer, _ = asked(as_user, purpose, case)
    rows = [_row(found) for found in store.splits.all(viewer, SplitState(state))]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inget att dela.")


@split.command("show")
@click.argument("document")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def show(document: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa delarna av DOCUMENT och varför gränserna går där."""
    store, viewer, _ = asked(as_user, purpose, case)
    emit(_row(store.splits.get(viewer, document)), as_json, _worded)


@split.command("accept")
@click.argument("document")
@click.option("--pages", "parts", type=Ranges(), help="Andra gränser än de föreslagna: 1-4,6-9.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def accept(
    document: str, parts: tuple[Part, ...] | None, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Dela DOCUMENT: varje del blir en egen handling, och helheten lämnar sökningen."""
    from ingest import splitting

    store, viewer, why = asked(as_user, purpose, case)
    count = len(parts or store.splits.get(viewer, document).parts)
    with followed(store), progress(_log, count, "upplagt", "delar") as shown:
        done = splitting.accept(viewer, why, store, document, parts or (), progress=shown)
    emit(_row(done), as_json, _worded)


@split.command("reject")
@click.argument("document")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def reject(document: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Låt DOCUMENT vara en handling."""
    from ingest import splitting

    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        done = splitting.reject(viewer, why, store, document)
    emit(_row(done), as_json, _worded)


@split.command("undo")
@click.argument("document")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def undo(document: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ångra beslutet om DOCUMENT: förslaget står kvar."""
    from ingest import splitting

    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        done = splitting.undo(viewer, why, store, document)
    emit(_row(done), as_json, _worded)


def _row(found: Split) -> dict[str, Any]:
    parts = [
        {"first": part.first, "last": part.last, "name": mask(part.name), "reason": part.reason} for part in found.parts
    ]
    return {"document": found.document, "state": found.state.value, "by": found.by, "parts": parts}


def _line(row: dict[str, Any]) -> str:
    return f"{row['document']}  {row['state']}  {len(row['parts'])} delar"


def _worded(row: dict[str, Any]) -> str:
    parts = [f"  s. {part['first']}–{part['last']}  {part['reason']}  {part['name']}" for part in row["parts"]]
    return "\n".join([_line(row), *parts])
