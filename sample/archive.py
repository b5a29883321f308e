"""Makes the sample archive: one folder per source, and the gold beside them in ``gold/``."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from models.source import Source
from sample import making
from sample.gold_files import FOLDER, GoldFiles, Part
from sample.making import Making
from sample.owners import OWNERS, SOURCES
from sample.story.cast import cast
from sample.story.questions import searches, stories
from sample.world import World

CHUNK = 250
"""So many papers a process makes at a time."""


class SourceFolder(NamedTuple):
    """A source and the folder that holds its files."""

    source: Source
    folder: Path


@dataclass(frozen=True, slots=True)
class Archive:
    """What was made. ``size`` counts files, attachments inside mails not included; ``gold`` is the folder of the gold.

    ``searches`` are three to try, and ``shows`` what each of them shows (in Swedish, to be printed).
    """

    folder: Path
    sources: tuple[SourceFolder, ...]
    owners: tuple[str, ...]
    searches: tuple[str, ...]
    shows: tuple[str, ...]
    gold: Path
    size: int


def make_archive(
    folder: Path, *, size: int = 60, seed: int = 1, bank: str = "first", scans: bool = True, workers: int = 1
) -> Archive:
    """Writes ``size`` files (the planted stories first to be sure of them, then everyday papers) below ``folder``.

    The same arguments give the same bytes, however many ``workers`` share the work; a larger archive holds a smaller
    one of the same seed. Papers are made one at a time. A file that is there already is overwritten.

    Args:
        bank: the phrasing bank of the everyday papers.
        scans: whether papers are scanned at all; without them the archive is made much faster.
    """
    it = Making(folder, seed, size, bank, scans)
    homes = tuple(SourceFolder(source, folder / source.name) for source in SOURCES)
    for home in homes:
        home.folder.mkdir(parents=True, exist_ok=True)
    with GoldFiles(folder / FOLDER, making.queries(it)) as gold:
        for part in _parts(it, workers):
            gold.add(part)
        gold.finish(_head(it, homes))
    players = cast(World(seed))
    asked, shows = zip(*searches(players), strict=True)
    return Archive(folder, homes, tuple(owner.name for owner in OWNERS), asked, shows, folder / FOLDER, size)


def _parts(it: Making, workers: int) -> Iterator[Part]:
    starts = range(0, it.size, CHUNK)
    if workers == 1 or len(starts) == 1:
        for start in starts:
            yield making.part(it, start, min(start + CHUNK, it.size))
        return
    # Started afresh rather than forked: nothing of the caller (threads, open files) is carried over.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = list[Any]()
        for start in starts:
            waiting.append(pool.submit(making.part, it, start, min(start + CHUNK, it.size)))
            if len(waiting) > 2 * workers:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()


def _head(it: Making, homes: tuple[SourceFolder, ...]) -> dict[str, Any]:
    return {
        "format": 2, "seed": it.seed, "size": it.size, "bank": it.bank, "scans": it.scans,
        "sources": [
            {"name": one.source.name, "owner": one.source.owner, "kind": one.source.kind, "folder": one.folder.name}
            for one in homes
        ],
        "stories": stories(cast(World(it.seed))),
    }  # fmt: skip
