"""A search that somebody named and saved (*sparad sökning*), as the register keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class NamedSearch:
    """``search`` is the question as :class:`search.saved.SavedSearch` keeps it. ``removed`` says when it was taken
    away; until it is erased it can be brought back. ``watched`` says since when new documents that it finds alert
    (*bevakas*). Nobody but ``user`` sees it."""

    id: str
    user: str
    name: str
    search: Mapping[str, Any]
    saved: datetime
    removed: datetime | None = None
    watched: datetime | None = None
