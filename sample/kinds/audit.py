"""Audits of payments to care providers (*granskning av utbetalningar*), as the planted stories need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample import wording as w
from sample.draft import Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.entities import Company, Official, Person
from sample.owners import KS

KIND = "payment_audit"


@dataclass(frozen=True, slots=True)
class Payment:
    """One month: hours the company asked payment for, hours its planning shows, kronor paid."""

    month: date
    invoice: str
    asked: float
    planned: float
    paid: float


@dataclass(frozen=True, slots=True)
class Sample:
    """One visit to a client as planned and as the lock on the door noted it; ``minutes`` were charged."""

    day: date
    client: str
    planned: str
    opened: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit. ``findings`` are marked sentences; ``people`` are (part, person) of the company's board."""

    company: Company
    official: Official
    people: tuple[tuple[str, Person], ...]
    day: date
    case: str
    payments: tuple[Payment, ...]
    findings: tuple[str, ...]
    proposal: tuple[str, ...]
    samples: tuple[Sample, ...] = ()

    @property
    def paid(self) -> float:
        """The sum paid, in kronor."""
        return sum(payment.paid for payment in self.payments)

    @property
    def unplanned(self) -> float:
        """Hours asked for without planning behind them."""
        return sum(payment.asked - payment.planned for payment in self.payments)

    def references(self) -> tuple[tuple[str, str], ...]:
        """The particulars of the letterhead."""
        who = w.name(self.official.person, "official")
        return (("Datum", w.dated(self.day)), ("Dnr", w.numbered(self.case)), ("Handläggare", who))


def hours(number: float) -> str:
    """``356,5``."""
    return f"{number:.1f}".replace(".", ",")


def _table(it: Audit) -> Table:
    rows = tuple(
        (w.month(p.month), p.invoice, hours(p.asked), hours(p.planned), w.amount(p.paid, "")) for p in it.payments
    )
    total = (
        "Summa",
        "",
        hours(sum(p.asked for p in it.payments)),
        hours(sum(p.planned for p in it.payments)),
        w.amount(it.paid, ""),
    )
    head = ("Månad", "Faktura", "Begärda timmar", "Planerade timmar", "Utbetalt (kr)")
    return Table(head, (*rows, total), (0.24, 0.18, 0.19, 0.19, 0.2), (2, 3, 4))


def _samples(it: Audit) -> Table:
    head = ("Dag", "Brukare", "Planerad tid", "Låset öppnat", "Debiterade minuter")
    rows = tuple((w.iso(s.day), s.client, w.clock(s.planned), w.clock(s.opened) if s.opened else "ingen öppning",
    str(s.minutes))
                 for s in it.samples)  # fmt: skip
    return Table(head, rows, (0.2, 0.18, 0.2, 0.22, 0.2), (4,))


def _signed(it: Audit) -> Signature:
    return Signature(((w.name(it.official.person, "official"), it.official.title),))


def full(it: Audit) -> Draft:
    """The long report."""
    c = it.company
    title = f"Granskning av utbetalningar till {w.company(c)}"
    first, last = it.payments[0].month, it.payments[-1].month
    return Draft(KS, KIND, it.day, title, it.references(), (
        Title(title),
        Heading("Sammanfattning"),
        Para(f"Ekonomi- och avtalsenheten har granskat ersättningen till {w.company(c)} för perioden {w.month(first)} "
             f"till "
             f"{w.month(last)}. Kommunen har betalat {w.amount(it.paid)}. För {hours(it.unplanned)} timmar saknas "
             f"stöd i "
             "bolagets planering."),
        Heading("Bolaget"),
        Pairs((("Namn", w.company(c)), ("Organisationsnummer", w.orgnr(c)), ("Bankgiro", w.giro(c)),
        ("Säte", w.address(c.place)),
               ("Telefon", w.phone(c.phone, c.id)), ("E-post", w.email(c.email, c.id)),
               *((part, f"{w.last_first(p, 'subject')}, {w.number(p, True)}") for part, p in it.people))),
        Heading("Uppdraget och dess grund"),
        Para(f"Bolaget är godkänt som utförare av hemtjänst enligt {w.law('LOV')}. Insatserna är beviljade enligt "
             f"{w.law('SoL', 4, 1)}. Kommunen ska följa upp verksamhet som utförs av privata utförare, "
             f"{w.law('KL', 10, 8)}."),
        Para("Granskningen bygger på fakturor, filer från nyckelfria lås, scheman och samtal med tre anställda, nio "
             "brukare "
             "och deras anhöriga. Bolaget har fått yttra sig över ett utkast."),
        Heading("Utbetalningar"), _table(it),
        Heading("Stickprov"),
        Para("Ur bolagets fakturor valdes besök slumpvis. För varje besök jämfördes den planerade tiden med när det "
             "nyckelfria låset öppnades. Brukarna anges med löpnummer; nyckeln förvaras hos enheten."),
        _samples(it),
        Heading("Metod och avgränsning"),
        Para("Granskningen omfattar ersättning enligt timpris. Moms, ersättning för delegerad hälso- och sjukvård och "
             "kostnader för "
             "trygghetslarm ingår inte. Löner har granskats översiktligt utifrån de individuppgifter som bolaget "
             "självt lämnat."),
        Para("Samtalen med de anställda fördes enskilt och antecknades. Två av dem ville inte att samtalet spelades "
             "in. Schemana "
             "lämnades som utskrifter, inte som filer, vilket gör att det inte går att se när de har ändrats."),
        Heading("Iakttagelser"), Items(it.findings),
        Heading("Bedömning"),
        Para("Skillnaden mellan begärd och planerad tid är större än vad som förklaras av sjukdom och vikariat. "
             "Underlagen "
             "är delvis upprättade i efterhand. Enheten kan inte utesluta att ersättning har betalats ut på felaktig "
             "grund. "
             "Granskningen tar inte ställning till om brott har begåtts."),
        Para("Bolaget har i sitt yttrande uppgett att avvikelserna beror på fel i ett nytt planeringssystem. Någon "
             "dokumentation som visar detta har inte lämnats in trots påminnelse."),
        Heading("Förslag"), Items(it.proposal, "a"),
        _signed(it),
    ))  # fmt: skip


def memo(it: Audit) -> Draft:
    """A short memo with the table first."""
    c = it.company
    title = f"Stickprov på fakturor, {w.company(c)}"
    return Draft(KS, KIND, it.day, title, it.references(), (
        Title(title), Para(f"Bolag {w.orgnr(c)}, bankgiro {w.giro(c)}. Kontakt: {w.name(c.chief, 'representative')}, "
                           f"{w.phone(c.phone, c.id)}."),
        _table(it), Heading("Resultat"), Items(it.findings, "-"), Heading("Vidare hantering"), Items(it.proposal, "-"),
        _signed(it),
    ))  # fmt: skip


def payments(rng: Random, first: date, months: int, excess: float) -> tuple[Payment, ...]:
    """Some months' payments; ``excess`` is the share of hours asked for beyond the plan."""
    made, month = [], first.replace(day=1)
    for _ in range(months):
        planned = round(rng.uniform(280, 420), 1)
        asked = round(planned * (1 + rng.uniform(0.3, 1.0) * excess), 1)
        made.append(Payment(month, f"F{rng.randrange(10_000, 99_999)}", asked, planned, round(asked * 468.5, 2)))
        month = (month + timedelta(days=32)).replace(day=1)
    return tuple(made)


def samples(rng: Random, first: date, number: int) -> tuple[Sample, ...]:
    """Visits of which every third never happened, in order of their days."""
    made = []
    for index in range(number):
        day = first + timedelta(days=index * 9 + rng.randrange(8))
        hour, late = rng.randint(7, 19), rng.randrange(3, 40)
        opened = "" if rng.random() < 0.35 else f"{hour:02d}:{late:02d}"
        made.append(Sample(day, f"Nr {rng.randint(1, 48)}", f"{hour:02d}:00", opened, rng.choice((30, 45, 60, 90))))
    return tuple(made)
