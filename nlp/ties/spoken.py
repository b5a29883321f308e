"""Relations that a sentence says: "X äger Y", "fordonet körs av X"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from models.mention import Label, Mention
from models.tie import Said
from nlp.ties.about import About
from nlp.ties.abstract import Abstract, abstract
from nlp.ties.doubt import is_denied, is_former, is_reported
from nlp.ties.patterns import LETTERS, STANDS_FOR, likely, listed
from nlp.ties.writer import NOBODY, Writer

Span = tuple[int, int]
_LONGEST: Final = 2_000  # characters of a sentence: what is longer is a list without stops, and says nothing
_NAMES = frozenset(LETTERS.values())


def spoken(
    text: str, number: int, mentions: Sequence[Mention], sentences: Sequence[Span], what: About, who: Writer = NOBODY
) -> Iterator[Said]:
    """What the sentences of page ``number`` say of the ``mentions`` on it, which are in order, and of the writer."""
    starts = [mention.start for mention in mentions]
    for start, end in sentences:
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        if end - start > _LONGEST or not any(mention.label in _NAMES for mention in inside):
            continue
        sentence = abstract(text, start, end, who.inserted(text, start, end, inside))
        yield from _of_sentence(number, sentence, (start, end), what, who)


def _of_sentence(number: int, sentence: Abstract, span: Span, what: About, who: Writer) -> Iterator[Said]:
    if is_denied(sentence.text):
        return
    reported = is_reported(sentence.text)
    for relation, pattern, _ in likely(sentence.text):
        for match in pattern.finditer(sentence.text):
            source, target = (_party(sentence, match, each, number, what) for each in ("source", "target"))
            if source is None or target is None or is_former(match[0]) or source.value == target.value:
                continue
            start, end = sentence.span(*match.span())
            said = Said(relation, source, target, number, start, end, span, reported)
            for each in (said, *_listed(sentence, match, said)):
                yield replace(each, source=who.meant(each.source), target=who.meant(each.target))


def _listed(sentence: Abstract, match: re.Match[str], said: Said) -> Iterator[Said]:
    """The same of somebody whom "och" joins to the first or the last that the words name."""
    for group, mention in (("source", said.source), ("target", said.target)):
        before, after = listed(mention.label)
        found = None
        if match.start(group) < 0:
            continue
        if match.start(group) == match.start():
            found = before.search(sentence.text, 0, match.start())
        elif all(place < match.end(group) for place in (match.start("source"), match.start("target"))):
            found = after.match(sentence.text, match.end())
        if found is None or mention != sentence.mentions.get(match.start(group)):
            continue
        other = sentence.mentions[found.start("one")]
        start = min(said.start, sentence.at[found.start("one")])
        end = max(said.end, other.end)
        if group == "source":
            yield replace(said, source=other, start=start, end=end)
        else:
            yield replace(said, target=other, start=start, end=end)


def _party(sentence: Abstract, match: re.Match[str], group: str, number: int, what: About) -> Mention | None:
    """The mention that stands there, or the one that its word stands for."""
    found = sentence.mentions.get(match.start(group))
    if found is not None:
        return found
    if match.start(group) < 0:  # "aktierna innehas av X": of the company
        return what.meant(Label.ORG, number, sentence.at[match.start()])
    for label, words in STANDS_FOR.items():
        if re.fullmatch(words, match[group]):
            return what.meant(label, number, sentence.at[match.start(group)])
    return None
