"""What kind of name a word can be, from the tables and from how it ends."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.tables import words

_SURNAME_ENDING = re.compile(
    r"[A-ZÅÄÖ][a-zåäöéü]{1,20}(?:s?son|sson|sén|ström|berg|gren|qvist|kvist|lund|ling|lind"
    r"|dahl|stedt|mark|blad|blom|strand|borg|man|ell|én|ius|ander|fors|holm|quist|vall|wall"
    r"|rud|sten|löf|löv|bäck|beck|hagen|hed|roth|feldt|hult|skog|sjö|åker|crona|hielm|stål"
    r"|svärd|sköld|felt|ic|ić|vic|ovic|ska|ski|nen|iani|oglu|zadeh|poulos|brand|stråle|hjelm"
    r"|schiöld|skiöld|krona|stierna|stjerna|svahn|ryd|torp|rydh|green|wik|dal|fält|feld|blomma"
    r"|hoff|mayer|meyer|strömmer)"
)
_NOT_ENDING = re.compile(r".*(?:kommun|gatan|vägen|nämnden|ning|skog|mark|man|sten|sjö|strand|ell|ling)$")
INITIAL = re.compile(r"[A-ZÅÄÖ](?:\.|-[A-ZÅÄÖ]\.)")
PARTICLES = frozenset(
    [
        "von",
        "af",
        "de",
        "van",
        "der",
        "den",
        "del",
        "da",
        "di",
        "la",
        "le",
        "el",
        "al",
        "ul",
        "ibn",
        "bin",
        "ben",
        "abu",
        "ter",
        "zu",
        "dos",
    ]
)
WEAK_FIRST = words("weak_first_names")
TITLES = (
    r"inspektör(?:en|erna)?|polisinspektör(?:en)?|kriminalinspektör(?:en)?"
    r"|polisassistent(?:en)?|polis|poliskommissarie|kommissarie|kriminalkommissarie|krinsp"
    r"|pinsp"
    r"|handläggare(?:n)?|utredare(?:n)?|miljöinspektör(?:en)?|byggnadsinspektör(?:en)?"
    r"|alkoholhandläggare(?:n)?|livsmedelsinspektör(?:en)?|tillsynshandläggare"
    r"|sökande(?:n)?|kontaktperson(?:en)?|misstänkt[ae]?|målsägande(?:n)?|vittne(?:t)?"
    r"|anmälare(?:n)?|ägare(?:n)?|fastighetsägare(?:n)?|lagfaren ägare|byggherre(?:n)?"
    r"|kontrollansvarig(?:e)?|ordförande(?:n)?|ledamot(?:en)?|ersättare(?:n)?"
    r"|sekreterare(?:n)?|justerare(?:n)?|föredragande(?:n)?|advokat(?:en)?|ombud(?:et)?"
    r"|åklagare(?:n)?|kammaråklagare(?:n)?"
    r"|rådman(?:nen)?|hovrättsråd(?:et)?|justitieråd(?:en|et)?|nämndeman|statsråd(?:et)?"
    r"|minister(?:n)?|statsminister(?:n)?|generaldirektör(?:en)?|direktör(?:en)?|vd"
    r"|verkställande direktör"
    r"|chef(?:en)?|enhetschef(?:en)?|bygglovschef(?:en)?|förvaltningschef(?:en)?"
    r"|polischef(?:en)?|presstalesperson(?:en)?|vakthavande befäl|presskontakt"
    r"|pressekreterare(?:n)?|talesperson(?:en)?"
    r"|herr|fru|fröken|dr|doktor(?:n)?|professor(?:n)?|styrelseledamot|suppleant|firmatecknare"
    r"|revisor(?:n)?|bolagsman|delägare(?:n)?|hyresgäst(?:en)?|förare(?:n)?"
    r"|verksamhetsutövare(?:n)?"
    r"|innehavare(?:n)?|serveringsansvarig(?:e)?|arkitekt(?:en)?|konsult(?:en)?|rektor(?:n)?"
    r"|ambassadör(?:en)?|namn|underskrift|namnförtydligande|från|till|att|cc|kopia|hälsningar"
    r"|mvh|heter|hette|kallas"
)


@lru_cache(maxsize=65_536)
def cased(word: str) -> str:
    """A word as names are written: ANDERS → Anders, BRITT-MARIE → Britt-Marie; others as they are."""
    if len(word) > 1 and word.isupper() and not INITIAL.fullmatch(word):
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


@lru_cache(maxsize=65_536)
def is_first_name(word: str) -> bool:
    """Whether ``word`` (as names are written) is in the table, or both halves of a double name are."""
    table = words("first_names")
    return word in table or ("-" in word and all(part in table for part in word.split("-")))


@lru_cache(maxsize=65_536)
def is_surname(word: str) -> bool:
    """Whether ``word`` is in the table of surnames, or a double name one half of which is."""
    table = words("surnames")
    return word in table or ("-" in word and any(part in table for part in word.split("-")) and word.istitle())


@lru_cache(maxsize=65_536)
def sounds_like_surname(word: str) -> bool:
    """Whether the ending is one that surnames have (Bergkvist, Rosenlind). Says nothing about a lone word."""
    return _SURNAME_ENDING.fullmatch(word) is not None


@lru_cache(maxsize=65_536)
def is_place(word: str) -> bool:
    return word in words("municipalities") or word in words("localities") or word in words("countries")


def without_genitive(word: str) -> str:
    """Anderssons → Andersson where that is a surname and the whole is no name; Fors, Wikström and Anders stay."""
    if len(word) > 3 and word[-1] in "sS" and not is_surname(word) and not is_first_name(word):
        stem = word[:-1]
        if is_surname(stem) or sounds_like_surname(stem) or is_first_name(stem):
            return stem
    return word
