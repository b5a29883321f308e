"""Measures the sample archive: how distinct its papers are, how many words it knows, whether its gold is right, how
fast it is made, and whether the same seed gives the same bytes.

    python -m bench.sample_archive distinct [--papers 1000] [--bank first] [--variety NAME …]
    python -m bench.sample_archive words [--papers 10000]
    python -m bench.sample_archive gold [--size 10000] [--no-scans]
    python -m bench.sample_archive speed [--size 100000]
    python -m bench.sample_archive scans [--pages 60]
    python -m bench.sample_archive same [--size 150]

Each prints one JSON object. There is no peer: the figures asked for are in docs/quality.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sample.archive import make_archive
from sample.calendar import working
from sample.carriers.plain import lines
from sample.draft import Draft, Signature
from sample.drafts import draft
from sample.gold_check import errors
from sample.gold_files import DOCUMENTS, read_lines
from sample.grammar.bank import open_bank
from sample.orders import FIRST, Order, order
from sample.shingles import runs, worst
from sample.spans import plain, read
from sample.varieties import VARIETIES
from sample.world import World


def written(world: World, bank: str, variety: str, papers: int) -> Iterator[Draft]:
    """So many papers of one variety, none of an event, on days over the eight years and in all its sources."""
    opened = open_bank(bank)
    for number in range(papers):
        day = working(FIRST.replace(year=FIRST.year + number % 8))
        homes = VARIETIES[variety].sources
        asked = Order(5_000_000 + number, variety, day, source=homes[number // 8 % len(homes)])
        yield draft(world, opened, bank, asked)[0]


def body(paper: Draft) -> str:
    """The text without letterhead and signature."""
    blocks = [block for block in (*paper.blocks, *paper.annex) if not isinstance(block, Signature)]
    return "\n".join(plain(text) for block in blocks for text in lines(block))


def distinct(arguments: argparse.Namespace) -> dict[str, Any]:
    """The most alike two of so many papers, for each variety."""
    world, found = World(arguments.seed), dict[str, Any]()
    for variety in arguments.variety or VARIETIES:
        papers = list(written(world, arguments.bank, variety, arguments.papers))
        texts = [body(paper) for paper in papers]
        share, one, other = worst([runs(text) for text in texts])
        found[variety] = {
            "shared": round(share, 3), "layouts": len({paper.layout for paper in papers}),
            "most_alike": [papers[one].layout, papers[other].layout],
            "words": sorted(len(text.split()) for text in texts)[len(texts) // 2],
        }  # fmt: skip
        print(variety, found[variety], file=sys.stderr, flush=True)
    return {"papers": arguments.papers, "worst": max(one["shared"] for one in found.values()), "varieties": found}


def words(arguments: argparse.Namespace) -> dict[str, Any]:
    """How many lemmas so many papers of the archive use, names and other mentions left out."""
    from simplemma import lemmatize

    world, opened, forms = World(arguments.seed), open_bank(arguments.bank), Counter[str]()
    for number in range(arguments.papers):
        paper = draft(world, opened, arguments.bank, order(world, number))[0]
        for block in (*paper.blocks, *paper.annex):
            forms.update(_common("\n".join(lines(block))))
    lemmas = Counter[str]()
    for form, times in forms.items():
        lemmas[lemmatize(form, lang="sv").lower()] += times
    return {
        "papers": arguments.papers, "running_words": sum(forms.values()), "forms": len(forms), "lemmas": len(lemmas),
        "lemmas_used_twice": sum(times > 1 for times in lemmas.values()),
    }  # fmt: skip


def _common(phrase: str) -> Iterator[str]:
    """The words of a phrase outside its mentions."""
    marked = read(phrase)
    text = list(marked.text)
    for span in marked.spans:
        text[span.start : span.end] = " " * (span.end - span.start)
    for word in "".join(text).lower().split():
        bare = word.strip("(\"”'.,:;»«)!?-–…/")
        if bare.isalpha() and len(bare) > 1:
            yield bare


def gold(arguments: argparse.Namespace) -> dict[str, Any]:
    """Errors of the gold of an archive, made for this."""
    with tempfile.TemporaryDirectory() as folder:
        archive = make_archive(Path(folder), size=arguments.size, seed=arguments.seed, bank=arguments.bank,
                               scans=not arguments.no_scans, workers=os.cpu_count() or 1)  # fmt: skip
        wrong, counts, carriers = list[str](), Counter[str](), Counter[str]()
        for record in read_lines(archive.gold / DOCUMENTS):
            wrong += [f"{record['path']}: {error}" for error in errors(record)]
            if not record["parent"] and not (Path(folder) / record["path"]).is_file():
                wrong.append(f"{record['path']} is not there")
            carriers[record["carrier"]] += 1
            counts["documents"] += 1
            for name in ("pages", "mentions", "fields", "ties", "denials", "decoys"):
                counts[name] += len(record[name])
            counts["boxes"] += sum(len(one.get("boxes", ())) for one in record["mentions"])
        return {"errors": len(wrong), "first": wrong[:20], **counts, "carriers": dict(carriers.most_common())}


def speed(arguments: argparse.Namespace) -> dict[str, Any]:
    """How long a large archive without scans takes, and how much memory all its processes have together at the most."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sample", f"{folder}/archive", "--size", str(arguments.size), "--no-scans"]
        started, most = time.monotonic(), 0
        process = subprocess.Popen(command)
        while process.poll() is None:
            most = max(most, sum(map(_resident, _tree(process.pid))))
            time.sleep(0.25)
        seconds = time.monotonic() - started
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    return {
        "size": arguments.size, "seconds": round(seconds, 1), "documents_a_second": round(arguments.size / seconds, 1),
        "peak_mb": round(most / 2**20), "cores": os.cpu_count(), "archive_mb": round(size / 2**20),
        "exit": process.returncode,
    }  # fmt: skip


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        below = [int(one) for one in children.read_text().split()]
    except OSError:
        return []
    return [pid, *(one for child in below for one in _tree(child))]


def _resident(pid: int) -> int:
    """Its own memory: shared pages (the interpreter's code) are counted once for each process all the same."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def scans(arguments: argparse.Namespace) -> dict[str, Any]:
    """Pages a second, one process, for each carrier that is a picture."""
    from sample.carriers.scan import CARRIERS

    world, found = World(arguments.seed), dict[str, Any]()
    papers = list(written(world, arguments.bank, "serving_permit", 400))
    for name, make in CARRIERS.items():
        pages, started = 0, time.process_time()
        for number, paper in enumerate(papers):
            if name == "mixed" and not paper.annex:
                continue
            pages += sum(page.method == "ocr" for page in make(paper, world.rng("bench", number), "").pages)
            if pages >= arguments.pages:
                break
        found[name] = round(pages / (time.process_time() - started), 1)
    return {"pages_a_second": found, "slowest": min(found.values())}


def same(arguments: argparse.Namespace) -> dict[str, Any]:
    """Digests of the same archive made in other surroundings: all must be one."""
    plain_numpy = {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX"}
    surroundings: dict[str, tuple[int, dict[str, str]]] = {
        "one process": (1, {}), "two processes": (2, {}), "another hash seed": (1, {"PYTHONHASHSEED": "77"}),
        "another time zone and locale": (1, {"TZ": "Pacific/Auckland", "LC_ALL": "C"}), "a processor without AVX": (1,
        plain_numpy),
    }  # fmt: skip
    digests = dict[str, str]()
    for name, (workers, environment) in surroundings.items():
        with tempfile.TemporaryDirectory() as folder:
            command = [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "sample",
                folder,
                "--size",
                str(arguments.size),
                "--workers",
                str(workers),
            ]
            subprocess.run(command, check=True, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
            digests[name] = digest(Path(folder))
    return {"size": arguments.size, "same": len(set(digests.values())) == 1, "digests": digests}


def digest(folder: Path) -> str:
    """The SHA-256 of every file's path and bytes, in the order of the paths."""
    whole = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        whole.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "distinct": distinct, "words": words, "gold": gold, "speed": speed, "scans": scans, "same": same,
}  # fmt: skip
_DEFAULTS = {"gold": 10_000, "speed": 100_000, "same": 150}
_PAPERS = {"distinct": 1_000, "words": 10_000}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=sorted(MEASURES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bank", default="first")
    parser.add_argument("--papers", type=int)
    parser.add_argument("--size", type=int)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--variety", nargs="+")
    parser.add_argument("--no-scans", action="store_true")
    arguments = parser.parse_args()
    arguments.papers = arguments.papers or _PAPERS.get(arguments.measure)
    arguments.size = arguments.size or _DEFAULTS.get(arguments.measure)
    print(json.dumps(MEASURES[arguments.measure](arguments), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
