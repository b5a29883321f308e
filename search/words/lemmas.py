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
    "tillstånd tillägg hotell förråd fordon"
)
_NEUTER_ENDINGS: Final = ("", "s", "et", "ets", "en", "ens")

_OTHERS: Final = {
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

LEMMAS: Final[dict[str, str]] = {
    noun + ending: noun for noun in _NEUTERS.split() for ending in _NEUTER_ENDINGS
} | _OTHERS
"""Form → lemma, both in lower case. Looked up before simplemma is asked."""
