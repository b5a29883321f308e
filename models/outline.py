"""A document at a glance: what its pages are and what they name, without a line of their text."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import PageMethod
from models.mention import Label


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page: its number, from 1, how it was read, and whether it has a picture."""

    number: int
    method: PageMethod
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """That a page names an entity, and how often."""

    label: Label
    entity: str
    page: int
    count: int
