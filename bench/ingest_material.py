"""The papers that :mod:`bench.ingest` takes in: of the sample archive's generator, made once into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sample.carriers.plain import lines
from sample.making import Making
from sample.paper import Paper, carried
from sample.papers import everyday
from sample.spans import plain

_SCANNED: Final = frozenset(
    {
        "scan",
        "copy",
        "fax",
        "photo",
        "typewriter",
        "bleed",
        "coloured",
        "margin",
        "mixed",
        "old-ocr",
        "jpg",
        "png",
        "tiff",
    }
)
SEED: Final = 11
_DONE: Final = "done"


def made_mixed(folder: Path, documents: int) -> Path:
    """So many files below ``folder``, a third of them scans, in the order that the generator draws them."""
    if _there(folder):
        return folder / "in"
    it = Making(folder, SEED, 20 * documents)
    wanted = {True: documents // 3, False: documents - documents // 3}
    index = 0
    while any(wanted.values()):
        paper = everyday(it, index)
        scan = paper.carrier in _SCANNED
        if wanted[scan] and (paper.relation or ("",))[0] != "duplicate":
            _write(it, folder / "in" / ("scans" if scan else "text"), paper, index)
            wanted[scan] -= 1
        index += 1
    return _whole(folder)


def made_plain(folder: Path, documents: int) -> Path:
    """So many papers as plain text, each of other bytes, a hundred to a folder."""
    if _there(folder):
        return folder / "in"
    it = Making(folder, SEED, documents, scans=False)
    for index in range(documents):
        paper = everyday(it, index)
        text = "\n".join(plain(text) for block in paper.draft.blocks for text in lines(block))
        target = folder / "in" / f"{index // 100:05d}" / f"{index:07d}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"Löpnummer {index}\n{text}\n", "utf-8")
    return _whole(folder)


def _write(it: Making, folder: Path, paper: Paper, index: int) -> None:
    written = carried(paper, it.world.rng("carrier", paper.chance)).written
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{index:06d}{written.suffix}").write_bytes(written.content)


def _there(folder: Path) -> bool:
    return (folder / _DONE).is_file()


def _whole(folder: Path) -> Path:
    (folder / _DONE).touch()
    return folder / "in"
