"""Rows and names as they may be shown: personnummer masked, clients (*brukare*) by their initials."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from models.masking import mask
from models.mention import Entity
from models.payment import Booked
from search.facet import shown_name
from search.provider_review.finding import Finding

_NAMED: Final = re.compile(r"[^\W\d_]{2,}")
_NUMBERED: Final = re.compile(r"[^\s,;()]*\d[^\s,;()]*")
_LISTED: Final = re.compile(r"(?:nr|nummer|id|brukare|kund|klient|vårdtagare)\b|\W", re.IGNORECASE)
"""What stands beside a number that is one of a list."""


def shown_entity(entity: Entity) -> Entity:
    """The entity by the name that is shown of it."""
    name = shown_name(entity)
    return replace(entity, name=name, value=name)


def shown_row(booked: Booked) -> Booked:
    """The row as it may be shown: to whom the visit was is told by initials, and read whole on the page itself."""
    row = booked.row
    shown = replace(
        row,
        place=mask(row.place),
        invoice=mask(row.invoice),
        service=mask(row.service),
        account=mask(row.account),
        staff=mask(row.staff),
        client=initials(mask(row.client)),
    )
    return replace(booked, row=shown)


def shown_finding(finding: Finding) -> Finding:
    """The finding with its rows as they may be shown."""
    return replace(finding, rows=tuple(map(shown_row, finding.rows)))


def initials(client: str) -> str:
    """ "Hosseini, Atle" as "A.H.", and with a number beside the name as "A.H. 850312-XXXX"; what is no name ("Nr 12",
    "A.B.", a number) as it is."""
    numbers, name = _NUMBERED.findall(client), _NUMBERED.sub(" ", client)
    last, _, first = name.partition(",")
    words = _NAMED.findall(f"{first} {last}")
    if not words or (numbers and not _LISTED.sub("", name)):
        return client
    return " ".join(["".join(f"{word[0].upper()}." for word in words), *numbers])
