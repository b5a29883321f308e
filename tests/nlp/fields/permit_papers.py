"""Permit decisions made up for these tests."""

from __future__ import annotations

GRANTED = """NORDVIKS KOMMUN
Plan- och byggnadsnämnden
DELEGATIONSBESLUT
2023-05-09
Ärendenummer: PBN 2023-0456

Fastighet: NORDVIK BJÖRKEN 14
Sökande: Anna-Lena Fors, Björkvägen 3, 865 32 Nordvik
Ärende: Bygglov för tillbyggnad av enbostadshus

BESLUT
Bygglov lämnas med stöd av 9 kap. 30 § plan- och bygglagen (2010:900).
Avgift: 12 600 kronor.

SKÄL
Åtgärden följer detaljplanen.

Ansökan inkom den 3 april 2023.

Mikael Strand
bygglovshandläggare
"""
GRANTED_FIELDS = {
    "date": {"2023-05-09"}, "case_number": {"PBN 2023-0456"}, "applicant": {"Anna-Lena Fors"},
    "outcome": {"granted"}, "fee_amount": {"12600.00"}, "handled_by": {"Mikael Strand"},
    "application_date": {"2023-04-03"},
    "subject": {"Bygglov för tillbyggnad av enbostadshus"},
}  # fmt: skip

REFUSED = """Socialnämnden i Ösby
Tillståndsenheten

Beslutsdatum        Diarienummer
2020-10-21          SN 2020/112

Ansökan om stadigvarande serveringstillstånd

Sökande
Torget Mat i Ösby AB

Beslut
Nämnden avslår bolagets ansökan.

Motivering
Bolaget har inte visat att det är lämpligt.

Bolaget ansökte den 1 juni 2020 om tillstånd att servera starköl och vin. Nämnden sammanträdde den 20 oktober 2020.

Beslutet kan överklagas till förvaltningsrätten inom tre veckor från den dag du fick del av det.

Gun Palm
ordförande
"""
REFUSED_FIELDS = {
    "date": {"2020-10-21"}, "case_number": {"SN 2020/112"}, "applicant": {"Torget Mat i Ösby AB"},
    "outcome": {"refused"}, "application_date": {"2020-06-01"}, "meeting_date": {"2020-10-20"},
    "handled_by": set(),
}  # fmt: skip

CONDITIONS = """Tekniska nämnden
Beslut om markupplåtelse
Handläggare: Rolf Nyström
Beslutsdatum: 12 maj 2021
Dnr: TN-2021-75

Café Lind AB får använda 24 kvadratmeter av Stortorget för uteservering.
Tillståndet gäller fr.o.m. 2021-06-01 t.o.m. 2021-09-15.

Villkor
- Möblerna tas in varje kväll.
- Gångstråket hålls fritt.
"""
CONDITIONS_FIELDS = {
    "date": {"2021-05-12"}, "case_number": {"TN-2021-75"}, "handled_by": {"Rolf Nyström"},
    "outcome": {"granted_with_conditions"}, "start_date": {"2021-06-01"}, "end_date": {"2021-09-15"},
}  # fmt: skip

WITHDRAWN = """Byggnadsnämnden
Protokollsutdrag 2019-02-14
Dnr BN 2018-990

Bakgrund
Karl Östman sökte den 5 november 2018 bygglov för ett garage på Hult 2:8.
Sökanden meddelade den 4 februari 2019 att ansökan dras tillbaka.

Beslut
Ärendet avskrivs eftersom ansökan har återkallats.

På nämndens vägnar
Ingrid Sjö
nämndsekreterare
"""
WITHDRAWN_FIELDS = {
    "date": {"2019-02-14"}, "case_number": {"BN 2018-990"}, "outcome": {"withdrawn"}, "applicant": {"Karl Östman"},
    "application_date": {"2018-11-05"}, "handled_by": {"Ingrid Sjö"},
}  # fmt: skip

DISPENSATION = """Miljö- och hälsoskyddsnämnden
Datum 2022-08-30   Dnr 2022-MH-0315
Handläggare Eva Tun, 0500-12 34 56

Dispens från strandskyddet på Viken 3:12

Nämnden medger dispens för en brygga på villkor att den inte hägnar in stranden.
Sökande är Bo Granlund, Vikvägen 9, 546 94 Viken.
Ansökan kom in den 11 juli 2022 och var komplett den 2 augusti 2022.
"""
DISPENSATION_FIELDS = {
    "date": {"2022-08-30"}, "handled_by": {"Eva Tun"}, "outcome": {"granted_with_conditions"},
    "applicant": {"Bo Granlund"}, "application_date": {"2022-07-11"},
}  # fmt: skip

PERMITS = (
    ("permit_decision", GRANTED, GRANTED_FIELDS), ("permit_decision", REFUSED, REFUSED_FIELDS),
    ("permit_decision", CONDITIONS, CONDITIONS_FIELDS), ("permit_decision", WITHDRAWN, WITHDRAWN_FIELDS),
    ("permit_decision", DISPENSATION, DISPENSATION_FIELDS),
)  # fmt: skip
