"""Watching as it is done: real processes, a program that writes slowly, one that renames, a worker that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from models.swedish import STOCKHOLM
from tests.cli.command import ROOT, environment, samsyn
from tests.papers import pdf
from tests.processes import wait_until

LIMITS = "[limits]\nwatch_pause_seconds = 0.2\nwatch_settle_seconds = 1.5\n"
SLOW = """
import sys, time
whole = open(sys.argv[1], "rb").read()
with open(sys.argv[2], "wb") as file:
    for begin in range(0, len(whole), max(len(whole) // 10, 1)):
        file.write(whole[begin : begin + max(len(whole) // 10, 1)])
        file.flush()
        time.sleep(0.3)
"""


def started(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(ROOT / "samsyn.py"), "watch", "run"]
    surroundings = environment(home, {"nlp_pipeline": "rules", "config": str(home.parent / "samsyn.toml")})
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_slow_writer_and_a_rename(tmp_path: Path) -> None:
    home, folder, whole = tmp_path / "home", tmp_path / "in", tmp_path / "hel.pdf"
    folder.mkdir()
    (tmp_path / "samsyn.toml").write_text(LIMITS)
    whole.write_bytes(pdf(["Tillsyn av Kebnekrogen AB"]))
    settings = {"config": str(tmp_path / "samsyn.toml"), "nlp_pipeline": "rules"}

    def told(*words: str | Path) -> object:
        answer = samsyn(home, "watch", *words, "--json", **settings)
        assert answer.status == 0, answer.err
        return answer.value

    day = datetime.now(STOCKHOLM).date()  # of the processes' clock, whatever the tests' own says
    told(folder, "--source", "tillsyn", "--owner", "Nämnden")
    worker = started(home)
    slow = subprocess.Popen([sys.executable, "-c", SLOW, str(whole), str(folder / "långsam.pdf")])
    (folder / "halv.pdf").write_bytes(whole.read_bytes()[:-100])
    (folder / "b.pdf.part").write_bytes(pdf(["Beslut"]))
    taken = _files(home, "långsam.pdf")
    assert slow.wait() == 0
    assert wait_until(taken)
    os.rename(folder / "b.pdf.part", folder / "b.pdf")
    assert wait_until(_files(home, "b.pdf"))
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    again = started(home)
    (folder / "c.txt").write_text("Efter avbrottet")
    assert wait_until(_files(home, "c.txt")), "its lease is void at once"
    again.send_signal(signal.SIGTERM)
    assert again.wait(120) == 0
    (row,) = samsyn(home, "watch", "list", "--json", **settings).value
    assert {each["path"]: each["reason"] for each in row["waits"]} == {"halv.pdf": "unended"}
    assert (row["state"], row["troubled"]) == ("untended", 0)
    assert row["today"] == 3 or datetime.now(STOCKHOLM).date() != day
    status = samsyn(home, "status", "--json", **settings).value
    assert status["documents"] == {"read": 3}, "each once, and nothing half"
    assert sorted(each.name for each in folder.iterdir()) == ["b.pdf", "c.txt", "halv.pdf", "långsam.pdf"]


def _files(home: Path, name: str) -> Callable[[], bool]:
    """Whether the file has been read."""
    from models.settings import Settings
    from models.store.service import service
    from models.store.store import Store

    def is_read() -> bool:
        time.sleep(0.2)
        store = Store.open(Settings(home=home))
        places = store.documents.places(service(store, "prov"))
        store.close()
        return any(each.path.endswith(f"/{name}") for each in places)

    return is_read
