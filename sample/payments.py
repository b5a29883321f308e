"""Payments to care providers (*utbetalningar*), row by row, as an economy system exports them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sample import wording as w
from sample.draft import Draft, Pairs, Para, Table, Title
from sample.entities import Company
from sample.listing import listed
from sample.owners import KS
from sample.scene.companies import drawn
from sample.scene.decoys import decoy
from sample.scene.scene import Cast
from sample.world import COMPANIES, World

KIND = "payment_audit"
WRONG = 0.01
"""How many organisationsnummer were keyed in wrongly."""
_TITLES = (
    "Utbetalningsrader", "Leverantörsreskontra, utdrag", "Betalningsjournal", "Export av attesterade fakturor",
    "Ersättning till utförare",
    "Verifikationslista", "Underlag till stickprov", "Bokförda leverantörsfakturor",
)  # fmt: skip
_SERVICES = listed(
    """
    serviceinsatser personlig_omvårdnad nattpatrull avlösning ledsagning trygghetslarm
    delegerad_hälso-_och_sjukvård matdistribution boendestöd städinsatser dubbelbemanning resor_mellan_brukare
    sondmatning läkemedelsdelning
    """
)
_COLUMNS = (
    ("Bokföringsdag", "Leverantör", "Org.nr", "Bankgiro", "Faktura", "Tjänst", "Timmar", "Belopp"),
    ("Betaldatum", "Lev.namn", "Organisationsnummer", "BG", "Fakturanr", "Insats", "Antal h", "Summa"),
    ("Datum", "Utförare", "Orgnr", "Konto", "Ver", "Avser", "Tid", "Utbetalt"),
)


def draft(world: World, rng: Random, day: date, cast: Cast) -> Draft:
    """A list of 15 to 240 payments to a few companies; ``cast`` gives the first, if it knows one."""
    given = cast.companies.get("company")
    companies = [given] if given else []
    companies += [world.company(drawn(rng, COMPANIES["carer"]), "carer") for _ in range(rng.randint(1, 6))]
    for number, one in enumerate(companies, 1):
        cast.companies.setdefault("company" if number == 1 else f"company{number}", one)
    rows = tuple(
        _row(rng, rng.choice(companies), day - timedelta(days=rng.randint(5, 330)))
        for _ in range(rng.choice((15, 24, 40, 60, 110, 240)))
    )
    title = f"{rng.choice(_TITLES)} {rng.choice(('', 'period', 'urval'))} {w.plain_month(day)}".replace("  ", " ")
    head = rng.choice(_COLUMNS)
    about = (("Uttag", w.iso(day)), ("Urval", f"{len(companies)} leverantörer"), ("Rader", str(len(rows))))
    table = Table(head, rows, (0.12, 0.22, 0.12, 0.11, 0.11, 0.14, 0.07, 0.11), (6, 7))
    references = (("Datum", w.dated(day)), ("Enhet", KS.unit))
    closing = Para("Listan är inte granskad. Poster utan planerad tid markeras inte här.", small=True)
    return Draft(
        KS,
        KIND,
        day,
        title,
        references,
        (Title(title), Pairs(about), table, closing),
        variety="payment_rows",
        layout="rows",
    )


def _row(rng: Random, company: Company, day: date) -> tuple[str, ...]:
    hours = rng.randint(2, 480) / 2
    # Somebody keyed it in: now and then a digit is wrong.
    number = decoy("orgnr", rng) if rng.random() < WRONG else w.orgnr(company)
    return (
        w.iso(day), w.company(company), number, w.giro(company), f"{rng.randint(1000, 99_999)}",
        rng.choice(_SERVICES),
        f"{hours:.1f}".replace(".", ","), w.amount(round(hours * rng.uniform(380, 520), 2), ""),
    )  # fmt: skip
