"""A whole day of an installation, with planted papers, logged at DEBUG: none of what is planted stands in any line.

Real processes: an ingest run with two readers, files that cannot be read, a fault of ours in a reader, commands that
search, and ``samsyn serve``, where somebody searches and asks for what is not there; ``make test-full`` has them upload
too, to a worker.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests

from models.access import Role
from models.account import Access, Account
from models.logs.record import FORMS
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from tests.cli.command import ROOT, environment, samsyn
from tests.models.test_logs import events
from tests.papers import mail_with_attachment, pdf
from tests.processes import wait_until
from tests.web.several import free_port

NAME, NUMBER, WORD, FILE = "Zebulon Plantinsson", "850412-2391", "hemlighetsordet", "akten-om-plantinsson"
PLANTED = ("Plantinsson", NUMBER, NUMBER.replace("-", ""), WORD, FILE)
TEXT = f"Anmälan mot {NAME}, {NUMBER}, om {WORD} på Provgatan 3."
FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
PASSWORD = "ett långt prov-lösenord"
CHOSEN = {"log": "json", "log_level": "debug", "nlp_pipeline": "rules", "second_factor": "own"}
_FALLS = f"""
import sys, types
from models.logs.starting import Role, start_logging
start_logging(Role.READER)
def fall(*_): raise ValueError({TEXT!r})
sys.modules["ingest.pipeline"] = types.SimpleNamespace(run_document=fall, open_pipeline=lambda _: None)
from ingest import task
print(task.run_task(sys.argv[1], task.Task(sys.argv[2])).reason)
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Standard error of all of it."""
    home, papers = tmp_path_factory.mktemp("logged") / "home", tmp_path_factory.mktemp("papers")
    (papers / f"{FILE}.txt").write_text(TEXT)
    (papers / f"{FILE}.pdf").write_bytes(pdf([TEXT])[:400])
    (papers / f"{FILE}.docx").write_bytes(b"PK\x03\x04 no archive at all " + TEXT.encode())
    (papers / f"{FILE}.eml").write_bytes(mail_with_attachment(TEXT, f"{FILE}-bilaga.pdf", pdf([TEXT])))
    with closing(Store.open(Settings(home=home), create=True)) as store:
        store.sources.add(Source("tillsyn", "Nämnden"))
        roles, owners = frozenset({Role.USER, Role.ARCHIVIST}), frozenset({"Nämnden"})
        store.users.create(Account("ines", "Ines", Access(roles, owners)), PASSWORD)
    said = [
        samsyn(home, "ingest", papers, "--source", "tillsyn", "--workers", "1", **CHOSEN).err,
        samsyn(home, "search", "--unmask", f"om {NAME}", f'{WORD} "{NUMBER} (', **CHOSEN).err,
        _fallen(home),
        _served(home),
    ]
    return [line for text in said for line in text.splitlines() if line.startswith("{")]


def _fallen(home: Path) -> str:
    """A reader in whose own code something falls that quotes the paper."""
    document = one(home, "SELECT id FROM documents WHERE state = 'read' LIMIT 1")
    done = subprocess.run(
        [sys.executable, "-c", _FALLS, str(home), document],
        env=environment(home, CHOSEN), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "internal"
    return done.stderr


def _served(home: Path) -> str:
    """What the front end and its worker say while somebody works."""
    port = free_port()
    command = [sys.executable, str(ROOT / "samsyn.py"), "serve", "--port", str(port)]
    command += [] if FULL else ["--no-worker"]
    with home.with_name("said").open("w+", encoding="utf-8") as said:  # a pipe that nobody reads would hold it up
        server = subprocess.Popen(command, env=environment(home, CHOSEN), cwd=home.parent, stderr=said)
        try:
            _at_work(f"http://127.0.0.1:{port}", home)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
        said.seek(0)
        return said.read()


def _at_work(address: str, home: Path) -> None:
    with requests.Session() as browser:
        assert wait_until(lambda: _answers(browser, address))

        def sent(page: str, to: str, files: Any = None, **fields: str) -> requests.Response:
            token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(address + page).text)
            assert token is not None
            return browser.post(address + to, data={"csrf_token": token[1], **fields}, files=files)

        sent("/logga-in", "/logga-in", name="ines", password=PASSWORD)
        sent("/andamal", "/andamal", text=f"om {NAME}", case=f"{FILE}")
        found = sent("/", "/sok", q=f"{WORD} {NAME}")
        assert FILE in found.text
        assert browser.get(f"{address}/{quote(NAME)}/{FILE}?q={WORD}").status_code == 404
        assert browser.get(f"{address}/sok?q={WORD}").status_code == 405
        sent("/", "/sok", q=f'"{WORD} (')
        if not FULL:  # the worker's libraries take as long as all the rest
            return
        handed = sent(
            "/arkiv",
            "/ladda-upp",
            files={"file": (f"{FILE}-ny.docx", b"PK\x03\x04 " + TEXT.encode())},
            source="tillsyn",
        )
        assert handed.status_code == 200
        waits = "SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')"
        assert wait_until(lambda: one(home, waits) == 0), "the upload was never done"


def _answers(browser: requests.Session, address: str) -> bool:
    try:
        return browser.get(f"{address}/healthz", timeout=60).ok
    except requests.ConnectionError:
        return False


def one(home: Path, question: str) -> Any:
    with closing(sqlite3.connect(home / "register.sqlite3")) as register:
        return register.execute(question).fetchone()[0]


def test_nothing_planted_stands_in_any_line(lines: list[str]) -> None:
    assert [line for line in lines if any(word.lower() in line.lower() for word in PLANTED)] == []


def test_each_line_has_what_is_promised(lines: list[str]) -> None:
    values, known = [json.loads(line) for line in lines], {*events(), "library", "message"}
    assert {value["role"] for value in values} >= {"reader", "web"}
    for value in values:
        if "error" in value:  # the last line of a command with --json
            continue
        assert {"time", "level", "event", "role", "process", "logger", "message"} <= value.keys()
        assert value["event"] in known
        for name in value.keys() & FORMS.keys():
            form = FORMS[name]
            assert isinstance(value[name], int | float) if form is None else form.fullmatch(value[name]), value


def test_what_went_wrong_is_told_by_its_ids_and_codes(lines: list[str]) -> None:
    values = [json.loads(line) for line in lines]
    told = {value.get("event") for value in values}
    assert {"document.failed", "document.fault", "request.refused", "run.progress", "web.started"} <= told
    (fault,) = (value for value in values if value.get("event") == "document.fault")
    assert (fault["fault"], len(fault["document"])) == ("ValueError", 32)
    assert "ingest/task.py:" in fault["at"]
    refused = [value for value in values if value.get("event") == "request.refused"]
    assert {value["status"] for value in refused} >= {404, 405}
    assert all(re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", value["reference"]) for value in refused)
