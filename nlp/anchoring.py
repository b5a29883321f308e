"""Which span somebody means: by page and offsets, or by the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.access import Viewer
from models.errors import AmbiguousNameError, InvalidJudgementError
from models.judgement import Anchor
from models.mention import Mention
from models.store.store import Store

Named = tuple[Mention, str]
_SPAN = re.compile(r"(\d{1,6}):(\d{1,9})-(\d{1,9})")
_OFFSETS = re.compile(r"(?:\d{1,6}:)?(\d{1,9})-(\d{1,9})")
_SHOWN = 20  # spans that an error lists


def mentioned(viewer: Viewer, store: Store, document: str, span: str) -> Named:
    """The mention at ``span`` and its entity's id. ``span`` is ``PAGE:START-END``, or words that are mentioned once.

    A span within one mention means that one. Raises :class:`AccessDeniedError` for a document that may not be read,
    :class:`InvalidJudgementError` where nothing is mentioned there, and :class:`AmbiguousNameError`.
    """
    named = store.documents.mentions(viewer, document)
    place = _SPAN.fullmatch(span)
    if place:
        page, start, end = map(int, place.groups())
        here = [each for each in named if each[0].page == page and each[0].start < end and start < each[0].end]
        found = [each for each in here if (each[0].start, each[0].end) == (start, end)] or here
    else:
        found = [each for each in named if _same(each[0].text, span)]
    if not found:
        raise InvalidJudgementError("Där står inget omnämnande", next=_advice(document))
    if len(found) > 1:
        raise _ambiguous(document, [spelled(one.page, one.start, one.end) for one, _ in found])
    return found[0]


def written(viewer: Viewer, store: Store, document: str, span: str) -> Anchor:
    """The words at ``span``, mentioned or not: ``PAGE:START-END``, or words that stand once in the document.

    Raises :class:`AccessDeniedError`, :class:`InvalidJudgementError` and :class:`AmbiguousNameError`.
    """
    pages = {page.number: page.text for page in store.documents.pages(viewer, document)}
    place = _SPAN.fullmatch(span)
    if place:
        page, start, end = map(int, place.groups())
        return anchor(document, page, pages.get(page, ""), start, end)
    found = [(number, *at) for number, text in pages.items() for at in occurrences(text, span)]
    if not found:
        raise InvalidJudgementError("Orden står inte i handlingen", next=_advice(document))
    if len(found) > 1:
        raise _ambiguous(document, [spelled(*each) for each in found])
    page, start, end = found[0]
    return anchor(document, page, pages[page], start, end)


def anchor(document: str, page: int, text: str, start: int, end: int) -> Anchor:
    """The span without white space around it. Raises :class:`InvalidJudgementError` where no words are left."""
    inside = text[start:end] if 0 <= start < end <= len(text) else ""
    if not inside.strip():
        raise InvalidJudgementError(f"På sida {page} står inga ord på {start}-{end}", next=_advice(document))
    begin = start + len(inside) - len(inside.lstrip())
    words = inside.strip()
    return Anchor(document, page, begin, begin + len(words), words)


def near(text: str, mention: Mention, right: str) -> tuple[int, int]:
    """Where on its page another span for the mention is: ``START-END``, or the words nearest to it.

    Raises :class:`InvalidJudgementError` where the words do not stand on the page.
    """
    place = _OFFSETS.fullmatch(right)
    if place:
        return int(place[1]), int(place[2])
    spans = list(occurrences(text, right))
    if not spans:
        raise InvalidJudgementError("Orden står inte på sidan", next="Ange dem som START-SLUT.")
    return min(spans, key=lambda span: (abs(span[0] - mention.start), span))


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in a text, whatever white space parts them there."""
    parts = [re.escape(word) for word in words.split()]
    if parts:
        yield from (match.span() for match in re.finditer(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", text))


def spelled(page: int, start: int, end: int) -> str:
    """A span as it is written on the command line."""
    return f"{page}:{start}-{end}"


def _same(first: str, second: str) -> bool:
    return first.split() == second.split()


def _ambiguous(document: str, spans: Sequence[str]) -> AmbiguousNameError:
    more = f" och {len(spans) - _SHOWN} till" if len(spans) > _SHOWN else ""
    return AmbiguousNameError(f"Orden står på flera ställen: {', '.join(spans[:_SHOWN])}{more}", next=_advice(document))


def _advice(document: str) -> str:
    return f"Ange SIDA:START-SLUT; samsyn entity show {document} visar vad handlingen nämner och var."
