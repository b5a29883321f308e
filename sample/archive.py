"""Makes the sample archive: one folder per source, and ``gold.json`` beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from models.source import Source
from sample.carriers.mail import header_record
from sample.carriers.plain import Written
from sample.draft import Draft
from sample.everyday import everyday
from sample.gold import GoldDocument, GoldWriter
from sample.owners import OWNER_OF, OWNERS, SOURCES
from sample.paper import Paper, carry, carry_mail
from sample.spans import read
from sample.story import cafe, controllers, inspectors, officers
from sample.story.cast import Cast, cast
from sample.story.questions import queries, searches, stories
from sample.world import World


class SourceFolder(NamedTuple):
    """A source and the folder that holds its files."""

    source: Source
    folder: Path


@dataclass(frozen=True, slots=True)
class Archive:
    """What was made. ``size`` counts files, attachments inside mails not included.

    ``searches`` are three to try, and ``shows`` what each of them shows (in Swedish, to be printed).
    """

    folder: Path
    sources: tuple[SourceFolder, ...]
    owners: tuple[str, ...]
    searches: tuple[str, ...]
    shows: tuple[str, ...]
    gold: Path
    size: int


def make_archive(folder: Path, *, size: int = 60, seed: int = 1) -> Archive:
    """Writes ``size`` files (the planted stories first to be sure of them, then everyday papers) below ``folder``.

    The same seed gives the same bytes; a larger archive holds a smaller one of the same seed. Files are made one at a
    time. A file that is there already is overwritten.
    """
    world = World(seed)
    players = cast(world)
    folder.mkdir(parents=True, exist_ok=True)
    homes = tuple(SourceFolder(source, folder / source.name) for source in SOURCES)
    for home in homes:
        home.folder.mkdir(exist_ok=True)
    head = {"format": 1, "seed": seed, "sources": [_source(home) for home in homes]}
    gold = folder / "gold.json"
    with GoldWriter(gold, head, queries(players), stories(players)) as writer:
        for number, paper in enumerate(islice(chain(_story(world, players), everyday(world)), size)):
            for document in _make(world, folder, paper, number):
                writer.add(document)
    asked, shows = zip(*searches(players), strict=True)
    return Archive(folder, homes, tuple(owner.name for owner in OWNERS), asked, shows, gold, size)


def _source(home: SourceFolder) -> dict[str, str]:
    it = home.source
    return {"name": it.name, "owner": it.owner, "kind": it.kind, "folder": home.folder.name}


def _story(world: World, players: Cast) -> Iterator[Paper]:
    for part in (inspectors, officers, controllers, cafe):
        yield from part.papers(world, players)


def _make(world: World, folder: Path, paper: Paper, number: int) -> Iterator[GoldDocument]:
    """Writes one file; gives its gold, then that of its attachments."""
    rng = world.rng("carrier", number)
    attached: list[tuple[str, Draft, Written]] = []
    if paper.carrier == "eml":
        written, attached = carry_mail(paper.draft, rng)
    else:
        written = carry(paper.draft, paper.carrier, rng, paper.style)
    path = f"{paper.source.name}/{paper.stem}{written.suffix}"
    (folder / path).write_bytes(written.content)
    yield _gold(path, None, paper.source, paper.draft, written)
    for name, draft, file in attached:
        yield _gold(f"{path}/{name}", path, paper.source, draft, file)


def _gold(path: str, parent: str | None, source: Source, draft: Draft, written: Written) -> GoldDocument:
    headers = header_record(draft.mail) if draft.mail else None
    return GoldDocument(
        path, parent, source.name, OWNER_OF[source.name].name, draft.kind, draft.date.isoformat(),
        read(draft.title).text, written.pages, headers,
    )  # fmt: skip
