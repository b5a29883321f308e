"""What a person says of entities: that two are one or not, that some references are another, what one is also called.

Each takes effect for every owner that the viewer may read and that has the entities, or for ``owner`` alone: secrecy
stands between owners, so that each has its own judgement. What is kept from the viewer is to them as if it were not
there. They answer with the judgements and the number of documents whose entities changed where the viewer may read. The
index follows with the next drain.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from models import swedish
from models.access import Purpose, Viewer, may_change
from models.errors import AccessDeniedError, InvalidJudgementError
from models.judgement import Act, Judgement
from models.store import judgements as kept
from models.store.judgeable import is_known, open_references, told
from models.store.judging import resettle, settle, unsettle
from models.store.resolution import Changed
from models.store.store import Store
from nlp.judging import check_length, reason, record, take_effect

Done = tuple[list[Judgement], int]


def merge(viewer: Viewer, purpose: Purpose, store: Store, left: str, right: str, why: str, owner: str = "") -> Done:
    """The entities with these ids are one. Raises :class:`InvalidJudgementError` where no owner has both."""
    if left == right:
        raise InvalidJudgementError("De två är redan samma")
    words, owners = reason(why), owners_of(viewer, store, (left, right), owner)
    made = [_new(viewer, each, Act.MERGE, words, left, right, {}) for each in owners]
    return _take(viewer, purpose, store, made)


def split(
    viewer: Viewer, purpose: Purpose, store: Store, entity: str, chosen: Sequence[str], why: str, owner: str = ""
) -> Done:
    """What these documents or references (ids) say of the entity is said of somebody else.

    Raises :class:`InvalidJudgementError` where they do not name it, or nothing else does.
    """
    words, made = reason(why), list[Judgement]()
    for each in owners_of(viewer, store, (entity,), owner):
        with store.database.read() as connection:
            known = open_references(connection, viewer, each, entity)
        apart = [one.id for one in known if {one.id, one.document} & {*chosen}]
        if apart and len(apart) == len(known):
            raise InvalidJudgementError("Det är alla: något måste vara kvar", next="Välj några av handlingarna.")
        if apart:
            made.append(_new(viewer, each, Act.SPLIT, words, entity, "", {"references": tuple(apart)}))
    if not made:
        raise InvalidJudgementError("Den nämns inte i de handlingarna", next="samsyn entity show visar var den nämns.")
    return _take(viewer, purpose, store, made)


def alias(viewer: Viewer, purpose: Purpose, store: Store, entity: str, name: str, why: str, owner: str = "") -> Done:
    """The entity is also called ``name``: found by it, and tied to what later documents say of that name."""
    words, called = reason(why), " ".join(name.split())
    if not called:
        raise InvalidJudgementError("Ange namnet")
    check_length(called)
    owners = owners_of(viewer, store, (entity,), owner)
    made = [_new(viewer, each, Act.ALIAS, words, entity, "", {"alias": called}) for each in owners]
    return _take(viewer, purpose, store, made)


def dismiss(viewer: Viewer, purpose: Purpose, store: Store, left: str, right: str, why: str, owner: str = "") -> Done:
    """The two are not known to be one: they are suggested no more. They may still be merged."""
    words = reason(why)
    made = [
        _new(viewer, each, Act.DISMISS, words, left, right, {})
        for each in owners_of(viewer, store, (left, right), owner)
    ]
    return _take(viewer, purpose, store, made)


def undo(viewer: Viewer, purpose: Purpose, store: Store, id: str, why: str) -> Done:
    """Take a judgement back: what the others say is as if it had never been. An undo is taken back in the same way.

    Raises :class:`AccessDeniedError` for what is not there, :class:`InvalidJudgementError` where it is undone already.
    """
    words, root = reason(why), store.judgements.root(viewer, id)
    new = Judgement(
        secrets.token_hex(16), root.owner, Act.UNDO, viewer.name, swedish.now(), words,
        anchor=root.anchor, entity=root.entity, other=root.other, about=id,
    )  # fmt: skip
    if root.anchor is not None:
        store.documents.get(viewer, root.anchor.document)
        take_effect(
            store,
            root.anchor.document,
            lambda connection: kept.undo(connection, new),
            before=lambda: record(viewer, purpose, store, new),
        )
        return [new], 1
    record(viewer, purpose, store, new)
    if root.act is Act.REJECT_ALL:
        from nlp.judging_all import turned_all  # which is made of what is here

        return turned_all(viewer, store, new)
    with store.database.write() as connection:
        turned = kept.undo(connection, new)
        if turned.stands:
            changed = resettle(connection, store.key, turned)
        else:
            undone, changed = unsettle(connection, store.key, turned)
            kept.note(connection, undone)
        return [new], told(connection, viewer, changed.documents, changed.entities)


def _take(viewer: Viewer, purpose: Purpose, store: Store, made: Sequence[Judgement]) -> Done:
    """Write what is judged in the ledger; then keep it and let it take effect, for all owners or for none."""
    for each in made:
        record(viewer, purpose, store, each)
    taken, documents, entities = [], set[str](), set[str]()
    with store.database.write() as connection:
        for each in made:
            done, changed = _settled(connection, store, each)
            kept.add(connection, done)
            taken.append(done)
            documents |= changed.documents
            entities |= changed.entities
        return taken, told(connection, viewer, documents, entities)


def _settled(connection: Connection, store: Store, judgement: Judgement) -> tuple[Judgement, Changed]:
    try:
        return settle(connection, store.key, judgement)
    except (ValueError, AccessDeniedError) as error:
        raise InvalidJudgementError("Det går inte: de är av olika typ, eller har ändrats sedan dess") from error


def _new(
    viewer: Viewer,
    owner: str,
    act: Act,
    why: str,
    entity: str,
    other: str,
    said: Mapping[str, str | Sequence[str]],
) -> Judgement:
    id = secrets.token_hex(16)
    return Judgement(id, owner, act, viewer.name, swedish.now(), why, entity=entity, other=other, said=said)


def owners_of(viewer: Viewer, store: Store, wanted: Sequence[str], owner: str) -> list[str]:
    """The owners that have all of these entities, of those that the viewer may judge for: all, or ``owner``."""
    asked = [owner] if owner else sorted(viewer.own)
    readable = [each for each in asked if may_change(viewer, each)]
    if len(store.entities.names(viewer, wanted)) < len(set(wanted)):
        raise AccessDeniedError("Det finns inget sådant att bedöma", next="Visa vad som finns: samsyn entity list.")
    with store.database.read() as connection:
        has = {id: [each for each in readable if is_known(connection, viewer, each, id)] for id in wanted}
    if not all(has.values()):
        raise InvalidJudgementError(
            "Den nämns inte längre, eller går inte att bedöma: datum, klockslag och belopp är inga ting",
            next="Är handlingarna namngivna av en äldre version? Kör samsyn redo names.",
        )
    both = [each for each in readable if all(each in some for some in has.values())]
    if not both:
        raise InvalidJudgementError("De två finns inte hos samma ägare: mellan ägare slås inget ihop")
    return both
