"""Fifty strings planted wherever something of a document can stand, each of its own letters or digits."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ingest.metadata import read_metadata
from ingest.run import IngestRun, RunOptions
from models import swedish
from models.access import EVERYDAY, Purpose, Role, Viewer
from models.audit import Action, Event
from models.document import DocumentState, Reading
from models.dossier import ItemKind, Thing
from models.job import JobKind
from models.judgement import Act, Anchor, Judgement
from models.marking import MarkingScope
from models.note import Audience, Place
from models.quotation import Quotation
from models.source import Source
from models.store.store import Store
from models.withdrawal import Scope
from search.index import Index
from search.request import SearchRequest
from search.saved import SavedSearch
from search.service import search
from tests.papers import mail_with_attachment, pdf, scan

OWNER: Final = "Nämnden"
_MINE: Final = frozenset({OWNER})
OFFICER: Final = Viewer("chef", _MINE, roles=EVERYDAY | {Role.OFFICER}, officer_of=_MINE, groups=frozenset({"barn"}))
WHY: Final = Purpose("prov", "PROV-1")
_LETTERS: Final = "bdfghjklmnprstvaeiouy"


@dataclass(slots=True)
class Planted:
    """``plain`` stand readable in some file of ours; ``sealed`` under a key."""

    drawn: random.Random
    plain: dict[str, str] = field(default_factory=dict)
    sealed: dict[str, str] = field(default_factory=dict)

    def word(self, where: str, *, sealed: bool = False) -> str:
        """A word of twelve letters that stands nowhere else."""
        made = "".join(self.drawn.choices(_LETTERS, k=12))
        (self.sealed if sealed else self.plain)[where] = made
        return made

    def number(self, where: str, length: int = 9) -> str:
        made = "".join(self.drawn.choices("23456789", k=length))
        self.plain[where] = made
        return made

    def organisation(self) -> str:
        """A number of the form that companies have."""
        first, last = ("".join(self.drawn.choices("23456789", k=length)) for length in (3, 4))
        self.plain["organisation"] = f"556{first}-{last}"
        return self.plain["organisation"]

    @property
    def every(self) -> dict[str, str]:
        return {**self.plain, **self.sealed}


def papers(folder: Path, planted: Planted) -> None:
    """A PDF of three pages, a mail with an attachment, and a scan; each names people, companies and numbers."""
    w, n = planted.word, planted.number
    folder.mkdir()
    body = [
        f"Beslut om {w('sida 1')}\n{w('sida 1 b')} gäller {w('bolag').capitalize()} AB\nDiarienummer {n('nummer')}",
        f"Ägare är Anna {w('efternamn').capitalize()}son, {w('gata').capitalize()}gatan 4\nTel 070-{n('telefon', 7)}\n"
        f"Organisationsnummer {planted.organisation()}, bankgiro {n('konto', 8)}",
        f"Sista sidan {w('sida 3')} och {w('sida 3 b')}\nE-post {w('adress')}@exempel.example\n"
        f"Fastigheten {w('fastighet').capitalize()} 4:12, handläggare {w('handläggare').capitalize()}",
    ]
    (folder / f"{w('filnamn')}.pdf").write_bytes(pdf(body))
    inner = pdf([f"Bilagan säger {w('bilaga')} om {w('bilaga b').capitalize()} AB, {n('nummer i bilaga')}"])
    text = f"Hej, se bilagan. {w('brev')}. Hälsningar Bo {w('avsändare').capitalize()}berg"
    mail = mail_with_attachment(text, f"{w('bilagans namn')}.pdf", inner)
    mail = mail.replace(b"Subject: Handlingar", f"Subject: {w('ämne')} {w('ämne b')}".encode())
    sender = f"{w('från')} <{w('adress b')}@exempel.example>".encode()
    mail = mail.replace(b"Ines Provsson <ines@exempel.example>", sender)
    (folder / f"{w('brevets namn')}.eml").write_bytes(mail)
    shown = f"Tillsyn hos {w('skannat').capitalize()} den tredje maj\n{w('skannat b').capitalize()} var stängt"
    (folder / f"{w('skanningens namn')}.pdf").write_bytes(scan(shown, dpi=150))
    (folder / f"{w('textens namn')}.txt").write_text(f"Lapp om {w('text')}, {w('text b')} och {w('text c')}.", "utf-8")
    said = f"fil;titel\nin/{planted.plain['filnamn']}.pdf;{w('titel i lista')} {w('titel i lista b')}\n"
    (folder.parent / "lista.csv").write_text(said, "utf-8")


def others(folder: Path) -> None:
    """What stays: one is held."""
    folder.mkdir()
    (folder / "spärrad.txt").write_text("Tillsyn hos Provkrog AB den 3 maj 2024. Spärrad på vintergatan.", "utf-8")
    (folder / "kvar.txt").write_text("Tillsyn hos Provkrog AB den 4 maj 2024. En annan handling.", "utf-8")


def installation(store: Store, index: Index, folder: Path, planted: Planted) -> tuple[list[str], str]:
    """The planted documents (without what lies in them), and the one that is to be held."""
    folder.mkdir(exist_ok=True)
    papers(folder / "in", planted)
    others(folder / "andra")
    store.sources.add(Source("tillsyn", OWNER))
    store.users.add("chef", "Chefen", "ett långt lösenord", [OWNER])
    options = RunOptions(1, metadata=read_metadata(folder / "lista.csv"))
    run = IngestRun(store, index, "tillsyn", options, lambda _: None).go([folder / "in"])["run"]
    IngestRun(store, index, "tillsyn", RunOptions(1), lambda _: None).go([folder / "andra"])
    found = {each.name: each.id for each in store.documents.of_owner(OFFICER, OWNER)}
    top = [found[path.name] for path in sorted((folder / "in").iterdir())]
    by_hand(store, index, found[f"{planted.plain['filnamn']}.pdf"], planted)
    _decide_of_others(store, f"{planted.plain['bolag'].capitalize()} AB", run, found["kvar.txt"])
    return top, found["spärrad.txt"]


def by_hand(store: Store, index: Index, document: str, planted: Planted) -> None:
    """What people write about the document, and what they keep of searches for what it says."""
    w, sealed = planted.word, True
    store.notes.add(OFFICER, Place(document, 1), f"Ring {w('anteckning', sealed=sealed)}", Audience.OWNER)
    store.tags.add(OFFICER, Place(document), w("etikett"))
    store.tags.add(OFFICER, Place(document, 2), w("etikett på sida"))
    store.tags.add(OFFICER, Place(document, 1, Quotation(0, w("etikettens ord", sealed=sealed))), w("etikett på ord"))
    folder = store.dossiers.make(OFFICER, OWNER, "Krogen", "MBN 1")
    thing = Thing(ItemKind.DOCUMENT, document)
    store.dossier_items.add(OFFICER, folder, [thing], w("i mapp", sealed=sealed))
    given = store.markings.set(
        OFFICER, MarkingScope.PAGE, document, group="barn", ground="OSL 26:1", page=1, reason=w("markering")
    )
    store.markings.lower(OFFICER, given[0].id, w("markering hävd"))
    taken, _ = store.withdrawals.take(OFFICER, Scope.DOCUMENT, document, w("återkallad"))
    store.withdrawals.undo(OFFICER, taken.id)
    _judge(store, document, planted)
    _begin_reading(store, document, planted)
    company = planted.plain["bolag"].capitalize()
    planted.sealed["sparad sökning"] = planted.sealed["sökning i loggen"] = f"{company} AB"
    request = SearchRequest(f"{company} AB")
    search(OFFICER, WHY, request, store=store, index=index)
    store.saved.add(OFFICER, f"{company} AB", SavedSearch.asked(request).kept())
    store.saved.add(OFFICER, "Provkrog AB", SavedSearch.asked(SearchRequest("Provkrog AB")).kept())
    store.states.save("chef", {"query": f"{company} AB"})
    store.states.save("chef", {"query": "Provkrog AB"})
    store.ledger.write(Event(Action.EXPORT, "chef", "prov", "", document, (OWNER,), {"why": f"om {company} AB"}))
    listed = store.vault.put(f"handling;{w('i export')};{w('i export b')}".encode())
    job = store.jobs.add(JobKind.EXPORT, OWNER, "chef", {"state": "x", "owners": OWNER, "purpose": "prov", "case": ""})
    while (taken_job := store.jobs.take("prov")) is not None:
        store.jobs.finish(taken_job.id, "prov", {"sha256": listed, "name": "lista.csv"} if taken_job.id == job else {})
    inbox = store.settings.home / "inkommande"
    inbox.mkdir(exist_ok=True)
    original = store.vault.get(store.documents.get(OFFICER, document).sha256)
    (inbox / f"{w('i inkorgen')}.pdf").write_bytes(original)


def _decide_of_others(store: Store, named: str, run: str, document: str) -> None:
    """Why a source, a run and another document were marked or taken out of search once, naming whom the papers do."""
    why = f"fel: allt om {named}"
    for scope, target in ((MarkingScope.SOURCE, "tillsyn"), (MarkingScope.DOCUMENT, document)):
        marked, _ = store.markings.set(OFFICER, scope, target, group="barn", ground="OSL 26:1", reason=why)
        store.markings.lower(OFFICER, marked.id, why)
    for of, target in ((Scope.RUN, run), (Scope.DOCUMENT, document)):
        taken, _ = store.withdrawals.take(OFFICER, of, target, why)
        store.withdrawals.undo(OFFICER, taken.id)


def _begin_reading(store: Store, document: str, planted: Planted) -> None:
    """What a reading that was broken off has left as a draft."""
    (page, *_) = store.documents.pages(OFFICER, document)
    store.registration.claim(document, "prov")
    pages = (replace(page, text=f"Utkast {planted.word('utkast')}", words=()),)
    reading = Reading("application/pdf", DocumentState.READ, "", pages, title=planted.word("utkastets titel"))
    store.registration.keep_reading(document, reading)
    store.registration.fail(document, "prov", "reader_timeout", blame=False)


def _judge(store: Store, document: str, planted: Planted) -> None:
    page = store.documents.pages(OFFICER, document)[0]
    start = page.text.index(planted.plain["sida 1 b"])
    end = start + len(planted.plain["sida 1 b"])
    anchor = Anchor(document, 1, start, end, page.text[start:end])
    said = {"label": "ORG", "value": planted.plain["sida 1 b"]}
    why = planted.word("bedömning")
    store.judgements.add(Judgement("e" * 32, OWNER, Act.MARK, "chef", swedish.now(), why, anchor=anchor, said=said))
