"""What a search tells of a query that was understood otherwise than it was written: Swedish texts by code.

``%(name)s`` stands for what was typed. The front end says them by way of its English catalogue.
"""

from __future__ import annotations

from typing import Final

HINTS: Final[dict[str, str]] = {
    "too_long": "Frågan är för lång: de första %(count)s tecknen söks.",
    "sensitive": "Frågan har ord om känsliga personuppgifter: handlingarna visas, men inga listor över personer, "
    "och den kan inte sparas, bevakas eller exporteras.",
    "no_words": "Frågan innehåller inget sökbart ord: alla handlingar visas.",
    "quote": "Ett citattecken saknas: resten av frågan söks som en fras.",
    "bracket": "En parentes saknar sin motsvarighet, eller står för djupt: den ignoreras.",
    "not": "Efter INTE (eller -) väntas ett ord.",
    "near_alone": "NEAR väntar ett ord eller en fras på var sida: det ignoreras.",
    "near_what": "NEAR kan bara stå mellan ord och fraser: orden söks i hela handlingen.",
    "near_far": "NEAR söker med högst %(count)s ord emellan.",
    "fuzzy_short": "”%(word)s” är för kort för ungefärlig sökning: det söks som det står.",
    "fuzzy_far": "Ungefärlig sökning (namn~) tål högst två fel.",
    "phrase_near": "Ett avstånd efter en fras går inte att söka med: frasen söks som den står. Skriv ord NEAR/5 ord.",
    "field": "”%(field)s:” är inget fält: det söks som ord. Menade du %(near)s?",
    "field_alone": "Efter ”%(field)s:” väntas ett värde, utan mellanslag emellan: det söks som ord.",
    "value": "Inget värde av %(field)s: börjar med ”%(value)s”.",
    "date": "”%(value)s” är inget datum: det söks som ord. Skriv till exempel datum:2023-01..2024-06.",
    "synonym": "”%(word)s” söks också som %(others)s.",
    "meaning_embedder": "Sökning efter innebörd är inte installerad: bara orden söks.",
    "meaning_vectors": "Inga handlingar är ännu beredda för sökning efter innebörd (samsyn embed): bara orden söks.",
    "meaning_outdated": "Innebörden är beredd för en annan modell (samsyn embed gör om det): bara orden söks.",
    "meaning_unreached": "Sökning efter innebörd svarar inte just nu: bara orden söks.",
    "dates_turned": "Datumen i ”%(value)s” står i omvänd ordning: de läses tvärtom.",
}
