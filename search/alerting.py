"""Which documents on their way into the index begin to be found by a watched search: the drain's part of alerts.

What a search found before is asked of the index, which holds the documents as they were; what it will find is told
from what is about to be put in. Written before the index is changed: whoever is killed in between writes the same
again, and whoever is killed after the change finds nothing new to write (docs/decisions/0035-alerts.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.errors import InvalidQueryError
from models.logs.record import Log
from models.store.alerts import Key
from models.store.store import Store
from search.index import Index, IndexQuery, IndexUnit
from search.matching_one import OneDocument
from search.query import And, OneOf
from search.standing import StandingQuestions
from search.wall import is_open

log = Log(__name__)


@dataclass(slots=True)
class Alerting:
    """One of these for each drain; :meth:`note` for each batch."""

    store: Store
    index: Index
    questions: StandingQuestions = field(init=False)

    def __post_init__(self) -> None:
        self.questions = StandingQuestions(self.store, self.index)

    def note(self, units: Sequence[IndexUnit], gone: Collection[str], mended: Collection[str] = ()) -> None:
        """Write the alerts of the units that are about to be put in, and take away those of what is found no more.

        ``gone``: documents that are about to be taken out. ``mended``: those of the units that the index had lost,
        which are news to nobody. Raises :class:`models.errors.IndexUnavailableError`.
        """
        asked = self.questions.now()
        known = self.store.alerts.of_documents([*gone, *(unit.document for unit in units)])
        if not asked and not known:
            return
        held: dict[str, list[OneDocument]] = {}
        for unit in units:
            held.setdefault(unit.document, []).append(OneDocument(unit))
        stopped = {
            key for key in known if key[1] in gone or (key[0] in asked and not _finds(asked[key[0]], held[key[1]]))
        }
        new = {id: some for id, some in held.items() if id not in mended}
        begun = list(self._begun(asked, new, known)) if asked and new else []
        if begun or stopped:
            self.store.alerts.change(begun, stopped)

    def _begun(
        self, asked: Mapping[str, IndexQuery], held: Mapping[str, Sequence[OneDocument]], known: Collection[Key]
    ) -> Iterator[Key]:
        """What each search will find of these, did not find, and has no alert of already."""
        likely = self.index.candidates(asked, [each.unit for some in held.values() for each in some])
        for saved, documents in likely.items():
            unknown = {id for id in documents if (saved, id) not in known}
            found = {id for id in unknown if _finds(asked[saved], held[id])}
            if found:
                yield from ((saved, id) for id in found - self._found_now(saved, asked[saved], found))

    def _found_now(self, saved: str, question: IndexQuery, documents: Collection[str]) -> set[str]:
        """Those of the documents that the search finds as they are in the index now."""
        some, question = OneOf(tuple(sorted(documents))), self.questions.before(saved, question)
        try:
            answer = self.index.search(IndexQuery(And((some, question.tree)), question.filter, limit=len(documents)))
        except InvalidQueryError:  # more words than the engine takes: it finds nothing when it is run either
            log.warning("saved.unasked", "watched search {saved} cannot be asked", saved=saved)
            return set(documents)
        return {hit.document for hit in answer.hits}


def _finds(question: IndexQuery, units: Sequence[OneDocument]) -> bool:
    """Whether the search finds the document by the unit of it that its user may read. Where there is none, whether it
    would by any: whether they may read it is asked again where the alert is told."""
    wall = question.filter
    theirs = [each for each in units if is_open(wall, each.unit.owner, each.unit.needs, each.unit.lacks)]
    return any(each.chosen(wall) and each.matches(question.tree) for each in theirs or units)
