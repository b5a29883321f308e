"""Notes (*anteckning*) and tags (*etikett*) on documents, pages and selected text; notes on entities too."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.quotation import Quotation

LONGEST_NOTE: Final = 10_000
LONGEST_TAG: Final = 40
"""Characters."""


class Audience(StrEnum):
    """Who sees a note, or has a dossier, beside whoever wrote it: of those who may read what it is on."""

    OWN = "own"  # nobody else
    GROUP = "group"  # the members of a group of the writer's
    OWNER = "owner"  # whoever has a grant for the owner whose document it is


@dataclass(frozen=True, slots=True)
class Place:
    """What a note or a tag is on: a document, a page of it (``page`` from 1), words on that page, or an entity (notes).

    Exactly one of ``document`` and ``entity`` is set. ``owner`` says of an entity that several owners have at which of
    them it is meant; empty where it goes without saying.
    """

    document: str = ""
    page: int = 0
    quotation: Quotation | None = None
    entity: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote. ``owner`` is whose document or entity it is on; ``group`` is set where the audience is one.

    ``changed`` and ``removed`` say when; what is removed can be brought back for a while.
    """

    id: str
    owner: str
    by: str
    at: datetime
    text: str
    place: Place
    audience: Audience = Audience.OWN
    group: str = ""
    changed: datetime | None = None
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word on a document, a page or words on it, shared by all who may read that."""

    id: str
    word: str
    by: str
    at: datetime
    place: Place


def tag_word(written: str) -> str:
    """A tag as it is kept: small letters, composed (NFC), single spaces; empty where nothing is left."""
    return " ".join(unicodedata.normalize("NFC", written.casefold()).split())[:LONGEST_TAG].strip()
