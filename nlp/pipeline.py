"""Text → mentions: the way of a document's pages through the spaCy pipeline and the second look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from models.mention import Label, Mention
from models.swedish import local, now
from nlp.candidate import Candidate, Context
from nlp.names import second_look

if TYPE_CHECKING:
    from spacy.language import Language

RECYCLE_CHARACTERS: Final = 20_000_000
"""After so many code points a new pipeline is made: spaCy keeps each new string for good (a peer saw 12 GB)."""


def find_mentions(pages: Sequence[tuple[int, str]], *, document_date: date | None = None) -> list[Mention]:
    """All mentions of a document's pages ``(number, text)``, ordered by page and start; on a page they do not overlap.

    ``document_date`` tells the century of a personnummer, the year of ``24-02-09`` and which law a name meant then;
    without it the day of reading does. Spans are code points of the page's text. Any text is allowed; none raises.
    """
    today = Context(document_date or local(now()).date())
    found = [(number, text, _PIPELINE.read(text, today)) for number, text in pages]
    known = second_look.surnames([candidate for _, _, candidates in found for candidate in candidates])
    mentions = []
    for number, text, candidates in found:
        tied = [second_look.tie(candidate, known) for candidate in candidates]
        extra = list(second_look.look(text, known))
        mentions += [_mention(number, text, candidate) for candidate in _with(tied, extra)]
    return sorted(mentions, key=lambda mention: (mention.page, mention.start))


def _with(candidates: list[Candidate], extra: list[Candidate]) -> list[Candidate]:
    """What was found at first, and what the second look adds. It may put a person in place of a place."""
    spans = {(candidate.start, candidate.end) for candidate in extra}
    kept = [one for one in candidates if one.label is not Label.LOC or (one.start, one.end) not in spans]
    taken = {place for candidate in kept for place in range(candidate.start, candidate.end)}
    return kept + [one for one in extra if taken.isdisjoint(range(one.start, one.end))]


def _mention(page: int, text: str, candidate: Candidate) -> Mention:
    written = text[candidate.start : candidate.end]
    return Mention(
        candidate.label,
        page,
        candidate.start,
        candidate.end,
        written,
        candidate.value,
        candidate.confidence,
        candidate.method,
    )


def make_pipeline() -> Language:
    """A blank Swedish pipeline with our components, in the order of :data:`nlp.components.COMPONENTS`."""
    import spacy

    from nlp.components import COMPONENTS

    pipeline = spacy.blank("sv")
    pipeline.max_length = 10**9  # spaCy's bound is for parsers; the reader bounds a page (models.limits)
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    return pipeline


class _Recycled:
    """A pipeline that is replaced before its vocabulary has grown too large."""

    def __init__(self) -> None:
        self._pipeline: Language | None = None
        self._read = 0

    def read(self, text: str, today: Context) -> list[Candidate]:
        """The candidates that stay on one page."""
        from nlp import components

        if self._pipeline is None or self._read > RECYCLE_CHARACTERS:
            self._pipeline, self._read = make_pipeline(), 0
        self._read += len(text)
        doc = self._pipeline(components.context(self._pipeline.make_doc(text), today))
        return components.candidates(doc)


_PIPELINE = _Recycled()
