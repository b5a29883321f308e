"""What the document's page shows of one page: the text and the picture with all that lies over them, what is beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from models.document import Document
from models.mention import Entity
from models.rival import Rival
from models.store.namesakes import told_apart
from models.store.threads import MOST
from search.reading import PageView
from search.similar import alike
from web import certainty, drawing, notes, session, tags
from web.citation import citation
from web.family import Relative, relatives
from web.groups import grouped
from web.leafing import Leafing
from web.notes import Beside
from web.page_parts import parts_of, row_spans, stretches
from web.parts import parts
from web.segments import Overlay, Span, merged
from web.tags import Tagged
from web.thumbnails import address

_KIN: Final = 500  # of a family, as many as are told apart by where they lie


def shown(seen: Leafing) -> dict[str, object]:
    """The variables of ``document.html`` that are of the open page and its document."""
    view, store, who = seen.view, parts().store, session.viewer()
    names = store.entities.names(who, {naming.entity for naming in view.outline.named})
    noted, tagged = (each.beside(view.document, view.page.number) for each in (notes, tags))
    return {
        "document": view.document,
        "view": view,
        "page": view.page,
        "seen": seen,
        "search": seen.search,
        "number": view.page.number,
        "methods": Counter(other.method.value for other in view.outline.pages).most_common(),
        "how_read": certainty.how_read(view.page),
        "groups": grouped(view.outline.named, names, _notes(names)),
        "rivals": _rivals(view),
        "relatives": family(view.document, view.family),
        "alike": alike(who, store, view.document.id),
        "citation": citation(view.document, view.fields, view.page.number),
        "thumbnail": address,
        **_thread(view.document),
        **_text(seen, noted, tagged),
        "noted": noted,
        "tagged": tagged,
    }


def _notes(names: Mapping[str, Entity]) -> dict[str, str]:
    """What tells those apart whom the document calls alike."""
    called = Counter((each.label, each.name) for each in names.values())
    alike = [id for id, each in names.items() if called[each.label, each.name] > 1]
    store = parts().store
    return told_apart(store.database, store.key, session.viewer(), alike) if alike else {}


def _text(seen: Leafing, noted: Beside, tagged: Tagged) -> dict[str, object]:
    """The page's text in parts, and what lies on its picture."""
    view, page = seen.view, seen.view.page
    named = [(mention.start, mention.end) for mention, entity in view.mentions if entity == seen.entity]
    rows = row_spans(page.layout.blocks)
    pointed = [span for span in rows if span[0] == seen.row]
    pointed += [span for span, each in tagged.spans if each.tag.id == seen.tag]
    hits = merged([*view.marks, *named, *pointed])
    fields = _field_spans(view)
    uncertain = certainty.unsure(page)
    spans = stretches(page.text, sorted(mention.start for mention, _ in view.mentions), rows)
    stretch = _stretch(seen, spans, pointed or hits)
    written = [*noted.spans, *tagged.spans]
    overlay = Overlay(hits, view.mentions, uncertain, [*fields.values(), *(span for span, _ in written)])
    frame = drawing.frame(page, seen.turn)
    return {
        "text": parts_of(page, overlay, spans[stretch]),
        "stretch": stretch,
        "stretches": len(spans),
        "uncertain": uncertain,
        "frame": frame,
        "size": drawing.size(frame, seen.zoom),
        "hits": drawing.spots(page, hits),
        "named": drawing.of_mentions(page, view.mentions) if seen.names else [],
        "tinted": drawing.of_unsure(page, uncertain),
        "written": drawing.of_written(page, written),
        "field_spots": drawing.spots(page, sorted({*fields.values()})),
        "unread": drawing.of_regions(page),
        "places": drawing.places(page) if page.image else "",
    }


def _field_spans(view: PageView) -> dict[int, Span]:
    """Where the document's fields stand on the open page, by their number."""
    return {
        at: (field.start, field.end)
        for at, field in enumerate(view.fields)
        if field.page == view.page.number and field.start is not None and field.end is not None
    }


def _stretch(seen: Leafing, spans: Sequence[Span], hits: Sequence[Span]) -> int:
    """Which part of the text is shown: the one asked for, the one pointed at, that of the first hit, the first."""
    if seen.stretch is not None and seen.stretch < len(spans):
        return seen.stretch
    field = seen.field
    at = field.start if field is not None and field.start is not None else hits[0][0] if hits else 0
    return next((number for number, (_, end) in enumerate(spans) if at < end), 0)


def family(document: Document, others: Sequence[Document]) -> list[Relative]:
    """What else the document belongs with, each with what it is to it."""
    who, known = session.viewer(), parts().store.documents
    paths = known.paths(who, [other.id for other in others[:_KIN]])
    return relatives(document, others, known.occurrences(who, document.id), paths)


def _thread(mail: Document) -> dict[str, object]:
    """The mails of its thread, itself among them, in the order they were sent; none where it is alone."""
    others = parts().store.threads.of(session.viewer(), mail)
    mails = sorted([*others[:MOST], mail], key=_sent) if others else []
    return {"thread": mails, "longer_thread": len(others) > MOST}


def _sent(mail: Document) -> tuple[datetime, int]:
    """When it was sent, first where nobody knows; of one moment, what answers more comes later."""
    told = mail.facts.get("date") or (mail.date.isoformat() if mail.date else "")
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        moment = datetime.min
    sent = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return sent, len(mail.facts.get("references", "").split())


def _rivals(view: PageView) -> list[tuple[Rival, str]]:
    """The readings that competed for the page, each with its name."""
    names = {other.id: other.name for other in view.family}
    found = parts().store.existing.of(session.viewer(), view.document.id, view.page.number)
    return [(rival, names.get(rival.reading, "")) for rival in found]


def decided(id: str) -> dict[str, object]:
    """What was decided of the document, or proposed, and what of it is kept for whom."""
    who, store = session.viewer(), parts().store
    return {
        "withdrawal": store.withdrawals.of(who, id),
        "split": store.splits.of(who, id),
        "markings": store.markings.of(who, id),
        "hides": store.markings.hides(who, id),
        "holds": store.holds.of(who, id),
        "covered": store.covered.covers(who, store.covered.within(id)),
    }
