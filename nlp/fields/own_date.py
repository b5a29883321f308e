"""The document's own date and its case number, found by place and cue word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from models.mention import Label, Mention
from nlp.fields.evidence import by_words, evidence_of
from nlp.fields.field_names import DATE
from nlp.fields.keys import key_of
from nlp.fields.paper import Paper
from nlp.fields.vocabulary import fields_of_label

_HEAD: Final = 1_500  # code points of the first page that count as its head
_LETTERHEAD_GAP: Final = 60
_NEAR: Final = 24
_BORN: Final = re.compile(
    r"\b(?:född(?:a|es)?|föddes|födelse(?:dat\w*|tid|dag|år)|f\.|personn(?:umme)?r|pnr)(?: den)?[\s:\t]{0,6}$",
    re.IGNORECASE,
)
_BORN_AFTER: Final = re.compile(r"\s?[(,]\s?(?:f\.?|född)?\s?|\s(?:f\.|född)\s", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"^\s*(?:mån|tis|ons|tors?|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)\w*,?\s", re.IGNORECASE)
_WEAK: Final = "dag"
"""A label that may stand at any day, so that a surer one goes before it."""
_DONE: Final = ("visit_date", "meeting_date", "event_date")
"""What lies near a document's own day, where it tells none."""
_DATE_CUES = (
    re.compile(
        (
            r"(?:beslutsdatum|sammanträdesdatum|upprättad|upprättat|dokumentdatum|handlingens datum"
            r"|rapportdatum|fakturadatum|skickat|sent)\s?:?\s{0,3}$"
        ),
        re.IGNORECASE,
    ),
    re.compile(
        (
            r"(?:(?:^|[\n\t;:,|(])\s*(?:datum|date)|(?:^|[^\wåäö])(?:(?-i:Datum|DATUM|Date)|daterad|dagen? för beslut"
            r"|meddelad(?: i \w+)?(?: den)?|beslutad den|beslutet (?:fattades|är fattat|fattat)[^.\n]{0,60}? den))"
            r"\s?:?\s{0,3}(?:\w{3}, )?$"
        ),
        re.IGNORECASE,
    ),
)
_OTHER_DATE = re.compile(
    (
        r"(?:född|tid|yttrande|giltig\w*|gäller|senast|förfallo\w*|inkom\w*|ankom\w*|fr\.?o\.?m\.?|t\.?o\.?m\.?"
        r"|från|till|sedan|före|efter|besök\w*|period\w*|ansökan|överklaga\w*)\W*(?:den)?\s{0,3}$"
    ),
    re.IGNORECASE,
)
_CASE_CUE = re.compile(
    r"(?:dnr|diarie\w*(?: (?:i|under|som))?|ärende\w*|registrera\w* (?:i|under|som)|mål\s?(?:nr|nummer)|beteckning)"
    r"\W{0,4}(?:nr)?\W{0,3}$",
    re.IGNORECASE,
)
_COURT_CUE = re.compile(r"\bmål\w*\W{0,3}(?:nr|nummer)?\W{0,4}$", re.IGNORECASE)


def own_date(paper: Paper) -> Mention | None:
    """By label or cue word, else the letterhead's, else the first full date of the first page, else of the last."""
    days = _days(paper)
    head = [day for day in days if day.page == paper.first]
    plain = [day for day in head if not _OTHER_DATE.search(_before(paper, day))]
    free = [day for day in plain if _is_free(paper, day)]
    done = [day for day in plain if (told := evidence_of(paper, day)) is not None and told.field in _DONE]
    sure = sure_date(paper)
    return sure or next(iter((*_signed(paper, days), *free, *done, *plain, *head, *days)), None)


def sure_date(paper: Paper) -> Mention | None:
    """The same where a label, a cue word or the letterhead tells it, so that other dates may be measured by it."""
    head = [day for day in _days(paper) if day.page == paper.first]
    labelled = [day for day in head if _is_labelled(paper, day)]
    cued = [day for cue in _DATE_CUES for day in head if cue.search(_before(paper, day))]
    surer = [day for day in labelled if key_of(paper, day.page, day.start).text != _WEAK]
    for day in (*surer, *cued, *labelled):
        return day
    plain = (day for day in head if not _OTHER_DATE.search(_before(paper, day)) and not _is_labelled_else(paper, day))
    return next((day for day in plain if _stands_alone(paper.texts[paper.first], day)), None)


def _is_labelled_else(paper: Paper, day: Mention) -> bool:
    """Whether a label says that it is another of the document's dates; minutes are of the day of their meeting."""
    told = evidence_of(paper, day)
    own = (DATE, "meeting_date") if paper.kind == "minutes" else (DATE,)
    return told is not None and told.how == "label" and told.field not in own


def _is_to_come(paper: Paper, day: Mention) -> bool:
    """Whether a label says that it is a deadline, a term or the like, never the document's own day."""
    told = evidence_of(paper, day)
    return told is not None and told.how == "label" and told.field not in (DATE, "received_date", *_DONE)


def _is_free(paper: Paper, day: Mention) -> bool:
    """Whether nothing beside it tells that it is another of the document's dates."""
    told = by_words(paper, day)
    return (told is None or told.field == DATE) and not _is_to_come(paper, day)


def _days(paper: Paper) -> list[Mention]:
    return [each for each in paper.of(Label.DATE) if is_day(each.value) and not _is_birth(paper, each)]


def _is_birth(paper: Paper, day: Mention) -> bool:
    """Whether it is the date of birth of somebody: by its label or words, or named right before it."""
    if _BORN.search(paper.texts[day.page], max(0, day.start - _NEAR), day.start):
        return True
    return any(
        _BORN_AFTER.fullmatch(paper.texts[day.page][each.end : day.start])
        for each in paper.placed(day.page, Label.PERSON).ending(day.start - _NEAR, day.start - 1)
    )


def _is_labelled(paper: Paper, day: Mention) -> bool:
    key = key_of(paper, day.page, day.start)
    if key.how == "head" or not key.text:
        return False
    return fields_of_label(key.text, Label.DATE)[:1] == (DATE,) and not _WEEKDAY.sub("", key.between).strip(" \t,den")


def _signed(paper: Paper, days: Iterable[Mention]) -> list[Mention]:
    """Dates of a signature: a place and a day alone on a line, in the last quarter of the last page that has one."""
    last = [
        day
        for day in days
        if _stands_alone(paper.texts[day.page], day) and day.start > 3 * len(paper.texts[day.page]) // 4
    ]
    return last[-1:]


def _stands_alone(text: str, day: Mention) -> bool:
    """Whether a date is set apart as in a letterhead or by a signature: the line holds little beside it."""
    if _HEAD < day.start < len(text) - _HEAD // 3:
        return False
    begin = text.rfind("\n", 0, day.start) + 1
    end = text.find("\n", day.end)
    line = text[begin : len(text) if end < 0 else end]
    return len(line) - len(day.text) <= _LETTERHEAD_GAP and not line.rstrip().endswith((".", ","))


def own_case_number(paper: Paper) -> Mention | None:
    """The first case number of the first page after a cue word, else the first there, else the first of all."""
    cases = paper.of(Label.CASE)
    here = [case for case in cases if case.page == paper.first]
    cued = [case for case in here if _CASE_CUE.search(_before(paper, case))]
    if paper.kind != "judgment":  # an office's own number goes before that of the court it writes to
        cued.sort(key=lambda case: _COURT_CUE.search(_before(paper, case)) is not None)
        here.sort(key=lambda case: _COURT_CUE.search(_before(paper, case)) is not None)
    return next(iter((*cued, *here, *cases)), None)


def is_day(value: str) -> bool:
    """Whether a DATE's value tells the day and the year."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None


def _before(paper: Paper, mention: Mention) -> str:
    return paper.texts[mention.page][max(0, mention.start - 40) : mention.start]
