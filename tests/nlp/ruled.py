"""What the rules alone say of a text: quick, and without any model."""

from __future__ import annotations

from datetime import date

from models.mention import Label
from nlp import precedence
from nlp.candidate import Candidate, Context
from nlp.components import RULES

TODAY = date(2024, 6, 1)


def candidates(text: str, *, today: date = TODAY) -> list[Candidate]:
    """What stays of all that the rules find."""
    return precedence.choose(one for rule in RULES.values() for one in rule(text, Context(today)))


def told(text: str, label: Label, *, today: date = TODAY) -> list[tuple[str, str]]:
    """``(as written, value)`` of one label, in the order of the text."""
    return [(text[one.start : one.end], one.value) for one in candidates(text, today=today) if one.label is label]


def values(text: str, label: Label, *, today: date = TODAY) -> list[str]:
    """The values alone."""
    return [value for _, value in told(text, label, today=today)]
