"""Beginning a masked copy, which stands in the ledger first; deciding what it covers, and whether it can be made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Page
from models.errors import AccessDeniedError, ProvisionError, RedactionChangedError, RedactionUnfinishedError
from models.marking import provision
from models.masking import numbers
from models.mention import Label
from models.redaction import MOST_PLACES, Act, Place, Reach, Redaction, Verdict
from models.store.store import Store
from search.redacting.occurring import Text, forms, found
from search.redacting.suggesting import Suggestion, suggestions


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a copy has come: what is proposed and not decided, and what is proposed and left as it stands."""

    undecided: tuple[Suggestion, ...]
    left: tuple[Suggestion, ...]

    @property
    def shows_numbers(self) -> bool:
        """Whether personnummer are given out as they stand."""
        return any(each.is_number for each in self.left)


def begin(viewer: Viewer, purpose: Purpose, store: Store, document: str) -> Redaction:
    """One's own draft of the document that has no file yet, or a new one. Raises :class:`AccessDeniedError`."""
    drafts = [each for each in store.redactions.all(viewer, document) if each.by == viewer.name and each.made is None]
    if drafts:
        return drafts[0]
    try:
        proposed = next((each.marking.provision for each in store.markings.of(viewer, document)), "")
        owner = store.documents.get(viewer, document).owner
        record(viewer, purpose, store, document, owner, act="begin")
        return store.redactions.add(viewer, document, proposed)
    except AccessDeniedError:
        record(viewer, purpose, store, document, "", action=Action.REFUSED)
        raise


def decide(
    viewer: Viewer, store: Store, redaction: Redaction, verdict: Verdict, places: Sequence[Place], said: str = ""
) -> Redaction:
    """The copy with this decided of the places; ``said`` is the provision, or what was proposed last.

    Raises :class:`models.errors.ProvisionError` where masking has none, :class:`AccessDeniedError` for a place that is
    not the document's, and :class:`RedactionChangedError`.
    """
    check_current(store, redaction)
    by = _ground(said or redaction.provision) if verdict is Verdict.MASK else ""
    wanted = tuple(dict.fromkeys(places))
    if len(wanted) > MOST_PLACES:
        raise AccessDeniedError("Så många ställen kan inte avgöras på en gång")
    check_places(viewer, store, redaction.document, wanted)
    after = redaction.acted(Act(verdict, wanted, by)) if wanted else redaction
    after = replace(after, provision=by or after.provision)
    if after != redaction:
        store.redactions.change(viewer, redaction, after)
    return after


def _ground(said: str) -> str:
    if not said:
        raise ProvisionError("Ingen bestämmelse är angiven att maska med")
    return provision(said)


def undo(viewer: Viewer, store: Store, redaction: Redaction) -> None:
    check_current(store, redaction)
    store.redactions.change(viewer, redaction, redaction.undone())


def settle(viewer: Viewer, store: Store, redaction: Redaction, said: str, reach: Reach) -> None:
    """What is proposed as provision from now on, and how far boxes reach."""
    after = replace(redaction, provision=provision(said) if said.strip() else "", reach=reach)
    store.redactions.change(viewer, redaction, after)


def standing(viewer: Viewer, store: Store, redaction: Redaction, some: Sequence[Suggestion] | None = None) -> Standing:
    """``some``: the suggestions, where they are known already."""
    some = suggestions(viewer, store, redaction) if some is None else some
    masked = covers(redaction)
    left = redaction.left
    open_ones = [each for each in some if each.place not in left and not is_covered(each.place, masked)]
    stays = [each for each in some if each.place in left and not is_covered(each.place, masked)]
    return Standing(tuple(open_ones), tuple(stays))


def covers(redaction: Redaction) -> dict[int, list[Place]]:
    """What is masked, by page."""
    found: dict[int, list[Place]] = {}
    for mask in redaction.masks:
        found.setdefault(mask.place.page, []).append(mask.place)
    return found


def is_covered(place: Place, masked: dict[int, list[Place]]) -> bool:
    """Whether a mask has all of the place: it itself, its whole page, a longer span, a larger area."""
    return any(_has(mask, place) for mask in masked.get(place.page, ()))


def _has(mask: Place, place: Place) -> bool:
    if mask == place or mask.is_page:
        return True
    if mask.is_span and place.is_span:
        return mask.span[0] <= place.span[0] and place.span[1] <= mask.span[1]
    (x0, y0, x1, y1), (left, top, right, bottom) = mask.area, place.area
    return mask.is_area and place.is_area and x0 <= left and y0 <= top and right <= x1 and bottom <= y1


def check_goes(
    viewer: Viewer, store: Store, redaction: Redaction, *, seen: bool = True, since: datetime | None = None
) -> Standing:
    """How far the copy has come, where it may go out as it is decided: to be asked whenever it is made, sent or handed
    over. ``since``: when what is about to go was decided to be shown, where that was before.

    Raises as :func:`check_current`, :func:`check_swept`, :func:`check_ready` and :func:`check_since`.
    """
    check_current(store, redaction)
    check_swept(store, redaction.owner)
    now = standing(viewer, store, redaction)
    check_ready(now, seen=seen)
    if since is not None:
        check_since(store, redaction, since)
    return now


def check_ready(standing: Standing, *, seen: bool) -> None:
    """Raises :class:`RedactionUnfinishedError` where something is undecided, or was left and not looked at again."""
    if standing.undecided:
        raise RedactionUnfinishedError(f"{len(standing.undecided)} förslag är inte avgjorda")
    if standing.left and not seen:
        raise RedactionUnfinishedError("Det som lämnas är inte genomgånget")


def check_current(store: Store, redaction: Redaction) -> None:
    """Raises :class:`RedactionChangedError` where the document was read anew since the copy was begun."""
    if store.redactions.is_stale(redaction):
        raise RedactionChangedError(
            "Handlingen är läst på nytt sedan den maskade kopian påbörjades",
            next="Börja om: det som avgjordes gällde den förra läsningen.",
        )


def check_swept(store: Store, owner: str) -> None:
    """Raises :class:`RedactionUnfinishedError` while the owner's papers are not gone through for everybody on its list
    of protected identities: until then nobody can be asked about whom it names."""
    if owner in store.protected.waiting():
        raise RedactionUnfinishedError(
            "Arkivet är inte genomgånget för alla på listan över skyddade personuppgifter",
            next="Vänta tills samsyn worker har gått igenom det, och försök igen.",
        )


def shows_protected(store: Store, redaction: Redaction) -> bool:
    """Whether somebody of the protected list stands in what the copy shows."""
    masked, spans = covers(redaction), store.protected.spans(redaction.document)
    return not all(is_covered(Place(page, span), masked) for page, some in spans.items() for span in some)


def check_since(store: Store, redaction: Redaction, moment: datetime) -> None:
    """Raises :class:`RedactionUnfinishedError` where somebody whom the copy shows may have come on the protected list
    since that moment: that they were left as they stand was decided before."""
    if store.protected.came_since([redaction.owner], moment) and shows_protected(store, redaction):
        raise RedactionUnfinishedError(
            "Någon som kopian visar kan ha fått skyddade personuppgifter sedan den gjordes",
            next="Gå igenom det som lämnas, och gör kopian igen.",
        )


def check_places(viewer: Viewer, store: Store, document: str, places: Iterable[Place]) -> None:
    """Raises :class:`AccessDeniedError` for one that does not lie on a page of the document."""
    pages = {page.number: page for page in store.documents.pages(viewer, document)}
    for place in places:
        page = pages.get(place.page)
        if page is None or not _lies_on(place, page):
            raise AccessDeniedError("Stället finns inte i handlingen")


def _lies_on(place: Place, page: Page) -> bool:
    if place.is_area:
        x0, y0, x1, y1 = place.area
        within = min(x0, y0) >= 0 and x1 <= (page.width or 0) and y1 <= (page.height or 0)
        return page.image is not None and within
    return place.span[0] >= 0 and place.span[1] <= len(page.text)


def occurrences(viewer: Viewer, store: Store, redaction: Redaction, words: str) -> list[Place]:
    """Everywhere in the document that these words stand."""
    wanted = list(forms(_label_of(words), words))
    pages = store.documents.pages(viewer, redaction.document)
    return [Place(page.number, span) for page in pages for span in found(Text.of(page), Label.ORG, wanted)]


def _label_of(words: str) -> Label:
    """What sort of thing was typed: it is looked for by its digits where it is a number."""
    if next(numbers(words), None) is not None:
        return Label.PERSONNUMMER
    return Label.PHONE if sum(sign.isdigit() for sign in words) > len(words) / 2 else Label.ORG


def record(
    viewer: Viewer, purpose: Purpose, store: Store, target: str, owner: str, *, action: Action = Action.REDACT,
    **details: str | int,
) -> None:  # fmt: skip
    owners = (owner,) if owner else ()
    store.ledger.write(Event(action, viewer.actor, purpose.text, purpose.case, target, owners, details))
