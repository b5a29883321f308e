"""The archivist's journeys in a real browser, with a real worker: a source, a folder in pieces, what became of it."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from ingest.watched.lookout import Lookout
from ingest.worker_command import Workbench
from models import swedish
from models.access import Viewer
from models.settings import Settings
from models.store.store import Store
from models.watch_roots import watch_roots
from search.backends import open_index
from tests.e2e.conftest import Opener
from tests.papers import pdf
from tests.processes import wait_until
from tests.serving import serving
from tests.web import archive
from tests.web.pace import UNHURRIED
from web.app import create_app

PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Desk:
    address: str
    store: Store
    turns: threading.Lock  # the worker has it for each of its turns: who holds it holds the worker off


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An installation with an archivist and nothing else, and a worker that works while nobody holds it off."""
    limits = replace(UNHURRIED, upload_piece_bytes=PIECE, watch_pause_seconds=0.2, watch_settle_seconds=0.5)
    home, roots = tmp_path_factory.mktemp("desk") / "home", f"Miljönämnden = {tmp_path_factory.mktemp('skanning')}"
    settings = Settings(home=home, limits=limits, nlp_pipeline="rules", watch_roots=roots, second_factor="own")
    store, index = Store.open(settings, create=True), open_index(settings)
    store.users.add("alva", "Alva Arkivarie", archive.PASSWORD, ["Miljönämnden"])
    over, turns = threading.Event(), threading.Lock()
    bench = Workbench(store, index, lasting=False)

    def work() -> None:
        while not over.is_set():
            with turns:
                worked = bench.turn()
            if not worked:
                over.wait(0.1)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    with serving(create_app(store, index)) as address:
        yield Desk(address, store, turns)
        over.set()
    worker.join(timeout=120)  # for what it is at: its store is closed next
    index.close()
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a case, with one file in a folder of its own and one that cannot be read."""
    case = tmp_path / "Ärende 12"
    (case / "bilagor").mkdir(parents=True)
    (case / "rapport.pdf").write_bytes(pdf(["Tillsyn av Kebnekrogen AB."]))
    (case / "bilagor" / "not.txt").write_text("Ring tillbaka om tillsynen.", encoding="utf-8")
    (case / "trasig.pdf").write_bytes(b"%PDF-1.7 trasig")
    return case


def test_from_nothing_to_a_folder_that_is_read(visit: Opener, desk: Desk, folder: Path) -> None:
    """An empty installation leads to its first source, a folder is handed in, and what went wrong is tried again."""
    opened = visit()
    opened.address = desk.address
    page = opened.page
    opened.sign_in()
    opened.follow(page.get_by_role("link", name="Lägg till den första källan"))
    page.get_by_label("Namn", exact=True).fill("tillsyn")
    opened.follow(page.get_by_role("button", name="Lägg till"))
    expect(page.get_by_role("row", name=re.compile("^tillsyn"))).to_be_visible()
    opened.follow(page.get_by_role("navigation", name="Arkiv").get_by_role("link", name="Lämna in"))
    with desk.turns:
        page.locator("[data-folder]").set_input_files(str(folder))
        expect(page.locator("[data-all]")).to_contain_text("3 filer är inlämnade")
        opened.follow(page.get_by_role("link", name="Visa inläsningen"))
        expect(page.locator("[data-cell=state]")).to_have_text("Pågår")
        before = page.evaluate("performance.timeOrigin")
    expect(page.locator("[data-cell=state]")).to_have_text("Klart", timeout=180_000)
    expect(page.locator("[data-cell=files]")).to_have_text("3")
    assert page.evaluate("performance.timeOrigin") == before, "it came by itself, without a reload"
    page.reload()
    expect(page.get_by_text("Filen är skadad.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Alla filer (CSV)").click()
    assert "Ärende 12/bilagor/not.txt;ny" in Path(saved.value.path()).read_text("utf-8-sig")
    assert wait_until(lambda: not desk.store.outbox.all())  # a run is done when all is read; the index follows
    opened.follow(page.get_by_role("button", name="Försök igen med den"))
    expect(page.locator("tbody tr").first).to_contain_text("Försök igen")
    opened.search("Kebnekrogen")
    expect(page.locator(".total")).to_contain_text("1 handling")


def test_a_folder_is_watched_and_its_files_come_by_themselves(visit: Opener, desk: Desk) -> None:
    """Chosen from those below the owner's root, paused and gone on with; what waits and what went wrong is told."""
    desk.store.sources.add(archive.MILJO)
    (root,) = watch_roots(desk.store.settings)
    (scanner := root.path / "skanner").mkdir()
    lookout = Lookout(desk.store)
    lookout.tend()
    assert wait_until(lambda: desk.store.watched_reports.choices(Viewer("prov", frozenset({"Miljönämnden"}))))
    opened = visit()
    opened.address = desk.address
    page = opened.page
    opened.sign_in()
    page.goto(f"{desk.address}/arkiv")
    opened.follow(page.get_by_role("navigation", name="Arkiv").get_by_role("link", name="Bevakade mappar"))
    page.get_by_label("Mapp på servern").select_option(str(scanner))
    page.get_by_label("Källa").select_option("inspektioner")
    opened.follow(page.get_by_role("button", name="Bevaka", exact=True))
    begun = swedish.today()
    (scanner / "0001.pdf").write_bytes(pdf(["Tillsyn av Bevakningskrogen AB."]))
    (scanner / "0002.pdf").write_bytes(pdf(["Halv"])[:-60])
    (scanner / "länk.pdf").symlink_to("/etc/hostname")

    def is_taken() -> bool:
        lookout.tend()
        page.reload()
        told = " ".join(page.locator(".watched-facts").inner_text().split())
        files = "2" if swedish.today() == begun else r"\d"  # at midnight they are yesterday's
        done = re.search(f"Filer i dag {files} Väntar 1 Gick inte 1", told)
        return done is not None and "Slutar inte som den ska" in page.content()  # until it has settled, it grows

    assert wait_until(is_taken)
    card = page.get_by_role("listitem").filter(has_text=str(scanner))
    expect(card).to_contain_text("Bevakas")
    expect(card).to_contain_text("länk.pdf Formatet kan inte läsas.")
    card.get_by_text("Väntar på att bli färdiga").click()
    expect(card).to_contain_text("0002.pdf Slutar inte som den ska")
    opened.follow(card.get_by_role("button", name="Pausa"))
    expect(card).to_contain_text("Pausad")
    page.goto(f"{desk.address}/arkiv")
    expect(page.get_by_role("listitem").filter(has_text=str(scanner))).to_contain_text("Pausad")
    (watched,) = desk.store.watched.all()
    assert wait_until(lambda: not desk.store.watched.queued(watched.id) and not desk.store.outbox.all())
    opened.search("Bevakningskrogen")
    expect(page.locator(".total")).to_contain_text("1 handling")
    page.goto(f"{desk.address}/arkiv/mappar")
    opened.follow(card.get_by_role("button", name="Sluta bevaka"))
    expect(page.get_by_text("Ingen mapp bevakas än")).to_be_visible()
    lookout.end()


def test_files_of_one_name_from_several_folders_are_papers_of_their_own(
    visit: Opener, desk: Desk, tmp_path: Path
) -> None:
    desk.store.sources.add(archive.MILJO)
    chosen = [tmp_path / path for path in ("a/0001.txt", "b/0001.txt", "a/0001 (2).txt")]
    for path in chosen:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Tillsyn {path}.", encoding="utf-8")
    opened = visit()
    opened.address = desk.address
    page = opened.page
    opened.sign_in()
    page.goto(f"{desk.address}/arkiv")
    page.get_by_label("Källa").select_option("inspektioner")
    page.locator("input[name=file]").set_input_files(chosen)
    expect(page.locator("[data-all]")).to_contain_text("3 filer är inlämnade")
    names = sorted(page.locator(".file-name").all_inner_texts())
    assert names == ["0001 (2).txt", "0001 (3).txt", "0001.txt"], "what is called so itself keeps its name"


def test_a_large_file_goes_on_after_a_lost_line_and_a_reload(visit: Opener, desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "stor.pdf"  # nothing that takes a reader long, whom the next test would wait for
    source.write_bytes(b"%PDF-1.7 trasig".ljust(5 * PIECE))
    desk.store.sources.add(archive.MILJO)
    opened = visit()
    opened.address = desk.address
    page, begun = opened.page, list[str]()
    opened.sign_in()
    page.goto(f"{desk.address}/arkiv")
    page.get_by_label("Källa").select_option("inspektioner")
    cut = [False]

    def pass_two(route: Route) -> None:
        begun.append(route.request.headers["upload-offset"])
        if cut[0] and len(begun) > 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    cut[0] = True
    page.route("**/lamna-in/bit/*", pass_two)
    page.locator("input[name=file]").set_input_files(str(source))
    expect(page.locator(".file-said")).to_contain_text("Förbindelsen bröts")
    opened.complaints.clear()  # of the line that was cut
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("heading", name="Filer som bara delvis har kommit fram")).to_be_visible()
    cut[0] = False
    begun.clear()
    page.get_by_label("Källa").select_option("inspektioner")
    page.locator("input[name=file]").set_input_files(str(source))
    expect(page.locator("[data-all]")).to_contain_text("Filen är inlämnad")
    assert begun[0] == str(2 * PIECE), "what had come was not sent again"
    assert desk.store.vault.exists(hashlib.sha256(source.read_bytes()).hexdigest())
    opened.complaints.clear()


def test_several_files_without_javascript(visit: Opener, desk: Desk, folder: Path) -> None:
    desk.store.sources.add(archive.MILJO)
    opened = visit(javascript=False, width=390)
    opened.address = desk.address
    page = opened.page
    opened.sign_in()
    page.goto(f"{desk.address}/arkiv")
    page.get_by_label("Källa").select_option("inspektioner")
    page.get_by_label("Filer", exact=True).set_input_files([folder / "rapport.pdf", folder / "bilagor" / "not.txt"])
    opened.follow(page.get_by_role("button", name="Lämna in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inläsningen")
    for _attempt in range(240):  # behind what the tests before handed in
        if page.locator("[data-cell=state]").inner_text() == "Klart":
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator("[data-cell=state]")).to_have_text("Klart")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
