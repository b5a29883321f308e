"""Which field a mention fills: by the label it stands under, else by the words around it in its sentence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from models.mention import Label, Mention
from nlp.fields.field_names import field_names
from nlp.fields.keys import key_of, plain
from nlp.fields.paper import Paper, flat
from nlp.fields.vocabulary import fields_of_label

_NAME_REACH: Final = 45  # the same for people: whoever else is named there may be meant
_SUBJECT_REACH: Final = 3  # of whom a paper is about: "den misstänkte Karl", not "den misstänkte talade med Karl"
_REACH: Final = 75  # code points between a cue and its mention: past that, it speaks of something else
_FORM_LABEL: Final = 40  # code points of a label on a line of its own
_APPELLANT: Final = ("klagande", "klaganden", "motpart", "motparter")
"""Who appeals a decision, and against whom: nobody who complained of something."""
_TO: Final = re.compile(r"\s*(?:[–—-]|till(?: och med)?(?: den)?|t\.? ?o\.? ?m\.?)\s*", re.IGNORECASE)
_GAP: Final = 20  # code points between the two dates of a range
_PART: Final = re.compile(r"[\t\n,;(|–]")


class Evidence(NamedTuple):
    """The field, and how it was told: ``label`` is surer than ``words``."""

    field: str
    how: str


class _Cue(NamedTuple):
    field: str
    labels: frozenset[str]
    after: bool
    pattern: re.Pattern[str]


@cache
def _cues(label: Label) -> tuple[_Cue, ...]:
    rows = [line.split("\t") for line in (Path(__file__).parent / "cues.txt").read_text("utf-8").splitlines() if line]
    cues = (
        _Cue(field, frozenset(labels.split()), side == "after", re.compile(pattern))
        for field, labels, side, pattern in (row for row in rows if not row[0].startswith("#"))
    )
    return tuple(cue for cue in cues if label in cue.labels)


def evidence_of(paper: Paper, mention: Mention) -> Evidence | None:
    """What tells the field of ``mention``, among the fields of the document's kind; None where nothing does."""
    key = key_of(paper, mention.page, mention.start)
    if paper.kind == "judgment" and key.text in _APPELLANT:
        return None
    field = _of_kind(paper, fields_of_label(key.text, mention.label)) if key.text else ""
    if mention.label is Label.DATE and (first := _range_start(paper, mention)) is not None:
        begun = evidence_of(paper, first)
        if begun is not None and begun.field in ("start_date", "period") and _has(paper, "end_date"):
            return Evidence("end_date", begun.how)
    if field and len(key.between.strip()) <= _REACH:
        return Evidence(field, "label")
    if field := _of_kind(paper, fields_of_label(_bare(paper, mention), mention.label)):
        return Evidence(field, "label")
    return by_words(paper, mention)


def second_evidence(paper: Paper, mention: Mention) -> Evidence | None:
    """What else the label may tell of it: "Skickat" in a tip that an office has put its own date on."""
    fields = fields_of_label(key_of(paper, mention.page, mention.start).text, mention.label)[1:]
    field = _of_kind(paper, fields)
    return Evidence(field, "label") if field else None


def _range_start(paper: Paper, mention: Mention) -> Mention | None:
    """The date before it with a dash, or "till", between: "Avtalstid: 2024-01-01 – 2024-12-31"."""
    text = paper.texts[mention.page]
    near = paper.placed(mention.page, Label.DATE).ending(mention.start - _GAP + 1, mention.start)
    return next((each for each in near if _TO.fullmatch(text[each.end : mention.start])), None)


def by_words(paper: Paper, mention: Mention) -> Evidence | None:
    """The nearest cue in its sentence; what stands before it is nearer than what stands after."""
    before, after = paper.before(mention).lower(), _after(paper, mention)
    clear = _clear(paper, mention)
    nearest, found = _NAME_REACH if mention.label is Label.PERSON else _REACH, None
    for cue in _cues(mention.label):
        if not _has(paper, cue.field):
            continue
        gap = _gap_after(cue, after) if cue.after else _gap_before(cue, before[-clear:] if clear else "")
        if gap is not None and gap < nearest and (cue.field != "subject" or cue.after or gap <= _SUBJECT_REACH):
            nearest, found = gap, Evidence(cue.field, "words")
    return found


def _after(paper: Paper, mention: Mention) -> str:
    """What stands after it, in lower case; nothing where its line ends and a short one follows: a form's next label."""
    text = paper.texts[mention.page]
    if text[mention.end : mention.end + 1] == "\n":
        _, end = paper.line(mention.page, mention.end + 1)
        following = text[mention.end + 1 : end].strip()
        if len(following) <= _FORM_LABEL and not following.endswith((".", ",")):
            return ""
    return paper.after(mention).lower()


def _clear(paper: Paper, mention: Mention) -> int:
    """How many code points before it are clear of another mention of its label: a cue beyond that is the other's."""
    return mention.start - paper.placed(mention.page, mention.label).last_end(mention.start)


def _gap_before(cue: _Cue, before: str) -> int | None:
    last = None
    for match in cue.pattern.finditer(before):
        last = match
    return None if last is None else len(before) - last.end()


def _gap_after(cue: _Cue, after: str) -> int | None:
    match = cue.pattern.search(after)
    return None if match is None else match.start()


def _of_kind(paper: Paper, fields: tuple[str, ...]) -> str:
    return next((field for field in fields if _has(paper, field) and not _is_sitting(paper, field, fields)), "")


def _is_sitting(paper: Paper, field: str, fields: tuple[str, ...]) -> bool:
    """Whether a label that may be a meeting's day ("Tid") is another thing in a paper that is no minutes."""
    return field == "meeting_date" and paper.kind != "minutes" and "start_date" in fields


def _has(paper: Paper, field: str) -> bool:
    return field_names()[field].is_of(paper.kind)


def _bare(paper: Paper, mention: Mention) -> str:
    """What stands right before it in its part of the line: "dnr" in "datum 2024-05-01, dnr MBN 2024-0001"."""
    start, _ = paper.line(mention.page, mention.start)
    left = paper.texts[mention.page][start : mention.start]
    return plain(flat(_PART.split(left)[-1]))
