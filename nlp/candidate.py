"""What a rule hands on: a span that may name something, before precedence is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from models.mention import Label


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: ``start`` and ``end`` are code points of one page's text, end exclusive.

    ``value`` is the normal form of the label (design, section 5), ``confidence`` is 0–1, ``method`` names the rule.
    """

    label: Label
    start: int
    end: int
    value: str
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond the page: ``today`` is the document's date, or the day of reading."""

    today: date


Rule: TypeAlias = Callable[[str, Context], Iterator[Candidate]]
"""Reads a page's text and yields candidates in any order; they may overlap. Called by the component of its name."""
