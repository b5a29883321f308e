"""Loose papers: tips, complaints and file notes (*tjänsteanteckning*), in everyday words."""

from __future__ import annotations

from datetime import date

from sample import wording as w
from sample.draft import Block, Draft, Para, Signature, Title
from sample.entities import Official
from sample.owners import KS, Owner


def tip(
    day: date, case: str, *paragraphs: str, channel: str = "Tipsformulär på webben", title: str = "Inkommet tips"
) -> Draft:
    """What somebody wrote in the municipality's form or on a piece of paper."""
    references = (("Datum", w.dated(day)), ("Dnr", w.numbered(case)), ("Kanal", channel))
    return Draft(KS, "tip", day, title, references, (Title(title), *(Para(text) for text in paragraphs)))


def note(owner: Owner, official: Official, day: date, case: str, about: str, *paragraphs: str) -> Draft:
    """An official's note for the file."""
    title = f"Tjänsteanteckning – {about}"
    references = (
        ("Datum", w.dated(day)),
        ("Dnr", w.numbered(case)),
        ("Handläggare", w.name(official.person, "official")),
    )
    blocks: tuple[Block, ...] = (Title(title), *(Para(text) for text in paragraphs))
    signed = Signature(((w.name(official.person, "official"), official.title),))
    return Draft(owner, "other", day, title, references, (*blocks, signed))
