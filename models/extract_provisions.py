"""The provisions by which something is withheld from a register extract, and whether that may be told.

Written down from what is known of the laws, not looked up (docs/law.md): an officer chooses, and may write another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.extract import ExtractLaw
from models.marking import provision


@dataclass(frozen=True, slots=True)
class Withholding:
    """``silent``: not even that something is withheld is told, since that would give away what it keeps."""

    provision: str
    words: str
    silent: bool = False


WITHHOLDINGS: Final = (
    Withholding("OSL 17:1", "planerad eller pågående inspektion eller annan granskning"),
    Withholding("OSL 18:1", "förundersökning och underrättelser om brott", silent=True),
    Withholding("OSL 21:1", "hälsa och sexualliv"),
    Withholding("OSL 21:3", "adress och telefon för den som kan utsättas för våld"),
    Withholding("OSL 22:1", "skyddad folkbokföring"),
    Withholding("OSL 26:1", "socialtjänst: enskildas personliga förhållanden"),
    Withholding("OSL 32:4", "uppgifter om någon annan i tillsyn"),
    Withholding("OSL 35:1", "enskilda i brottsutredningar"),
    Withholding("BDL 4:5", "hänsyn till brottsbekämpningen", silent=True),
)
_SILENT: Final = frozenset(each.provision for each in WITHHOLDINGS if each.silent)
_LAWS_OF_CRIME: Final = ("BDL ", "2018:1177 ")
RULES: Final = {
    ExtractLaw.REGULATION: "dataskyddsförordningen (EU) 2016/679, artikel 15",
    ExtractLaw.CRIME_DATA: "brottsdatalagen (2018:1177), 4 kap. 3 §",
}


def read_provision(written: str) -> str:
    """The provision in its short form. Raises :class:`models.errors.ProvisionError` for what is none."""
    return provision(written)


def is_silent(written: str) -> bool:
    """Whether nothing at all is told of what is withheld by it: those named so, and all of brottsdatalagen."""
    return written in _SILENT or written.startswith(_LAWS_OF_CRIME)


def words_of(written: str) -> str:
    """What the provision protects, in words; empty of one that is not in the table."""
    return next((each.words for each in WITHHOLDINGS if each.provision == written), "")
