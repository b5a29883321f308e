"""Payment audits, minutes, judgments and invoices made up for these tests."""

from __future__ import annotations

from tests.nlp.numbers_made_up import orgnr

ORGNR = orgnr("556016068")

AUDIT = """Omsorgsförvaltningen
Granskningsrapport hemtjänst
Rapportdatum: 2023-12-01
Dnr OF 2023-208
Utförare: Tryggt Hemma Sverige AB
Granskad period: 2023-01-01–2023-06-30
Granskare: Ylva Berg, controller

Under perioden betalades 1 240 500 kronor ut till Tryggt Hemma Sverige AB.

Iakttagelser
- Dubbla besök har registrerats vid 14 tillfällen.
- Underskrifter saknas i april.

Slutsats
Förvaltningen kräver tillbaka 86 300 kronor. Beloppet ska vara betalt senast 2024-01-15.
"""
AUDIT_FIELDS = {
    "date": {"2023-12-01"}, "case_number": {"OF 2023-208"}, "provider": {"Tryggt Hemma Sverige AB"},
    "period": {"2023-01-01/2023-06-30"}, "handled_by": {"Ylva Berg"}, "paid_amount": {"1240500.00"},
    "repayment_amount": {"86300.00"}, "deadline": {"2024-01-15"}, "outcome": {"order"},
    "deviation": {"Dubbla besök har registrerats vid 14 tillfällen.", "Underskrifter saknas i april."},
}  # fmt: skip

GRANT_AUDIT = """Kultur- och fritidsnämnden
Uppföljning av föreningsbidrag
Datum 2022-05-20

Vi har granskat bidraget till Bygdegårdsföreningen Lyran för år 2021. Föreningen fick 45 000 kronor i bidrag.
Kontrollbesök gjordes den 3 maj 2022 av Stina Frost. Räkenskaperna är i ordning.
Granskningen föranleder ingen åtgärd.

Stina Frost
föreningskonsulent
"""
GRANT_AUDIT_FIELDS = {
    "date": {"2022-05-20"}, "visit_date": {"2022-05-03"}, "handled_by": {"Stina Frost"}, "outcome": {"no_action"},
    "paid_amount": {"45000.00"},
}  # fmt: skip

MINUTES = """SAMMANTRÄDESPROTOKOLL
Kommunstyrelsens arbetsutskott
Sammanträdesdatum 2023-03-07
Plats och tid: Rådhuset, kl. 13.00–15.20
Beslutande: Tore Hed (ordförande), Iris Blad, Alf Rosén
Sekreterare: Pia Lind

§ 41 Upplåtelse av mark, KS 2023/19
Beslut
Arbetsutskottet beviljar upplåtelsen.

§ 42 Nästa möte
Nästa sammanträde hålls den 4 april 2023. Handlingar lämnas senast den 24 mars 2023.
"""
MINUTES_FIELDS = {
    "date": {"2023-03-07"}, "meeting_date": {"2023-03-07"}, "handled_by": {"Pia Lind"}, "case_number": {"KS 2023/19"},
    "outcome": {"granted"}, "follow_up_date": {"2023-04-04"}, "deadline": {"2023-03-24"},
}  # fmt: skip

NOTES = """Minnesanteckningar från samverkansmöte
Tid: 9 november 2021, kl. 9–11
Plats: Polishuset
Närvarande: Olof Grahn, Ida Wall och Mehmet Kaya
Antecknat av: Ida Wall

1. Läget
Inga nya händelser.
2. Att göra
Vad	Vem	Klart
Gemensam tillsyn	Ida Wall	2021-12-01
3. Nästa möte
Vi ses igen 14 december 2021.
"""
NOTES_FIELDS = {"meeting_date": {"2021-11-09"}, "handled_by": {"Ida Wall"}, "deadline": {"2021-12-01"}}

JUDGMENT = """LUNDA TINGSRÄTT                     DOM                Mål nr B 1204-22
Enhet 3                            2022-11-24
                                   meddelad i Lunda

PARTER
Åklagare
Kammaråklagare Rut Alm
Tilltalad
Stefan Mård, 740312-XXXX
Målsägande
Anna Ek

DOMSLUT
Tingsrätten dömer Stefan Mård för misshandel enligt 3 kap. 5 § brottsbalken till villkorlig dom och dagsböter.
Stefan Mård ska betala skadestånd till Anna Ek med 12 000 kronor.

HUR MAN ÖVERKLAGAR
Överklagandet ska ha kommit in till tingsrätten senast den 15 december 2022.
"""
JUDGMENT_FIELDS = {
    "date": {"2022-11-24"}, "case_number": {"B 1204-22"}, "subject": {"Stefan Mård"}, "complainant": {"Anna Ek"},
    "outcome": {"convicted"}, "deadline": {"2022-12-15"},
}  # fmt: skip

APPEALED = """FÖRVALTNINGSRÄTTEN I MELLBY
DOM
Meddelad 2021-02-03
Mål nr 7714-20

Klagande: Kajen Bar AB
Motpart: Socialnämnden i Mellby kommun
Överklagat beslut: Socialnämndens beslut 2020-09-22, dnr SN 2020/71
Saken: Serveringstillstånd

Förvaltningsrättens avgörande
Förvaltningsrätten upphäver det överklagade beslutet och visar målet åter till nämnden för ny prövning.

Skälen för avgörandet
Nämndens utredning är inte tillräcklig.
"""
APPEALED_FIELDS = {
    "date": {"2021-02-03"}, "case_number": {"7714-20"}, "outcome": {"remitted"},
    "reason": {"Nämndens utredning är inte tillräcklig."},
}  # fmt: skip

INVOICE = f"""FAKTURA
Björkens Städ AB                            Fakturanummer: 10442
Box 12, 701 11 Ekby                         Fakturadatum: 2023-04-28
Org.nr {ORGNR}                          Förfallodatum: 2023-05-28

Kund: Ekby kommun
Er referens: Moa Lind
Avser april 2023 enligt avtal EK-2022-17

Städning	40 tim	14 000,00
Moms		3 500,00
Att betala	17 500,00 kr
"""
INVOICE_FIELDS = {
    "date": {"2023-04-28"}, "invoice_number": {"10442"}, "deadline": {"2023-05-28"}, "supplier": {"Björkens Städ AB"},
    "total_amount": {"17500.00"}, "contract_number": {"EK-2022-17"}, "period": {"2023-04"}, "handled_by": set(),
}  # fmt: skip

PLAIN_INVOICE = """Lokalhyran AB
Hyresavi nr 22-0915
2022-08-15
Till: Norrby kommun
Hyra för september 2022   23 400 kronor
Beloppet ska vara oss tillhanda senast den 31 augusti 2022.
"""
PLAIN_INVOICE_FIELDS = {
    "date": {"2022-08-15"}, "invoice_number": {"22-0915"}, "deadline": {"2022-08-31"}, "supplier": {"Lokalhyran AB"},
}  # fmt: skip

TENDER = """Upphandlingsenheten
Avtalsuppföljning
Datum: 2024-02-06
Dnr: KS 2022/640
Leverantör: Nordmat Livs AB
Avtal: RA-2022-09, gäller 2022-07-01 – 2024-06-30
Avtalscontroller: Jens Wik

Avvikelser
a) Leveranserna kom försent vid sex tillfällen.

Åtgärd
Vite om 10 000 kronor tas ut. Nytt uppföljningsmöte hålls den 7 maj 2024.
"""
TENDER_FIELDS = {
    "date": {"2024-02-06"}, "case_number": {"KS 2022/640"}, "supplier": {"Nordmat Livs AB"}, "handled_by": {"Jens Wik"},
    "contract_number": {"RA-2022-09"}, "start_date": {"2022-07-01"}, "end_date": {"2024-06-30"}, "outcome": {"penalty"},
    "penalty_amount": {"10000.00"}, "follow_up_date": {"2024-05-07"},
    "deviation": {"Leveranserna kom försent vid sex tillfällen."},
}  # fmt: skip

BUILDING = """Stadsbyggnadskontoret
Tillsynsbesked 2020-05-12
Ärende SBN 2020-0077
Fastighet: Holmen 4:3
Ägare: Fritz Kvarn

Anmälan om olovligt byggd altan kom in den 2 april 2020 från Gerd Moss.
Platsbesök gjordes den 22 april 2020 av byggnadsinspektör Ali Demir.
Nämnden beslutar att ta ut en byggsanktionsavgift på 24 150 kronor av Fritz Kvarn.
Avgiften ska betalas inom två månader.
"""
BUILDING_FIELDS = {
    "date": {"2020-05-12"}, "case_number": {"SBN 2020-0077"}, "received_date": {"2020-04-02"},
    "visit_date": {"2020-04-22"}, "handled_by": {"Ali Demir"}, "complainant": {"Gerd Moss"}, "outcome": {"penalty"},
    "penalty_amount": {"24150.00"},
}  # fmt: skip

OFFICE = (
    ("payment_audit", AUDIT, AUDIT_FIELDS), ("payment_audit", GRANT_AUDIT, GRANT_AUDIT_FIELDS),
    ("minutes", MINUTES, MINUTES_FIELDS), ("minutes", NOTES, NOTES_FIELDS),
    ("judgment", JUDGMENT, JUDGMENT_FIELDS), ("judgment", APPEALED, APPEALED_FIELDS),
    ("invoice", INVOICE, INVOICE_FIELDS), ("invoice", PLAIN_INVOICE, PLAIN_INVOICE_FIELDS),
    ("procurement_followup", TENDER, TENDER_FIELDS), ("building_supervision", BUILDING, BUILDING_FIELDS),
)  # fmt: skip
