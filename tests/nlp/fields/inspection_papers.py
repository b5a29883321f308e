"""Inspection reports made up for these tests: a form, a letter, a checklist, a note in telegram style, a table."""

from __future__ import annotations

from tests.nlp.numbers_made_up import orgnr

ORGNR = orgnr("556016068")
DIGITS = ORGNR.replace("-", "")

FORM = f"""Sjöviks kommun                                   Kontrollrapport
Samhällsbyggnadsförvaltningen                    Livsmedel
Diarienummer  SBN-2023-417
Kontrolldatum  2023-09-12 kl. 10:15
Rapporten upprättad  2023-09-18
Typ av kontroll  Planerad, oanmäld
Anläggning  Kafé Måsen
Livsmedelsföretagare  Måsens Konditori AB
Organisationsnummer  {ORGNR}
Besöksadress  Hamngatan 12, 457 30 Sjövik
Ansvarig inspektör  Petra Holmqvist

Avvikelser
1. Diskmaskinen når inte 80 grader.
2. Märkning saknas på hembakat bröd.

Bristerna ska vara åtgärdade senast 2023-10-15.
Ny kontroll planeras till 2023-10-24.
Timavgiften är 1 250 kr. Total avgift för kontrollen: 3 750 kr.
"""
FORM_FIELDS = {
    "date": {"2023-09-18"}, "visit_date": {"2023-09-12"}, "case_number": {"SBN-2023-417"},
    "handled_by": {"Petra Holmqvist"}, "operator": {"Måsens Konditori AB"}, "object": {"Kafé Måsen"},
    "organisation_number": {DIGITS}, "address": {"Hamngatan 12, 457 30 Sjövik"}, "deadline": {"2023-10-15"},
    "follow_up_date": {"2023-10-24"}, "time": {"10:15"},
    "deviation": {"Diskmaskinen når inte 80 grader.", "Märkning saknas på hembakat bröd."},
}  # fmt: skip

LETTER = """Miljökontoret
Norra Ås kommun

                                                 Norra Ås den 4 mars 2022
                                                 Vår beteckning: M 2022-88

Granås Bilverkstad AB
Verkstadsgatan 3
512 34 Norra Ås

Inspektion av er bilverkstad

Vi besökte er verkstad på fastigheten Granås 1:44 den 24 februari 2022. Vid besöket deltog
Mats Ek från bolaget. Inspektionen gjordes av Lena Frisk och Ove Lind.

Vi noterade följande brister:
- Spillolja förvarades utan invallning.
- Oljeavskiljaren hade inte tömts på tre år.

Ni ska redovisa vilka åtgärder ni har vidtagit senast den 31 mars 2022. Vi gör ett återbesök
omkring den 20 april 2022. För tillsynen tar vi ut en avgift på 4 200 kronor.

Med vänlig hälsning
Lena Frisk
miljöinspektör
"""
LETTER_FIELDS = {
    "date": {"2022-03-04"}, "visit_date": {"2022-02-24"}, "case_number": {"M 2022-88"},
    "handled_by": {"Lena Frisk", "Ove Lind"}, "operator": {"Granås Bilverkstad AB"}, "deadline": {"2022-03-31"},
    "follow_up_date": {"2022-04-20"}, "fee_amount": {"4200.00"},
    "deviation": {"Spillolja förvarades utan invallning.", "Oljeavskiljaren hade inte tömts på tre år."},
}  # fmt: skip

ALCOHOL = """TILLSYN ENLIGT ALKOHOLLAGEN
Datum för tillsynen:	2024-11-08
Tid:	22.10–23.05
Serveringsställe:	Krogen Kajutan
Tillståndshavare:	Kajutan Restaurang HB
Adress:	Strandvägen 7, 621 50 Vikaby
Tillsyn utförd av:	Johan Ståhl, alkoholhandläggare
Protokoll upprättat:	2024-11-11
Dnr:	ALK 2024-61

Noterat vid besöket
Serveringsansvarig fanns på plats. Inga berusade gäster.

Resultat
Utan anmärkning. Ärendet avslutas.
"""
ALCOHOL_FIELDS = {
    "date": {"2024-11-11"}, "visit_date": {"2024-11-08"}, "time": {"22:10"}, "object": {"Krogen Kajutan"},
    "operator": {"Kajutan Restaurang HB"}, "handled_by": {"Johan Ståhl"}, "case_number": {"ALK 2024-61"},
    "outcome": {"no_action"},
}  # fmt: skip

ORDER = f"""Bygg- och miljönämnden
Beslut 2021-06-17
Dnr BMN 2021/309

Föreläggande om åtgärder i livsmedelslokal

Beslut
Bygg- och miljönämnden förelägger Ängens Pizzeria AB, med organisationsnummer {ORGNR}, att senast
den 15 augusti 2021 ha lagat golvet i köket. Beslutet förenas med vite om 20 000 kronor.

Skäl för beslutet
Golvet är sprucket och kan inte göras rent.

Lagrum
34 § livsmedelslagen (2006:804).

Så överklagar du
Du kan överklaga beslutet hos länsstyrelsen inom tre veckor.

Beslutet är fattat på delegation av
Siv Åberg
livsmedelsinspektör
"""
ORDER_FIELDS = {
    "date": {"2021-06-17"}, "case_number": {"BMN 2021/309"}, "outcome": {"order"}, "deadline": {"2021-08-15"},
    "penalty_amount": {"20000.00"}, "operator": {"Ängens Pizzeria AB"}, "handled_by": {"Siv Åberg"},
    "reason": {"Golvet är sprucket och kan inte göras rent."},
    "appeal": {"Du kan överklaga beslutet hos länsstyrelsen inom tre veckor."},
}  # fmt: skip

INSPECTIONS = (
    ("inspection_report", FORM, FORM_FIELDS), ("inspection_report", LETTER, LETTER_FIELDS),
    ("inspection_report", ALCOHOL, ALCOHOL_FIELDS), ("inspection_report", ORDER, ORDER_FIELDS),
)  # fmt: skip
