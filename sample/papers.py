"""Everyday noise: the papers that lie around the planted stories, without end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from sample.drafts import MOST_MAILS, draft, mails
from sample.grammar.bank import open_bank
from sample.orders import BATCH, Order, order
from sample.paper import Paper, carried
from sample.scene.scene import Cast
from sample.varieties import VARIETIES

if TYPE_CHECKING:
    from sample.making import Making

_TEXT: Mapping[str, float] = {
    "pdf": 22, "pdf-truetype": 8, "pdf-packed": 6, "pdf-tagged": 6, "pdf-form": 3, "pdf-attached": 2, "docx": 18,
    "odt": 5, "rtf": 4, "html": 3,
}  # fmt: skip
_OWN: Mapping[str, Mapping[str, float]] = {
    "tip": {"txt": 40, "html": 5, "pdf": 15, "docx": 10},
    "file_note": {"txt": 8, "docx": 40, "pdf": 25, "rtf": 10, "odt": 7},
    "invoice": {"pdf": 45, "pdf-truetype": 15, "xlsx": 10, "csv": 5, "html": 5, "pdf-packed": 10},
    "payment_audit": {"pdf": 30, "docx": 30, "xlsx": 15, "csv": 8, "odt": 7},
    "payment_rows": {"xlsx": 60, "csv": 35, "pdf": 5},
    "form": {"pdf-form": 40, "pdf": 25, "docx": 15, "html": 5},
    "police_event": {"txt": 12, "pdf": 30, "html": 12, "docx": 15, "rtf": 5},
    "email": {"eml": 92, "mbox": 4, "pdf": 4},
}
_SCANS: Mapping[str, float] = {
    "scan": 30, "copy": 10, "fax": 8, "photo": 8, "typewriter": 8, "bleed": 5, "coloured": 5, "margin": 6, "mixed": 8,
    "old-ocr": 6, "jpg": 3, "png": 3, "tiff": 4,
}  # fmt: skip
_BOXED = (
    "food_inspection", "building_permit", "serving_permit", "letter", "file_note", "contract", "building_supervision",
)  # fmt: skip
"""What lies in the archive box that is scanned whole."""
SCANNED = {
    "payment_rows": 0.02,
    "email": 0.02,
    "invoice": 0.35,
    "letter": 0.4,
    "form": 0.35,
    "contract": 0.4,
    "tip": 0.25,
}
"""How much of a variety is scanned; of the others, a fifth."""


def everyday(it: Making, index: int) -> Paper:
    """The paper of this place; the same arguments always give the same one."""
    if index == BATCH and it.scans:
        return _batch(it, index)
    asked = order(it.world, index)
    if asked.relation == "duplicate":
        first = _paper(it, order(it.world, asked.of))
        return replace(first, stem=_stem(asked), relation=("duplicate", _path(first, it)), same_as=first.stem)
    made = _paper(it, asked)
    if asked.relation:
        first = _paper(it, order(it.world, asked.of))
        made = replace(made, relation=(asked.relation, _path(first, it)))
    if asked.relation == "rescan":
        made = replace(made, carrier=_another(first.carrier, it), draft=first.draft)
    return made


def _another(carrier: str, it: Making) -> str:
    """What a paper of this carrier stands on when it is scanned (or without scans, printed) once more."""
    likeliest, else_ = ("copy", "scan") if it.scans else ("pdf", "docx")
    return likeliest if carrier != likeliest else else_


def _paper(it: Making, asked: Order) -> Paper:
    world, bank = it.world, open_bank(it.bank)
    rng = world.rng("paper", asked.index)
    carrier = choose(rng, asked, it)
    stem = _stem(asked)
    if carrier == "mbox":
        thread, cast = mails(world, bank, it.bank, asked, rng.randint(2, MOST_MAILS))
        return Paper(asked.home, stem, thread[0], carrier, cast=cast, thread=thread)
    written, cast = draft(world, bank, it.bank, asked)
    if carrier == "mixed" and not written.annex:
        carrier = "scan"
    return Paper(asked.home, stem, written, carrier, written.look, cast)


def choose(rng: Random, asked: Order, it: Making) -> str:
    """What the paper stands on."""
    if asked.thread >= 0:
        return "eml"
    scanned = rng.random() < SCANNED.get(asked.variety, 0.2)
    table = _SCANS if scanned and it.scans and asked.parts == 1 else _OWN.get(asked.variety, _TEXT)
    carrier = rng.choices(list(table), list(table.values()))[0]
    if asked.parts > 1 and carrier in ("xlsx", "csv", "pdf-form"):
        carrier = "pdf"
    return carrier


def _path(paper: Paper, it: Making) -> str:
    """The path of another paper: its ending is known once it has been carried."""
    file = carried(paper, it.world.rng("carrier", paper.chance))
    return f"{paper.source.name}/{paper.stem}{file.written.suffix}"


def _stem(asked: Order) -> str:
    """A folder for the year and a name as people and systems give it, without its ending; the index keeps it apart."""
    kind, index, day = VARIETIES[asked.variety].stems[asked.index % 3], asked.index, asked.day
    name = (
        f"{day:%Y-%m-%d} {kind} {index:05d}",
        f"{kind.replace(' ', '_')}_{day:%Y%m%d}_{index:05d}",
        f"{kind.lower().replace(' ', '-')}-{index:05d}-{asked.owner.code.lower()}",
        f"Scan_{day:%Y%m%d}_{index:05d}",
    )[(asked.index // 3) % 4]
    return f"{day.year}/{name}"


def _batch(it: Making, index: int) -> Paper:
    """One scan of a whole archive box: papers of many cases, which separator sheets part."""
    world, bank, day = it.world, open_bank(it.bank), order(it.world, index).day
    rng = world.rng("batch")
    written = [
        draft(world, bank, it.bank, Order(2_000_000 + at, rng.choice(_BOXED), day)) for at in range(it.batch_pages)
    ]
    drafts, cast = tuple(one for one, _ in written), Cast(others=[there for _, there in written])
    box = replace(drafts[0], kind="other", variety="batch", layout="", topics=(), title="Arkivkartong 17")
    source = VARIETIES["building_permit"].sources[0]
    return Paper(source, f"{day.year}/Arkivkartong 17 skannad", box, "batch", cast=cast, thread=drafts)
