"""``samsyn situation``: a situation picture on a terminal, or as a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from models.console import emit, write_file
from models.mention import Label
from search.operator import asked_by
from search.situation.period import PRESETS
from search.situation.scope import FEWEST, LABELS, MOST

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("situation")
@click.option("--place", default="", help="Ort, gata, adress eller fastighet.")
@click.option("--theme", default="", metavar="QUERY", help="Vad som söks, som i samsyn search.")
@click.option("--saved", default="", metavar="NAME|ID", help="Inom en sparad sökning.")
@click.option("--from", "since", type=_DATE, metavar="DATE", help="Första dagen.")
@click.option("--to", "until", type=_DATE, metavar="DATE", help="Sista dagen; annars i dag.")
@click.option("--period", type=click.Choice(list(PRESETS)), default="year", show_default=True, help="Utan --from.")
@click.option("--sources", "least", type=click.IntRange(FEWEST, MOST), default=3, show_default=True,
              help="Källor som ett namn ska återkomma i.")  # fmt: skip
@click.option("--label", "labels", multiple=True, type=click.Choice(LABELS), help="Slag av namn som återkommer.")
@click.option("--pdf", "target", type=click.Path(dir_okay=False, path_type=Path), help="Skriv en rapport till filen.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def situation(
    target: Path | None, as_user: str | None, purpose: str, case: str, as_json: bool, **asked: Any
) -> None:  # fmt: skip
    """Lägesbild: vad en plats, en period eller ett tema är i handlingar, med en sökning bakom varje tal."""
    from contextlib import closing

    from models.settings import read_settings
    from models.store.store import Store
    from search.backends import open_index
    from search.operator import operator
    from search.situation import reporting, service, told

    settings = read_settings()
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        viewer, why = operator(store, settings, as_user, purpose, case)
        asked["saved"] = store.saved.get(viewer, asked["saved"]).id if asked["saved"] else ""
        scope = _scope(**asked)
        if target is not None:
            write_file(target, reporting.take_out(viewer, why, scope, store=store, index=index))
            emit({"path": str(target), "bytes": target.stat().st_size}, as_json, lambda each: str(each["path"]))
            return
        picture = service.situation(viewer, why, scope, store=store, index=index)
        if as_json:
            emit(told.as_json(picture, lambda to: service.opened(viewer, store, scope, to)), True, str)
        else:
            emit(picture, False, told.worded)


def _scope(since: datetime | None, until: datetime | None, period: str, labels: tuple[Label, ...], **said: Any) -> Any:
    from models import swedish
    from search.situation.period import Period, lately
    from search.situation.scope import USUAL, Scope

    last = until.date() if until else swedish.today()
    if since and since.date() > last:
        raise click.UsageError("Första dagen är senare än den sista")
    days = Period(since.date(), last) if since else lately(PRESETS[period], last)
    return Scope(days, labels=tuple(labels) or USUAL, **said)
