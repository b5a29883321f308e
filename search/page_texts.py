"""Texts of pages as they may be shown: what the viewer may read, with personnummer masked by shape and by what the
register names as one. Offsets hold."""

from __future__ import annotations

from collections.abc import Iterable

from models.access import Viewer
from models.masking import mask_with
from models.mention import SENSITIVE_LABELS
from models.store.store import Store


def page_texts(viewer: Viewer, store: Store, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """By document and page number; those that may not be read are left out."""
    places = list(wanted)
    texts = store.documents.texts(viewer, places)
    spans = store.documents.spans(viewer, places, SENSITIVE_LABELS)
    return {place: mask_with(text, spans.get(place, [])) for place, text in texts.items()}
