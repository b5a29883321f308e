"""Who can be tried in the demo, and what there is to try between them.

A document that some may see, somebody with protected identity, a request between two owners, and a review desk with
something on it. People and papers are made up; what they did here went through the same doors as in earnest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models import swedish
from models.access import EVERYDAY, Purpose, Role
from models.account import Access
from models.marking import MarkingScope
from models.protected import Identity
from models.sharing import askable
from models.store.store import Store
from models.trial import NamedDocument
from sample.owners import KS, MBN, OWNERS, POLIS, SN
from sample.story.cast import Cast
from search import disclosing, marking_secrecy, protecting, reading, reviewing
from search.index import Index
from search.indexing import drain
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search

GROUP: Final = "utredningsgruppen"
_EVERY: Final = frozenset(owner.name for owner in OWNERS)
_BOARD: Final = frozenset({MBN.name})
_WORK: Final = Purpose("Tillsyn enligt livsmedelslagen", "MBN 2024-0187")
_CRIME: Final = Purpose("Utredning av brott", "5900-K1187-24")
_NONE: Final = Purpose("Ville bara se")
_NAMED: Final = (NamedDocument(case=_WORK.case), NamedDocument(title="Tips om restaurangen", date="2024"))
REVIEWING: Final = Purpose("Granskning av loggen", "KS 2024-0009")

MATRIX: Final = f"""# Vad ägarna i demot har kommit överens om. I skarp drift står det i webbplatsens samsyn.toml.
[[owners]]
name = "{MBN.name}"
kind = "board"
[[owners]]
name = "{SN.name}"
kind = "board"
[[owners]]
name = "{KS.name}"
kind = "board"
[[owners]]
name = "{POLIS.name}"
kind = "police"
[[sharing]]
owner = "{MBN.name}"
reader = "{POLIS.name}"
purpose = "{_CRIME.text}"
basis = "lag 2025:170"
mode = "request"
[[sharing]]
owner = "{POLIS.name}"
reader = "{MBN.name}"
purpose = "{_WORK.text}"
basis = "OSL 10:27"
mode = "request"
"""


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody to sign in as; ``does`` says in Swedish what for."""

    name: str
    display: str
    access: Access
    does: str


PLAYERS: Final = (
    Player("inspektor", "Ines Inspektör", Access(frozenset({Role.USER}), _BOARD),
           f"utredare hos {MBN.name}; ser inte det som är markerat för {GROUP}"),
    Player("analytiker", "Alva Analytiker", Access(EVERYDAY, _EVERY, groups=frozenset({GROUP})),
           f"analytiker med allas handlingar, även det som är markerat för {GROUP}"),
    Player("arkivarie", "Arne Arkivarie", Access(frozenset({Role.USER, Role.ARCHIVIST}), _EVERY - {POLIS.name}),
           "arkivarie i kommunen; lämnar in, delar och tar undan"),
    Player("polis", "Pål Polis", Access(EVERYDAY, frozenset({POLIS.name})),
           f"ser {POLIS.name}; har begärt uppgifter av nämnden"),
    Player("sekretess", "Siv Sekretessansvarig", Access(frozenset({Role.OFFICER}), _BOARD, officer_of=_BOARD),
           f"sekretessansvarig hos {MBN.name}; ser allt där, markerar, avgör begäran, gallrar"),
    Player("sekretess2", "Sten Sekretessansvarig", Access(frozenset({Role.OFFICER}), _BOARD, officer_of=_BOARD),
           f"också sekretessansvarig hos {MBN.name}: två personer häver en spärr mot gallring"),
    Player("granskare", "Gun Granskare", Access(frozenset({Role.REVIEWER}), _EVERY),
           "granskar loggen; ser inga handlingar"),
    Player("administrator", "Adam Administratör", Access(frozenset({Role.ADMINISTRATOR})),
           "sköter konton; ser inga handlingar"),
)  # fmt: skip


def settle(store: Store, index: Index, cast: Cast, password: str) -> None:
    """Give everybody an account, the first time also something to try. Again: the accounts as they were."""
    new = store.users.find(PLAYERS[-1].name) is None
    for each in PLAYERS[:-1]:
        _account(store, each, password)
    if new:
        _keep_from_some(store, index, cast)
        _ask_the_board(store)
        _read_without_a_case(store, index, cast)
    _account(store, PLAYERS[-1], password)  # the last: where it is, everything before is


def _account(store: Store, each: Player, password: str) -> None:
    store.users.add(each.name, each.display, password, [])
    store.users.set_access(each.name, each.access)


def _keep_from_some(store: Store, index: Index, cast: Cast) -> None:
    """The officer marks a paper for a group, and puts a witness on the list of protected identities; each unless that
    is done: a demo that is stopped on the way is made again from the beginning."""
    officer, seen = store.users.viewer("sekretess"), _WORK
    found = _found(store, index, "sekretess", seen, cast.boss.name)
    if found.hits and not store.markings.all(officer):
        on, why = found.hits[-1].document, "planerad inspektion"
        wanted = marking_secrecy.Wanted(MarkingScope.DOCUMENT, on, GROUP, "OSL 17:1", reason=why)
        marking_secrecy.mark(officer, seen, store, wanted)
    if not store.protected.all(officer):
        witness = cast.neighbour
        who = Identity((witness.given,), (witness.surname,), (witness.number,))
        protecting.add(officer, seen, store, MBN.name, who, "Vittne 1", "beslut om skyddad folkbokföring")
    protecting.sweep(store)
    drain(store, index)


def _ask_the_board(store: Store) -> None:
    """The police ask the board, where the matrix lets them."""
    asker = store.users.viewer("polis")
    if store.requests.all(asker):
        return
    for square in askable(asker, store.settings.sharing):
        if square.owner == MBN.name:
            words = "Inspektionsrapporter och tips om restaurangen i kvarteret, från 2024."
            disclosing.ask(asker, _CRIME, store, square.id, _CRIME.case, words, _NAMED)


def _read_without_a_case(store: Store, index: Index, cast: Cast) -> None:
    """What the review desk asks about: reading without a case, and papers that name somebody protected."""
    for hit in _found(store, index, "polis", _NONE, cast.boss.name).hits:
        reading.read_document(store.users.viewer("polis"), _NONE, store, hit.document)
    for hit in _found(store, index, "sekretess", _WORK, cast.neighbour.name).hits[:1]:
        reading.read_document(store.users.viewer("analytiker"), _WORK, store, hit.document)
    month = f"{swedish.local(swedish.now()):%Y-%m}"
    reviewing.draw(store.users.viewer("granskare"), REVIEWING, store, month)


def _found(store: Store, index: Index, name: str, why: Purpose, words: str) -> SearchResult:
    return search(store.users.viewer(name), why, SearchRequest(words, limit=10), store=store, index=index)
