"""What an ingest run costs beside reading and naming, what a second worker gives, and whether memory grows.

    python -m bench.ingest overhead [--documents 1000] [--workers 1,2] [--ocrmypdf COMMAND] [--folder KEPT]
    python -m bench.ingest growth [--documents 100000] [--workers 2] [--folder KEPT]

``overhead``: papers of the sample archive, a third of them scans, by ``samsyn ingest`` into a new home. A run with one
worker has one core (a long scan else takes whatever core is free), one with two has two. Overhead is what of
workers × wall time is neither in the reading of a file nor in naming (:mod:`bench.ingest_probe.sitecustomize` times
both, in every process); efficiency is the time of one worker by twice that of two. Of the papers that the generator
draws, in whatever formats, so many are taken that a third are scans.

``growth``: papers of one page as plain text, by a stub that reads nothing (the rules name), into an archive of so many
documents: the most memory that the process of the command held, and processor time a document, of all processes
together. The last five thousand go in a thousand at a time, each in turn with the same thousand into an archive of its
own: a machine that takes longer in one hour than in another does so for both, and what a document costs there by what
it costs here (the median of each) is what growth costs. A run of hours that was broken off is gone on with, where the
papers are kept (``--folder``); the process of the first command then tells only of what it still had to do.

Each prints one JSON object. The peer is OCRmyPDF's own command over the same scans, ``--jobs`` as many as workers.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench.ingest_material import made_mixed, made_plain

_ROOT: Final = Path(__file__).parents[1]
_PROBE: Final = _ROOT / "bench/ingest_probe"
_LOOK_SECONDS: Final = 0.2
_HUNDRED: Final = 100
"""Papers in a folder."""
_THOUSAND: Final = 10
"""Folders with a thousand."""
_ROUNDS: Final = 5
_STUB: Final = {"SAMSYN_BENCH_STUB": "1", "SAMSYN_NLP_PIPELINE": "rules"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds by the clock and of the processor, the most memory of its own process in MB."""

    answer: Mapping[str, Any]
    seconds: float
    processor: float
    memory: float


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("overhead", "growth"))
    parser.add_argument("--documents", default="")
    parser.add_argument("--workers", default="")
    parser.add_argument("--ocrmypdf", default="", help="the peer's command; without it the peer is left out")
    parser.add_argument("--folder", type=Path, help="where the papers are kept for the next time")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samsyn-bench-") as scratch:
        kept = arguments.folder or Path(scratch)
        figures = (overhead if arguments.what == "overhead" else growth)(arguments, kept, Path(scratch))
    print(json.dumps(figures, indent=1))
    return 0


def overhead(arguments: argparse.Namespace, kept: Path, scratch: Path) -> dict[str, Any]:
    """The figures of each number of workers, and the peer's."""
    documents = int(arguments.documents or 1000)
    papers = made_mixed(kept / f"mixed-{documents}", documents)
    found: dict[str, Any] = {"documents": documents}
    workers = _numbers(arguments.workers or "1,2")
    for count in workers:
        found[f"workers_{count}"] = _overhead(papers, scratch / f"home-{count}", count)
    if {1, 2} <= set(workers):
        found["efficiency"] = round(found["workers_1"]["seconds"] / found["workers_2"]["seconds"] / 2, 3)
    if arguments.ocrmypdf:
        scans = sorted(path for path in papers.rglob("*.pdf") if path.parent.name == "scans")
        found["ocrmypdf"] = {f"jobs_{count}": _peer(arguments.ocrmypdf, scans, scratch, count) for count in workers}
    return found


def _overhead(papers: Path, home: Path, workers: int) -> dict[str, Any]:
    times = home.with_name(f"{home.name}-times")
    ran = _ingest([papers], home, workers, times, {})
    spent = defaultdict[str, float](float)
    for line in (line for each in times.iterdir() for line in each.read_text().splitlines()):
        what, _, seconds = line.partition(" ")
        spent[what] += float(seconds)
    room = ran.seconds * workers
    return {
        "seconds": round(ran.seconds, 1), "files": ran.answer["files"], "documents": ran.answer["documents"],
        "pages": ran.answer["pages"], "ocr_pages": ran.answer["ocr_pages"], "problems": len(ran.answer["problems"]),
        "reading_seconds": round(spent["read"], 1), "naming_seconds": round(spent["name"], 1),
        "overhead": round((room - spent["read"] - spent["name"]) / room, 4), "parent_mb": round(ran.memory),
        "processor_seconds": round(ran.processor, 1),
    }  # fmt: skip


def _peer(command: str, scans: Sequence[Path], scratch: Path, jobs: int) -> dict[str, Any]:
    """One scan after the other: its own processes share the pages of each."""
    started, failed = time.monotonic(), 0
    for path in scans:
        asked = [
            command,
            "--quiet",
            "--skip-text",
            "-l",
            "swe",
            "--jobs",
            str(jobs),
            str(path),
            str(scratch / "out.pdf"),
        ]
        failed += subprocess.run([*_cores(jobs), *asked], capture_output=True, check=False).returncode != 0
    seconds = time.monotonic() - started
    return {"files": len(scans), "failed": failed, "seconds": round(seconds, 1)}


def growth(arguments: argparse.Namespace, kept: Path, scratch: Path) -> dict[str, Any]:
    """Memory and processor time a document in an archive of that size, and in one of a thousand."""
    size, workers = int(arguments.documents or 100_000), int(arguments.workers or 2)
    if size // _HUNDRED <= _ROUNDS * _THOUSAND:
        raise SystemExit(f"--documents: more than {_ROUNDS * _THOUSAND * _HUNDRED}, of which the last are the rounds")
    folders = sorted(made_plain(kept / f"plain-{size}", size).iterdir())
    large, noted = kept / f"growth-{size}", kept / f"growth-{size}.json"
    found: dict[str, Any] = json.loads(noted.read_text()) if noted.is_file() and large.exists() else {"at_first": []}

    def take(papers: Sequence[Path], home: Path, name: str) -> None:
        """Once: what is known of a run that was broken off in a later one is not measured again."""
        ran = _ingest(papers, home, workers, scratch / "times", _STUB)
        found.setdefault(name, []).append(_grown(ran))
        noted.write_text(json.dumps(found))

    if not found["at_first"]:
        take(folders[: -_ROUNDS * _THOUSAND], large, "at_first")
    for number in range(_ROUNDS):
        begin = len(folders) - (_ROUNDS - number) * _THOUSAND
        for name, home in (("at_last", large), ("alone", scratch / f"home-{number}")):
            if len(found.get(name, ())) == number:
                take(folders[begin : begin + _THOUSAND], home, name)
    shutil.rmtree(large)
    noted.unlink()
    dear, cheap = (median(each["processor_ms_a_document"] for each in found[name]) for name in ("at_last", "alone"))
    return {"documents": size, **found, "cost_times": round(dear / cheap, 3)}


def _grown(ran: Ran) -> dict[str, Any]:
    """The figures of a run by the documents that it took: those that it found there already are not among them."""
    count = ran.answer["documents"]
    return {
        "documents": count, "seconds": round(ran.seconds, 1), "parent_mb": round(ran.memory),
        "processor_ms_a_document": round(1000 * ran.processor / max(count, 1), 2),
        "ms_a_document": round(1000 * ran.seconds / max(count, 1), 2),
    }  # fmt: skip


def _ingest(papers: Sequence[Path], home: Path, workers: int, times: Path, more: Mapping[str, str]) -> Ran:
    times.mkdir(parents=True, exist_ok=True)
    python = [str(_PROBE), str(_ROOT)]
    environment = {**os.environ, **more, "SAMSYN_HOME": str(home), "SAMSYN_BENCH_TIMES": str(times)}
    environment["PYTHONPATH"] = os.pathsep.join(python)
    samsyn = [sys.executable, "-m", "samsyn"]
    if not home.exists():
        added = [*samsyn, "source", "add", "bench", "--owner", "Miljönämnden"]
        subprocess.run(added, env=environment, check=True, capture_output=True)
    asked = [*_cores(workers), *samsyn, "ingest", *map(str, papers), "--source", "bench", "--workers", str(workers)]
    asked.append("--json")
    before, started = _processor(), time.monotonic()
    with (home / "answer.json").open("w+") as out, (home / "errors.txt").open("w") as errors:
        process = subprocess.Popen(asked, env=environment, stdout=out, stderr=errors)
        memory = _watched(process)
        seconds = time.monotonic() - started
        if process.returncode:
            raise SystemExit((home / "errors.txt").read_text("utf-8")[-2000:])
        out.seek(0)
        return Ran(json.load(out), seconds, _processor() - before, memory)


def _watched(process: subprocess.Popen[bytes]) -> float:
    """The most memory (MB) that the process itself held until it ended."""
    most = 0
    while process.poll() is None:
        try:
            lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
            most = max(most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
        except OSError:  # it has just ended
            break
        time.sleep(_LOOK_SECONDS)
    process.wait()
    return most / 1024


def _processor() -> float:
    """Seconds of all that this process has waited for, and what these have waited for."""
    found = os.times()
    return found.children_user + found.children_system


def _cores(count: int) -> list[str]:
    return ["taskset", "-c", f"0-{count - 1}"] if count > 1 else ["taskset", "-c", "0"]


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
