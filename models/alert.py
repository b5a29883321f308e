"""An alert (*bevakningsträff*): a document that a watched search finds, and did not find before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

MOST_TOLD: Final = 1_000
"""Alerts in one answer; beyond it, pass over those told."""


@dataclass(frozen=True, slots=True)
class Alert:
    """``saved`` is the id of the search; ``at`` when the document came to be found; ``seen`` when its user saw that."""

    saved: str
    document: str
    at: datetime
    seen: datetime | None = None
