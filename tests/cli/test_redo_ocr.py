"""``samsyn redo ocr``: what OCR read badly is read again from the originals; only what becomes better by it changes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from PIL import Image
from sqlalchemy import select, update

from bench.degradations import blurred, noisy
from models.settings import Settings
from models.store.schema import documents, pages
from models.store.store import Store
from models.store.words import pack
from tests.cli import schemas
from tests.cli.command import ROOT, Answer, environment, samsyn_here
from tests.faults.tasks import POISON
from tests.ingest.readers.made import scan
from tests.processes import wait_until

RULES = {"nlp_pipeline": "rules"}
SAID = (
    (
        "Tillsyn på krogen den 3 maj 2024.",
        "Öl såldes från köket till gäster",
        "efter stängning hos Åkes Krog AB.",
    ),
    ("Gästerna såg två män i källaren.", "Dörren var låst från utsidan och", "ägaren vägrade öppna för polisen."),
    ("Frågor ställdes om löner, hyror", "och städning. Svaren skrevs ned", "av handläggaren på förvaltningen."),
)
_ENDLESS = """
import sys
from functools import partial
from ingest import redo
from tests.faults.tasks import waits_at_poison
redo.run_tasks = partial(redo.run_tasks, run=waits_at_poison)
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""


def picture(number: int) -> Image.Image:
    """A part of a page, at 300 dpi."""
    return scan(SAID[number], 300.0, (340.0, 110.0), top=80.0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scans of two owners, one of three pages the last of which was scanned badly, read by an engine that knew English
    alone; and a note that was typed."""
    folder = tmp_path_factory.mktemp("omläst")
    home, papers = folder / "home", {"tillsyn": "Nämnden", "pm": "Polisen"}
    for source in papers:
        (folder / source).mkdir()
    clean, (blur, dpi), (noise, _) = picture(0), blurred(picture(1), 0), noisy(picture(2), 1)
    first = clean.resize(blur.size)
    first.save(folder / "tillsyn/skannad.tif", save_all=True, append_images=[blur, noise], dpi=(dpi, dpi))
    clean.save(folder / "pm/pm.png", dpi=(300, 300))
    (folder / "pm/anteckning.txt").write_text("Ring köket.", "utf-8")
    for source, owner in papers.items():
        assert samsyn_here(home, "source", "add", source, "--owner", owner).status == 0
        options = ("--source", source, "--workers", "1")
        taken = samsyn_here(home, "ingest", folder / source, *options, ocr_languages="eng", **RULES)
        assert taken.status == 0, taken.err
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def redo(home: Path, *options: str, **settings: str) -> Any:
    answer = samsyn_here(home, "redo", "ocr", "--workers", "1", "--json", *options, **{**RULES, **settings})
    assert answer.status == 0, answer.err
    Draft202012Validator(schemas.REDO_OCR).validate(answer.value)
    return answer.value


def stored(home: Path) -> dict[tuple[str, int], SimpleNamespace]:
    """Every page by its file's name and its number."""
    store = Store.open(Settings(home=home))
    query = select(documents.c.name, pages).join(documents, documents.c.id == pages.c.document)
    with store.database.read() as connection:
        found = {(row.name, row.number): SimpleNamespace(**row._mapping) for row in connection.execute(query)}
    store.close()
    return found


def say(home: Path, name: str, number: int, **values: Any) -> None:
    """Make the register say this of a page."""
    store = Store.open(Settings(home=home))
    document = select(documents.c.id).where(documents.c.name == name).scalar_subquery()
    with store.database.write() as connection:
        connection.execute(update(pages).where(pages.c.document == document, pages.c.number == number).values(**values))
    store.close()


def total(home: Path, query: str) -> int:
    return int(samsyn_here(home, "search", query, "--json").value["total"])


def test_pages_below_the_limit_take_the_better_reading_and_search_follows(home: Path) -> None:
    before = stored(home)
    assert {row.read_by for row in before.values() if row.method == "ocr"} != {""}
    assert before["anteckning.txt", 1].read_by == ""
    assert total(home, "källaren") == 0
    value = redo(home, "--below", "1")
    after = stored(home)
    scanned = {place for place, row in before.items() if row.method == "ocr" and row.quality < 1}
    assert (value["pages"], value["documents"], value["problems"]) == (len(scanned), 2, [])
    assert (value["better"] + value["kept"], value["better"] >= 2) == (value["pages"], True)
    assert {after[place].read_by for place in scanned} == {value["reading"]}
    changed = {place for place in before if before[place].text != after[place].text}
    assert changed <= scanned
    assert len(changed) == value["better"]
    assert "källaren" in after["skannad.tif", 2].text
    assert total(home, "källaren") == 1
    assert samsyn_here(home, "verify", "--json").value["differences"] == []
    again = redo(home, "--below", "1")
    assert (again["pages"], again["reading"]) == (0, value["reading"])
    assert redo(home, "--below", "1", "--anyway")["better"] == 0  # the same reading is no better one


def test_only_what_lies_below_the_limit_of_whom_it_is_asked(home: Path) -> None:
    for number, quality in ((1, 0.93), (2, 0.61), (3, 0.60)):
        say(home, "skannad.tif", number, quality=quality)
    say(home, "pm.png", 1, quality=0.2)
    before = stored(home)
    assert redo(home, "--below", "0.61", "--source", "tillsyn")["pages"] == 1
    assert redo(home, "--below", "0.61", "--owner", "Nämnden")["pages"] == 0  # it was tried
    after = stored(home)
    assert {place for place in before if after[place] != before[place]} == {("skannad.tif", 3)}
    value = redo(home)  # below what is good
    assert (value["pages"], value["documents"]) == (2, 2)
    assert after["skannad.tif", 1] == stored(home)["skannad.tif", 1]
    told = Store.open(Settings(home=home))
    (event,) = (record.event for record in told.ledger.last(1))
    told.close()
    assert (event.details["command"], event.details["below"]) == ("redo ocr", "0.85")
    assert event.owners == ("Nämnden", "Polisen")


def test_a_worse_reading_never_takes_the_place_of_a_better_one(home: Path) -> None:
    good = "\n".join((*SAID[2], "Det skrevs i protokollet av en handläggare som kände lokalen."))
    say(home, "skannad.tif", 3, text=good, quality=0.84, words=pack(()))
    before = stored(home)
    value = redo(home, "--owner", "Nämnden")
    assert value["kept"] >= 1
    after = stored(home)["skannad.tif", 3]
    assert (after.text, after.quality, after.read_by) == (good, 0.84, value["reading"])
    assert after.words == before["skannad.tif", 3].words
    assert redo(home, "--owner", "Nämnden")["pages"] == 0


def test_a_page_that_was_not_read_is_read_and_the_document_is_whole(home: Path) -> None:
    say(home, "pm.png", 1, method="unread", reason="ocr_timeout", text="", quality=0.0, read_by="")
    store = Store.open(Settings(home=home))
    with store.database.write() as connection:
        named = documents.c.name == "pm.png"
        connection.execute(update(documents).where(named).values(state="partial", reason="unread_pages"))
    store.close()
    value = redo(home, "--owner", "Polisen")
    assert (value["pages"], value["better"]) == (1, 1)
    assert samsyn_here(home, "status", "--json").value["documents"] == {"read": 3}
    assert total(home, "stängning") == 1


def test_what_a_person_said_of_a_name_stays(home: Path) -> None:
    (hit,) = samsyn_here(home, "search", "krogen", "--source", "pm", "--json").value["hits"]
    text = stored(home)["pm.png", 1].text
    at = text.index("krogen")
    judge = ("entity", "mark", hit["document"], f"1:{at}-{at + 6}", "LOC", "--why", "så kallas den", "--json")
    assert samsyn_here(home, *judge, **RULES).status == 0
    assert redo(home, "--below", "1", "--owner", "Polisen")["better"] == 1
    after = stored(home)["pm.png", 1].text
    assert after != text
    found = samsyn_here(home, "entity", "show", hit["document"], "--json", **RULES).value
    at = after.index("krogen")
    named = [each["span"] for each in found["mentions"] if (each["label"], each["text"]) == ("LOC", "krogen")]
    assert named == [f"1:{at}-{at + 6}"]


def test_a_killed_call_goes_on_where_it_was(made: Path, tmp_path: Path) -> None:
    folder, home = tmp_path / "fler", tmp_path / "home"
    shutil.copytree(made, home)
    folder.mkdir()
    picture(2).save(folder / "gift.png", dpi=(300, 300))
    with (folder / "gift.png").open("ab") as file:
        file.write(POISON)
    taken = samsyn_here(home, "ingest", folder, "--source", "pm", "--workers", "1", ocr_languages="eng", **RULES)
    assert taken.status == 0, taken.err
    undisturbed = Path(shutil.copytree(home, tmp_path / "ostört"))
    whole = redo(undisturbed, "--below", "1")

    command = [sys.executable, "-c", _ENDLESS, "redo", "ocr", "--below", "1", "--workers", "2"]
    run = subprocess.Popen(
        command, env=environment(home, RULES), cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert wait_until(lambda: whole["reading"] in _readings(home)), "nothing was read again"
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    left = sum(row.method == "ocr" and row.read_by != whole["reading"] for row in stored(home).values())
    rest = redo(home, "--below", "1")
    assert (rest["pages"], rest["problems"]) == (left, [])
    assert 0 < left < whole["pages"]  # it was killed in the middle
    assert stored(home) == stored(undisturbed)
    assert samsyn_here(home, "verify", "--json").value["differences"] == []


def test_what_cannot_be_done_says_what_to_do_and_changes_nothing(home: Path) -> None:
    before = stored(home)
    for options, settings, code in (
        (["--source", "saknas"], {}, "unknown_source"),
        (["--owner", "Ingen"], {}, "not_found"),
        ([], {"ocr_languages": "qqq"}, "ocr_unavailable"),
    ):
        answer: Answer = samsyn_here(home, "redo", "ocr", "--json", *options, **RULES, **settings)
        assert (answer.status, answer.out, answer.error["code"]) == (1, "", code)
        assert answer.error["next"]
    assert samsyn_here(home, "redo", "ocr", "--below", "0").status == 2
    assert stored(home) == before


def test_it_says_in_words_how_far_it_has_come_and_what_it_did(home: Path, steps_said: pytest.LogCaptureFixture) -> None:
    answer = samsyn_here(home, "redo", "ocr", "--below", "1", "--owner", "Polisen", "--workers", "1", **RULES)
    assert answer.status == 0
    assert "läst om 0 av 1 sidor" in steps_said.messages
    assert re.search(r"läst om 1 av 1 sidor \([\d.]+/s, 0 s kvar\)", steps_said.text)
    assert answer.out.startswith("1 sidor i 1 handlingar lästa om på ")
    assert "1 blev bättre, 0 behåller den läsning de hade." in answer.out


def test_an_original_that_cannot_be_opened_any_more_keeps_its_pages_and_is_told(home: Path) -> None:
    before = stored(home)
    store = Store.open(Settings(home=home))
    with store.database.read() as connection:
        sha256 = connection.execute(select(documents.c.sha256).where(documents.c.name == "pm.png")).scalar_one()
    store.vault.path(sha256).chmod(0o600)
    store.vault.path(sha256).write_bytes(b"\x89PNG\r\n\x1a\n" + b"trasig")
    store.close()
    value = redo(home, "--below", "1", "--owner", "Polisen")
    assert [each["reason"] for each in value["problems"]] == ["corrupt"]
    assert (value["documents"], stored(home)) == (0, before)


def _readings(home: Path) -> set[str]:
    return {row.read_by for row in stored(home).values()}
