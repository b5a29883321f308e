"""Police memos (*promemoria, PM*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample import wording as w
from sample.draft import Block, Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.entities import Official, Place
from sample.owners import POLIS

KIND = "police_memo"


@dataclass(frozen=True, slots=True)
class Memo:
    """What a police officer writes down. ``people`` are (part, marked text); ``log`` is (time, what happened)."""

    subject: str
    official: Official
    day: date
    case: str
    place: Place
    people: tuple[tuple[str, str], ...]
    log: tuple[tuple[str, str], ...]
    closing: str
    annex: tuple[Block, ...] = ()

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        who = w.name(self.official.person, "official")
        return (("Datum", w.dated(self.day)), ("Ärende", w.numbered(self.case)), ("Upprättad av", who))


def sentence(text: str) -> str:
    """With a capital first, as a sentence begins."""
    return text[0].upper() + text[1:]


def _draft(it: Memo, title: str, blocks: tuple[Block, ...]) -> Draft:
    signed = Signature(((w.name(it.official.person, "official"), it.official.title),))
    return Draft(POLIS, KIND, it.day, title, it.references(), (*blocks, signed), annex=it.annex)


def story(it: Memo) -> Draft:
    """Running text."""
    title = "Promemoria"
    events = " ".join(
        f"Kl. {w.clock(at)} {what[0].lower() + what[1:] if what[0].isupper() else what}" for at, what in it.log
    )
    return _draft(it, title, (
        Title(title), Para(f"{sentence(it.subject)}."),
        Para(f"Den {w.long(it.day)} tjänstgjorde undertecknad vid Polisområde Älvhamra. Platsen för händelsen är "
             f"{w.street(it.place)}, {w.prop(it.place)}."),
        Para(events), Heading("Personer i ärendet"),
        Items(tuple(f"{part}: {who}" for part, who in it.people), "-"), Para(it.closing),
    ))  # fmt: skip


def log(it: Memo) -> Draft:
    """A table of times."""
    title = f"PM – {it.subject}"
    rows = tuple((w.clock(at), what) for at, what in it.log)
    return _draft(it, title, (
        Title(title),
        Pairs((("Plats", f"{w.address(it.place)}"), ("Fastighet", w.prop(it.place)), *it.people)),
        Heading("Händelseförlopp"), Table(("Tid", "Iakttagelse"), rows, (0.14, 0.86)),
        Heading("Övrigt"), Para(it.closing),
    ))  # fmt: skip


def hearing(it: Memo) -> Draft:
    """Notes of what a person says."""
    title = f"Anteckningar från samtal, {it.subject}"
    return _draft(it, title, (
        Title(title), Pairs((*it.people, ("Samtalet ägde rum", f"{w.iso(it.day)} på {w.street(it.place)}"))),
        Heading("Uppgifter"), *(Para(f"Om tiden kring kl. {w.clock(at)}: {what}") for at, what in it.log),
        Para(f"Uppgifterna är upplästa och godkända. {it.closing}"),
        Para(f"Sekretess kan gälla enligt {w.law('OSL', 18, 1)}.", small=True),
    ))  # fmt: skip


def numbered(it: Memo) -> Draft:
    """Numbered facts under a heading each."""
    title = f"Promemoria angående {it.subject}"
    return _draft(it, title, (
        Title(title), Heading("Vad saken gäller"), Para(f"{sentence(it.subject)}. Uppgifterna rör {w.prop(it.place)}, "
                                                        f"{w.address(it.place)}."),
        Heading("Berörda"), Items(tuple(f"{who} ({part.lower()})" for part, who in it.people)),
        Heading("Iakttagelser"), Items(tuple(f"Kl. {w.clock(at)}: {what}" for at, what in it.log)),
        Heading("Åtgärd"), Para(it.closing),
        Para(f"Åtgärden har stöd i {w.law('PL', 0, 2)}.", small=True),
    ))  # fmt: skip
