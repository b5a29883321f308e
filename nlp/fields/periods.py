"""A period (*period*): two dates with a dash or "till" between them, or a month."""

from __future__ import annotations

import re
from typing import Final

from models.document import Field
from models.mention import Label, Mention
from nlp.fields.paper import Paper, field_at

_TO: Final = re.compile(r"\s*(?:[–—-]|till(?: och med)?(?: den)?|t\.? ?o\.? ?m\.?)\s*", re.IGNORECASE)


def period_from(paper: Paper, first: Mention) -> Field:
    """The period that begins with this date: ``2024-01-01/2024-06-30`` (ISO 8601), or the date itself: ``2024-05``."""
    text = paper.texts[first.page]
    for last in paper.placed(first.page, Label.DATE).starting(first.end + 1, len(text)):
        if _TO.fullmatch(text[first.end : last.start]):
            value = f"{first.value}/{last.value}"
            return Field("period", value, text[first.start : last.end], first.page, first.start, last.end)
    return field_at("period", first)
