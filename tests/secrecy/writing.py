"""What people wrote and collected, so that it is there to be told: notes, tags and a folder for each owner, on all and
shared with all of the owner's staff. What is written on a whole document says what each of its pages says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final

from models.access import Viewer
from models.dossier import ItemKind, Thing
from models.errors import AccessDeniedError
from models.mention import Label
from models.note import Audience
from models.note import Place as NotePlace
from models.quotation import Quotation, quoted
from models.redaction import Act, Place, Verdict
from models.store.service import service
from models.store.store import Store
from tests.secrecy.papers import SHARED, Paper, Sheet

GROUP: Final = "socialsekretess"
"""For whom a note on each paper is meant, who read it anyway."""


def write_beside(store: Store, papers: Iterable[Paper], ids: Mapping[str, str]) -> dict[str, str]:
    """The names of the folders by their ids, which are each installation's own."""
    writer, told = service(store, "skribent"), [paper for paper in papers if paper.fate == "read"]
    for paper in told:
        _note(store, writer, paper, ids[paper.name])
    return {_folder(store, writer, owner, told, ids): folder_of(owner) for owner in sorted(writer.owners)}


def begin_copies(store: Store, viewers: Iterable[Viewer], papers: Iterable[Paper], ids: Mapping[str, str]) -> None:
    """A masked copy of some papers for each viewer, begun while nothing is marked, with what every page says in it."""
    for viewer in (*viewers, service(store, "skribent")):
        for paper in papers:
            if paper.fate != "read" or zlib.crc32(f"{viewer.name} {paper.name}".encode()) % 3:
                continue
            with suppress(AccessDeniedError):
                copy = store.redactions.add(viewer, ids[paper.name], "OSL 21:1")
                masked = copy.acted(Act(Verdict.MASK, (Place(paper.sheets[0].number, (0, 5)),), "OSL 21:1"))
                store.redactions.change(
                    viewer, copy, replace(masked, recipient=f"den som frågar om {every_page(paper)}")
                )


def folder_of(owner: str) -> str:
    """What the folder of an owner's papers is called."""
    return f"mapp hos {owner}"


def every_page(paper: Paper) -> str:
    """What tells of each of its pages."""
    return " ".join((paper.mark, *(sheet.canaries.word for sheet in paper.sheets)))


def _note(store: Store, writer: Viewer, paper: Paper, id: str) -> None:
    first, last = paper.sheets[0], paper.sheets[-1]
    store.notes.add(writer, NotePlace(id), f"om {every_page(paper)}", Audience.OWNER)
    store.notes.add(writer, NotePlace(id, first.number), f"om {first.canaries.person}", Audience.OWNER)
    member = replace(writer, groups=frozenset({GROUP}))
    store.notes.add(
        member, NotePlace(id, first.number), f"till gruppen om {first.canaries.word}", Audience.GROUP, GROUP
    )
    for entity in store.entities.find(writer, Label.PERSON, first.canaries.person):
        store.notes.add(writer, NotePlace(entity=entity), f"om den med {first.canaries.word}", Audience.OWNER)
    place = NotePlace(id, last.number, _words(last))
    store.notes.add(writer, place, f"om {last.canaries.word}", Audience.OWNER)
    store.tags.add(writer, NotePlace(id), f"se {every_page(paper)}")
    store.tags.add(writer, NotePlace(id, first.number), f"se {first.canaries.person}")
    store.tags.add(writer, NotePlace(id, last.number), f"se {last.canaries.plate}")
    store.tags.add(writer, place, f"ord {last.canaries.plate}")


def _words(sheet: Sheet) -> Quotation | None:
    at = sheet.text.index(sheet.canaries.word)
    return quoted(sheet.text, at, at + len(sheet.canaries.word))


def _folder(store: Store, writer: Viewer, owner: str, papers: Iterable[Paper], ids: Mapping[str, str]) -> str:
    """A folder with every document, its last page and words on it, whom its first and last page are about, and who all
    papers name, of whom it says something from every one."""
    made = store.dossiers.make(writer, owner, f"Mapp hos {owner}")
    store.dossiers.share(writer, made.id, Audience.OWNER)
    for paper in papers:
        id, last = ids[paper.name], paper.sheets[-1]
        store.dossier_items.add(writer, made, [Thing(ItemKind.DOCUMENT, id)], f"för {every_page(paper)}")
        words = quoted(last.text, 0, 40)
        things = [Thing(ItemKind.PAGE, id, last.number), Thing(ItemKind.FRAGMENT, id, last.number, words)]
        people = (paper.sheets[0].canaries.person, last.canaries.person)
        named = [each for person in people for each in store.entities.find(writer, Label.PERSON, person)]
        store.dossier_items.add(writer, made, [*things, *(Thing(ItemKind.ENTITY, entities=(each,)) for each in named)])
    said = " ".join(sheet.canaries.word for paper in papers if paper.owner == owner for sheet in paper.sheets)
    for each in store.entities.find(writer, Label.ORG, SHARED[1][2]):
        store.dossier_items.add(writer, made, [Thing(ItemKind.NETWORK, entities=(each,))], f"om {said}")
    return made.id
