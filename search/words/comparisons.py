"""What comparing rows of payments and visits found, in plain Swedish: title, what was compared, what may explain it.

The front end says them in English as well. Nothing here says that somebody did wrong: rows are compared, not people.
"""

from __future__ import annotations

from typing import Final

from search.provider_review.finding import Comparison

TITLES: Final[dict[str, str]] = {
    Comparison.INVOICE_TWICE: "Samma faktura bokförd mer än en gång",
    Comparison.BOOKED_TWICE: "Samma dag, tjänst, timmar och belopp mer än en gång",
    Comparison.SEVERAL_PAPERS: "Samma rad i flera handlingar",
    Comparison.STAFF_AT_ONCE: "Samma personal på två besök samtidigt",
    Comparison.CLIENT_AT_ONCE: "Två besök hos samma brukare samtidigt",
    Comparison.HOURS_ASKED: "Fler timmar begärda än planerade",
    Comparison.HOURS_REGISTERED: "Mindre tid registrerad än planerad eller debiterad",
    Comparison.MONTH_REGISTERED: "Fler timmar betalda än registrerade besök under månaden",
    Comparison.NOT_OPENED: "Debiterade besök där låset inte öppnades",
    Comparison.SAME_ACCOUNT: "Samma konto hos flera utförare",
}

COMPARED: Final[dict[str, str]] = {
    Comparison.INVOICE_TWICE: (
        "Rader med samma utförare, fakturanummer, tjänst, brukare och belopp jämfördes, i en handling eller i flera. "
        "En rad som står likadan i flera handlingar räknas en gång."
    ),
    Comparison.BOOKED_TWICE: (
        "Rader med samma utförare, dag, tjänst, brukare, timmar och belopp jämfördes, också när fakturanumren skiljer "
        "sig."
    ),
    Comparison.SEVERAL_PAPERS: (
        "Rader som är lika i allt och står i flera handlingar. De räknas en gång i summorna. Kopior av en "
        "handling och äldre versioner är inte med."
    ),
    Comparison.STAFF_AT_ONCE: (
        "Besökens start och slut jämfördes för samma namn bland personalen, också mellan utförare."
    ),
    Comparison.CLIENT_AT_ONCE: (
        "Besökens start och slut jämfördes för samma brukare när personalen är olika, också mellan utförare."
    ),
    Comparison.HOURS_ASKED: "Begärda timmar jämfördes med planerade, månad för månad, så som granskningen anger dem.",
    Comparison.HOURS_REGISTERED: (
        "Planerad eller debiterad tid jämfördes med registrerad, summerat för varje handling."
    ),
    Comparison.MONTH_REGISTERED: (
        "Timmarna i månadens betalningsrader jämfördes med tiden i de besök som registrerades samma månad. Bara "
        "månader med registrerade besök är med."
    ),
    Comparison.NOT_OPENED: "Besök som debiterats och där handlingen anger att låset inte öppnades.",
    Comparison.SAME_ACCOUNT: "Kontonumren i betalningsraderna jämfördes mellan utförarna.",
}

EXPLAINED: Final[dict[str, str]] = {
    Comparison.INVOICE_TWICE: (
        "Det kan vara en delbetalning, en rättelse vars kredit står i en annan handling, eller ett fakturanummer "
        "som används på nytt."
    ),
    Comparison.BOOKED_TWICE: (
        "Det kan vara två olika brukare med lika många timmar, eller en rättelse vars kredit står i en annan handling."
    ),
    Comparison.SEVERAL_PAPERS: (
        "Det är oftast två uttag vars perioder går in i varandra, eller en handling som återger en annan."
    ),
    Comparison.STAFF_AT_ONCE: (
        "Det kan vara två personer med samma namn, ett klockslag som rättats i efterhand, eller tid som delas "
        "mellan brukare i samma hushåll."
    ),
    Comparison.CLIENT_AT_ONCE: (
        "Det kan vara dubbelbemanning enligt beslut, en överlämning mellan pass, eller två brukare med samma namn."
    ),
    Comparison.HOURS_ASKED: (
        "Det kan vara sjukdom, vikariat eller ett utökat beslut som planeringen inte hunnit visa."
    ),
    Comparison.HOURS_REGISTERED: (
        "Det kan vara manuellt registrerade besök, en låst dörr som öppnats inifrån, eller ett fel i systemet för"
        " nyckelfria lås."
    ),
    Comparison.MONTH_REGISTERED: (
        "Det kan vara att besökslistan är ett urval, eller att betalningen avser en annan månad än den då den "
        "bokfördes."
    ),
    Comparison.NOT_OPENED: (
        "Det kan vara att brukaren själv öppnade, att låset var ur funktion, eller att besöket registrerades för hand."
    ),
    Comparison.SAME_ACCOUNT: (
        "Det kan vara ett factoringbolag, en koncern med gemensamt konto, eller ett bolag som bytt namn."
    ),
}

NAMED: Final = {"comparison": TITLES, "compared": COMPARED, "explained": EXPLAINED}
"""The tables by what they tell of a comparison."""
