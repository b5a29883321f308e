"""A situation picture in words: its sections, tables, columns, and what is said where something was cut.

The one table of them: the command line and the report say them as they stand, the front end by way of its catalogue.
"""

from __future__ import annotations

from typing import Final

SECTIONS: Final[dict[str, str]] = {
    "flow": "Vad som kom in",
    "where": "Var",
    "standing": "Det som sticker ut mot perioden före",
    "recurring": "Återkommer i flera källor",
    "audits": "Utförare med avvikelser i utbetalningskontroller",
    "same_place": "Tillstånd och tillsyn på samma adress eller fastighet",
}

TABLES: Final[dict[str, str]] = {
    "by_source": "Efter källa",
    "by_kind": "Efter handlingstyp",
    "towns": "Ort eller kommun, med gator och områden",
    "other_places": "Andra platser som nämns",
    "standing": "Nämns i fler handlingar än väntat",
    "providers": "Utförare",
    "same_place": "Adresser och fastigheter",
}

COLUMNS: Final[dict[str, str]] = {
    "now": "Perioden",
    "before": "Perioden före",
    "documents": "Handlingar",
    "sources": "Källor",
    "deviating": "Med avvikelse",
    "repayment": "Med återkrav",
    "audits": "Kontroller",
    "permits": "Tillståndsbeslut",
    "inspections": "Tillsyn",
}

ROWS: Final[dict[str, str]] = {
    "town": "ort eller kommun",
    "street": "gata",
    "district": "område (trakt eller kvarter)",
    "no_town": "Adresser utan ort",
}

NOTES: Final[dict[str, str]] = {
    "flow": "Efter handlingarnas egna datum. En handling utan datum är inte med i perioden.",
    "where": (
        "Som handlingarna skriver det: orten efter postnumret, och kommunen som en fastighetsbeteckning börjar med. "
        "Områden är trakter och kvarter i fastighetsbeteckningar; andra stadsdelar känner registret inte."
    ),
    "standing": (
        "Nämns i så många fler av periodens handlingar än i den förra att slumpen knappast är skälet. "
        "Det säger inte varför."
    ),
    "recurring": "I ordning efter antal källor, sedan antal handlingar, sedan namn. Det är ingen bedömning av någon.",
    "audits": "Kontroller som själva uppger en avvikelse, ett återkrav, eller ett krav, en avgift eller en varning.",
    "same_place": (
        "Adresser och fastigheter som både ett tillståndsbeslut och en inspektion eller byggtillsyn säger sig gälla."
    ),
}

CUTS: Final[dict[str, str]] = {
    "withheld": "Visas inte: frågan har ord om känsliga personuppgifter, och personer får inte väljas ut genom dem.",
    "nothing_before": "Inga handlingar i perioden före: det finns inget att jämföra med.",
    "many_sources": "Räknat i de källor som har flest handlingar, inte i alla.",
    "newest": "Räknat bland de nyaste handlingarna av slaget, inte bland alla.",
    "most_named": "Räknat bland de platser som flest handlingar nämner, inte bland alla.",
}

NAMED: Final = {
    "situation_section": SECTIONS,
    "situation_table": TABLES,
    "situation_column": COLUMNS,
    "situation_row": ROWS,
    "situation_note": NOTES,
    "situation_cut": CUTS,
}
"""The tables by the names that the front end has for them."""
