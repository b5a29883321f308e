"""Texts whose names are marked, as ``[P Anna Berg]``: letters as in the table of patterns."""

from __future__ import annotations

import re

from models.document import Field
from models.mention import Label, Mention
from models.tie import Named
from nlp.ties import TIES
from nlp.ties.patterns import LETTERS

_MARK = re.compile(r"\[([A-Z]) ([^\]]+)\]")
_MORE = {"N": Label.PERSONNUMMER, "C": Label.CASE, "G": Label.ORGNR}


def named(text: str, *fields: tuple[str, str]) -> Named:
    """A document of one page. Equal words are one entity; ``fields`` are (name, words of a mention)."""
    plain, mentions, at = "", list[tuple[Mention, str]](), 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        label = (LETTERS | _MORE)[match[1]]
        start = len(plain)
        plain += match[2]
        mention = Mention(label, 1, start, len(plain), match[2], match[2], 1.0, "prov")
        mentions.append((mention, f"{label.value}:{match[2]}"))
        at = match.end()
    plain += text[at:]
    return Named([(1, plain)], "other", mentions, [_field(name, words, mentions) for name, words in fields])


def told(text: str, *fields: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Relation, from and to, of all that is said."""
    return [(said.relation.value, said.source.text, said.target.text) for said in TIES.relations(named(text, *fields))]


def _field(name: str, words: str, mentions: list[tuple[Mention, str]]) -> Field:
    (mention, *_) = (one for one, _ in mentions if one.text == words)
    return Field(name, mention.value, mention.text, mention.page, mention.start, mention.end)
