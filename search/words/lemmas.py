"""Base forms that simplemma 2.0 gets wrong in the prose of case files, as form → lemma.

simplemma gives one lemma for each form and, between a noun and a verb, often takes the rarer one. What follows a rule
("nämnd" is a noun because "nämnden" is its definite form) stands in ``search/lemmas.py``; here is the rest, found by
reading simplemma's answers for the commonest nouns of decisions, inspection reports and police memos.
"""

from __future__ import annotations

from typing import Final

_NEUTERS: Final = (  # their -et, -en, -ens and -ets are read as forms of a verb, or their base form is
    "beslut åtal rån brott mål bråk hot våld avtal krav skäl stöd besök samtal uppdrag utdrag avslag förslag anslag "
    "intrång bidrag samråd förbud straff fall försök köp inköp lån larm spår svar tal val fynd inbrott bud prov intyg "
    "tillstånd tillägg hotell förråd fordon träd tryck drag förhör förvar avfall stopp tips uppehåll innehåll underhåll"
)
_NEUTER_ENDINGS: Final = ("", "s", "et", "ets", "en", "ens")

_NOUNS_IN_T: Final = "fläkt skylt tillväxt framväxt uppväxt växt väst jäst öst"  # read as participles (fläka, skyla)

_OTHERS: Final = {
    **{noun: noun for noun in _NOUNS_IN_T.split()},
    "inställd": "inställa",
    "dom": "dom",
    "domar": "dom",
    "domarna": "dom",
    "sålde": "sälja",
    "sålt": "sälja",
    "såld": "sälja",
    "sålda": "sälja",
    "anmälning": "anmälan",
    "anmälningar": "anmälan",
    "anmälningarna": "anmälan",
    "anmälningarnas": "anmälan",
    "ansökning": "ansökan",
    "ansökningar": "ansökan",
    "ansökningarna": "ansökan",
    "kurs": "kurs",
    "kurser": "kurs",
    "gräns": "gräns",
    "pris": "pris",
    "gods": "gods",
    "skall": "skola",
    "maj": "maj",
    "kap": "kap",
    "it": "it",
    "kan": "kunna",
    "brist": "brist",
    "åter": "åter",
    "vars": "vars",
    "lett": "leda",
    "skott": "skott",
    "flytt": "flytt",
    "stötta": "stötta",
    "rädda": "rädda",
    "stan": "stad",
    "kassa": "kassa",
    "finans": "finans",
    "finansen": "finans",
    "finanser": "finans",
    "narkotika": "narkotika",
    "narkotikan": "narkotika",
    "narkotikas": "narkotika",
    "kontant": "kontant",
    "kontanta": "kontant",
    "fullmäktige": "fullmäktige",
    "stad": "stad",
    "staden": "stad",
    "städer": "stad",
    "städerna": "stad",
    "bredd": "bredd",
    "bredden": "bredd",
    "min": "min",
    "mitt": "min",
    "mina": "min",
    "din": "din",
    "ditt": "din",
    "dina": "din",
    "sin": "sin",
    "sitt": "sin",
    "sina": "sin",
    "vår": "vår",
    "vårt": "vår",
    "våra": "vår",
    "brister": "brist",
    "make": "make",
    "gälla": "gälla",
    "hävda": "hävda",
    "råda": "råda",
    "längre": "lång",
    "mindre": "liten",
    "andra": "annan",
    "fint": "fin",
    "unge": "ung",
    "låga": "låg",
    "sök": "söka",
    "peng": "pengar",
    "pengen": "pengar",
    "löd": "lyda",
    "slog": "slå",
    "slogs": "slå",
    "bröts": "bryta",
    "skrev": "skriva",
    "bröt": "bryta",
    "skilde": "skilja",
    "lärde": "lära",
    "vårdar": "vårda",
    "dags": "dag",
    "fader": "far",
    "fadern": "far",
    "faderns": "far",
    "moder": "mor",
    "mödrar": "mor",
    "mödrarna": "mor",
    "mödrarnas": "mor",
    "vuxen": "vuxen",
    "vuxet": "vuxen",
    "vuxna": "vuxen",
    "råna": "råna",
    "rånar": "råna",
    "rånade": "råna",
    "rånat": "råna",
    "rånats": "råna",
    "rånades": "råna",
    "besluta": "besluta",
    "beslutar": "besluta",
    "beslutade": "besluta",
    "beslutat": "besluta",
    "beslutats": "besluta",
    "beslutades": "besluta",
}

_LAST: Final = (
    "fall tag slag brott tryck drag köp skott stånd lån mål hot spår bud prov lov krav stöd samtal straff skick lägg"
)
HEADS: Final = tuple(_LAST.split())
"""Neuters that stand last in many words with a prefix or another word before them: avfall, undantag, utslag."""

_THINGS: Final = "båt buss eld"  # their plurals are read as forms of rarer verbs
_THINGS_ENDINGS: Final = ("ar", "ars", "arna", "arnas")
_MEETINGS: Final = "sammanträde tillträde inträde utträde företräde"  # read as forms of -träda
_MEETING_ENDINGS: Final = ("", "s", "t", "ts", "n", "na", "nas")

LEMMAS: Final[dict[str, str]] = (
    {noun + ending: noun for noun in _NEUTERS.split() for ending in _NEUTER_ENDINGS}
    | {noun + ending: noun for noun in _THINGS.split() for ending in _THINGS_ENDINGS}
    | {noun + ending: noun for noun in _MEETINGS.split() for ending in _MEETING_ENDINGS}
    | _OTHERS
)
"""Form → lemma, both in lower case. Looked up before simplemma is asked."""

_DEPONENT: Final = (
    "finnas tyckas synas kännas hoppas andas minnas trivas lyckas misslyckas vistas fattas slåss mötas träffas höras "
    "märkas födas"
)
DEPONENT: Final = frozenset(_DEPONENT.split())
"""Verbs in -s that mean something else than the verb without it (*deponens*)."""

LEXICAL: Final = frozenset({"vuxen", "given", "sluten"})
"""Participles that are words of their own."""

_DOERS_AND_DEEDS: Final = (
    "anförande anseende avseende beteende bemyndigande bemötande boende deltagande erbjudande föreläggande förfarande "
    "förhållande förordnande förtroende genomförande godkännande gående handlande inflytande ingripande leende "
    "meddelande medgivande målsägande omhändertagande ordförande påstående resande studerande sökande klagande "
    "tilltalande troende utförande utlåtande utseende uttalande yrkande yttrande åtagande övervägande"
)
NOUNS_IN_NDE: Final = tuple(_DOERS_AND_DEEDS.split())
"""Words in -ande and -ende that are nouns of their own, also at the end of others; the rest are forms of a verb."""
