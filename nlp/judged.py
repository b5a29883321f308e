"""Mentions as people judged them: each judgement finds its words on the page again, and outweighs what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from models.judgement import METHOD, OF_MENTIONS, Act, Anchor, Judged, Judgement, said_label, said_span
from models.mention import Mention

Span = tuple[int, int]


def with_judgements(found: Sequence[Mention], texts: Mapping[int, str], judgements: Iterable[Judgement]) -> Judged:
    """``found``, as the pipeline named a document with the page ``texts``, with its ``judgements`` applied in order.

    Those that do not stand, and those about entities, say nothing here. A later one outweighs an earlier; what a person
    said outweighs whatever was found on the same characters. Whose words no longer stand on the page is told as lost
    and changes nothing. Mentions do not overlap, and come ordered by page and start.
    """
    known, lost = list(found), []
    for judgement in judgements:
        if not judgement.stands or judgement.act not in OF_MENTIONS or judgement.anchor is None:
            continue
        page = judgement.anchor.page
        old = place(texts.get(page, ""), judgement.anchor)
        new = _new_place(texts.get(page, ""), judgement, old)
        if old is None or (new is None and judgement.act is not Act.REJECT):
            lost.append(judgement.id)
            continue
        known = [one for one in known if not (one.page == page and _yields(one, old, new))]
        if new is not None:
            known.append(_mention(texts[page], judgement, page, new))
    return Judged(tuple(sorted(known, key=lambda one: (one.page, one.start))), tuple(lost))


def place(text: str, anchor: Anchor) -> Span | None:
    """Where the anchor's words stand on a page that may have been read anew; of several places the nearest.

    White space may have changed: a line may break elsewhere now; a genitive -s may stand after the words. None where
    they are not there.
    """
    if text[anchor.start : anchor.end] == anchor.text:
        return anchor.start, anchor.end
    words = [re.escape(word) for word in anchor.text.split()]
    if not words:
        return None
    spans = [match.span() for match in re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?=s?(?!\w))", text)]
    return min(spans, key=lambda span: (abs(span[0] - anchor.start), span[0]), default=None)


def _new_place(text: str, judgement: Judgement, old: Span | None) -> Span | None:
    """Where the span that is right stands: as far from the judged one as it was then, else as near as it can be."""
    right = said_span(judgement)
    if right is None or judgement.anchor is None or old is None:
        return None
    moved = old[0] - judgement.anchor.start
    return place(text, Anchor(right.document, right.page, right.start + moved, right.end + moved, right.text))


def _yields(one: Mention, old: Span, new: Span | None) -> bool:
    """Whether a mention gives way: it is the one that was judged, or stands where another is said to stand."""
    if (one.start, one.end) == old:
        return True
    return new is not None and one.start < new[1] and new[0] < one.end


def _mention(text: str, judgement: Judgement, page: int, span: Span) -> Mention:
    start, end = span
    value, method = str(judgement.said["value"]), f"{METHOD}{judgement.act}"
    return Mention(said_label(judgement), page, start, end, text[start:end], value, 1.0, method)
