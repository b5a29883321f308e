"""Capitalised words that are not part of a person's name: headings, days, offices, streets, boards."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.tables import words

_ENDINGS = re.compile(
    (
        r".*(?:nämnd|nämnden|verket|styrelsen|styrelse|myndigheten|myndighet|kommun|kommunen"
        r"|kommuns|länet|gatan|vägen|gränd|torget|avdelningen|enheten|enhet|förvaltningen"
        r"|förvaltning|kontoret"
        r"|domstolen|domstol|rätten|rätt|lagen|balken|förordningen|bolaget|bolag|skolan|skola"
        r"|sjukhuset|sjukhus|kyrkan|föreningen|förening|förbundet|förbund|partiet|kommittén"
        r"|utredningen"
        r"|ningen|ningar|ning|anmälan|ansökan|beslut|beslutet|tillstånd|tillståndet|nummer|numret"
        r"|datum|period|perioden|adress|telefon|polisen|polis|chef|chefen|departementet|minister|ministern"
        r"|inspektör|inspektören|direktör"
        r"|sekreterare|handläggare|ombudsmannen|utredare|ansvarig|person|personen|ordförande"
        r"|ledamot|advokat|åklagare|restaurang|hotell|museet|universitetet|universitet|högskolan"
        r"|högskola|stiftelsen|banken|centrum|parken)s?"
    ),
    re.IGNORECASE,
)
_WORDS = words("not_name_words")


@lru_cache(maxsize=65_536)
def blocked(word: str) -> bool:
    """Whether ``word``, whatever its case, cannot be a surname that no table knows."""
    return word.lower() in _WORDS or _ENDINGS.fullmatch(word) is not None
