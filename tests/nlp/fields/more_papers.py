"""More papers made up for these tests: letterheads torn apart, telegram style, long labels, several dates."""

from __future__ import annotations

TORN = """SOLBERGA KOMMUN
Miljö- och byggavdelningen
Datum
Beteckning
2021-10-04
MB-2021-558
Handläggare
Kerstin Wall
0321-55 55 10
Tillsynsrapport efter besök hos Solberga Lackering AB
Datum för besöket: 2021-09-28
Vid tillsynen noterades följande avvikelser:
1) Kemikalier står direkt på golvet.
2) Journal saknas.
Bolaget ska senast 2021-11-15 redovisa hur bristerna rättats.
"""
TORN_FIELDS = {
    "date": {"2021-10-04"}, "case_number": {"MB-2021-558"}, "handled_by": {"Kerstin Wall"},
    "visit_date": {"2021-09-28"}, "deadline": {"2021-11-15"}, "operator": {"Solberga Lackering AB"},
    "deviation": {"Kemikalier står direkt på golvet.", "Journal saknas."},
}  # fmt: skip

TWO_COLUMNS = """Granlids kommun	Datum	Diarienummer
Socialkontoret	2020-03-18	SN 2020/41

Handläggare	Er referens
Disa Holm	Krogen Hjorten

Utredning om serveringstillstånd
Bolaget Hjorten Krog AB ansökte den 2020-01-20 om stadigvarande serveringstillstånd.
Förslag till beslut
Socialnämnden föreslås avslå ansökan.
"""
TWO_COLUMNS_FIELDS = {
    "date": {"2020-03-18"}, "case_number": {"SN 2020/41"}, "handled_by": {"Disa Holm"},
    "applicant": {"Hjorten Krog AB"}, "application_date": {"2020-01-20"}, "outcome": {"refused"},
}  # fmt: skip

BORN = """Socialförvaltningen
Beslut om riksfärdtjänst

Namn: Greta Ahl
Född: 1938-04-02
Ansökan inkom: 2022-05-09

Beslut 2022-05-30
Ansökan bifalls. Tillståndet gäller från den 1 juni 2022 till den 31 maj 2024.

Mona Ros
färdtjänsthandläggare
"""
BORN_FIELDS = {
    "date": {"2022-05-30"}, "applicant": {"Greta Ahl"}, "application_date": {"2022-05-09"}, "outcome": {"granted"},
    "start_date": {"2022-06-01"}, "end_date": {"2024-05-31"}, "handled_by": {"Mona Ros"},
}  # fmt: skip

REVOKED = """Individnämnden
2019-11-27
IN 2019/77

Återkallelse av serveringstillstånd
Nämnden återkallar serveringstillståndet för Bar Tollen HB med omedelbar verkan.

Bakgrund
Vid tillsyn den 4 oktober 2019 serverades en minderårig. Bolaget yttrade sig den 1 november 2019.

Beslutet grundas på 9 kap. 18 § alkohollagen (2010:1622).
Leif Sand
nämndordförande
"""
REVOKED_FIELDS = {
    "date": {"2019-11-27"}, "case_number": {"IN 2019/77"}, "outcome": {"revoked"}, "handled_by": set(),
}  # fmt: skip

NOTE = """TJÄNSTEANTECKNING
Dnr: MHN 2023-12
2023-01-19 / Elin Sjö

Ringde idag till Vikens Fisk AB angående larmet från kylen. Ägaren Nils Back uppgav att kylen är lagad.
Ärendet följs upp vid nästa besök den 6 februari 2023.
"""
NOTE_FIELDS = {
    "date": {"2023-01-19"}, "case_number": {"MHN 2023-12"}, "follow_up_date": {"2023-02-06"},
    "outcome": {"follow_up"},
}  # fmt: skip

ARREST = """Polismyndigheten, region Nord
Avrapportering 2024-01-22
Diarienummer 5000-K9902-24

Händelse
Stöld ur butik den 21 januari 2024 kl 16.15, Ängsgatan 2, 871 30 Ekhamn.

Inblandade
Misstänkt
Rolf Tjärn
Målsägande
Ekhamns Livs AB
Vittne
Sara Kvist

Rolf Tjärn delgavs misstanke på platsen. Butikschefen Ante Moll ringde polisen.

Antecknat av
Per Näs
"""
ARREST_FIELDS = {
    "date": {"2024-01-22"}, "case_number": {"5000-K9902-24"}, "event_date": {"2024-01-21"}, "time": {"16:15"},
    "place": {"Ängsgatan 2, 871 30 Ekhamn"}, "subject": {"Rolf Tjärn"}, "handled_by": {"Per Näs"},
}  # fmt: skip

CREDIT = """Sjötransport i Norr AB
Kreditfaktura 88-1207
Datum: 2023-11-03
Avser faktura 88-1150
Mottagare: Kustens kommun, Box 4
Summa kredit: 2 400,00 kr
Betalningsvillkor 30 dagar
"""
CREDIT_FIELDS = {
    "date": {"2023-11-03"},
    "invoice_number": {"88-1207", "88-1150"},
    "supplier": {"Sjötransport i Norr AB"},
}

ACQUITTED = """ÖSTRA TINGSRÄTTEN
Dom 2020-05-14
B 77-20

Tilltalad: Mona Grip
Åklagaren har yrkat att Mona Grip ska dömas för bokföringsbrott.
Domslut
Åtalet ogillas.
Domskäl
Det är inte visat att Mona Grip haft uppsåt.
Överklagande senast den 4 juni 2020 till hovrätten.
"""
ACQUITTED_FIELDS = {
    "date": {"2020-05-14"}, "case_number": {"B 77-20"}, "outcome": {"acquitted"}, "deadline": {"2020-06-04"},
}  # fmt: skip

SCHEDULE = """Protokoll
Bygg- och trafikutskottet
Tid: onsdagen den 15 mars 2023 kl. 08.30
Plats: Stadshuset
Vid protokollet: Åsa Lod

§ 12
Utskottet avslår ansökan om fler parkeringsplatser.
"""
SCHEDULE_FIELDS = {
    "meeting_date": {"2023-03-15"}, "handled_by": {"Åsa Lod"}, "outcome": {"refused"}, "date": {"2023-03-15"},
}  # fmt: skip

OVERPAID = """Granskning av fakturor från assistansbolag
Upprättad av: Nina Hult
Upprättad den: 7 juni 2021
Bolag: Varm Hand Assistans AB
Avser: januari 2021 till mars 2021
Resultat: Bolaget har fakturerat 48 200 kronor för mycket. Summan föreslås återkrävas.
Svar ska lämnas senast den 30 juni 2021.
"""
OVERPAID_FIELDS = {
    "date": {"2021-06-07"}, "handled_by": {"Nina Hult"}, "provider": {"Varm Hand Assistans AB"},
    "repayment_amount": {"48200.00"}, "deadline": {"2021-06-30"}, "outcome": {"order"},
}  # fmt: skip

MORE = (
    ("inspection_report", TORN, TORN_FIELDS), ("permit_decision", TWO_COLUMNS, TWO_COLUMNS_FIELDS),
    ("permit_decision", BORN, BORN_FIELDS), ("permit_decision", REVOKED, REVOKED_FIELDS),
    ("inspection_report", NOTE, NOTE_FIELDS), ("police_memo", ARREST, ARREST_FIELDS),
    ("invoice", CREDIT, CREDIT_FIELDS), ("judgment", ACQUITTED, ACQUITTED_FIELDS),
    ("minutes", SCHEDULE, SCHEDULE_FIELDS), ("payment_audit", OVERPAID, OVERPAID_FIELDS),
)  # fmt: skip
