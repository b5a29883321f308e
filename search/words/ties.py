"""Why two are suggested as one, in Swedish: the reasons of :mod:`models.store.suggestions`."""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {
    "personnummer": "samma personnummer i två handlingar",
    "organisationsnummer": "samma organisationsnummer i två handlingar",
    "account": "samma konto",
    "address": "samma gata och nummer",
    "name": "samma namn",
    "name+birth": "samma namn och födelsedag",
    "name+phone": "samma namn och telefonnummer",
    "name+email": "samma namn och e-postadress",
    "name+account": "samma namn och konto",
    "name+address": "samma namn och adress",
    "name+office": "samma namn på en tjänsteperson",
    "name+case": "samma namn i samma ärende",
    "name+organisation": "samma namn vid samma organisation",
    "name+vehicle": "samma namn vid samma fordon",
    "name+property": "samma namn vid samma fastighet",
    "spelling": "nästan samma stavning, kanske en felläsning",
    "nickname or double name": "smeknamn, eller en del av ett dubbelnamn",
}
"""In Swedish by kind of key (:mod:`nlp.resolution.keys`). What is not here is shown as it is called."""


def reason(kind: str) -> str:
    """The reason in Swedish."""
    return REASONS.get(kind, kind)
