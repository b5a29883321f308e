"""Of what a situation picture is made: place, period, theme or a saved question, and what is told of entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self

from models.access import Viewer
from models.errors import AccessDeniedError, InvalidQueryError
from models.limits import LIMITS
from models.mention import Label
from models.store.store import Store
from search.hint import Hint
from search.lexing import Sign, pieces
from search.saved import SavedSearch
from search.situation.period import Period

LABELS: Final = tuple(
    label.value
    for label in (
        *(Label.PERSON, Label.ORG, Label.ORGNR, Label.ADDRESS, Label.PROPERTY, Label.VEHICLE),
        *(Label.PHONE, Label.EMAIL, Label.ACCOUNT, Label.CASE),
    )
)
"""Of whom and what it may be told that they occur in several sources; numbers of people are masked and tell nobody."""
USUAL: Final = ("PERSON", "ORG", "ADDRESS", "PROPERTY", "VEHICLE", "PHONE", "ACCOUNT")
FEWEST: Final = 2
MOST: Final = 6
"""Sources that may be asked for, at least and at most."""
LONGEST: Final = LIMITS.query_characters - LIMITS.situation_words
"""Characters of a question, so that what a number adds to it is not cut off."""
_PLACES: Final = ("plats", "adress", "fastighet")
_QUOTES: Final = re.compile(r'["“”„»«]')


@dataclass(frozen=True, slots=True)
class Scope:
    """``saved`` is the id of one of the viewer's saved searches, ``asked`` that of a page state of theirs that holds a
    question: a search they came from, or the names of a watch list. Neither's own dates are heeded. ``least``: sources
    that an entity occurs in, of the ``labels``."""

    period: Period
    place: str = ""
    theme: str = ""
    saved: str = ""
    asked: str = ""
    least: int = 3
    labels: tuple[str, ...] = USUAL

    def kept(self) -> dict[str, Any]:
        """As a JSON object."""
        days = {"since": self.period.since.isoformat(), "until": self.period.until.isoformat()}
        words = {"place": self.place, "theme": self.theme, "saved": self.saved, "asked": self.asked}
        return {**days, **words, "least": self.least, "labels": list(self.labels)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what :meth:`kept` told."""
        period = Period(date.fromisoformat(kept["since"]), date.fromisoformat(kept["until"]))
        words = {name: kept[name] for name in ("place", "theme", "saved", "asked")}
        return cls(period, **words, least=kept["least"], labels=tuple(kept["labels"]))


def question(viewer: Viewer, store: Store, scope: Scope) -> SavedSearch:
    """The search that the whole picture is of. Raises :class:`models.errors.AccessDeniedError` for a saved search that
    is not the viewer's any more, and :class:`InvalidQueryError` where the words are too many together."""
    base = SavedSearch()
    if scope.saved:
        base = SavedSearch.of(store.saved.get(viewer, scope.saved).search)
    elif scope.asked:
        base = asked_before(viewer, store, scope.asked)
    query = both((place_query(scope.place), scope.theme, base.query))
    if len(query) > LONGEST:
        next = f"Korta temat eller sökningen: tillsammans får de ha {LONGEST} tecken."
        raise InvalidQueryError("Plats, tema och sökning är för långa tillsammans", next=next)
    return replace(base, query=query, meaning=False, since=scope.period.since, until=scope.period.until)


def asked_before(viewer: Viewer, store: Store, state: str) -> SavedSearch:
    """The question that a page state of the viewer's holds. Raises :class:`AccessDeniedError` where there is none."""
    kept = store.states.load(viewer.name, state)
    if "query" not in kept:
        raise AccessDeniedError("Sidan finns inte")  # another page's
    return SavedSearch.of(kept)


def place_query(place: str) -> str:
    """What finds documents that name the place: as a place, in an address or in the name of a property."""
    return _called(place, _PLACES)


def property_query(name: str) -> str:
    """What finds documents that name a property that is called so, or begins so."""
    return _called(name, _PLACES[-1:])


def _called(name: str, fields: Iterable[str]) -> str:
    bare = " ".join(_QUOTES.sub(" ", name).split())
    return " OR ".join(f'{field}:"{bare}"' for field in fields) if any(map(str.isalnum, bare)) else ""


def both(queries: Iterable[str]) -> str:
    """The query for what each of these finds; those without words ask for nothing."""
    some = [query for query in queries if query.strip()]
    return some[0] if len(some) == 1 else " ".join(f"({_closed(query)})" for query in some)


def _closed(query: str) -> str:
    """The query read as before, with no bracket or quote that would take something after it along."""
    opened, dropped, hints = list[int](), set[int](), list[Hint]()
    for piece in pieces(query, hints):
        sign = piece.signs[0].sign if piece.signs else None
        if sign is Sign.OPEN:
            opened.append(piece.start)
        elif sign is Sign.CLOSE and opened:
            opened.pop()
        elif sign is Sign.CLOSE:
            dropped.add(piece.start)
    dropped.update(opened)
    whole = "".join(_without(query, at) if at in dropped else sign for at, sign in enumerate(query))
    return f'{whole}"' if Hint("quote") in hints else whole


def _without(query: str, at: int) -> str:
    """What stands for a bracket without a partner: it parts words, but not a field from its value."""
    return "" if query[at - 1 : at] == ":" else " "
