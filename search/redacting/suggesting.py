"""What is proposed to be masked in a document: what it names of people, where that stands elsewhere in it, people with
protected identity, marked pages, and what was seen and not read. A person decides each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from models.access import Viewer
from models.document import Page, PageMethod
from models.masking import mask, mask_with, numbers
from models.mention import SENSITIVE_LABELS, Label
from models.redaction import Place, Redaction
from models.store.store import Store
from search.redacting.occurring import Span, Text, forms, found

PROPOSED: Final = (
    Label.PERSON,
    Label.PERSONNUMMER,
    Label.ADDRESS,
    Label.PHONE,
    Label.EMAIL,
    Label.ACCOUNT,
    Label.PROPERTY,
    Label.VEHICLE,
)
"""What is proposed of what a document names, in the order in which it is shown."""


class Why(StrEnum):
    NAMED = "named"  # the register has it as a name or number
    ALIKE = "alike"  # the same as something named stands there
    PROTECTED = "protected"  # somebody with protected identity
    MARKED = "marked"  # the page has a marking
    UNREAD = "unread"  # seen and not read, such as handwriting


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``text`` as it stands there (masked where it is a number); ``group`` is what those of one thing have in common:
    an entity's id, or a word of ours. ``provision`` is proposed with it where a marking says one."""

    place: Place
    why: Why
    label: Label | None
    text: str
    group: str
    provision: str = ""

    @property
    def is_number(self) -> bool:
        return self.label in SENSITIVE_LABELS


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one thing, by page."""

    key: str
    label: Label | None
    why: Why
    name: str
    members: tuple[Suggestion, ...]


def suggestions(viewer: Viewer, store: Store, redaction: Redaction) -> list[Suggestion]:
    """All of the document's, by page and place. The viewer reads all of it, or there are none."""
    id = redaction.document
    pages = {page.number: page for page in store.documents.pages(viewer, id)}
    kept = store.protected.spans(id)
    named = [_of_protected(each, kept) for each in _named(viewer, store, id, pages)]
    taken = {page: [each.place.span for each in named if each.place.page == page] for page in pages}
    further = _shaped(pages, taken) + _protected(kept, pages, taken) + _alike(named, pages, taken)
    return sorted([*named, *further, *_of_pages(viewer, store, id, pages)], key=lambda each: each.place)


def groups(some: Iterable[Suggestion]) -> list[Group]:
    """Those of one thing together, by label and name."""
    found: dict[str, list[Suggestion]] = {}
    for each in some:
        found.setdefault(each.group, []).append(each)
    made = [Group(key, _label(of), of[0].why, _name(of), tuple(of)) for key, of in found.items()]
    return sorted(made, key=lambda group: (_rank(group.label), group.why.value, group.name.casefold()))


def _label(some: Sequence[Suggestion]) -> Label | None:
    return next((each.label for each in some if each.label), None)


def _name(some: Sequence[Suggestion]) -> str:
    """The fullest of how it is called."""
    told = [each.text for each in some if each.why in (Why.NAMED, Why.PROTECTED)] or [each.text for each in some]
    return max(told, key=len)


def _rank(label: Label | None) -> int:
    return PROPOSED.index(label) if label in PROPOSED else len(PROPOSED)


def _named(viewer: Viewer, store: Store, id: str, pages: Mapping[int, Page]) -> list[Suggestion]:
    return [
        Suggestion(
            Place(each.page, (each.start, each.end)), Why.NAMED, each.label, _shown(pages[each.page], each.label,
            (each.start, each.end)), entity,
        )
        for each, entity in store.documents.mentions(viewer, id)
        if each.label in PROPOSED and each.page in pages
    ]  # fmt: skip


def _of_protected(each: Suggestion, kept: Mapping[int, Sequence[Span]]) -> Suggestion:
    """What is named, as somebody of the protected list where it is one."""
    start, end = each.place.span
    if any(start < last and first < end for first, last in kept.get(each.place.page, ())):
        return replace(each, why=Why.PROTECTED, group="protected")
    return each


def _shaped(pages: Mapping[int, Page], taken: dict[int, list[Span]]) -> list[Suggestion]:
    """What has the shape of a personnummer, whatever the register says of it."""
    made = []
    for number, page in pages.items():
        for each in numbers(page.text):
            if _free(span := (each.start, each.end), taken[number]):
                shown = _shown(page, Label.PERSONNUMMER, span)
                made.append(
                    Suggestion(Place(number, span), Why.ALIKE, Label.PERSONNUMMER, shown, f"number {each.digits[-10:]}")
                )
    return _took(made, taken)


def _protected(
    spans: Mapping[int, Sequence[Span]], pages: Mapping[int, Page], taken: dict[int, list[Span]]
) -> list[Suggestion]:
    """Where people of the protected list stand, whether or not they are proposed by name too."""
    return [
        Suggestion(Place(number, span), Why.PROTECTED, None, _shown(pages[number], None, span), "protected")
        for number, some in spans.items()
        if number in pages
        for span in some
        if span not in taken[number]
    ]


def _alike(named: Sequence[Suggestion], pages: Mapping[int, Page], taken: dict[int, list[Span]]) -> list[Suggestion]:
    """Where what is named stands without being named there."""
    made: list[Suggestion] = []
    looked = {number: Text.of(page) for number, page in pages.items()}
    told: dict[tuple[str, Label], set[str]] = {}
    for each in named:
        if each.label is not None:
            page = pages[each.place.page]
            told.setdefault((each.group, each.label), set()).add(page.text[slice(*each.place.span)])
    for (group, label), texts in told.items():
        wanted = list(dict.fromkeys(form for text in sorted(texts) for form in forms(label, text)))
        new = [
            Suggestion(Place(number, span), Why.ALIKE, label, _shown(page, label, span), group)
            for number, page in pages.items()
            for span in found(looked[number], label, wanted)
            if _free(span, taken[number])
        ]
        made += _took(new, taken)
    return made


def _free(span: Span, taken: Iterable[Span]) -> bool:
    """Whether nothing that is proposed already has all of it."""
    return not any(start <= span[0] and span[1] <= end for start, end in taken)


def _took(made: list[Suggestion], taken: dict[int, list[Span]]) -> list[Suggestion]:
    for each in made:
        taken[each.place.page].append(each.place.span)
    return made


def _of_pages(viewer: Viewer, store: Store, id: str, pages: Mapping[int, Page]) -> list[Suggestion]:
    """Marked pages, unread ones, and parts of pages that were seen and not read."""
    marked = {each.page: each.marking.provision for each in store.markings.of(viewer, id) if each.page in pages}
    made = [Suggestion(Place(number), Why.MARKED, None, "", "marked", said) for number, said in marked.items()]
    for number, page in pages.items():
        if page.method is PageMethod.UNREAD and number not in marked:
            made.append(Suggestion(Place(number), Why.UNREAD, None, "", "unread"))
        for each in page.layout.regions if page.width and page.image else ():
            area = (each.x0, each.y0, each.x1, each.y1)
            made.append(Suggestion(Place(number, area=area), Why.UNREAD, None, "", "unread"))
    return made


def _shown(page: Page, label: Label | None, span: Span) -> str:
    """What stands there, on one line, without the last digits of a number."""
    text = page.text[slice(*span)]
    shown = mask_with(text, [(0, len(text))]) if label in SENSITIVE_LABELS else mask(text)
    return " ".join(shown.split())
