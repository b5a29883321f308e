"""Whether a sentence that seems to tell a relation denies it, asks, supposes, or speaks of what has been."""

from __future__ import annotations

import re
from typing import Final

from models.mention import Label
from nlp.ties.abstract import SIGNS

_DENIED: Final = re.compile(
    r"\b(?:inte|ej|icke|aldrig|varken|ingen|inget|inga|ingalunda|knappast|saknar|saknas|utan samband|avsagt|avgått"
    r"|frånträtt|entledigad\w*|förnekar|förnekade|förnekas|bestrider|bestrids|bestred|nekar till|tillbakavisar"
    r"|dementera\w*|felaktig\w*|oriktig\w*|grundlös\w*|annan person|samma namn|namne|förväxl\w*|upphört|upphörde"
    r"|upphör|avslutad\w*"
    r"|avslutades|uppsagd\w*|sades upp|sagts upp)\b"
)
_UNSURE: Final = re.compile(
    r"\b(?:skulle|kanske|möjligen|eventuellt|troligen|troligtvis|sannolikt|förmodligen|antagligen|oklart|ovisst|okänt"
    r"|huruvida|ifall|tänkt|planerar|avser att|vill|önskar|kan tänka sig|erbjuds|erbjuder|ansöker|ansökt|söker"
    r"|förslag\w*|föreslår|föreslås|exempel\w*)\b|\?"
)
_FORMER: Final = re.compile(r"\b(?:tidigare|förut|före detta|f\.? ?d\.?|förre|förra|dåvarande|förr)\b")
_REPORTED: Final = re.compile(
    r"\b(?:uppger|uppgav|uppgett|uppges|uppgavs|uppgift(?:er|en|erna)?|påstår|påstod|påstås|påstått"
    r"|hävdar|hävdade|hävdas|sägs|säger|sade|berättar?|berättade|tror|trodde|menar|menade|lär|rykte\w*"
    r"|enligt (?:uppgift\w*|egen|egna|polis\w*|vittne\w*|tips\w*|anmäl\w*|honom|henne|grann\w*)"
    r"|vad (?:jag|vi) vet|så vitt|vittne\w*)\b"
    rf"|\benligt {SIGNS[Label.PERSON]}"
)


def is_denied(sentence: str) -> bool:
    """Whether the sentence (lower case) denies something, asks or only supposes it: then it tells no relation.

    A denial of something else in the same sentence counts too: better no tie than a false one.
    """
    return _DENIED.search(sentence) is not None or _UNSURE.search(sentence) is not None


def is_former(words: str) -> bool:
    """Whether the words themselves (not the sentence around them) say that it was so before and is no more."""
    return _FORMER.search(words.replace("sedan tidigare", "")) is not None


def is_reported(sentence: str) -> bool:
    """Whether the sentence says that somebody says so."""
    return _REPORTED.search(sentence) is not None
