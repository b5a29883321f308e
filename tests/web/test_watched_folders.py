"""Watched folders on the archive desk: who may see, change and add them, and what is told of each."""

from __future__ import annotations

from pathlib import Path

from models.audit import Action
from models.marking import MarkingScope
from models.protected import Identity
from models.store.claims import worker_name
from models.store.runs import FileState, RunFile
from models.store.service import service
from models.watched_folder import Complete, Facts, Sight
from tests.web.browsing import without_ids, words
from tests.web.conftest import Site

ROOT = Path("/srv/skanning/miljo")


def _watched(site: Site, path: Path = ROOT, source: str = "inspektioner") -> str:
    """A folder with a file that was taken, two that wait and one that could not be had."""
    store = site.store
    id = store.watched.add(path, source)
    store.watched.hold(id, worker_name())
    folder = store.watched.get(id)
    store.watched.queue(folder, Complete("a.txt", Facts(3, 1), store.vault.put(b"a"), f"{path}/a.txt"))
    store.watched.lost(folder, "850412-2391.pdf", Facts(3, 1), f"{path}/850412-2391.pdf", "permission_denied")
    run = store.watched_reports.get(service(store, "prov"), id).run
    store.runs.note(run, RunFile(f"{path}/a.txt", FileState.NEW, site.ids["anteckning.txt"]))
    waits = {"halv.pdf": "unended", "850412-9805.tif": "growing"}
    store.watched.told(id, Sight(2, waits))
    return id


def test_how_it_stands_with_a_folder(own_site: Site) -> None:
    id, ines = _watched(own_site), own_site.sign_in("ines")
    for address in ("/arkiv", "/arkiv/mappar"):
        shown = words(ines.get(address))
        assert f"{ROOT} Bevakas Källa inspektioner Miljönämnden" in shown, address
        assert "Filer i dag 2 Väntar 2 Gick inte 1" in shown, address
    page = ines.get("/arkiv/mappar")
    assert "850412-XXXX.pdf Filen fick inte läsas. Be förvaltaren ge samsyn läsrätt" in words(page)
    assert "halv.pdf Slutar inte som den ska" in words(page)
    assert "2391" not in without_ids(page.text)
    assert "9805" not in without_ids(page.text)
    own_site.store.watched.told(id, None, reason="share_missing")
    assert "Nätverksmappen är inte ansluten. Be förvaltaren ansluta den igen" in words(ines.get("/arkiv"))


def test_another_owners_folder_is_as_one_that_never_was(own_site: Site) -> None:
    id, pal = _watched(own_site), own_site.sign_in("pal")
    assert str(ROOT) not in pal.get("/arkiv").text + pal.get("/arkiv/mappar").text
    for what in ("pause", "remove"):
        foreign, absent = (pal.post(f"/arkiv/mappar/{each}", what=what) for each in (id, "0" * 32))
        assert foreign.status_code == absent.status_code == 404
    assert own_site.store.watched.get(id).paused is False


def test_a_kept_source_keeps_its_folder_and_a_kept_document_is_not_counted(own_site: Site) -> None:
    id, ines, store = _watched(own_site), own_site.sign_in("ines"), own_site.store
    officer = service(store, "prov")
    store.markings.set(officer, MarkingScope.DOCUMENT, own_site.ids["anteckning.txt"], group="några", ground="OSL 26:1")
    assert "Filer i dag 1 Väntar 2 Gick inte 1" in words(ines.get("/arkiv/mappar")), "the one that could not be had"
    store.markings.set(officer, MarkingScope.SOURCE, "inspektioner", group="några", ground="OSL 26:1")
    assert str(ROOT) not in ines.get("/arkiv").text + ines.get("/arkiv/mappar").text
    assert ines.post(f"/arkiv/mappar/{id}", what="pause").status_code == 404


def test_a_file_that_changes_is_kept_as_the_document_in_its_place(own_site: Site) -> None:
    """Its name was kept from them; that it is written in again must not tell it."""
    id, ines, store = _watched(own_site), own_site.sign_in("ines"), own_site.store
    officer, source = service(store, "prov"), store.sources.get("inspektioner")
    names = {"ny.txt": "taken before", "gammal.txt": "handed in by the command line", "låst.txt": "a problem now"}
    for name, text in names.items():
        sha256 = store.vault.put(text.encode())
        arrival = store.arrivals.arrive(source, sha256, len(text), path=f"{ROOT}/{name}", name=name)
        store.markings.set(officer, MarkingScope.DOCUMENT, arrival.document, group="några", ground="OSL 26:1")
    folder = store.watched.get(id)
    store.watched.queue(folder, Complete("ny.txt", Facts(3, 1), "0" * 64, f"{ROOT}/ny.txt"))
    store.watched.lost(folder, "låst.txt", Facts(3, 1), f"{ROOT}/låst.txt", "permission_denied")
    store.watched.told(id, Sight(3, {"ny.txt": "growing", "gammal.txt": "growing", "vanlig.txt": "growing"}))
    page = ines.get("/arkiv/mappar")
    assert "Väntar 1 Gick inte 1" in words(page)
    assert "vanlig.txt" in page.text
    assert [name for name in names if name in page.text] == []
    report = store.watched_reports.get(officer, id)
    assert (report.waiting, report.troubled) == (3, 2), "who may read them sees them"


def test_a_protected_name_in_a_path_is_covered(own_site: Site) -> None:
    store, ines = own_site.store, own_site.sign_in("ines")
    officer, named = service(store, "prov"), Path("/srv/akter/Skyddad Svensson")
    store.protected.add(officer, "Miljönämnden", Identity(("Skyddad",), ("Svensson",)), "ett ärende", "OSL 22:1")
    id = _watched(own_site, named)
    store.watched.offer([("Miljönämnden", named / "nya"), ("Miljönämnden", ROOT)])
    page = ines.get("/arkiv/mappar")
    assert "Svensson" not in page.text
    assert f'value="{ROOT}"' in page.text
    assert ines.post(f"/arkiv/mappar/{id}", what="pause").status_code == 303, "it can be told by its place all the same"
    assert store.watched_reports.get(officer, id).folder.path == named


def test_pausing_and_ending_are_in_the_ledger(own_site: Site) -> None:
    id, ines, store = _watched(own_site), own_site.sign_in("ines"), own_site.store
    for what, state in (("pause", "Pausad"), ("resume", "Bevakas"), ("remove", "")):
        assert ines.post(f"/arkiv/mappar/{id}", what=what).status_code == 303
        event = store.ledger.last(1)[0].event
        assert (event.action, event.owners) == (Action.ADMINISTRATION, ("Miljönämnden",))
        assert (event.details or {})["command"] == f"watch {what}"
        assert (f"{ROOT} {state}" in words(ines.get("/arkiv/mappar"))) is bool(state)
    assert ines.post(f"/arkiv/mappar/{id}", what="pause").status_code == 404
    assert ines.post(f"/arkiv/mappar/{_watched(own_site)}", what="radera").status_code == 400


def test_only_folders_below_the_owners_roots_can_be_chosen(own_site: Site) -> None:
    store, ines = own_site.store, own_site.sign_in("ines")
    assert "Här finns ingen mapp att välja" in words(ines.get("/arkiv/mappar"))
    odd = Path("/srv/skanning/två  blanka\u200b")
    mine = [("Miljönämnden", ROOT), ("Miljönämnden", ROOT / "skanner"), ("Miljönämnden", odd)]
    store.watched.offer([*mine, ("Polisen", Path("/srv/polis"))])
    page = ines.get("/arkiv/mappar")
    assert f'value="{ROOT}/skanner"' in page.text
    assert "/srv/polis" not in page.text
    for wrong in ("/etc", "/srv/polis", f"{ROOT}/../polis", f"{ROOT}/annan"):
        answer = ines.post("/arkiv/mappar", source="inspektioner", folder=wrong)
        assert answer.status_code == 400
        assert "kan inte bevakas för den källan" in words(answer)
    assert ines.post("/arkiv/mappar", source="pm", folder=str(ROOT)).status_code == 400, "another owner's source"
    assert store.watched.all() == []
    assert ines.post("/arkiv/mappar", source="inspektioner", folder=str(ROOT)).status_code == 303
    (folder,) = store.watched.all()
    assert (folder.path, folder.source, folder.by) == (ROOT, "inspektioner", "ines")
    assert ines.post("/arkiv/mappar", source="inspektioner", folder=str(odd)).status_code == 303
    assert (store.ledger.last(1)[0].event.details or {})["command"] == "watch add"
    answer = ines.post("/arkiv/mappar", source="inspektioner", folder=f"{ROOT}/skanner")
    assert answer.status_code == 400
    assert "bevakas redan" in words(answer)
