"""A small archive of made-up papers, written through the register's own steps: pictures, words with boxes, names."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date

from PIL import Image, ImageDraw, ImageFont

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.mention import Label, Mention
from models.source import Source
from models.store.store import Store

MILJO = Source("inspektioner", "Miljönämnden", "inspection")
POLIS = Source("promemorior", "Polisen", "memo")
PASSWORD = "ett långt prov-lösenord"

_SCALE = 2.0  # pixels a point
_LEFT, _TOP, _LINE, _SIZE = 72, 90, 22, 13


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to make: its pages as text, and what is named in them as (label, text, normal form)."""

    source: Source
    name: str
    kind: str
    date: date | None
    pages: tuple[str, ...]
    names: tuple[tuple[Label, str, str], ...] = ()
    method: PageMethod = PageMethod.TEXT
    pictures: bool = True


KEBNE = (Label.ORG, "Kebnekrogen AB", "Kebnekrogen AB")
ADAM = (Label.PERSON, "Adam Provsson", "Adam Provsson")
CAR = (Label.VEHICLE, "PRV 01A", "PRV01A")
NUMBER = (Label.PERSONNUMMER, "850412-2391", "198504122391")

PAPERS = (
    Paper(
        MILJO,
        "inspektion-kebnekrogen.pdf",
        "inspection_report",
        date(2024, 3, 5),
        (
            "Inspektionsrapport\nVid tillsyn av Kebnekrogen AB på Provgatan 3\nmöttes inspektören av Adam Provsson.\n"
            "Personnummer 850412-2391.",
            "Livsmedel förvarades utan märkning.\nFrysen höll fel temperatur.",
            "Beslut om föreläggande tas av nämnden.\nKebnekrogen AB ska åtgärda bristerna.",
        ),
        (KEBNE, ADAM, NUMBER),
    ),
    Paper(
        MILJO,
        "skannad-anmälan.tif",
        "tip",
        date(2023, 11, 20),
        ("Anmälan\nDet luktar från Kebnekrogen AB varje kväll.",),
        (KEBNE,),
        PageMethod.OCR,
    ),
    Paper(MILJO, "anteckning.txt", "other", None, ("Ring tillbaka om tillsyn.",), pictures=False),
    Paper(
        POLIS,
        "pm-fordon.pdf",
        "police_memo",
        date(2024, 5, 19),
        ("Promemoria\nFordonet PRV 01A stod vid Kebnekrogen AB.\nFöraren var Bertil Exempel.",),
        (KEBNE, CAR, (Label.PERSON, "Bertil Exempel", "Bertil Exempel")),
    ),
)


def fill(store: Store) -> dict[str, str]:
    """Put the papers into the store with three users; returns document ids by file name."""
    for source in (MILJO, POLIS):
        store.sources.add(source)
    store.users.add("ines", "Ines Inspektör", PASSWORD, [MILJO.owner])
    store.users.add("pal", "Pål Polis", PASSWORD, [POLIS.owner])
    store.users.add("alva", "Alva Analytiker", PASSWORD, [MILJO.owner, POLIS.owner])
    return {paper.name: put(store, paper) for paper in PAPERS}


def put(store: Store, paper: Paper) -> str:
    """Register one paper as the ingest would have done."""
    content = f"{paper.name}\n{paper.pages}".encode()
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(paper.source, sha256, len(content), path=f"/in/{paper.name}", name=paper.name)
    id = arrival.document
    store.registration.claim(id, "prov")
    read = [page_of(store, number, text, paper) for number, text in enumerate(paper.pages, 1)]
    store.registration.keep_reading(id, Reading("application/pdf", DocumentState.READ, "", tuple(read)))
    kind = DocumentKind(paper.kind, 0.9, "rubrik")
    fields = [Field("document_date", paper.date.isoformat(), paper.date.isoformat())] if paper.date else []
    store.registration.keep_knowledge(id, _mentions(paper), kind, fields, paper.date)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def _mentions(paper: Paper) -> list[Mention]:
    return [
        Mention(label, number, found.start(), found.end(), text, value, 0.9, "rule:test")
        for number, page in enumerate(paper.pages, 1)
        for label, text, value in paper.names
        for found in re.finditer(re.escape(text), page)
    ]


def page_of(store: Store, number: int, text: str, paper: Paper) -> Page:
    """A page of the paper as a reader would give it, drawn into its picture."""
    if not paper.pictures:
        return Page(number, paper.method, "text_file", text, 1.0)
    font = ImageFont.load_default(_SIZE * _SCALE)
    image = Image.new("L", (int(595 * _SCALE), int(842 * _SCALE)), 252)
    draw, words = ImageDraw.Draw(image), []
    for match in re.finditer(r"\S+", text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        y = _TOP + _LINE * text.count("\n", 0, match.start())
        x = _LEFT + draw.textlength(text[line_start : match.start()], font=font) / _SCALE
        draw.text((x * _SCALE, y * _SCALE), match.group(), font=font, fill=20)
        width = draw.textlength(match.group(), font=font) / _SCALE
        words.append(Word(match.group(), match.start(), match.end(), x, y, x + width, y + _SIZE * 1.25, 0.97))
    picture = io.BytesIO()
    image.save(picture, "JPEG", quality=70)
    kept = store.vault.put(picture.getvalue())
    return Page(number, paper.method, "text_layer", text, 0.97, 595.0, 842.0, tuple(words), kept)
