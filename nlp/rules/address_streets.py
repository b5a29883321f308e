"""What streets are called (*gatunamn*): their last parts, and the words that stand before them and belong to them."""

from __future__ import annotations

import re
from typing import Final

from nlp.tables import words as table

SURE: Final = (
    r"(?:gatan|gata|vägen|gränden|gränd|stigen|allén|allé|esplanaden|torget|torg|backen|slingan|kroken|brinken|svängen"
    r"|boulevarden)"
)
"""Last parts that with a number leave no doubt."""
PERHAPS: Final = (
    r"(?:väg|stig|backe|leden|esplanad|platsen|plats|planen|plan|kaj|strand|stranden|rondellen|parken|park|bron|gården|gård"
    r"|hamnen|ängen|åsen|höjden|dalen|lunden|liden|hagen|udden|holmen|gärdet|gången|trappan|trappor|rundeln|vreten|terrassen|bågen"
    r"|promenaden|stråket|kajen)"
)
"""Last parts that other words have too: ``underhållsplan 12``."""
STREET_NAME: Final = re.compile(rf"{SURE}$", re.IGNORECASE)
_DIRECTIONS = ("Norra", "Södra", "Östra", "Västra", "Nordöstra", "Nordvästra", "Sydöstra", "Sydvästra", "Mellersta")
_SIZES = (
    "Stora",
    "Lilla",
    "Gamla",
    "Nya",
    "Övre",
    "Nedre",
    "Yttre",
    "Inre",
    "Mellan",
    "Höga",
    "Låga",
    "Långa",
    "Korta",
)
_RANKS = ("Sankt", "Sankta", "Kungs", "Drottning", "Kung", "Prins")
_MODIFIERS = (*_DIRECTIONS, *_SIZES, *_RANKS)
BESIDE_STREETS: Final = frozenset(_MODIFIERS)
MODIFIER: Final = rf"(?:(?:{'|'.join(_MODIFIERS)})|[NSÖV]:a|S:ta?|{'|'.join((*_DIRECTIONS, *_SIZES)).upper()})"
_BEFORE = re.compile(MODIFIER)
NOT_STREETS: Final = re.compile(
    r"\A(?:(?:arbets|bygg|detalj|underhålls|års|köks|parkerings|uppställnings|brotts|skade|lek|sov|sitt|ställ|lager"
    r"|handlings|affärs|kontroll|åtgärds|verksamhets|miljö|tids|projekt|utbildnings|översikts|bostads|käll|vind|entré"
    r"|handikapp|provtagnings|lossnings|fynd|händelse|olycks|mark|möte|plan|hand|huvud|skol|affärs|kran|om|in|ut|fram|till"
    r"|upp|av|över|under|mellan|start|genom|in)(?:plan|planen|plats|platsen|gången|gård|gården|väg|leden)"
    r"|(?:riks|läns|europa|motor|skogs|cykel|gång|infarts|utrymnings|räddnings|om|av|närmast|grus|bil|järn|luft|vatten)"
    r"väg(?:en)?|plan|plats|strand|gård|park|väg|gata|gatan|vägen|torg|torget|backe|backen|kajen|allén|parken"
    r"|platsen|stigen|gränden|esplanaden)\Z",
    re.IGNORECASE,
)


def is_street(name: str) -> bool:
    """Whether a name that ends as a street's does may be one: no ``Underhållsplan``, no bare ``Vägen``, no road."""
    last = name.split()[-1]
    return not (NOT_STREETS.match(last) and " " not in name)


def belongs_to_street(word: str, *, broken: bool) -> bool:
    """Whether a word before a street's name is a part of it: ``Norra``, or a first name (``Birger Jarlsgatan``).

    ``broken`` tells that the line ends between them: then a first name is somebody's who lives there.
    """
    return _BEFORE.fullmatch(word) is not None or (not broken and word in table("first_names"))
