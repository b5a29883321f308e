"""What was judged, by whom and why, masked as everything is; and which judgements no longer find their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.judgement import OF_MENTIONS, Act, Judgement
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS
from models.store.store import Store
from nlp.judged import place

TITLES: Final[Mapping[Act, str]] = {
    Act.ACCEPT: "stämmer",
    Act.REJECT: "inget namn",
    Act.RELABEL: "annan typ",
    Act.BOUNDARY: "andra gränser",
    Act.MARK: "märkt namn",
    Act.MERGE: "samma",
    Act.SPLIT: "någon annan",
    Act.ALIAS: "kallas också",
    Act.REJECT_ALL: "inget omnämnande är ett namn",
    Act.DISMISS: "förslag avvisat",
    Act.UNDO: "ångrat",
}
"""What each act is called in Swedish."""


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement as it may be shown. ``lost``: its words no longer stand on the page, so that it changes nothing."""

    judgement: Judgement
    lost: bool = False


def history(viewer: Viewer, purpose: Purpose, store: Store, about: str = "", *, limit: int = 100) -> list[Told]:
    """The judgements, the newest first: all, or those about a document or an entity (an id). The ledger comes first."""
    owners, details = tuple(sorted(viewer.owners)), {"history": limit}
    store.ledger.write(Event(Action.READ_ENTITY, viewer.actor, purpose.text, purpose.case, about, owners, details))
    return told(viewer, store, store.judgements.all(viewer, about=about, limit=limit))


def told(viewer: Viewer, store: Store, judgements: Sequence[Judgement]) -> list[Told]:
    """The judgements as they may be shown."""
    anchors = [each.anchor for each in judgements if each.anchor is not None]
    texts = store.documents.texts(viewer, {(anchor.document, anchor.page) for anchor in anchors})
    return [Told(_shown(_uncovered(viewer, store, each)), _is_lost(each, texts)) for each in judgements]


def _is_lost(judgement: Judgement, texts: Mapping[tuple[str, int], str]) -> bool:
    anchor = judgement.anchor
    if anchor is None or judgement.act not in OF_MENTIONS:
        return False
    return place(texts.get((anchor.document, anchor.page), ""), anchor) is None


def _uncovered(viewer: Viewer, store: Store, judgement: Judgement) -> Judgement:
    """The judgement with what it says of people with protected identity covered, where the viewer may not see them."""
    anchor, names = judgement.anchor, [name for name, value in judgement.said.items() if isinstance(value, str)]
    words = [judgement.why, anchor.text if anchor else "", *(str(judgement.said[name]) for name in names)]
    document = anchor.document if anchor else ""
    why, text, *values = store.covered.words(viewer, judgement.owner, words, document)
    where = replace(anchor, text=text) if anchor else None
    return replace(judgement, why=why, anchor=where, said={**judgement.said, **dict(zip(names, values, strict=True))})


def _shown(judgement: Judgement) -> Judgement:
    anchor = judgement.anchor
    secret = bool({judgement.said.get("label"), judgement.said.get("was")} & SENSITIVE_LABELS)
    said = {name: _masked(value, secret and name in ("value", "text")) for name, value in judgement.said.items()}
    return replace(
        judgement,
        why=mask(judgement.why),
        anchor=replace(anchor, text=_masked(anchor.text, secret)) if anchor is not None else None,
        said=said,
    )


def _masked(value: Any, secret: bool) -> Any:
    if not isinstance(value, str):
        return value
    return mask_with(value, [(0, len(value))]) if secret else mask(value)
