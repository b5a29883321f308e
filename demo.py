"""``samsyn demo``: the sample archive made, taken in and served, in a home of its own."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.cluster.address import cluster_of
from models.console import emit
from models.errors import HomeInUseError
from models.settings import Settings, read_settings
from models.store.locked_home import check_open
from models.store.notices import TOUR
from models.store.store import Store
from web.commands import DEMO_MARK as MARK

if TYPE_CHECKING:
    from sample.archive import Archive
    from search.index import Index

PASSWORD = "samsyn-demo"  # noqa: S105 (printed on purpose: the demo holds made-up people only)


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Sluta när allt är inläst.")
@click.option("--size", default=60, show_default=True, type=click.IntRange(60, 100_000), help="Antal handlingar.")
@click.option("--seed", default=1, show_default=True, help="Samma frö ger samma arkiv.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen att lyssna på.")
@click.option("--port", default=8400, show_default=True, help="Porten att lyssna på.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def demo(no_serve: bool, size: int, seed: int, host: str, port: int, as_json: bool) -> None:
    """Gör exempelarkivet, läs in det och visa det i webbläsaren."""
    settings = read_settings()
    cluster_of(settings)  # what is refused is told before anything is made
    _refuse_other_home(settings.home)
    settings = _with_matrix(settings)
    started = time.monotonic()
    report = make_demo(settings, size=size, seed=seed)
    report["seconds"] = round(time.monotonic() - started, 1)
    report["address"] = f"http://{host}:{port}/"
    emit(report, as_json, _worded)
    if not no_serve:
        from web.commands import serve_forever

        serve_forever(settings, host, port)


def make_demo(settings: Settings, *, size: int, seed: int) -> dict[str, Any]:
    """Make the archive under the home, take it in, and add the demo's people; the same again changes nothing."""
    import demo_people
    from sample.archive import make_archive
    from sample.story.cast import cast
    from sample.story.tour import tour
    from sample.world import World
    from search.backends import open_index

    archive = make_archive(settings.home / MARK, size=size, seed=seed, workers=os.cpu_count() or 1)
    store = Store.open(settings, create=True)
    index = open_index(settings)
    totals = _take_in(store, index, archive)
    store.notices.put(TOUR, tour(cast(World(seed)), archive))
    demo_people.settle(store, index, cast(World(seed)), PASSWORD)
    users = [
        {"name": each.name, "display": each.display, "owners": sorted(each.access.owners), "does": each.does}
        for each in demo_people.PLAYERS
    ]
    return {**totals, "users": users, "password": PASSWORD, "searches": list(archive.searches)}


def _refuse_other_home(home: Path) -> None:
    check_open(home)
    if home.is_dir() and any(home.iterdir()) and not (home / MARK).is_dir():
        raise HomeInUseError(f"{home} innehåller redan något annat än demot")


def _with_matrix(settings: Settings) -> Settings:
    """With the demo's own agreements between owners, for this process and its worker, unless the site has a settings
    file: what stands there is all that is agreed."""
    from demo_people import MATRIX

    path = settings.home / MARK / "samsyn.toml"
    if os.environ.get("SAMSYN_CONFIG", str(path)) != str(path) or Path("samsyn.toml").is_file():
        return settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MATRIX, encoding="utf-8")
    os.environ["SAMSYN_CONFIG"] = str(path)
    return replace(settings, sharing=read_settings().sharing)


def _take_in(store: Store, index: Index, archive: Archive) -> dict[str, int]:
    from ingest.capacity import workers_here
    from ingest.cluster.crew import Crew
    from ingest.display import Display
    from ingest.run import IngestRun, RunOptions

    totals = {"files": 0, "documents": 0, "pages": 0, "ocr_pages": 0, "unread_pages": 0, "quarantined": 0}
    with Display() as display, Crew(workers_here()) as crew:
        options = RunOptions(workers=crew)
        for source, folder in archive.sources:
            store.sources.add(source)
            report = IngestRun(store, index, source.name, options, display.update).go([folder])
            totals = {name: totals[name] + report[name] for name in totals}
    return totals


def _worded(report: dict[str, Any]) -> str:
    taken_in = (
        f"{report['documents']} handlingar ({report['pages']} sidor, {report['ocr_pages']} med OCR) "
        f"sökbara efter {report['seconds']} s."
    )
    lines = [
        taken_in if report["documents"] else f"Arkivet var redan inläst ({report['files']} filer); inget är ändrat.",
        f"Adress: {report['address']}   Lösenord för alla: {report['password']}",
        "  Här frågas ingen efter en kod vid inloggning; annars behöver alla en andra faktor.",
        *(f"  {user['name']:<14}{user['does']}" for user in report["users"]),
        "Prova att söka:",
        *(f"  {search}" for search in report["searches"]),
    ]
    return "\n".join(lines)
