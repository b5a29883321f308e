"""Numbers as people write them, where a page shows them: not as they are stored, nor as a facet's value is called."""

from __future__ import annotations

import re
from typing import Final

from models.mention import Label

_COMPANY: Final = re.compile(r"(\d{6})(\d{4})")
_COMPANIES: Final = frozenset({Label.ORGNR, "organisation_number"})
"""The label of organisation numbers, and the field of documents that holds them (docs/fields.md)."""


def written(name: str, label: str) -> str:
    """``name`` as it is shown of that label, or in that field: 556016-0680; what is no organisation number as it is."""
    whole = _COMPANY.fullmatch(name) if label in _COMPANIES else None
    return f"{whole[1]}-{whole[2]}" if whole else name
