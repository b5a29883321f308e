"""A cluster of two workers, each with a core of its own: a thick scan by pages, short texts by bundles, and neither.

    python -m bench.cluster_pages [--pages 40] [--texts 100]

Scheduler, two workers and ``samsyn ingest`` are processes of this machine; each worker is bound to one core, as if it
were a machine of its own. *Before* is the same code with limits that keep pages and texts from being shared. Prints a
JSON object for each run: seconds by the clock from the command's start to its end, and those of the processor that each
worker took.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from tests.thick_scans import thick_scan

_ROOT: Final = Path(__file__).parents[1]
_WAYS: Final = {"before": {"shared_pages": 1_000_000, "bundle_documents": 1}, "after": {}}
_LINE: Final = "Vid tillsyn den 3 maj 2024 hos Provkrog {0} AB fann nämnden att lokalen i huset saknade tillstånd."


def main() -> int:
    """Print a JSON object for each run, as it ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=40, help="of the scan; 0 leaves it out")
    parser.add_argument("--texts", type=int, default=100, help="how many; 0 leaves them out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samsyn-bench-") as scratch:
        folder = Path(scratch)
        for name, make, count in (("scan", _scan, arguments.pages), ("texts", _texts, arguments.texts)):
            papers = make(folder / name, count)
            for way, limits in _WAYS.items() if count else ():
                measured = _measured(folder / f"{name}-{way}", papers, limits)
                print(json.dumps({"papers": name, "way": way, **measured}), flush=True)
    return 0


def _scan(folder: Path, pages: int) -> Path:
    folder.mkdir()
    (folder / "tjock.pdf").write_bytes(thick_scan(pages or 1))
    return folder


def _texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text("\n".join(_LINE.format(number + line) for line in range(8)), "utf-8")
    return folder


def _measured(home: Path, papers: Path, limits: Mapping[str, int]) -> dict[str, Any]:
    home.mkdir()
    config = home.with_suffix(".toml")
    config.write_text("[limits]\n" + "\n".join(f"{name} = {number}" for name, number in limits.items()), "utf-8")
    told = os.environ | {"SAMSYN_HOME": str(home), "SAMSYN_CONFIG": str(config)}
    _samsyn(told, "source", "add", "tillsyn", "--owner", "Nämnden")
    with _cluster(told) as (address, workers):
        started = time.monotonic()
        with _watched(workers) as used:
            answer = _samsyn(told, "ingest", str(papers), "--source", "tillsyn", "--cluster", address, "--json")
        seconds = time.monotonic() - started
    said = json.loads(answer)
    counts = {name: said[name] for name in ("documents", "pages", "ocr_pages", "unread_pages")}
    counts["load"] = round(os.getloadavg()[0], 1)
    return {
        "seconds": round(seconds, 1),
        "processor of each": sorted(round(sum(each.values()), 1) for each in used),
        **counts,
    }


@contextmanager
def _cluster(told: Mapping[str, str]) -> Iterator[tuple[str, list[int]]]:
    """Its address, and its workers' processes."""
    address = f"tcp://127.0.0.1:{_free()}"
    words = [["scheduler", "--address", address, "--status-port", str(_free())]]
    words += [["worker", "--cluster", address, "--workers", "1"]] * 2
    cores = sorted(os.sched_getaffinity(0))
    running = []
    for number, each in enumerate(words):
        bound = partial(os.sched_setaffinity, 0, {cores[number % len(cores)]} if number else set(cores))
        command = [sys.executable, str(_ROOT / "samsyn.py"), *each]
        options: Any = {
            "env": told,
            "preexec_fn": bound,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "start_new_session": True,
        }
        running.append(subprocess.Popen(command, **options))
        time.sleep(3)
    time.sleep(10)  # both have joined
    try:
        yield address, [process.pid for process in running[1:]]
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait()


def _samsyn(told: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, str(_ROOT / "samsyn.py"), *words]
    return subprocess.run(command, env=told, check=True, capture_output=True, text=True).stdout


@contextmanager
def _watched(roots: Sequence[int]) -> Iterator[list[dict[str, float]]]:
    """For each of the processes, seconds of the processor that it and all below it take, by process.

    Looked at again and again: a reader that is ended is waited for by nobody who would add up what it took.
    """
    used: list[dict[str, float]] = [{} for _ in roots]
    first, over = _ticks(), Event()

    def watch() -> None:
        while not over.wait(0.1):
            now = _ticks()
            for number, (_, taken, began) in now.items():
                before = first[number][1] if number in first and first[number][2] == began else 0.0
                for at, root in enumerate(roots):
                    if _is_below(now, number, root):
                        used[at][f"{number} {began}"] = taken - before

    thread = Thread(target=watch)
    thread.start()
    try:
        yield used
    finally:
        over.set()
        thread.join()


def _ticks() -> dict[int, tuple[int, float, str]]:
    """Of each process its parent, the seconds that it has taken and when it began (proc_pid_stat(5))."""
    found = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        taken = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        found[int(place.parent.name)] = int(told[1]), taken, told[19]
    return found


def _is_below(processes: Mapping[int, tuple[int, float, str]], number: int, root: int) -> bool:
    while number in processes and number != root:
        number = processes[number][0]
    return number == root


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
