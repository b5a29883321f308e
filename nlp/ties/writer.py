"""Who "jag" and "vi" of a letter, a mail or a witness's account are: its signer, where there is no doubt who that is.

Signers are told by the sender's line of a mail, by the name under a closing phrase, and by the heading of an account.
Where these name two, as in a thread of mails, or an account that an officer signed, nobody is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.mention import Label, Mention
from models.tie import Named
from nlp.ties.about import is_office

_SENDER: Final = re.compile(
    r"^[ \t>*]*(?:från|avsändare|from|insändare|undertecknat av|förhör med|samtal med|vittne|vittnesmål av"
    r"|vittnesuppgift(?:er)? av|berättelse av|uppgiftslämnare|den hörde|hörd)[ \t]*:?[ \t]*(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING: Final = re.compile(
    r"^[ \t>*]*(?:(?:med |många |de )?(?:vänlig\w*|bästa|varma|goda)? ?hälsning(?:ar|en)?|hälsar|m\.? ?v\.? ?h\.?"
    r"|högaktningsfullt|vänligen|tack på förhand)[ \t]*[,.!:]?[ \t]*\n?",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN: Final = re.compile(r"[\s,.!/–_-]*(?:(?:från|namnteckning|underskrift)[\s:]*)?", re.IGNORECASE)
_BELOW: Final = re.compile(
    r"[ \t]*(?:,[^\n]{0,40})?\n[ \t]*(?:[^\W\d]{2,}[^\n\d]{0,40}\n[ \t]*)?|,[ \t]*|[ \t]+för[ \t]+"
)
_FIRST_PERSON: Final = re.compile(r"(?<!\w)(?:(jag|mig|undertecknad)|(vi|oss))(?!\w)", re.IGNORECASE)
_QUOTED: Final = re.compile('[”“"»«]')


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote the document: a person, and the company that they sign for; None where that is not certain."""

    person: Mention | None = None
    company: Mention | None = None

    def inserted(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of a sentence, with one for each "jag" and "vi" in it that means the writer.

        In a sentence with quotation marks somebody else may be speaking: there none is.
        """
        if _QUOTED.search(text, start, end):
            return [*mentions]
        return sorted([*mentions, *self._words(text, start, end, mentions)], key=lambda one: one.start)

    def _words(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
        for match in _FIRST_PERSON.finditer(text, start, end):
            meant = self.person if match[1] else self.company
            at = bisect_left([one.end for one in mentions], match.start() + 1)
            if meant is not None and not (at < len(mentions) and mentions[at].start < match.end()):
                yield replace(meant, start=match.start(), end=match.end(), text=match[0], method=STANDS_IN)

    def meant(self, mention: Mention) -> Mention:
        """The mention itself, or the writer whom it stands for."""
        if mention.method != STANDS_IN:
            return mention
        meant = self.person if mention.label is Label.PERSON else self.company
        return meant or mention


NOBODY: Final = Writer()
STANDS_IN: Final = "writer"
"""The method of a mention that is a word such as "jag"."""


def writer(named: Named) -> Writer:
    """The document's one signer."""
    pages: dict[int, list[tuple[Mention, str]]] = {}
    for mention, entity in named.mentions:
        pages.setdefault(mention.page, []).append((mention, entity))
    signed = [one for number, text in named.pages for one in _signers(text, pages.get(number, ()))]
    if len({entity for _, entity in signed}) != 1:
        return Writer()
    person = signed[-1][0]
    texts = dict(named.pages)
    firms = [one for mention, _ in signed for one in _firm(texts[mention.page], pages[mention.page], mention)]
    return Writer(person, firms[0][0] if len({entity for _, entity in firms}) == 1 else None)


def _signers(text: str, mentions: Sequence[tuple[Mention, str]]) -> Iterator[tuple[Mention, str]]:
    """Those who stand in the line of a sender, or right after a closing phrase."""
    people = {mention.start: (mention, entity) for mention, entity in mentions if mention.label is Label.PERSON}
    for pattern in (_SENDER, _CLOSING):
        for match in pattern.finditer(text):
            between = _BETWEEN.match(text, match.end())
            place = between.end() if between else match.end()
            if pattern is _SENDER and "\n" in text[match.end() : place]:
                continue
            found = people.get(place) or people.get(match.end())
            if found is not None:
                yield found


def _firm(text: str, mentions: Sequence[tuple[Mention, str]], signer: Mention) -> Iterator[tuple[Mention, str]]:
    """The company on the line of the signer or below it, no public body."""
    below = _BELOW.match(text, signer.end)
    firms: Mapping[int, tuple[Mention, str]] = {
        mention.start: (mention, entity) for mention, entity in mentions if mention.label is Label.ORG
    }
    places = {below.end(), text.find("\n", signer.end) + 1} if below else set[int]()
    for place in sorted(places & firms.keys()):
        if not is_office(firms[place][0]):
            yield firms[place]
