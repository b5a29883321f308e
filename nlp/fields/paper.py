"""A document as the rules of its fields look at it: its text by page, its mentions, and what surrounds each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.document import Field
from models.mention import Label, Mention
from nlp.fields.placed import NONE, Placed

_SENTENCE_END: Final = re.compile(
    r"[.!?…»”\"](?=\s+[A-ZÅÄÖ»”\"–-])|\n\s*\n|\n(?=\s*(?:[-–•*]|\d+[.)]|[a-z]\)|§)\s)|:\s*\n"
)
_FORM_LINE: Final = re.compile(r"[^\n]*\t|[ \t]*[^\W\d_][^\n.:;,]{0,36}:[ \t]+\S")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:kap|st|p|nr|dnr|kl|ca|bl|dvs|tel|f|s|m|t|o|fr|ev|resp|jfr|avd)|\b[A-ZÅÄÖ])$", re.IGNORECASE
)
_STOP: Final = re.compile(r"[.!?](?=[»”\"]?(?:\s|$))[»”\"]?\s*|\n")
_NEW_ITEM: Final = re.compile(
    r"\s*(?:[-–•*☐☒☑□]|\d{1,2}[.)]|[a-z]\)|§|\[|\([ xX]?\))\s?|[^\W\d_][^\n.:;,]{0,36}:[ \t]|[^\n]*\t"
)
_SHORT: Final = 0.7  # of the page's widest line: shorter ones end where they were meant to
_REACH: Final = 400  # code points: no sentence is longer that a rule should read as one


@dataclass(frozen=True, slots=True)
class Paper:
    """``texts`` by page number in reading order; ``mentions`` by page and place. ``kind`` is the document's.

    ``by_page``, ``by_label`` and ``by_place`` are the same mentions again: a long document has thousands.
    """

    texts: Mapping[int, str]
    kind: str
    mentions: tuple[Mention, ...]
    by_page: Mapping[int, Sequence[Mention]]
    by_label: Mapping[Label, Sequence[Mention]]
    by_place: Mapping[tuple[int, Label], Placed]

    @property
    def first(self) -> int:
        """The number of the first page, 0 where there is none."""
        return min(self.texts, default=0)

    def of(self, *labels: Label) -> list[Mention]:
        """The mentions with one of these labels, by page and place."""
        found = [mention for label in labels for mention in self.by_label.get(label, ())]
        return found if len(labels) == 1 else sorted(found, key=_place)

    def on(self, page: int) -> Sequence[Mention]:
        """The mentions of one page, in order."""
        return self.by_page.get(page, ())

    def placed(self, page: int, label: Label) -> Placed:
        """Those of the page that have this label, by where they stand."""
        return self.by_place.get((page, label), NONE)

    def before(self, mention: Mention, reach: int = 120) -> str:
        """What stands before it in its sentence, at most ``reach`` code points, its line breaks as spaces."""
        start, _ = self.sentence(mention.page, mention.start, mention.end)
        return flat(self.texts[mention.page][max(start, mention.start - reach) : mention.start])

    def after(self, mention: Mention, reach: int = 120) -> str:
        """What stands after it in its sentence."""
        _, end = self.sentence(mention.page, mention.start, mention.end)
        return flat(self.texts[mention.page][mention.end : min(end, mention.end + reach)])

    def sentence(self, page: int, start: int, end: int) -> tuple[int, int]:
        """The sentence around a place, or the list item; in a form or a table its line."""
        text = self.texts[page]
        line = self.line(page, start)
        if _FORM_LINE.match(text, *line):
            return line[0], max(line[1], end)
        low, high = max(0, start - _REACH), min(len(text), end + _REACH)
        begin = low
        for stop in _SENTENCE_END.finditer(text, low, start + 1):
            if stop.end() <= start and self._is_stop(page, stop):
                begin = stop.end()
        for stop in _SENTENCE_END.finditer(text, end, high):
            if self._is_stop(page, stop):
                return begin, stop.end()
        return begin, high

    def _is_stop(self, page: int, stop: re.Match[str]) -> bool:
        """Whether a full stop is none of an abbreviation."""
        text = self.texts[page]
        return not _ABBREVIATION.search(text, max(0, stop.start() - 6), stop.start())

    def sentences(self, page: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of a span, in order; a line that is no running text is one of its own."""
        text = self.texts[page]
        widest = widest_line(text)
        begin = start
        for stop in _STOP.finditer(text, start, end):
            cut = stop.end() if stop.end() <= end else end
            if stop.group().startswith("\n"):
                if not self._ends_line(page, stop.start(), widest):
                    continue
            elif _ABBREVIATION.search(text, max(0, stop.start() - 6), stop.start()):
                continue
            if text[begin:cut].strip():
                yield begin, cut
            begin = cut
        if text[begin:end].strip():
            yield begin, end

    def _ends_line(self, page: int, at: int, widest: int) -> bool:
        """Whether the line break at ``at`` ends what stands before it: a short line, a list's item, a form's row."""
        text = self.texts[page]
        line, following = text[text.rfind("\n", 0, at) + 1 : at], text[at + 1 : at + 60]
        if _NEW_ITEM.match(following) or _FORM_LINE.match(line) or not following.strip():
            return True
        return following[:1].isupper() and (len(line) < _SHORT * widest or line.rstrip().endswith((".", ":", "?", "!")))

    def follows_heading(self, page: int, start: int) -> bool:
        """Whether the line of a place begins anew: the one above is a heading, a form's row or a paragraph's end."""
        begin, _ = self.line(page, start)
        return begin == 0 or self._ends_line(page, begin - 1, widest_line(self.texts[page]))

    def line(self, page: int, start: int) -> tuple[int, int]:
        """The line around a place, without its line break."""
        text = self.texts[page]
        end = text.find("\n", start)
        return text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end


def paper_of(pages: Sequence[tuple[int, str]], kind: str, mentions: Iterable[Mention]) -> Paper:
    """The view of a document with these pages ``(number, text)``."""
    placed = tuple(sorted(mentions, key=_place))
    by_page: defaultdict[int, list[Mention]] = defaultdict(list)
    by_label: defaultdict[Label, list[Mention]] = defaultdict(list)
    both: defaultdict[tuple[int, Label], list[Mention]] = defaultdict(list)
    for mention in placed:
        by_page[mention.page].append(mention)
        by_label[mention.label].append(mention)
        both[mention.page, mention.label].append(mention)
    by_place = {where: Placed(some) for where, some in both.items()}
    return Paper(dict(pages), kind, placed, by_page, by_label, by_place)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.page, mention.start


@lru_cache(maxsize=64)
def widest_line(text: str) -> int:
    """How many code points the widest line of a text has."""
    return max(map(len, text.split("\n")))


def flat(text: str) -> str:
    """The text on one line."""
    return text.replace("\n", " ")


def field_at(name: str, mention: Mention, *, value: str = "", role: str | None = None) -> Field:
    """A field that is a mention."""
    return Field(name, value or mention.value, mention.text, mention.page, mention.start, mention.end, role)


def field_of_span(name: str, paper: Paper, page: int, start: int, end: int, *, value: str = "") -> Field:
    """A field that is a span of a page, without the white space around it; its value is the text on one line."""
    text = paper.texts[page]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    words = text[start:end]
    return Field(name, value or " ".join(words.split()), words, page, start, end)
