"""What an encrypted home costs: a plain one and one by gocryptfs take in the same letters and answer the same searches.

    python -m bench.encrypted_home [--papers 100] [--searches 50] [--rounds 3] [--folder FOLDER]

The two go after each other in each round, on the same disk. Processor time is that of the commands and of what holds
the folder open; by the clock it says more of what else the machine does. The medians of the rounds are printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from ingest.encrypted_home import gocryptfs
from ingest.encrypted_home.encrypting import encrypt
from models.store.locked_home import files_of

ROOT: Final = Path(__file__).parents[1]
PASSPHRASE: Final = "sex ord som inte hör ihop alls"
SEARCHING: Final = """
import sys
from models.access import Purpose
from models.settings import read_settings
from models.store.service import service
from models.store.store import Store
from search.backends import open_index
from search.request import SearchRequest
from search.service import search
store = Store.open(read_settings())
index, viewer = open_index(store.settings), service(store, "prov")
for number in range(int(sys.argv[1])):
    request = SearchRequest(f"Storgatan {number % 60 + 1}")
    assert search(viewer, Purpose("prov"), request, store=store, index=index).total
"""
"""Searches in one process, as a server does them, each with its event in the ledger."""
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def main() -> None:
    arguments = _arguments()
    papers, told = arguments.papers, dict[str, list[tuple[float, float]]]()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        letters = Path(folder, "papper")
        letters.mkdir()
        for number in range(papers):
            (letters / f"{number}.txt").write_text(_letter(number), "utf-8")
        for each in range(arguments.rounds):
            _round(Path(folder, f"plain-{each}"), letters, arguments.searches, "plain", told)
            home = Path(folder, f"encrypted-{each}")
            encrypt(home, PASSPHRASE, _silent, _silent)
            gocryptfs.open_at(files_of(home), home, PASSPHRASE)
            try:
                _round(home, letters, arguments.searches, "encrypted", told)
            finally:
                gocryptfs.close(home)
    for what, rounds in told.items():
        processor, clock = (statistics.median(column) for column in zip(*rounds, strict=True))
        sys.stdout.write(f"{what:<24} {processor:7.2f} s processor {clock:7.2f} s clock\n")


def _round(home: Path, letters: Path, searches: int, name: str, told: dict[str, list[tuple[float, float]]]) -> None:
    _samsyn(home, "source", "add", "tillsyn", "--owner", "Nämnden")
    taken_in = ["ingest", str(letters), "--source", "tillsyn", "--workers", "1"]
    told.setdefault(f"{name}: ingest", []).append(_measured(home, lambda: _samsyn(home, *taken_in)))
    asking = [sys.executable, "-c", SEARCHING, str(searches)]
    told.setdefault(f"{name}: {searches} searches", []).append(_measured(home, lambda: _run(home, asking)))
    told.setdefault(f"{name}: verify", []).append(_measured(home, lambda: _samsyn(home, "verify")))


def _measured(home: Path, work: Callable[[], None]) -> tuple[float, float]:
    before, began = _processor(home), time.monotonic()
    work()
    return _processor(home) - before, time.monotonic() - began


def _processor(home: Path) -> float:
    """Of all that was run from here, and of what holds the folder open."""
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ours.ru_utime + ours.ru_stime + sum(_of_holder(each, home) for each in Path("/proc").glob("[0-9]*"))


def _of_holder(process: Path, home: Path) -> float:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
        if not words[0].endswith(b"gocryptfs") or str(home).encode() not in words:
            return 0.0
        user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) / _TICKS


def _samsyn(home: Path, *words: str) -> None:
    _run(home, [sys.executable, str(ROOT / "samsyn.py"), *words])


def _run(home: Path, command: list[str]) -> None:
    told: Mapping[str, str] = {**os.environ, "SAMSYN_HOME": str(home), "SAMSYN_NLP_PIPELINE": "rules"}
    subprocess.run(command, env=told, cwd=ROOT, check=True, capture_output=True)


def _letter(number: int) -> str:
    line = (
        f"Tillsyn nummer {number} hos Provkrog nummer {number % 17} AB, 556016-0680, på Storgatan {number % 60 + 1}.\n"
    )
    return (
        line + "Inspektören fann att serveringstillståndet saknades och att lokalen användes för övernattning.\n" * 30
    )


def _silent(_done: int, _total: int) -> None:
    pass


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=100)
    parser.add_argument("--searches", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="on the disk that is asked about")
    return parser.parse_args()


if __name__ == "__main__":
    main()
