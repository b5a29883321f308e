"""Scenes in which a process is killed: what the product is asked to do, as the processes that do it are asked.

A *scene* prepares a home, once; then come its *acts*, each in a process of its own. What is given again after a kill is
the act itself. An act that is ``whole`` is somebody's decision: it has come about or it has not, and is given again
only where it has not. Every other act is a command that may be given any number of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.scenes import (
    accounts,
    backups,
    commands,
    erasing,
    extracts,
    following,
    handing_in,
    jobs,
    judging,
    meaning,
    people,
    reading,
    redacting,
    serving,
    starting,
    trying,
)


@dataclass(frozen=True, slots=True)
class Act:
    name: str  # of the function in the scene's module, called with home and material
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """``weight`` is about how many seconds of a core it takes. ``workers``: a run of it can have
    several. ``slow``: for the full count only."""

    name: str
    module: str
    prepare: str
    acts: tuple[Act, ...]
    weight: float = 1.0
    workers: bool = False
    slow: bool = False


def _scene(module: object, name: str, prepare: str, *acts: str, **more: object) -> Scene:
    """Acts whose names begin with ``!`` are whole."""
    made = tuple(Act(act.removeprefix("!"), whole=act.startswith("!")) for act in acts)
    where = getattr(module, "__name__", "")
    return Scene(f"{where.rpartition('.')[2]}/{name}", where, prepare, made, **more)  # type: ignore[arg-type]


def _reads(name: str, prepare: str, act: str, weight: float) -> Scene:
    return _scene(reading, name, prepare, act, weight=weight, workers=True)


def whole(module: object) -> list[str]:
    """The names of all acts that the module lists, each of them whole."""
    acts: list[str] = getattr(module, "ACTS", [])
    return [f"!{name}" for name in acts]


SCENES: Final[tuple[Scene, ...]] = (
    _reads("mail", "with_mail", "ingest", weight=3),
    _reads("sheet", "with_sheet", "ingest", weight=3),
    _reads("scan", "with_scan", "ingest", weight=3),
    _reads("text", "with_text", "ingest", weight=1),
    _reads("listed", "with_list", "ingest_listed", weight=1),
    _reads("changed", "with_former", "ingest", weight=2),
    _reads("thick", "with_thick", "ingest_in_stretches", weight=5),
    _reads("mixed", "with_all", "ingest", weight=12),
    _scene(jobs, "upload", "with_upload", "work", weight=2),
    _scene(jobs, "again", "with_read_again", "work", weight=2),
    _scene(jobs, "split", "with_split", "work", weight=2),
    _scene(jobs, "release", "with_release", "work", weight=2),
    _scene(jobs, "masked", "with_masked_release", "work", weight=2),
    _scene(jobs, "copy", "with_archive_copy", "work", weight=2),
    _scene(jobs, "redaction", "with_redaction", "work", weight=2),
    _scene(redacting, "drafts", "with_redacted", *redacting.ACTS, weight=2),
    _scene(jobs, "export", "with_export", "work"),
    _scene(jobs, "list", "with_watch_list", "work", weight=2),
    _scene(jobs, "retry", "with_retry", "work", weight=2),
    _scene(jobs, "watched", "with_watched", "look_and_work", weight=2),
    _scene(commands, "names", "grown_old", "redo_names", weight=2),
    _scene(commands, "ocr", "badly_read", "redo_ocr", weight=2),
    _scene(commands, "keys", "with_papers", "redo_keys"),
    _scene(commands, "similar", "with_papers", "redo_similar"),
    _scene(commands, "reindex", "with_papers", "reindex"),
    _scene(commands, "repair", "out_of_step", "repair"),
    _scene(commands, "withdraw", "with_papers", "!withdraw", "drain", "!bring_back", "drain"),
    _scene(commands, "split", "with_box", "accept", "undo_cut", "accept", "undo_cut", "reject", weight=2),
    _scene(commands, "files", "with_papers", *commands.FILES, weight=2),
    _scene(following, "beside", "with_much", "follow_beside", weight=3),
    _scene(judging, "judged", "with_names", *whole(judging), "drain", weight=2),
    _scene(judging, "all", "with_names", "reject_all", "drain", "undo_all", "drain", "again_all", "drain", weight=2),
    _scene(accounts, "door", "with_source", *whole(accounts), weight=2),
    _scene(people, "desk", "with_people", *whole(people), "drain", weight=3),
    _scene(trying, "request", "with_asked", *whole(trying), weight=2),
    _scene(people, "kept", "with_people", "!mark_page", "drain", "!lower", "drain"),
    _scene(extracts, "answered", "with_papers", *extracts.ACTS),
    _scene(people, "covered", "with_people", "!protect", "cover", "!lift", "cover", "drain"),
    _scene(backups, "taken", "with_papers", "back_up"),
    _scene(backups, "put_back", "emptied", "restore", weight=2),
    _scene(erasing, "erased", "with_papers", "!order", "erase", weight=1.5),
    _scene(erasing, "put_back", "forgotten", "restore", weight=3),
    _scene(handing_in, "pieces", "with_run", "send", "send_broken", "give_up", "sweep", "!hand_in", "close_run"),
    _scene(meaning, "vectors", "with_embedder", "embed", "retire", "embed_other"),
    _scene(serving, "pages", "with_papers", "serve"),
    _scene(starting, "home", "nothing", "start", "first_file"),
)


def by_name(name: str) -> Scene:
    """The scene called so."""
    return next(scene for scene in SCENES if scene.name == name)


def material(folder: Path, scene: Scene) -> Path:
    """Where the papers of the scene lie: the same place each time, since it is a part of what is kept. Scenes that are
    prepared alike share them."""
    return folder / "material" / scene.module.rpartition(".")[2] / scene.prepare
