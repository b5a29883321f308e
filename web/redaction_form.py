"""What a press of a button of a masked copy's pages asks for: which places, and by which provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from models.access import Viewer
from models.redaction import Place, Redaction, Verdict
from models.store.store import Store
from search.redacting.deciding import occurrences
from search.redacting.suggesting import Suggestion, suggestions
from web import typed

_LONGEST: Final = 200  # characters of words that are typed
_MOST: Final = 2_000  # places that one form names


@dataclass(frozen=True, slots=True)
class Pressed:
    """``words``: somebody typed words to look for, whether or not they stand anywhere."""

    verdict: Verdict
    places: tuple[Place, ...]
    provision: str
    words: bool = False


def pressed(viewer: Viewer, store: Store, redaction: Redaction, form: MultiDict[str, str], page: int) -> Pressed:
    """Raises BadRequest for what none of our forms sends."""
    try:
        verdict = Verdict(form.get("press", ""))
    except ValueError:
        raise BadRequest from None
    words = typed.line(form.get("words", ""))[:_LONGEST]
    places = [*_named(form), *_chosen(form, page)]
    if form.get("group") or form.get("all"):
        places += _grouped(suggestions(viewer, store, redaction), form, page)
    if words:
        places += occurrences(viewer, store, redaction, words)
    return Pressed(verdict, tuple(places), typed.line(form.get("provision", ""))[:_LONGEST], bool(words))


def _named(form: MultiDict[str, str]) -> Iterator[Place]:
    """``3`` is a page, ``3:10:25`` a span of its text, ``3:72.5:90:200:120`` an area of its picture."""
    for said in form.getlist("place")[:_MOST]:
        try:
            yield Place.of([float(part) if "." in part else int(part) for part in said.split(":")])
        except (ValueError, OverflowError):
            raise BadRequest from None


def _chosen(form: MultiDict[str, str], page: int) -> Iterator[Place]:
    """The words that were chosen in the page's text."""
    start, end = typed.count(form.get("start")), typed.count(form.get("end"))
    if end > start:
        yield Place(page, (start, end))


def _grouped(some: Sequence[Suggestion], form: MultiDict[str, str], page: int) -> Iterator[Place]:
    """All that is proposed: of one thing, of one label, on the page, everywhere."""
    for each in some:
        wanted = each.group == form["group"] if form.get("group") else _is_of(each, form.get("all", ""), page)
        if wanted:
            yield each.place


def _is_of(each: Suggestion, what: str, page: int) -> bool:
    if what == "page":
        return each.place.page == page
    return what == "everything" or (each.label.value if each.label else each.why.value) == what
