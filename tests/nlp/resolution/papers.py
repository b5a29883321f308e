"""Pages with mentions written into them: ``[PERSON Anna Berg]``, ``[PERSON Bergs=Anna Berg]`` for another value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.mention import Label, Mention
from models.reference import Reference
from nlp.resolution.within import references

_MARKED = re.compile(r"\[([A-Z]+) ([^\]=]+)(?:=([^\]]+))?\]")


def paper(*pages: str) -> tuple[list[tuple[int, str]], list[Mention]]:
    """The pages without their brackets, numbered from 1, and what they mention."""
    texts, found = [], []
    for number, marked in enumerate(pages, 1):
        text, end = "", 0
        for match in _MARKED.finditer(marked):
            text += marked[end : match.start()]
            start, end = len(text), match.end()
            text += match[2]
            found.append(
                Mention(Label(match[1]), number, start, len(text), match[2], match[3] or match[2], 0.9, "prov")
            )
        texts.append((number, text + marked[end:]))
    return texts, found


def said(*pages: str) -> tuple[Reference, ...]:
    """The references of a document with these pages."""
    return references(*paper(*pages))


def names(*pages: str) -> list[list[str]]:
    """For each reference the values of its mentions, in the order of the first."""
    texts, mentions = paper(*pages)
    values = {(one.page, one.start): one.value for one in mentions}
    return [[values[place] for place in each.mentions] for each in references(texts, mentions)]


def tied(references: Sequence[Reference], at: int = 0) -> set[str]:
    """The kinds of keys by which the reference is tied with certainty."""
    return {key.kind for key in references[at].keys if key.strength >= 0.95}
