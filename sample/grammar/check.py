"""What is wrong with a file of a phrasing bank: what cannot be read, what is missing, what the gold would miss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sample.carriers.plain import lines
from sample.carriers.style import STYLES
from sample.draft import Signature
from sample.grammar.bank import Bank
from sample.grammar.compose import compose
from sample.grammar.expand import PUBLIC
from sample.grammar.nodes import BankError, Choice, Draw, Node, Row, Said, Slot, Text
from sample.grammar.template import Template
from sample.listing import listed
from sample.scene import companies, places
from sample.scene.people import ROLES
from sample.scene.scene import Cast
from sample.scene.trial import trial
from sample.senders import is_known
from sample.setting import set_scene
from sample.shingles import runs, worst
from sample.spans import plain
from sample.varieties import VARIETIES
from sample.world import World

_MARK = re.compile("\ue000[^\ue001]*\ue001[^\ue002]*\ue002")
_NAME = re.compile(r"(?<=[a-zåäö,;] )(?:[A-ZÅÄÖ][a-zåäöé]{2,})\b")
_FIGURES = re.compile(r"(?:19|20)\d\d\b|\d{5,}|\d[\d ]*\d (?:kr|kronor)\b")
_NO_NAMES = frozenset(listed("Bilaga Bilagor Dnr Ärende Datum Ja Nej Anm Obs"))


def troubles(bank: Bank, file: str) -> Iterator[tuple[int, str]]:
    """What is wrong in this file, as (line or 0, why)."""
    yield from ((line, why) for name, line, why in bank.troubles if name == file)
    stem = file.removesuffix(".bank")
    for template in bank.templates.get(stem, []):
        where = f"template {template.number:02d}"
        if template.title is None:
            yield 0, f"{where}: no title"
        if template.look and template.look not in STYLES:
            yield 0, f"{where}: no look {template.look!r} ({', '.join(sorted(STYLES))})"
        if not is_known(template.sender):
            yield 0, f"{where}: no sender {template.sender!r}"
        for node in _of_template(template):
            yield from ((0, f"{where}: {why}") for why in _wrong(bank, stem, node))
    for (_, name), pool in bank.pools.items():
        if pool.file != file:
            continue
        if not pool.entries:
            yield 0, f"pool {name} is empty"
        for at, node in enumerate(pool.entries, 1):
            yield from ((0, f"pool {name}, entry {at}: {why}") for why in _wrong(bank, stem, node))


def alike(bank: Bank, template: Template, papers: int = 100) -> tuple[float, int]:
    """How much the most alike two of so many papers of a template share (0–1), and the words of the middle paper."""
    variety = VARIETIES[template.variety]
    written = list[str]()
    for number in range(papers):
        world = World(number)
        scene = set_scene(world, world.rng("alike", number), variety, date(2023, 5, 16), Cast())
        draft = compose(bank, template, scene, variety.kind)
        body = [one for one in (*draft.blocks, *draft.annex) if not isinstance(one, Signature)]
        written.append("\n".join(plain(text) for block in body for text in lines(block)))
    share, _, _ = worst([runs(text) for text in written])
    return share, sorted(len(text.split()) for text in written)[papers // 2]


def _of_template(template: Template) -> Iterator[Node]:
    if template.title is not None:
        yield template.title
    for name, what in template.references:
        yield from (name, what)
    for line in template.body:
        yield from line.cells


def _wrong(bank: Bank, variety: str, node: Node) -> Iterator[str]:
    """What is wrong in a phrase and in what it is made of."""
    match node:
        case Text(text):
            yield from _wrong_text(text)
        case Draw():
            yield from _wrong_draw(bank, variety, node)
        case Slot(name, forms):
            if trouble := trial(name, forms):
                yield trouble
        case Choice(parts) | Row(parts):
            for one in parts:
                yield from _wrong(bank, variety, one)
        case Said(kind, value, inner):
            yield from _wrong_note(kind, value)
            yield from _wrong(bank, variety, inner)


def _wrong_text(text: str) -> Iterator[str]:
    bare = _MARK.sub(" ", text)
    for found in _NAME.findall(bare):
        if found not in _NO_NAMES:
            yield f"a name in plain letters? {found!r} (a slot, {{org:…}} or {{loc:…}})"
    for found in _FIGURES.findall(bare):
        yield f"a figure in plain letters: {found!r}"


def _wrong_draw(bank: Bank, variety: str, draw: Draw) -> Iterator[str]:
    try:
        entries = bank.pool(variety, draw.pool).entries
    except BankError as error:
        yield str(error)
        return
    again = all(map(_varies, entries))  # rows of a register: the same entry gives another thing each time
    if (draw.most > len(entries) and not again) or draw.least > draw.most:
        yield f"[{draw.pool}*{draw.least}-{draw.most}] of {len(entries)} entries"


def _varies(node: Node) -> bool:
    """Whether a phrase draws from a pool itself."""
    parts = node.parts if isinstance(node, Row) else (node,)
    return any(isinstance(part, Draw) for part in parts)


def _wrong_note(kind: str, value: str) -> Iterator[str]:
    if kind == "tie":
        yield from _wrong_tie(value)
    elif kind == "outcome" and value not in OUTCOMES:
        yield f"no outcome {value!r}"


def _wrong_tie(value: str) -> Iterator[str]:
    words = value.replace("{", "").replace("}", "").split()
    known = {*ROLES, *companies.SLOTS, *companies.HOUSES, *places.SLOTS, *places.VEHICLES, *PUBLIC}
    if len(words) != 3 or words[0] not in TIES or not {*words[1:]} <= known:
        yield f"no tie {value!r}"


TIES = frozenset((
    "owns", "represents", "works_for", "drives", "lives_at", "rents", "lends_to", "pays", "related_to", "knows",
    "uses_vehicle", "supplies", "seen_at", "sold_to", "lodges",
))  # fmt: skip
OUTCOMES = frozenset((
    "granted", "granted_with_conditions", "refused", "withdrawn", "dismissed", "rejected_late", "no_action", "order",
    "ban", "penalty", "warning", "revoked", "upheld", "changed", "remitted", "acquitted", "convicted", "follow_up",
))  # fmt: skip
