"""What everybody's watched searches ask, each as its own user, at this moment.

A saved search is kept as it was asked and read anew here: with the grants that its user has now, the sources, names
and synonyms that there are now, and the query language in force. So nothing that is kept can fall behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from models.access import Viewer
from models.errors import AccessDeniedError, InvalidQueryError, InvalidSettingError, UnknownUserError
from models.logs.record import Log
from models.saved import NamedSearch
from models.store.store import Store
from search.bounds import bounds
from search.choices_by_owner import chosen, narrowed
from search.field_values import FieldValues, known_values
from search.index import Index, IndexQuery
from search.operator import OPERATOR
from search.parsing import parse
from search.query import And, Everything, Node
from search.request import SearchRequest
from search.saved import SavedSearch
from search.sensitive import selects
from search.synonyms import Synonyms, shipped, synonyms_of
from search.wall import make_filter

log = Log(__name__)


@dataclass(slots=True)
class StandingQuestions:
    """The watched searches as questions to the index. One of these lasts as long as a drain: what words mean is looked
    up once in it, who may read what each time."""

    store: Store
    index: Index
    _trees: dict[tuple[str, bool, str, tuple[str, ...], Viewer], Node] = field(default_factory=dict)
    _values: dict[Viewer, FieldValues] = field(default_factory=dict)
    _watched: dict[str, tuple[Viewer, NamedSearch]] = field(default_factory=dict)

    def now(self) -> dict[str, IndexQuery]:
        """By the id of the saved search. One that cannot be asked any more (a closed account, a document to be like
        that is gone, a facet that there is no more) is left out: it finds nothing when it is run either."""
        watched = self.store.saved.watched()
        viewers = {name: self._viewer(name) for name in {each.user for each in watched}}
        found: dict[str, IndexQuery] = {}
        for each in watched:
            viewer = viewers[each.user]
            if viewer is not None and (question := self.question(viewer, each)) is not None:
                found[each.id] = question
                self._watched[each.id] = (viewer, each)
        return found

    def before(self, saved: str, question: IndexQuery) -> IndexQuery:
        """What finds all that is no news to a watched search: what it asks, and by the ids that those it is for had
        before they were made one with others, or two again."""
        viewer, watched = self._watched.get(saved, (None, None))
        if viewer is None or watched is None:
            return question
        request = SavedSearch.of(watched.search).asks()
        return self._asked(viewer, request, self._tree(viewer, request), before=True)

    def question(self, viewer: Viewer, watched: NamedSearch) -> IndexQuery | None:
        """What a saved search asks for this viewer, or None where it cannot be asked."""
        try:
            if selects(watched.search):  # saved before it was refused
                return None
            request = SavedSearch.of(watched.search).asks()
            return self._asked(viewer, request, self._tree(viewer, request))
        except (AccessDeniedError, InvalidQueryError, KeyError, ValueError) as error:
            log.warning("saved.unasked", "watched search {saved} cannot be asked", error, saved=watched.id)
            return None

    def _asked(self, viewer: Viewer, request: SearchRequest, tree: Node, *, before: bool = False) -> IndexQuery:
        include, wanted = chosen(viewer, self.store, request.include, request.all_of, before=before)
        exclude, unwanted = chosen(viewer, self.store, request.exclude)
        filter = make_filter(viewer, include, exclude, request.since, request.until, request.all_of)
        return IndexQuery(narrowed(tree, wanted, unwanted), filter)

    def _viewer(self, name: str) -> Viewer | None:
        if name == OPERATOR:
            owners = frozenset(self.store.sources.owners() if self.store.settings.operator else ())
            return Viewer(OPERATOR, owners, officer_of=owners)
        try:
            return self.store.users.viewer(name)
        except UnknownUserError:
            return None

    def _tree(self, viewer: Viewer, request: SearchRequest) -> Node:
        key = (request.query, request.tolerant, request.like, request.among, viewer)
        if key not in self._trees:
            self._trees[key] = self._parsed(viewer, request)
        return self._trees[key]

    def _parsed(self, viewer: Viewer, request: SearchRequest) -> Node:
        """What :mod:`search.tiers` looks for: possible readings too where they are tolerated."""
        if viewer not in self._values:
            self._values[viewer] = known_values(viewer, self.store)
        values, synonyms = self._values[viewer], _synonyms(self.store.settings.home)
        tree = parse(request.query, tolerant=request.tolerant, values=values, synonyms=synonyms).tree
        also = bounds(viewer, self.store, self.index, request)
        if also is None:
            return tree
        return also if isinstance(tree, Everything) else And((also, tree))


def _synonyms(home: Path) -> Synonyms:
    """Those in force; while a line of the site's own cannot be read, the shipped ones: documents that come meanwhile
    are not to be missed."""
    try:
        return synonyms_of(home)
    except InvalidSettingError:
        log.warning("synonyms.unread", "synonyms.txt cannot be read: watched searches are asked without it")
        return shipped()
