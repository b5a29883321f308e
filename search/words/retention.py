"""Retention in words: what time is counted from, why something is not decided, holds, orders and what hindered them.

The one table of them: the command line and the report say them as they stand, the front end by way of its catalogue.
"""

from __future__ import annotations

from typing import Final

from models.erasure import GroundKind, Hindrance, OrderState
from models.hold import HoldAct, HoldScope
from models.retention import CountedFrom, Period, Undecided
from search.words.titles import KINDS

COUNTED: Final[dict[str, str]] = {
    CountedFrom.DATE: "handlingens datum",
    CountedFrom.TAKEN_IN: "dagen den kom in hit",
    CountedFrom.CLOSED: "dagen ärendet avslutades",
}
UNDECIDED: Final[dict[str, str]] = {
    Undecided.NO_DATE: "Dagen som tiden räknas från är inte känd",
    Undecided.UNSURE_KIND: "Handlingstypen är osäker",
}
SCOPES: Final[dict[str, str]] = {
    HoldScope.DOCUMENT: "En handling",
    HoldScope.SOURCE: "En hel källa",
    HoldScope.ENTITY: "Allt som nämner ett namn",
}
ACTS: Final[dict[str, str]] = {
    HoldAct.PLACED: "Satt",
    HoldAct.PROPOSED: "Föreslagen att hävas",
    HoldAct.DECLINED: "Förslaget avslaget",
    HoldAct.LIFTED: "Hävd",
}
ORDERS: Final[dict[str, str]] = {
    OrderState.ORDERED: "Väntar",
    OrderState.GOING: "Pågår",
    OrderState.DONE: "Klart",
    OrderState.PARTLY: "Klart, men inte allt",
}
HINDRANCES: Final[dict[str, str]] = {
    Hindrance.HELD: "spärrad",
    Hindrance.CONTAINED: "ligger i en handling som finns kvar",
    Hindrance.WATCHED: "ligger kvar i en bevakad mapp",
    Hindrance.TRIED: "prövas för utlämnande",
    Hindrance.NOT_DUE: "ska bevaras enligt de regler som gäller nu",
    Hindrance.GONE: "fanns inte längre",
}
GROUNDS: Final[dict[str, str]] = {
    GroundKind.RULE: "Gallringsregel",
    GroundKind.PERSON: "Begäran eller beslut",
}
NAMED: Final = {
    "counted": COUNTED,
    "undecided": UNDECIDED,
    "hold_scope": SCOPES,
    "hold_act": ACTS,
    "erasure_order": ORDERS,
    "hindrance": HINDRANCES,
    "erasure_ground": GROUNDS,
}


def period_said(period: Period) -> str:
    """How long a rule keeps, in Swedish: ``5 år efter årets slut, räknat från handlingens datum``."""
    years, months = divmod(period.months, 12)
    long = [f"{years} år"] if years else []
    long += ["1 månad" if months == 1 else f"{months} månader"] if months else []
    after = " efter årets slut" if period.whole_years else ""
    return f"{' och '.join(long)}{after}, räknat från {COUNTED[period.counted]}"


def of_said(period: Period) -> str:
    """Which documents a rule is about."""
    kind = KINDS.get(period.kind, period.kind) or "alla handlingstyper"
    return f"{period.source or 'alla källor'}, {kind[0].lower()}{kind[1:]}"
