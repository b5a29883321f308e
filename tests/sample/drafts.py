"""Drafts that hold every sort of block, for the tests of layouts and carriers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from models.mention import Label
from sample import wording as w
from sample.draft import (
    Block,
    Draft,
    Heading,
    Items,
    MailHead,
    PageBreak,
    Pairs,
    Para,
    Quote,
    Signature,
    Stamp,
    Table,
    Title,
)
from sample.owners import KS
from sample.spans import mark

DAY = date(2024, 5, 16)


def person(name: str) -> str:
    return mark(Label.PERSON, name, name, "person-1", "subject")


def amount(kronor: str) -> str:
    return mark(Label.AMOUNT, kronor, kronor.replace(" ", "").replace(",", "."))


def _blocks() -> tuple[Block, ...]:
    rows = tuple((w.iso(DAY), f"Vara {n} & <annat>", amount(f"{n} 500,00"), "3,5") for n in range(1, 6))
    return (
        Title("Granskning av utbetalningar till Kvarnlyktan (förnyad)"),
        Para("Kvarnlyktan Mat & Bar AB\nRådhusgränden 1"),
        Heading("Bakgrund"),
        Para(f"Ett ärende om {person('Åsa Öberg')} har prövats – se § 3. Skatteverket svarade {w.long(DAY)}. " * 3),
        Stamp("INKOM\n2024-05-17 Älvhamra"),
        Para("Sökväg C:\\temp {mall} kostar 5 % av 10 €. " * 4),
        Quote(f"Jag har aldrig träffat {person('Ärlig Nordström')}, sade hon."),
        Items(("ett", f"två om {person('Bo Ek')}", "tre"), "1"),
        Items(("först", "sedan"), "a"),
        Items(("streck",), "-"),
        Items(("Uppgiften stämmer",), "[x]"),
        Items(("Uppgiften saknas",), "[ ]"),
        Pairs((("Namn", person("Li Ås")), ("Anmärkning", "En lång anmärkning som tar flera rader. " * 5),
               ("Ort", "X"))),
        Table(("Dag", "Vara", "Kronor", "Timmar"), rows, (0.2, 0.4, 0.25, 0.15), (2, 3)),
        PageBreak(),
        Heading("Beslut"),
        Para("Finstilt om hur man överklagar.", small=True),
        Signature(((person("Eva Gran"), "controller"), ("Två Personsson", "chef"), ("Tre", "jurist"),
                   ("Fyra", "ordf."))),
    )  # fmt: skip


def draft(*, annex: bool = False) -> Draft:
    references = (("Datum", w.iso(DAY)), ("Dnr", w.case("KS 2024/00001")), ("Handläggare", person("Eva Gran")))
    more: tuple[Block, ...] = (Title("Bilaga 1"), Para("Det som hör till.")) if annex else ()
    return Draft(KS, "payment_audit", DAY, "Granskning – åäö", references, _blocks(), more)


def long_draft() -> Draft:
    """A paragraph, a particular and a table row that are each taller than a page, and a word wider than a line."""
    names = " ".join(f"Vittne {n} heter {person('Per-Erik Långström')}." for n in range(260))
    cell = "Mycket text i en cell om ingenting särskilt. " * 150
    return replace(
        draft(),
        blocks=(
            Title("Ett långt ärende"),
            Para(names),
            Pairs((("Utredning", "Så här gick det till den dagen. " * 260),)),
            Table(("A", "B"), ((cell, f"{person('Anna Kort')}"), ("x", "y" * 90)), (0.8, 0.2)),
            Para("o" * 400),
            Items(("z " * 2500,), "1"),
        ),
    )


def mail(key: str, answers: str = "") -> Draft:
    head = MailHead(
        ("Åsa Öberg", "asa.oberg@alvhamra.example"),
        (("Bo Ek", "bo.ek@alvhamra.example"), ("", "kommunstyrelsen@alvhamra.example")),
        "Angående utbetalningarna till Kvarnlyktan – en fråga om fakturor och annat som är långt",
        datetime(2024, 5, 16, 9, 30),
        f"{key}@alvhamra.example",
        answers,
    )
    blocks: tuple[Block, ...] = (
        Para("Hej!"),
        Para(f"From här på får {person('Åsa Öberg')} svara. " * 3),
        Para("From nu gäller detta.\nFrom sedan gäller annat."),
        Items(("en punkt", "två"), "-"),
    )
    return replace(draft(), kind="email", title=head.subject, blocks=blocks, mail=head)
