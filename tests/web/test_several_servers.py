"""Two servers of one archive are to whoever reads as one: session, token, counts, pieces and pages are shared."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from models.audit import Action
from models.settings import Settings
from models.store.store import Store
from tests.processes import wait_until
from tests.web import archive
from tests.web.conftest import Filled
from tests.web.several import Roaming, answering, is_running, served
from web import side_by_side

SEARCHES = 30
CONTENT = b"Anteckning om tillsyn, i tva bitar."
DIGEST = hashlib.sha256(hashlib.sha256(CONTENT).digest()).hexdigest()
# The command, which waits no five seconds before it starts one that fell again.
_HASTY = """
from web import side_by_side
side_by_side._PAUSE = 0.5
from samsyn import run
run()
"""


@pytest.fixture
def home(filled: Filled, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(filled.home, home)
    (tmp_path / "samsyn.toml").write_text(f"[limits]\nrate_searches = {SEARCHES}\n", "utf-8")
    return home


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    store = Store.open(Settings(home=home))
    yield store
    store.close()


def test_two_servers_are_one_to_whoever_reads(home: Path, store: Store) -> None:
    with served(home) as (one, _), served(home) as (other, _), Roaming(one, other) as alva:
        alva.sign_in("alva", archive.PASSWORD)  # each form is shown by one and taken by the other
        _press_a_facet(alva)
        _hand_in(alva, store)
        _ask_too_often(alva, store)
        _look_where_no_door_is(alva, store)
        store.users.disable("alva")
        for _server in (one, other):
            assert alva.get("/andamal").headers["Location"].endswith("/logga-in")


def _press_a_facet(alva: Roaming) -> None:
    page = alva.get(alva.post("/sok", q="").headers["Location"])
    state = re.search(r'name="state" value="([0-9a-f]*)"', page.text)
    value = re.search(r'name="toggle" value="(source:[^"]+)"', page.text)
    assert state is not None
    assert value is not None
    pressed = alva.post("/sok", state=state[1], q="", toggle=unescape(value[1])).headers["Location"]
    for _server in range(2):
        assert f'value="{value[1]}" aria-pressed="true"' in alva.get(pressed).text


def _hand_in(alva: Roaming, store: Store) -> None:
    alva.get("/arkiv")
    run = alva.send("/arkiv/lamna-in", {"source": "inspektioner", "files": 1})
    file = alva.send(run["file"], {"path": "anteckning.txt", "size": len(CONTENT), "changed": "1"})
    half, raw = len(CONTENT) // 2, "application/octet-stream"
    assert alva.send(file["piece"], CONTENT[:half], **{"Upload-Offset": "0", "Content-Type": raw}) == {"received": half}
    rest = alva.send(file["piece"], CONTENT[half:], **{"Upload-Offset": str(half), "Content-Type": raw})
    assert rest == {"received": len(CONTENT)}
    alva.send(file["whole"], {"digest": DIGEST})
    job = store.jobs.take("prov")
    assert job is not None
    assert store.vault.get(job.arguments["sha256"]) == CONTENT


def _ask_too_often(alva: Roaming, store: Store) -> None:
    """A limit of 30 is counted one by one, whichever of the two is asked, and told once a minute by either.

    What was asked in the minute before counts less and less: one more is let through every other second, at most.
    """
    began = time.time()
    answers = [alva.get("/").status_code for _time in range(2 * SEARCHES + 4)]
    ended = time.time()
    minutes, more = _minutes(began, ended), 2 + 0.6 * (ended - began)
    assert set(answers) == {200, 429}
    assert answers.count(200) <= SEARCHES + (more if minutes > 1 else 0)
    assert answers[answers.index(429) :].count(200) <= more
    assert 1 <= len(_refusals(store, "rate search")) <= minutes


def _look_where_no_door_is(alva: Roaming, store: Store) -> None:
    began = time.time()
    assert {alva.get("/konton").status_code for _time in range(4)} == {403}
    assert 1 <= len(_refusals(store, "administer")) <= _minutes(began, time.time())


def _minutes(began: float, ended: float) -> int:
    """In how many minutes of the clock it was asked: in each, what is counted begins anew."""
    return int(ended // 60) - int(began // 60) + 1


def _refusals(store: Store, act: str) -> list[object]:
    events = (record.event for record in store.ledger.last(100))
    return [each for each in events if each.action is Action.REFUSED and (each.details or {}).get("act") == act]


def test_a_process_that_falls_is_told_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    process = subprocess.Popen([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])
    process.wait()
    started, fallen, running = list[int](), dict[int, float](), [process]
    monkeypatch.setattr(side_by_side, "_start", lambda *_: started.append(1) or process)
    monkeypatch.setattr(side_by_side, "_PAUSE", float("inf"))  # whatever time the looks take
    with socket.socket() as listening:
        for _look in range(3):
            side_by_side._replace_fallen(running, fallen, [], listening)
        assert started == []  # not at once: what cannot start would take all of a core
        monkeypatch.setattr(side_by_side, "_PAUSE", 0.0)
        side_by_side._replace_fallen(running, fallen, [], listening)
    assert started == [1]
    assert fallen == {}
    assert [record.getMessage() for record in caplog.records if record.name == "web.side_by_side"] == [
        "a process that answered has ended (-9); another is started"
    ]


def test_processes_on_one_socket_stand_in_for_each_other(home: Path) -> None:
    with (
        served(home, "--processes", "2", program=("-c", _HASTY)) as (address, parent),
        Roaming(address) as alva,
    ):
        assert wait_until(lambda: len(answering(address)) == 3)  # both, and the one that started them
        alva.sign_in("alva", archive.PASSWORD)
        fallen, other = sorted(answering(address) - {parent.pid})
        os.kill(fallen, signal.SIGKILL)
        assert wait_until(lambda: not is_running(fallen) or fallen not in answering(address))
        assert {alva.get("/andamal").status_code for _time in range(5)} == {200}
        assert wait_until(lambda: len(answering(address)) == 3), "the fallen one was not replaced"
        others = answering(address) - {parent.pid}
        assert other in others
        parent.send_signal(signal.SIGKILL)
        assert wait_until(lambda: not answering(address)), "they outlived the one that started them"
