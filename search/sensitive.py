"""No selection of persons by sensitive personal data: such words in a query, and what is not given together with them.

A ban on searches made to get a selection of persons by sensitive personal data stands in brottsdatalagen (2018:1177)
2 kap. 14 §, and in 3 kap. 3 § of the complementary act (2018:218) for authorities. Reading papers by such words is
another thing: a full-text search stays possible, without what would turn its hits into a list of people. What was
decided and why: docs/decisions/0045-protected-identities.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import SensitiveSelectionError
from models.mention import Label
from models.store.store import Store
from search.analysis import Token, analyse
from search.request import SearchRequest

PERSONAL: Final = frozenset(
    {
        *(Label.PERSON.value, Label.PERSONNUMMER.value, Label.EMAIL.value, Label.PHONE.value, "role"),
        *(Label.ADDRESS.value, Label.PROPERTY.value, Label.VEHICLE.value, Label.ACCOUNT.value),
    }
)
"""Facet types that list people, or what leads to one: not counted for a query with sensitive words."""
_TABLE: Final = Path(__file__).with_name("sensitive.txt")
_SHORTEST_BEGINNING: Final = 4  # letters: of less (sju*) nobody can say what is meant


@cache
def terms() -> dict[str, tuple[str, bool]]:
    """Category and whether it counts as a part of a compound, by base form."""
    found: dict[str, tuple[str, bool]] = {}
    category = ""
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("="):
            category = line.removeprefix("=").strip()
        elif not line.startswith("#"):
            found |= {word.removesuffix("+"): (category, word.endswith("+")) for word in line.split()}
    return found


@lru_cache(maxsize=256)  # a search asks several times of the same words
def categories(query: str) -> frozenset[str]:
    """The categories of sensitive personal data that the query's words are of; also words under a "not", beginnings
    (``schizo*``) and compounds (``diabetespatienter``)."""
    found = set[str]()
    for token in analyse(query):
        word = token.word.casefold()
        if query[token.end : token.end + 1] == "*" and len(word) >= _SHORTEST_BEGINNING:
            found |= {category for term, (category, _) in terms().items() if term.startswith(word)}
        found |= {terms()[form][0] for form in (word, *token.exact, *token.lemma) if form in terms()}
        found |= {terms()[part][0] for part in _parts(token) if part in terms() and terms()[part][1]}
    return frozenset(found)


def _parts(token: Token) -> tuple[str, ...]:
    return tuple(part for part in token.parts if part.isalpha())


def impersonal(request: SearchRequest) -> tuple[SearchRequest, bool]:
    """The request without what would list people, and True, where its query has sensitive words."""
    if not request.query or not categories(request.query):
        return request, False
    facets = tuple(each for each in request.facets if each not in PERSONAL)
    return replace(request, facets=facets, standing_out=0), True


def selects(search: Mapping[str, Any]) -> bool:
    """Whether a saved search, as it is kept, would select persons so: it was saved before that was refused, and is not
    watched any more whatever its row says."""
    query = search.get("query", "")
    return bool(query) and bool(categories(query))


def refuse_selection(viewer: Viewer, purpose: Purpose, store: Store, query: str, act: str) -> None:
    """Refuse to do ``act`` (``saved``, ``watched``, ``export``) with a query of sensitive words, with a line in the
    ledger. Raises :class:`SensitiveSelectionError`."""
    if categories(query):
        record_refusal(viewer, purpose, store, query, act)
        raise SensitiveSelectionError(
            "Sökningen har ord om känsliga personuppgifter (hälsa, religion, etniskt ursprung, fackförening, "
            "sexualliv, politisk åskådning) och får inte användas för att välja ut personer"
        )


def record_refusal(viewer: Viewer, purpose: Purpose, store: Store, query: str, act: str) -> None:
    """Write that a selection was refused; the words are sealed as those of a search."""
    told = {"act": "sensitive selection", "rule": act}
    owners = tuple(sorted(viewer.owners))
    who = (Action.REFUSED, viewer.actor, purpose.text, purpose.case)
    store.ledger.write(Event(*who, owners=owners, details=told, words=query))
