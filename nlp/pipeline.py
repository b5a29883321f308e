"""Text → mentions: the way of a document's pages through the spaCy pipeline and the second look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from models.mention import Mention
from models.settings import DEFAULT_NAME_PIPELINE
from models.swedish import local, now
from nlp.candidate import Candidate, Context
from nlp.choice import model_folder
from nlp.names import second_look

if TYPE_CHECKING:
    from spacy.language import Language

RECYCLE_CHARACTERS: Final = 20_000_000
"""After so many code points a new pipeline is made, whatever a component may have kept (a peer saw 12 GB in spaCy)."""
MODEL: Final = "samsyn_name_model"
"""The component of a trained pipeline: made with its ``folder``, it yields candidates for PERSON, ORG and LOC."""


def find_mentions(
    pages: Sequence[tuple[int, str]], *, document_date: date | None = None, pipeline: str = DEFAULT_NAME_PIPELINE
) -> list[Mention]:
    """All mentions of a document's pages ``(number, text)``, ordered by page and start; on a page they do not overlap.

    ``document_date`` tells the century of a personnummer, the year of ``24-02-09`` and which law a name meant then;
    without it the day of reading does. ``pipeline`` is the setting ``nlp.pipeline``; raises
    :class:`InvalidSettingError` where its model is not installed. Spans are code points of the page's text. Any text
    is allowed.
    """
    today = Context(document_date or local(now()).date())
    reader = _reader(pipeline)
    pages_read = [second_look.Page(number, text, reader.read(text, today)) for number, text in pages]
    mentions = [_mention(page, one) for page in second_look.look_again(pages_read) for one in page.candidates]
    return sorted(mentions, key=lambda mention: (mention.page, mention.start))


def _mention(page: second_look.Page, one: Candidate) -> Mention:
    written = page.text[one.start : one.end]
    return Mention(one.label, page.number, one.start, one.end, written, one.value, one.confidence, one.method)


def make_pipeline(choice: str = DEFAULT_NAME_PIPELINE) -> Language:
    """A blank Swedish pipeline with our components, in the order of :data:`nlp.components.COMPONENTS`.

    The trained model of ``choice``, where it has one, comes last before precedence is settled.
    """
    import spacy

    from nlp.components import COMPONENTS, PRECEDENCE, WholePage

    folder = model_folder(choice)
    pipeline = spacy.blank("sv")
    pipeline.tokenizer = WholePage(pipeline.vocab)
    pipeline.max_length = 10**9  # spaCy's bound is for parsers; the reader bounds a page (models.limits)
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    if folder is not None:
        from nlp import name_model  # noqa: F401 (it registers MODEL)

        pipeline.add_pipe(MODEL, config={"folder": str(folder)}, before=PRECEDENCE)
    return pipeline


class _Recycled:
    """A pipeline that is replaced before what it keeps has grown too large."""

    def __init__(self, choice: str) -> None:
        self._choice = choice
        self._pipeline: Language | None = None
        self._read = 0

    def read(self, text: str, today: Context) -> list[Candidate]:
        """The candidates that stay on one page."""
        from nlp import components

        if self._pipeline is None or self._read > RECYCLE_CHARACTERS:
            self._pipeline = None  # before the next is made, so that two are never held
            self._pipeline, self._read = make_pipeline(self._choice), 0
        self._read += len(text)
        doc = self._pipeline(components.context(self._pipeline.make_doc(text), today))
        return components.candidates(doc)


@cache
def _reader(choice: str) -> _Recycled:
    return _Recycled(choice)
