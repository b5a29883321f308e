"""The labels (*ledtexter*) of Swedish forms and letterheads."""

from __future__ import annotations

import re
from typing import Final

_LABELS: Final = """
    adress anmälare anmälningsdatum ansvarig ansökningsdatum antal arbetsgivare arbetsställe arvode avdelning avser
    avsändare bankgiro befattning belopp beslutsdatum beslutsfattare besökare besöksadress bilagor bolag
    bolagsföreträdare brottsdatum brottsplats datum diarienr diarienummer distrikt dnr dokumentdatum dokumentnr
    e-post e-postadress enhet epost fakturadatum fakturanr fakturanummer fastighet fastighetsbeteckning fax firma
    företag förfallodatum förnamn handläggare hemsida hyresgäst inkom innehavare inspektör instans internet
    kontaktperson kontonummer kund kundnr kundnummer kärande lagfart län mobil mobiltelefon mottagare målnr
    målnummer målsägande namn närvarande objekt ombud ordförande org.nr org.nummer organisationsnr
    organisationsnummer orgnr ort period personnr personnummer plats plusgiro postadress postgiro postnr postnummer
    referens reg.nr registreringsnr registreringsnummer regnr sekreterare sida signatur svarande sökande tel telefon
    telefonnr telefonnummer tid tillståndshavare tilltalad tjänsteställe underskrift uppgiftslämnare upprättad
    utfärdad utfärdare utredningsman utskriftsdatum verksamhet verksamhetsutövare version webb webbplats ägare
    ärende ärendenr ärendenummer ärendetyp
"""
_WORDS: Final = frozenset(_LABELS.split())
_PHRASES: Final = frozenset(
    (
        "er beteckning", "er referens", "ert datum", "giltig till", "kopia till", "saken gäller", "vår beteckning",
        "vår referens", "vårt datum", "vårt dnr", "ert dnr", "datum för besök", "datum för beslut",
    )
)  # fmt: skip
_SEPARATORS: Final = re.compile(r"\s?[/,]\s?|\soch\s")


def is_label(text: str) -> bool:
    """Whether this is a form's label, with or without a colon: "Diarienummer", "Datum:", "Namn/Firma", "Er referens".

    >>> is_label("Handläggare:"), is_label("Handläggaren")
    (True, False)
    """
    bare = " ".join(text.rstrip(": ").lower().split())
    return bare in _PHRASES or (bool(bare) and all(part in _WORDS for part in _SEPARATORS.split(bare)))
