"""Police memos and tips made up for these tests; roles are checked with the fields."""

from __future__ import annotations

MEMO = """Polisregion Väst
Lokalpolisområde Hamn
PROMEMORIA
Dnr: 5000-K55120-23
Upprättad: 2023-07-03 av polisassistent Lisa Borg

Brott: skadegörelse
Brottsplats: Kyrkogatan 5, 431 60 Hamn
Brottstid: 2023-07-02 kl. 02.30

Målsägande: Hamns Cykel AB genom Per Ström
Misstänkt: Jan Modig
Vittne: Ulla Karp

Ulla Karp såg hur en man sparkade in skyltfönstret. Jan Modig greps vid Torget kl. 02.50.
Fordon av intresse: röd Volvo, MLB 42A.
"""
MEMO_FIELDS = {
    "date": {"2023-07-03"}, "case_number": {"5000-K55120-23"}, "event_type": {"skadegörelse"},
    "event_date": {"2023-07-02"}, "time": {"02:30"}, "place": {"Kyrkogatan 5, 431 60 Hamn"}, "vehicle": {"MLB42A"},
    "handled_by": {"Lisa Borg"}, "subject": {"Jan Modig"},
}  # fmt: skip
MEMO_ROLES = {"Jan Modig": "suspect", "Ulla Karp": "witness", "Lisa Borg": "officer"}

RUNNING = """PM angående händelse på Storgatan
Polisen i Granby, ingripandeverksamheten
2021-03-14

Klockan 23.40 den 13 mars 2021 fick patrullen larm om bråk utanför Bar Ankaret, Storgatan 18.
På platsen hördes Sven Lager, som ringt polisen. Han uppgav att Nils Hagen hade knuffat honom.
Nils Hagen förnekar det. Ägaren Tor Bly var inte på platsen och är inte misstänkt för något.
En bil med numret KGT 52D stod parkerad intill.

Vid pennan
Maria Dahl
polisinspektör
"""
RUNNING_FIELDS = {
    "date": {"2021-03-14"}, "event_date": {"2021-03-13"}, "time": {"23:40"}, "vehicle": {"KGT52D"},
    "handled_by": {"Maria Dahl"}, "event_type": {"bråk"}, "subject": set(),
}  # fmt: skip
RUNNING_ROLES = {"Nils Hagen": "mentioned", "Tor Bly": "mentioned", "Maria Dahl": "officer"}

LISTED = """UNDERRÄTTELSEUPPSLAG
Ärende  5000-K881-22
Datum  2022-10-05
Avser  häleri
Handläggare  Hans Roth

Personer
Namn	Roll	Anm.
Erik Sund	misstänkt	delgiven 2022-10-01
Lars Vik	vittne	hörd
Eva Norén	målsägande	hörd
Kim Ask	omnämnd	ingen misstanke

Fordon
DEF 45G
"""
LISTED_FIELDS = {
    "date": {"2022-10-05"}, "case_number": {"5000-K881-22"}, "event_type": {"häleri"}, "handled_by": {"Hans Roth"},
    "vehicle": {"DEF45G"},
}  # fmt: skip
LISTED_ROLES = {"Erik Sund": "suspect", "Lars Vik": "witness", "Eva Norén": "complainant", "Kim Ask": "mentioned"}

TIP = """Till kommunen

Inkom: 2023-02-20
Diarienr: KS 2023-54

Hej! Jag heter Birgitta Lund och vill anmäla att det körs svart städning från Ekvägen 8.
Den som kör bilen, en vit Caddy med reg.nr RST 123, heter nog Olle Grön men jag är inte säker.
Det hände senast den 18 februari.

Hälsningar
Birgitta Lund
"""
TIP_FIELDS = {"case_number": {"KS 2023-54"}, "received_date": {"2023-02-20"}, "vehicle": {"RST123"}, "subject": set()}
TIP_ROLES = {"Olle Grön": "mentioned"}

REMARK = """Polismyndigheten
Yttrande över ansökan om serveringstillstånd
Datum: 2024-04-10
Vårt dnr: A210.118/2024
Er beteckning: SN 2024/31
Remissen kom in den 18 mars 2024.
Sökande: Skeppet Krog AB

Yttrande
Polismyndigheten har inget att erinra mot att ansökan beviljas.

Klas Bohm
alkoholhandläggare, lokalpolisområde Hamn
"""
REMARK_FIELDS = {
    "date": {"2024-04-10"}, "received_date": {"2024-03-18"}, "applicant": {"Skeppet Krog AB"}, "outcome": {"granted"},
    "handled_by": {"Klas Bohm"},
}  # fmt: skip

POLICE = (
    ("police_memo", MEMO, MEMO_FIELDS), ("police_memo", RUNNING, RUNNING_FIELDS),
    ("police_memo", LISTED, LISTED_FIELDS),
    ("tip", TIP, TIP_FIELDS), ("police_statement", REMARK, REMARK_FIELDS),
)  # fmt: skip
ROLES = ((MEMO, MEMO_ROLES), (RUNNING, RUNNING_ROLES), (LISTED, LISTED_ROLES), (TIP, TIP_ROLES))
