"""What the tests of this folder ask of a text."""

from __future__ import annotations

from datetime import date

from models.mention import Label, Mention
from models.settings import DEFAULT_NAME_PIPELINE
from nlp.pipeline import find_mentions

TODAY = date(2024, 6, 1)


def mentions(text: str, *, today: date = TODAY, pipeline: str = DEFAULT_NAME_PIPELINE) -> list[Mention]:
    return find_mentions([(1, text)], document_date=today, pipeline=pipeline)


def values(text: str, label: Label, *, today: date = TODAY, pipeline: str = DEFAULT_NAME_PIPELINE) -> list[str]:
    """The normal forms of one label, in the order of the text."""
    return [mention.value for mention in mentions(text, today=today, pipeline=pipeline) if mention.label is label]
