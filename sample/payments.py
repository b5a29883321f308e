"""Payments to care providers (*utbetalningar*), row by row, as an economy system exports them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sample import wording as w
from sample.calendar import working
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
    serviceinsatser personlig_omvårdnad nattinsatser avlösning ledsagning hemtjänst_dag hemtjänst_kväll
    delegerad_hälso-_och_sjukvård dubbelbemanning städinsatser
    """
)
_DEARER = {"nattinsatser": 140, "hemtjänst kväll": 115, "dubbelbemanning": 185}
"""Percent of an ordinary hour."""
_COLUMNS = (
    ("Bokföringsdag", "Leverantör", "Org.nr", "Bankgiro", "Faktura", "Tjänst", "Timmar", "Belopp"),
    ("Betaldatum", "Lev.namn", "Organisationsnummer", "BG", "Fakturanr", "Insats", "Antal h", "Summa"),
    ("Datum", "Utförare", "Orgnr", "Bankgiro", "Ver", "Avser", "Timmar", "Belopp"),
)


def draft(world: World, rng: Random, day: date, cast: Cast) -> Draft:
    """A list of 15 to 240 payments to a few companies; ``cast`` gives the first, if it knows one."""
    given = cast.companies.get("company")
    companies = [given] if given else []
    companies += [world.company(drawn(rng, COMPANIES["carer"]), "carer") for _ in range(rng.randint(1, 6))]
    for number, one in enumerate(companies, 1):
        cast.companies.setdefault("company" if number == 1 else f"company{number}", one)
    size = rng.choice((15, 24, 40, 60, 110, 240))
    days = sorted(working(day - timedelta(days=rng.randint(5, 330))) for _ in range(size))
    ledger = _Ledger(rng)
    rows = tuple(_row(rng, ledger, rng.choice(companies), one) for one in days)
    months = f"{w.plain_month(days[0])}–{w.plain_month(days[-1])}"
    title = f"{rng.choice(_TITLES)} {rng.choice(('', 'period', 'urval'))} {months}".replace("  ", " ")
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


class _Ledger:
    """What holds through a list: a company's price of an hour of each service, and its invoices' running numbers."""

    __slots__ = ("_last", "_prices", "_rng")

    def __init__(self, rng: Random) -> None:
        self._rng, self._prices, self._last = rng, dict[tuple[str, str], int](), dict[str, int]()

    def price(self, company: Company, service: str) -> int:
        """Kronor an hour; nights and two carers at a time cost more than days."""
        base = self._rng.randint(380, 520) * _DEARER.get(service, 100) // 100
        return self._prices.setdefault((company.name, service), base)

    def invoice(self, company: Company) -> int:
        """The company's next number."""
        last = self._last.get(company.name) or self._rng.randint(1000, 60_000)
        self._last[company.name] = last + self._rng.randint(1, 30)
        return self._last[company.name]


def _row(rng: Random, ledger: _Ledger, company: Company, day: date) -> tuple[str, ...]:
    hours, service = rng.randint(2, 480) / 2, rng.choice(_SERVICES)
    # Somebody keyed it in: now and then a digit is wrong.
    number = decoy("orgnr", rng) if rng.random() < WRONG else w.orgnr(company)
    return (
        w.iso(day), w.company(company), number, w.giro(company), f"{ledger.invoice(company)}", service,
        f"{hours:.1f}".replace(".", ","), w.amount(round(hours * ledger.price(company, service), 2), ""),
    )  # fmt: skip
