"""A search's answer in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.console import documents_said
from models.masking import mask
from search.facet import FACETS
from search.found_as import Reason
from search.result import Facet, Fragment, Hit, SearchResult, Tier
from search.wording_of_tree import is_plain, wording_of_tree
from search.words import titles
from search.words.found_as import FOUND_AS
from search.words.likeness import ALIKE, counted

_VALUES_SHOWN = 5
_MARK, _END = "»", "«"
_TIERS: Final = {
    Tier.EXACT: "",
    Tier.POSSIBLE: "  [möjlig läsning]",
    Tier.PARTIAL: "  [inte alla ord]",
    Tier.MEANING: "  [liknande innebörd]",
}


def worded(result: SearchResult) -> str:
    """Hits with pages and »marks«, then the facets that have values."""
    return "\n".join(_lines(result))


def _lines(result: SearchResult) -> Iterator[str]:
    if not is_plain(result.tree):
        yield mask(wording_of_tree(result.tree))
    yield from (mask(str(hint)) for hint in result.hints)
    about = "" if result.exact else "ungefär "
    yield f"{about}{documents_said(result.total)}, {result.milliseconds:.0f} ms"
    yield from _offers(result)
    for number, hit in enumerate(result.hits, 1):
        yield ""
        yield from _hit(number, hit)
    yield ""
    yield from (_facet(facet) for facet in result.facets.values() if facet.values)
    if result.standing_out:
        told = (f"{each.label} ({each.here} av {each.everywhere})" for each in result.standing_out)
        yield f"Det som sticker ut här: {', '.join(told)}"
    if result.after:
        yield f"\nFler träffar: --after {result.after}"


def _offers(result: SearchResult) -> Iterator[str]:
    for each in result.suggestions:
        yield f"Menade du {each.instead}? ({each.documents})"
    if result.by_meaning:
        yield f"Dessutom {result.by_meaning} med liknande innebörd, bland träffarna men inte i antalet."
    if result.offer_tolerant:
        yield f"{result.offer_tolerant} till med möjliga läsningar: --tolerant"
    if result.partial:
        yield f"{result.partial} med de flesta av orden kommer efter dem: --all-words tar bort dem"


def _hit(number: int, hit: Hit) -> Iterator[str]:
    yield f"{number}. {hit.name}{_TIERS[hit.tier]}"
    told = [hit.source, hit.owner, titles.KINDS.get(hit.kind, hit.kind), hit.date.isoformat() if hit.date else ""]
    yield f"   {' · '.join(part for part in told if part)}"
    for page in hit.pages:
        for fragment in page.fragments:
            yield f"   s. {page.number}: {marked(fragment)}"
    yield from _beside(hit)
    if hit.lacks:
        yield f"   innehåller inte: {', '.join(hit.lacks)}"
    if hit.reasons:
        yield f"   hittad som: {'; '.join(map(_reason, hit.reasons))}"


def _beside(hit: Hit) -> Iterator[str]:
    """What stands folded under it, each document on a line of its own."""
    if hit.counts:
        yield f"   {', '.join(counted(hit.counts))}{' (den här är den nyaste versionen)' if hit.newest else ''}"
    for each in hit.beside:
        told = [ALIKE[each.relation], "nyast" if each.newest else "", "också träff" if each.matches else "ingen träff"]
        yield f"     {each.name}  ({', '.join(part for part in told if part)})"


def _reason(reason: Reason) -> str:
    said = FOUND_AS[reason.form]
    return f"{', '.join(reason.words)} ({said})" if reason.words else said


def marked(fragment: Fragment) -> str:
    """The fragment on one line, each mark between » and «."""
    text, at = "", 0
    for start, end in fragment.marks:
        text += f"{fragment.text[at:start]}{_MARK}{fragment.text[start:end]}{_END}"
        at = end
    return " ".join((text + fragment.text[at:]).split())


def _facet(facet: Facet) -> str:
    values = ", ".join(f"{value.label} ({value.count})" for value in facet.values[:_VALUES_SHOWN])
    more = " …" if len(facet.values) > _VALUES_SHOWN else ""
    return f"{FACETS[facet.type].title}: {values}{more}"
