"""What people judge of mentions and entities, and take back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from models.errors import InvalidJudgementError
from models.judgement import Act
from models.mention import Label
from models.store.service import service
from models.store.store import Store
from nlp import judging, judging_all, judging_entities
from tests.faults.scenes import papers
from tests.faults.scenes.homes import CLERK, WHY, documents, drain, opened, with_read

__all__ = ["drain"]

_FIRM, _OTHER = "Provkrog AB", "Åkes Krog AB"
ACTS: Final = ("reject", "relabel", "undo_reject", "merge", "undo_merge", "alias", "dismiss")


def with_names(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text, papers.mail)


def _entity(store: Store, value: str) -> str:
    """The firm of this name."""
    viewer = service(store, "prov")
    named = ((m, id) for doc in documents(store).values() for m, id in store.documents.mentions(viewer, doc))
    return next(id for mention, id in named if (mention.label, mention.value) == (Label.ORG, value))


def _mention(store: Store, label: Label, name: str = "anteckning.txt") -> tuple[str, str]:
    """A document and a place in it that names something of this label."""
    document = documents(store)[name]
    for one, _ in store.documents.mentions(service(store, "prov"), document):
        if one.label is label:
            return document, f"{one.page}:{one.start}-{one.end}"
    raise LookupError(label)


def reject(home: str, _material: str) -> None:
    with opened(home) as store:
        judging.reject(CLERK, WHY, store, *_mention(store, Label.AMOUNT), "inget belopp")


def relabel(home: str, _material: str) -> None:
    with opened(home) as store:
        judging.relabel(CLERK, WHY, store, *_mention(store, Label.ORG, "inre.txt"), Label.PERSON, "en person")


def undo_reject(home: str, _material: str) -> None:
    with opened(home) as store:
        made = next(one for one in store.judgements.all(CLERK, act=Act.REJECT))
        judging_entities.undo(CLERK, WHY, store, made.id, "åter")


def merge(home: str, _material: str) -> None:
    with opened(home) as store:
        judging_entities.merge(CLERK, WHY, store, _entity(store, _FIRM), _entity(store, _OTHER), "en och samma")


def undo_merge(home: str, _material: str) -> None:
    with opened(home) as store:
        made = next(one for one in store.judgements.all(CLERK, act=Act.MERGE))
        judging_entities.undo(CLERK, WHY, store, made.id, "inte samma")


def alias(home: str, _material: str) -> None:
    with opened(home) as store:
        judging_entities.alias(CLERK, WHY, store, _entity(store, _FIRM), "Provkrogen", "kallas så")


def dismiss(home: str, _material: str) -> None:
    with opened(home) as store:
        judging_entities.dismiss(CLERK, WHY, store, _entity(store, _FIRM), _entity(store, _OTHER), "olika")


def reject_all(home: str, _material: str) -> None:
    """Of each mention of one of them. Said again it takes what is left; where nothing is, it was said."""
    with opened(home) as store:
        try:
            entity = _entity(store, _OTHER)
        except StopIteration:
            return
        judging_all.reject_all(CLERK, WHY, store, entity, "inget namn")


def undo_all(home: str, _material: str) -> None:
    """Take it back; what is taken back already is."""
    with opened(home) as store:
        (made,) = store.judgements.all(CLERK, act=Act.REJECT_ALL)
        with suppress(InvalidJudgementError):
            judging_entities.undo(CLERK, WHY, store, made.id, "fel")


def again_all(home: str, _material: str) -> None:
    """Take that back."""
    with opened(home) as store:
        (made,) = store.judgements.all(CLERK, act=Act.REJECT_ALL)
        (undone,) = (one for one in store.judgements.all(CLERK, act=Act.UNDO) if one.about == made.id)
        with suppress(InvalidJudgementError):
            judging_entities.undo(CLERK, WHY, store, undone.id, "ändå")
