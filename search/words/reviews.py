"""What the review desk calls its rules and findings: the command line as it stands, the front end by its catalogue."""

from __future__ import annotations

from typing import Final

from models.review import Finding, Rule

RULES: Final[dict[str, str]] = {
    Rule.SAMPLE: "Stickprov",
    Rule.OWN_NAME: "Eget eller närståendes namn",
    Rule.VOLUME: "Stor mängd på en dag",
    Rule.UNUSUAL: "Mycket mer än vanligt",
    Rule.ODD_HOURS: "Ovanlig tid",
    Rule.NO_CASE: "Utan ärende",
    Rule.ONE_PURPOSE: "Samma ändamål för allt",
    Rule.PROTECTED: "Skyddade personuppgifter",
}
ASKED: Final[dict[str, str]] = {
    Rule.SAMPLE: "En händelse som slumpen valde.",
    Rule.OWN_NAME: "Har läst eller sökt efter någon med det egna namnet eller en närståendes. Andra kan heta så.",
    Rule.VOLUME: "Har läst så mycket på en dag att det bör ha en förklaring.",
    Rule.UNUSUAL: "Har läst mycket mer på en dag än på sina vanliga dagar.",
    Rule.ODD_HOURS: "Har läst på natten eller en helg.",
    Rule.NO_CASE: "Har läst utan att ange något ärende.",
    Rule.ONE_PURPOSE: "Har läst mycket under en månad, med samma ändamål och ärende för allt.",
    Rule.PROTECTED: "Har öppnat något om en person med skyddade personuppgifter.",
}
"""Why the rule is there, in a sentence."""
FINDINGS: Final[dict[str, str]] = {
    Finding.OK: "Utan anmärkning",
    Finding.QUESTION: "Fråga ställd",
    Finding.INCIDENT: "Incident",
}
ACTIONS: Final[dict[str, str]] = {
    "search": "Sökte",
    "read_document": "Öppnade en handling",
    "read_page_image": "Såg en sidas bild",
    "read_entity": "Öppnade ett namn",
    "read_dossier": "Öppnade en ärendemapp",
    "download": "Hämtade ett original",
    "export": "Tog ut en lista eller kopia",
    "unmask": "Visade personnummer",
    "extract": "Gjorde ett registerutdrag",
}
"""Readings, as somebody did them."""
