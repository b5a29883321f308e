"""What a viewer should look over: files not read, or read in part, cuts that are proposed, what was taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document
from models.split import Split, SplitState
from models.store.store import Store
from models.store.unsettled import Set, Taken, Unsettled
from models.withdrawal import Scope

_EACH: Final = 50  # of each list: enough to see what sort they are; how many there are is said
_PROPOSALS: Final = 200


@dataclass(frozen=True, slots=True)
class Overview:
    """``sets`` by state and reason; ``documents`` are those that ``splits`` and ``taken`` are about, by id."""

    sets: tuple[Set, ...]
    splits: tuple[Split, ...]
    taken: tuple[Taken, ...]
    documents: Mapping[str, Document]


def look_over(viewer: Viewer, purpose: Purpose, store: Store) -> Overview:
    """The lists, with a line in the ledger before they are given."""
    owners = tuple(sorted(viewer.owners))
    asked = {"list": "unsettled"}
    store.ledger.write(Event(Action.SEARCH, viewer.actor, purpose.text, purpose.case, "", owners, asked))
    unsettled = Unsettled(store.database, store.documents)
    splits = store.splits.all(viewer, SplitState.PROPOSED)[:_PROPOSALS]
    taken = unsettled.taken(viewer, store.withdrawals.all(viewer))
    about = [split.document for split in splits]
    about += [each.withdrawal.target for each in taken if each.withdrawal.scope is Scope.DOCUMENT]
    documents = store.documents.many(viewer, about)
    proposed = [split for split in splits if split.document in documents and not documents[split.document].withdrawn]
    return Overview(tuple(unsettled.sets(viewer, _EACH)), tuple(proposed), tuple(taken), documents)
