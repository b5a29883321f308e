"""A small archive for the tests of the search: real store, real index units, made-up people and firms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.access import Viewer
from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading, Word
from models.mention import Label, Mention
from models.source import Source
from models.store.service import service
from models.store.store import Store
from search.index import Index
from search.indexing import units

HEALTH, POLICE, SOCIAL = "miljönämnden", "polisen", "socialnämnden"
SOURCES = {"tillsyn": HEALTH, "promemorior": POLICE, "utbetalningar": SOCIAL}
NUMBER = "198503122391"  # made up; its check digit does not hold, as in many notes


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be: ``names`` are (label, text as it stands, value) that its pages name."""

    name: str
    source: str
    pages: Sequence[str]
    dated: date | None = None
    kind: str = "other"
    names: Sequence[tuple[Label, str, str]] = field(default_factory=tuple)
    method: PageMethod = PageMethod.TEXT
    why: str = "prov"  # the kind's reason
    fields: Sequence[Field] = field(default_factory=tuple)


def put(store: Store, index: Index | None, paper: Paper) -> str:
    """The document's id, registered as an ingest would and put into the index."""
    source = Source(paper.source, SOURCES[paper.source])
    store.sources.add(source)
    sha256 = store.vault.put(repr(paper).encode())
    id = store.arrivals.arrive(source, sha256, 1, path=f"/in/{paper.name}", name=paper.name).document
    store.registration.claim(id, "prov")
    store.registration.keep_reading(
        id,
        Reading("text/plain", DocumentState.READ, "", tuple(_page(at, text, paper) for at, text in _numbered(paper))),
    )
    kind = DocumentKind(paper.kind, 1.0, paper.why)
    store.registration.keep_knowledge(id, list(_mentions(paper)), kind, list(paper.fields), paper.dated)
    store.registration.finish(id, "prov", DocumentState.READ)
    if index is not None:
        index.put(units(service(store, "indexering"), store, id))
    return id


def everyone() -> Viewer:
    return Viewer("prov", frozenset(SOURCES.values()))


def _numbered(paper: Paper) -> Iterable[tuple[int, str]]:
    return enumerate(paper.pages, 1)


def _page(number: int, text: str, paper: Paper) -> Page:
    return Page(number, paper.method, "", text, 1.0, 595.0, 842.0, _words(text))


def _words(text: str) -> tuple[Word, ...]:
    """A box for each run of characters, ten points wide, in a row: enough to tell them apart."""
    words, at = [], 0
    for column, run in enumerate(text.split()):
        at = text.index(run, at)
        words.append(Word(run, at, at + len(run), 10.0 * column, 0.0, 10.0 * column + 9, 10.0))
        at += len(run)
    return tuple(words)


def _mentions(paper: Paper) -> Iterable[Mention]:
    for number, text in _numbered(paper):
        for label, form, value in paper.names:
            if form in text:
                start = text.index(form)
                yield Mention(label, number, start, start + len(form), form, value, 1.0, "prov")


REPORT = Paper(
    "Inspektion_Norrlands_Mat.pdf",
    "tillsyn",
    [
        "Miljönämnden gjorde ett besök hos Norrlands Matkompani AB, 556016-0680.\nServeringstillståndet visades upp.",
        "Köket var rent. Serverings-\ntillstånd saknades för uteserveringen. Ansvarig: Britt-Marie Öst, 850312-2391.",
    ],
    date(2024, 5, 19),
    "inspection_report",
    [
        (Label.ORG, "Norrlands Matkompani AB", "Norrlands Matkompani AB"),
        (Label.ORGNR, "556016-0680", "5560160680"),
        (Label.PERSON, "Britt-Marie Öst", "Britt-Marie Öst"),
        (Label.PERSONNUMMER, "850312-2391", NUMBER),
    ],
)
MEMO = Paper(
    "PM 12.pdf",
    "promemorior",
    ["Bilen KGT 42R sågs utanför lokalen. Polisen har beslutat om spaning.", "Föraren var Britt-Marie Öst."],
    date(2023, 12, 31),
    "police_memo",
    [(Label.VEHICLE, "KGT 42R", "KGT42R"), (Label.PERSON, "Britt-Marie Öst", "Britt-Marie Öst")],
    PageMethod.OCR,
)
AUDIT = Paper(
    "kontroll 850312-2391.txt",
    "utbetalningar",
    ["Beslutet gäller återkrav om 15 000 kr. Bolaget har tillstånd."],
    None,
    "payment_audit",
)
MISREAD = Paper("fax.tif", "tillsyn", ["Serverlngst1llståndet återkallas enligt beslut."], date(2022, 1, 1))
PAPERS = (REPORT, MEMO, AUDIT, MISREAD)


def fill(store: Store, index: Index | None) -> dict[str, str]:
    """The whole archive; ids by file name."""
    return {paper.name: put(store, index, paper) for paper in PAPERS}
