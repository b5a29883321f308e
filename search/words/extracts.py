"""Swedish words of a register extract: what somebody reads who does not know the archive, nor the law."""

from __future__ import annotations

from typing import Final

from models.extract import ExtractLaw, ExtractState, FindKind, RightsDecision, RightsKind, Sureness, Verdict

LAWS: Final = {
    ExtractLaw.REGULATION: "Dataskyddsförordningen",
    ExtractLaw.CRIME_DATA: "Brottsdatalagen",
}
KINDS: Final = {
    FindKind.TEXT: "Text",
    FindKind.TABLE: "Tabell",
    FindKind.PAYMENT: "Betalning eller besök",
    FindKind.FILE_NAME: "Filnamn",
    FindKind.TITLE: "Rubrik",
    FindKind.HEADER: "Uppgift i filens huvud",
    FindKind.NOTE: "Anteckning",
    FindKind.TAG: "Etikett",
    FindKind.DOSSIER: "Ärendemapp",
    FindKind.ENTITY: "Namnregister",
    FindKind.SEARCH: "Sparad sökning",
    FindKind.WATCH_LIST: "Bevakningslista",
    FindKind.PROTECTED: "Skyddade personuppgifter",
    FindKind.REQUEST: "Begäran mellan myndigheter",
    FindKind.RELEASE: "Utlämnad handling",
    FindKind.LEDGER: "Logg över läsningar",
}
SURENESS: Final = {
    Sureness.CERTAIN: "Säker",
    Sureness.PROBABLE: "Trolig",
    Sureness.POSSIBLE: "Möjlig",
}
VERDICTS: Final = {
    Verdict.OPEN: "Väntar",
    Verdict.ACCEPTED: "Tas med",
    Verdict.REJECTED: "Någon annan",
    Verdict.WITHHELD: "Undantas",
}
HOW: Final = {
    "number": "personnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "account": "kontonummer",
    "vehicle": "registreringsnummer",
    "case": "ärendenummer",
    "name": "namn",
    "initials": "initial och efternamn",
    "together": "namn i ett ord",
    "part": "en del av namnet",
    "misread": "felläst",
}
DOUBTS: Final = {
    "other_number": "En annan persons nummer står intill.",
    "other_birth": "En annan födelsedag står intill.",
    "longer_name": "Namnet är längre: troligen någon annan.",
    "shared": "Någon annan i handlingen har samma namn.",
    "plus": "Numret skrivs med plustecken, som för den som fyllt hundra.",
}
HEADS: Final = {
    "from": "avsändare",
    "to": "mottagare",
    "subject": "ärenderad",
    "thread_topic": "ärenderad",
    "author": "författare",
}
"""What a file declares of itself, by the key of the fact."""
CATEGORIES: Final = {
    "name": "namn",
    "initials": "namn",
    "together": "namn",
    "part": "namn",
    "number": "personnummer eller samordningsnummer",
    "phone": "telefonnummer",
    "email": "e-postadress",
    "account": "konto- eller betalningsuppgifter",
    "vehicle": "fordonsuppgifter",
    "case": "ärendenummer",
}
"""Sorts of personal data, by what something was found by."""
KIND_CATEGORIES: Final = {
    FindKind.PAYMENT: "betalningar och besök",
    FindKind.NOTE: "anteckningar av handläggare",
    FindKind.TAG: "anteckningar av handläggare",
    FindKind.DOSSIER: "samlade ärendeuppgifter",
    FindKind.SEARCH: "sökningar efter dig",
    FindKind.WATCH_LIST: "sökningar efter dig",
    FindKind.LEDGER: "logg över läsningar",
    FindKind.REQUEST: "begäran om uppgifter om dig",
}
NOTHING: Final = "Det finns inga uppgifter om dig att lämna ut."
"""The same whether nothing was found or nothing may be told of what was."""
NO_RULE: Final = (
    "Det finns ingen beslutad tid efter vilken uppgifterna tas bort. De sparas så länge arkivlagen och myndighetens "
    "beslut om bevarande kräver det."
)
NO_RECIPIENT: Final = "Inga handlingar med uppgifterna har lämnats till någon annan myndighet genom det här systemet."
MASKED: Final = (
    "Uppgifter om andra personer i meningarna är utbytta mot ord inom hakparentes, till exempel [namn]. "
    "Undantag och uppgifter som enligt lag inte får nämnas kan göra att utdraget inte är uttömmande."
)
RIGHTS: Final = {
    ExtractLaw.REGULATION: (
        "Du kan begära att felaktiga uppgifter rättas (artikel 16), att uppgifter raderas (artikel 17) eller att "
        "behandlingen begränsas (artikel 18), och du kan invända mot behandlingen (artikel 21). "
        "Skriv till myndigheten.",
        "Du kan klaga hos Integritetsskyddsmyndigheten (artikel 77).",
        "Uppgifterna används inte för beslut som fattas enbart genom automatiserad behandling.",
    ),
    ExtractLaw.CRIME_DATA: (
        "Du kan begära att felaktiga uppgifter rättas eller kompletteras, att uppgifter raderas eller att "
        "behandlingen begränsas (brottsdatalagen 4 kap.). Skriv till myndigheten.",
        "Du kan begära att Integritetsskyddsmyndigheten kontrollerar om behandlingen är laglig, och klaga där.",
    ),
}
RIGHTS_KINDS: Final = {
    RightsKind.RECTIFY: "Rättelse",
    RightsKind.ERASE: "Radering",
    RightsKind.RESTRICT: "Begränsning",
}
RIGHTS_DECISIONS: Final = {
    RightsDecision.WAITING: "Väntar på beslut",
    RightsDecision.GRANTED: "Bifall",
    RightsDecision.PARTLY: "Delvis bifall",
    RightsDecision.REFUSED: "Avslag",
}
STATES: Final = {
    ExtractState.GATHERING: "Fynden samlas",
    ExtractState.OPEN: "Går igenom",
    ExtractState.CLOSED: "Avslutat",
}
NAMED: Final = {
    "extract_law": {each.value: said for each, said in LAWS.items()},
    "extract_state": {each.value: said for each, said in STATES.items()},
    "find_kind": {each.value: said for each, said in KINDS.items()},
    "sureness": {each.value: said for each, said in SURENESS.items()},
    "verdict": {each.value: said for each, said in VERDICTS.items()},
    "found_how": HOW,
    "doubt": DOUBTS,
    "right": {each.value: said for each, said in RIGHTS_KINDS.items()},
    "right_decision": {each.value: said for each, said in RIGHTS_DECISIONS.items()},
}
"""What the front end says by way of its catalogue; the extract itself is in Swedish."""
