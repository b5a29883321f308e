"""What people judged as training data: sentences, with what stands in them by their word, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Page
from models.errors import AccessDeniedError
from models.judgement import METHOD, Act, Judgement
from models.masking import mask_with
from models.mention import SENSITIVE_LABELS, Mention
from models.store.store import Store
from nlp.judged import Span, place

_CUT: Final = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖÉ0-9–•-])|\n\s*\n")


def judged_examples(viewer: Viewer, purpose: Purpose, store: Store, *, unmask: str = "") -> list[dict[str, Any]]:
    """A row for each run of sentences in which something was judged and still stands, by document, page and place.

    ``{"document", "page", "start", "text", "spans": [{"start", "end", "label", "judged"}],
    "rejected": [{"start", "end", "label"}]}``. ``start`` is where the text begins on the page; the offsets of spans are
    the text's own. ``spans`` are all that is named there, ``judged`` by a person or found; ``rejected`` are spans that,
    with that label, are wrong. Personnummer are masked, of the same length, unless ``unmask`` says why not. The ledger
    comes first.
    """
    judgements: dict[tuple[str, int], list[Judgement]] = {}
    for each in store.judgements.of_mentions(viewer):
        if each.stands and each.anchor is not None:
            judgements.setdefault((each.anchor.document, each.anchor.page), []).append(each)
    rows: list[dict[str, Any]] = []
    for (document, number), some in sorted(judgements.items()):
        try:
            page = store.documents.page(viewer, document, number)
        except AccessDeniedError:  # read again since, into fewer pages
            continue
        mentions = [mention for mention, _entity in store.documents.mentions(viewer, document, number)]
        rows += _rows(page, document, some, mentions, bool(unmask.strip()))
    owners = tuple(sorted(viewer.owners))

    def write(action: Action, details: dict[str, str | int]) -> None:
        store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, owners=owners, details=details))

    if unmask.strip():
        write(Action.UNMASK, {"reason": unmask.strip(), "export": "judgements"})
    write(Action.EXPORT, {"judgements": len(rows)})
    return rows


def _rows(
    page: Page, document: str, judgements: Sequence[Judgement], mentions: Sequence[Mention], unmask: bool
) -> Iterator[dict[str, Any]]:
    said = {(*span, label) for each in judgements for span, label in _wrong(page.text, each)}
    wrong = sorted(said - {(one.start, one.end, one.label.value) for one in mentions})
    right = [one for one in mentions if one.method.startswith(METHOD)]
    judged = [(start, end) for start, end, _ in wrong] + [(one.start, one.end) for one in right]
    named = [(one.start, one.end) for one in mentions]
    hidden = [(one.start, one.end) for one in mentions if one.label in SENSITIVE_LABELS]
    text = page.text if unmask else mask_with(page.text, hidden)
    for start, end in _sentences(page.text, judged, named):
        spans = [
            {**_within(one.start, one.end, one.label.value, start), "judged": one.method.startswith(METHOD)}
            for one in mentions
            if start <= one.start and one.end <= end
        ]
        rejected = [_within(*each, start) for each in wrong if start <= each[0] and each[1] <= end]
        yield {
            "document": document,
            "page": page.number,
            "start": start,
            "text": text[start:end],
            "spans": spans,
            "rejected": rejected,
        }


def _wrong(text: str, judgement: Judgement) -> Iterator[tuple[Span, str]]:
    """The span and label that the judgement says are wrong, where its words still stand."""
    at = place(text, judgement.anchor) if judgement.anchor is not None else None
    if at is not None and judgement.act in (Act.REJECT, Act.BOUNDARY, Act.RELABEL):
        yield at, str(judgement.said.get("was", judgement.said["label"]))


def _sentences(text: str, judged: Sequence[Span], named: Sequence[Span]) -> list[Span]:
    """The runs of sentences around the judged spans, in order and apart. None cuts what is named in two."""
    inside = [*judged, *named]
    cuts = [
        (match.start(), match.end())
        for match in _CUT.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in inside)
    ]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    whole = {
        (begin, stop)
        for start, end in judged
        for begin, stop in zip(starts, ends, strict=True)
        if begin < end and start < stop
    }
    return sorted(whole)


def _within(start: int, end: int, label: str, begin: int) -> dict[str, Any]:
    return {"start": start - begin, "end": end - begin, "label": label}
