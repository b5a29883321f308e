"""``samsyn status`` and ``samsyn verify``: what there is, and whether it still agrees with itself."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from ingest.asking import asked
from models.access import Viewer, as_anybody, has_grant
from models.console import emit
from models.errors import IndexUnavailableError
from models.progress import progress
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.likeness.identity import likeness_identity
from search.meaning.state import meaning_said, meaning_state
from search.operator import asked_by
from search.rebuilding import outdated

FOUND_DIFFERENCE = 3  # exit status
_log = logging.getLogger(__name__)


@click.command("status")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def status(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa hur många handlingar och sidor som finns, i vilket läge, och varför. Bara antal, inga uppgifter."""
    from ingest.sandbox import sandbox_state

    # No event: counts tell nothing of a case, and a full disk is when somebody asks.
    store, viewer, _ = asked(as_user, purpose, case)
    settings = store.settings
    index = index_state(viewer, store, settings)
    owners = [owner for owner in store.sources.owners() if has_grant(viewer, owner)]
    similar = {"lacking": len(store.alike.behind(as_anybody(viewer), likeness_identity()))}
    meaning = meaning_state(store, owners, viewer)
    told = {"index": index, "similar": similar, "meaning": meaning, "sandbox": sandbox_state(settings)}
    answer = {**store.status(viewer), **told, "watched": watched_state(store, viewer)}
    emit(answer, as_json, _worded)


@click.command("verify")
@click.option("--repair", is_flag=True, help="Rätta det som går att rätta, och säg vad som inte gick.")
@click.option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), help="Jämför också med mappen.")
@click.option("--source", default="", help="Källan som mappen lästes in till.")
@click.option("--quick", is_flag=True, help="Fråga valvet bara om filerna finns, inte om de är hela.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def verify(
    ctx: click.Context,
    repair: bool,
    folders: tuple[Path, ...],
    source: str,
    quick: bool,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Jämför mappar, inläsningar, valv, register och index med varandra. Namnen på det som nämns maskeras."""
    from ingest.verification import Wanted, verify_store

    if bool(folders) != bool(source):
        raise click.UsageError("--folder och --source hör ihop: vilken källa mappen lästes in till")
    store, viewer, why = asked(as_user, purpose, case)
    with progress(_log, store.holdings.count(viewer), "kontrollerat") as shown:
        wanted = Wanted(repair, quick, source, folders, shown)
        answer = verify_store(viewer, why, store, open_index(store.settings), wanted)
    emit(answer, as_json, _worded_differences)
    if not all(each["mended"] for each in answer["differences"]):
        ctx.exit(FOUND_DIFFERENCE)


def index_state(viewer: Viewer, store: Store, settings: Settings) -> dict[str, Any]:
    """The back end, the newest version in use among the viewer's owners, how many documents it holds that the viewer
    may read, and whose index an earlier analysis made."""
    state: dict[str, Any] = {"backend": settings.index_backend, "version": 0, "documents": 0, "outdated": []}
    owners = [owner for owner in store.sources.owners() if has_grant(viewer, owner)]
    try:
        index = open_index(settings)
        for owner in owners:
            state["version"] = max(state["version"], index.version(owner))
            state["documents"] += len(index.documents(owner).intersection(store.documents.ids(viewer, owner)))
        state["outdated"] = outdated(store, index, owners) if owners else []
    except IndexUnavailableError as error:
        state |= {"version": None, "documents": None, "error": error.code}
    return state


def watched_state(store: Store, viewer: Viewer) -> list[dict[str, Any]]:
    """How it stands with the watched folders of the viewer's owners."""
    return [
        {
            "path": str(each.folder.path),
            "source": each.folder.source,
            "state": each.state.value,
            "reason": each.reason,
            "waiting": each.waiting,
            "troubled": each.troubled,
        }
        for each in store.watched_reports.all(viewer)
    ]


def _worded(answer: dict[str, Any]) -> str:
    def counts(values: dict[str, int]) -> str:
        return ", ".join(f"{name} {count}" for name, count in values.items()) or "inga"

    return "\n".join(
        [
            f"Handlingar: {counts(answer['documents'])}",
            f"Sidor:      {counts(answer['pages'])}",
            f"Skäl:       {counts(answer['reasons'])}",
            f"Ägare:      {', '.join(answer['owners']) or 'inga'}",
            f"Utkorg:     {answer['outbox']}",
            f"Index:      {answer['index']['backend']}, {answer['index']['documents']} handlingar{_outdated(answer)}",
            f"Snarlika:   {_similar(answer['similar']['lacking'])}",
            f"Innebörd:   {meaning_said(answer['meaning'])}",
            f"Sandlåda:   {answer['sandbox'].kind} {answer['sandbox'].reason}",
            *(
                f"Mapp:       {each['path']}: {each['state']} {each['reason']}".rstrip()
                + f"; {each['waiting']} väntar, {each['troubled']} gick inte"
                for each in answer["watched"]
            ),
        ]
    )


def _outdated(answer: dict[str, Any]) -> str:
    behind = answer["index"]["outdated"]
    return f"; gjort med en tidigare sökanalys för {', '.join(behind)}: kör samsyn redo keys" if behind else ""


def _similar(lacking: int) -> str:
    return f"{lacking} handlingar är inte jämförda med andra: kör samsyn redo similar" if lacking else "alla jämförda"


def _worded_differences(answer: dict[str, Any]) -> str:
    found, lines = answer["differences"], []
    for each in found:
        told = f"{each['what']}  {each['document'] or ''}  {each['path'] or ''}".rstrip()
        lines.append(f"{told}  (rättat)" if each["mended"] else told)
    left = sum(not each["mended"] for each in found)
    ended = f", {left} kvar" if left != len(found) else ""
    return "\n".join([*lines, f"{answer['checked']} kontrollerade, {len(found)} skillnader{ended}."])
