"""What a register extract says, before it is a file: told from the finds as they are decided, and from nothing else.

What is withheld is told by its provision, but for what may not be told at all (:mod:`models.extract_provisions`): of
that there is no word, number or gap, and an extract in which nothing else is left is as one of somebody who is not
there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.extract import Extract, Find, FindKind, Verdict, theirs
from models.extract_provisions import RULES, is_silent, words_of
from models.visible import visible
from search.words.extracts import CATEGORIES, HEADS, HOW, KIND_CATEGORIES, KINDS, LAWS, MASKED, NO_RECIPIENT, RIGHTS


@dataclass(frozen=True, slots=True)
class Line:
    """One find as it is told: ``where`` is its document, or what it is; ``place`` the page and the place on it."""

    number: int
    where: str
    source: str
    date: str
    kind: str
    place: str
    by: str
    said: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """``count`` finds that are kept back by the provision."""

    provision: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is told, in the order in which it is told: the same in each form of file."""

    owner: str
    reference: str
    who: str
    law: str
    rule: str
    processing: str
    categories: tuple[str, ...]
    sources: tuple[tuple[str, int], ...]
    recipients: tuple[str, ...]
    storage: tuple[str, ...]
    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    rights: tuple[str, ...]
    masked: str = MASKED

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is kept of the person is told, and nobody who has got it."""
        return not (self.lines or self.recipients)


def content(extract: Extract, finds: Sequence[Find], storage: Iterable[str]) -> Content:
    """The extract of the finds that are accepted; those that wait or are another's are not in it."""
    told = [find for find in finds if find.verdict is Verdict.ACCEPTED]
    lines = [find for find in told if find.kind is not FindKind.RELEASE]
    own = theirs(finds)
    return Content(
        owner=extract.owner,
        reference=extract.reference,
        who=extract.asked.name or ", ".join(extract.asked.numbers),
        law=LAWS[extract.law],
        rule=RULES[extract.law],
        processing=extract.processing,
        categories=_categories(told),
        sources=_sources(told),
        recipients=_recipients(told, own) or ((NO_RECIPIENT,) if lines else ()),
        storage=tuple(storage) if told else (),
        lines=tuple(_line(number, find, own) for number, find in enumerate(lines, 1)),
        withheld=_withheld(finds),
        rights=RIGHTS[extract.law],
    )


def head(what: Content, at: datetime) -> tuple[tuple[str, str], ...]:
    """What stands first, with its names."""
    return (
        ("Till", what.who),
        ("Från", what.owner),
        ("Ärende", what.reference),
        ("Datum", f"{at:%Y-%m-%d}"),
        ("Enligt", what.rule),
    )


def source_said(source: str, count: int) -> str:
    return f"{source}: {count} {'handling' if count == 1 else 'handlingar'}"


def withheld_said(each: Withheld) -> str:
    count = f"{each.count} {'uppgift' if each.count == 1 else 'uppgifter'}"
    return f"{count} enligt {each.provision}{f' ({each.words})' if each.words else ''}."


def place_of(find: Find) -> str:
    """The page and the place on it, as they are said; empty of what has none."""
    if find.kind is FindKind.HEADER:
        return HEADS.get(find.place, find.place.replace("_", " "))
    page = f"sidan {find.page}" if find.page else ""
    return ", ".join(filter(None, (page, visible(find.place))))


def found_by(find: Find) -> str:
    return ", ".join(dict.fromkeys(HOW.get(code, code) for code in find.how))


def _line(number: int, find: Find, own: frozenset[str]) -> Line:
    where = visible(find.name) or KINDS[find.kind]
    day = find.date.isoformat() if find.date else ""
    said = visible(" ".join(find.said(own).split()))
    return Line(number, where, find.source, day, KINDS[find.kind], place_of(find), found_by(find), said)


def _categories(told: Sequence[Find]) -> tuple[str, ...]:
    by_how = (CATEGORIES[code] for find in told for code in find.how if code in CATEGORIES)
    by_kind = (KIND_CATEGORIES[find.kind] for find in told if find.kind in KIND_CATEGORIES)
    return tuple(dict.fromkeys([*by_how, *by_kind]))


def _sources(told: Sequence[Find]) -> tuple[tuple[str, int], ...]:
    """Each source with how many documents of it are told of."""
    papers = {(find.source, find.document) for find in told if find.source}
    return tuple(sorted(Counter(source for source, _ in papers).items()))


def _recipients(told: Sequence[Find], own: frozenset[str]) -> tuple[str, ...]:
    given = (find for find in told if find.kind is FindKind.RELEASE)
    return tuple(dict.fromkeys(
        f"{find.said(own)}: {visible(find.name)}, {find.date.isoformat() if find.date else ''}" for find in given
    ))  # fmt: skip


def _withheld(finds: Sequence[Find]) -> tuple[Withheld, ...]:
    kept = Counter(find.provision for find in finds if find.verdict is Verdict.WITHHELD)
    return tuple(Withheld(each, words_of(each), kept[each]) for each in sorted(kept) if not is_silent(each))
