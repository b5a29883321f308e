"""Swedish titles of the relations that documents tell, as the one says to the other: "A äger B"."""

from __future__ import annotations

from typing import Final

from models.tie import Near, Relation

RELATIONS: Final[dict[str, str]] = {
    Relation.OWNS: "äger",
    Relation.BOARD_MEMBER_OF: "sitter i styrelsen för",
    Relation.REPRESENTS: "företräder",
    Relation.WORKS_FOR: "arbetar för",
    Relation.OPERATES: "driver",
    Relation.DRIVES: "kör",
    Relation.RENTS: "hyr av eller på",
    Relation.LODGES: "ger boende åt",
    Relation.LIVES_AT: "bor på",
    Relation.REGISTERED_AT: "är registrerad på",
    Relation.SEEN_AT: "har setts vid",
    Relation.CONCERNS: "gäller",
    Relation.LENDS_TO: "lånar ut till",
    Relation.PAYS: "betalar",
    Relation.SUPPLIES: "levererar till",
    Relation.SOLD_TO: "har sålt till",
    Relation.RELATED_TO: "är släkt med",
    Relation.KNOWS: "känner",
}
NEAR: Final[dict[str, str]] = {
    Near.SENTENCE.name.lower(): "i samma mening",
    Near.PAGE.name.lower(): "på samma sida",
    Near.DOCUMENT.name.lower(): "i samma handling",
}
