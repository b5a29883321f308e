"""The normal form of words that somebody says are a name or number of a given label."""

from __future__ import annotations

from typing import Final

from models.errors import InvalidJudgementError
from models.mention import Label, one_of
from nlp.choice import RULES
from nlp.names import organisations
from nlp.pipeline import find_mentions
from nlp.rules.amount import IS_SUM

_CUES: Final = {
    Label.PERSONNUMMER: "personnummer",
    Label.ORGNR: "org.nr",
    Label.ACCOUNT: "bankgiro",
    Label.CASE: "dnr",
    Label.PROPERTY: "fastigheten",
    Label.VEHICLE: "regnr",
    Label.PHONE: "tel",
    Label.TIME: "kl.",
}
"""A word that makes a rule look: numbers that have no check digit are found beside one only."""
_EXACT: Final = frozenset({Label.PERSONNUMMER, Label.ORGNR, Label.AMOUNT, Label.DATE, Label.TIME, Label.EMAIL})
"""Labels whose normal form is never the words as they stand: without a rule that reads them it must be given."""


def normal_form(label: Label, written: str, given: str = "") -> str:
    """The normal form of ``written``, as the rules have it, else the words with white space folded.

    ``given`` is what somebody says the normal form is; the rules read that instead. Raises
    :class:`InvalidJudgementError` where the label's form has to be exact and no rule reads it.
    """
    words = " ".join((given or written).split())
    cued = f"{words} kr" if label is Label.AMOUNT else f"{_CUES[label]} {words}" if label in _CUES else ""
    for text in (words, cued):
        for mention in find_mentions([(1, text)], pipeline=RULES) if text else ():
            if mention.label is label and mention.text in (words, text):
                return mention.value
    if given and (label is not Label.AMOUNT or IS_SUM.fullmatch(words)):
        return words
    if label in _EXACT:
        raise InvalidJudgementError(
            f"Orden går inte att läsa som {one_of(label)}", next="Ange normalformen med --value, eller en annan typ."
        )
    return organisations.normal_form(words) if label is Label.ORG else words
