"""The role of each person of a document, from every place that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from models.document import Field
from models.mention import Mention
from nlp.fields.field_names import PERSON
from nlp.fields.headings import sections_on
from nlp.fields.keys import key_of
from nlp.fields.paper import Paper, field_at
from nlp.roles.doubt import is_denied, is_denied_by_name, is_doubtful, is_listed
from nlp.roles.people import Person, people_of

SUSPECT, REPORTED, MENTIONED, OFFICER = "suspect", "reported", "mentioned", "officer"
ACCUSED: Final = frozenset({SUSPECT, REPORTED})
ROLES: Final = (SUSPECT, REPORTED, "witness", "complainant", MENTIONED, OFFICER)
_REACH: Final = 90
_NEAR_LABEL: Final = 4  # code points between a label and the name that it is the label of, punctuation aside


class _Cue(NamedTuple):
    role: str
    where: str
    pattern: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    lines = (Path(__file__).parent / "cues.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_Cue(role, where, re.compile(pattern)) for role, where, pattern in rows)


def persons_with_roles(paper: Paper) -> list[Field]:
    """A field ``person`` for everybody named, at the mention that tells the role, else at the first."""
    return [_told(paper, person) for person in people_of(paper)]


def _told(paper: Paper, person: Person) -> Field:
    found = [(role, mention) for mention in person.mentions for role in roles_at(paper, mention)]
    roles = {role for role, _ in found}
    role = _settled(roles)
    if role in ACCUSED and _is_uncertain(paper, person):
        role = MENTIONED
    at = next((mention for each, mention in found if each == role), person.mentions[0])
    return field_at(PERSON, at, value=person.name, role=role)


def _is_uncertain(paper: Paper, person: Person) -> bool:
    """Whether anything in the document says that it is not so, or that another has the same name."""
    return (
        person.shared
        or any(is_denied(paper, mention) for mention in person.mentions)
        or is_denied_by_name(paper, person.name)
    )


def _settled(roles: set[str]) -> str:
    """One role; who is said to be both accused and something else is only mentioned."""
    if SUSPECT in roles and roles <= ACCUSED:
        return SUSPECT
    if len(roles) == 1:
        return next(iter(roles))
    if roles and not roles & ACCUSED:
        return next(role for role in (OFFICER, "complainant", "witness") if role in roles)
    return MENTIONED


def roles_at(paper: Paper, mention: Mention) -> Iterator[str]:
    """The roles that the words at this place give, without those that are in doubt."""
    around = _surroundings(paper, mention)
    for cue in _cues():
        text = around[cue.where]
        said = (
            cue.pattern.search(text)
            if cue.where == "before"
            else (cue.pattern.match(text) if cue.where == "after" else cue.pattern.fullmatch(text))
        )
        if said and (cue.role not in ACCUSED or _is_certain(paper, mention, cue.where)):
            yield cue.role


def _is_certain(paper: Paper, mention: Mention, where: str) -> bool:
    """Whether nothing at this place leaves an accusation in doubt."""
    if where in ("label", "heading") and key_of(paper, mention.page, mention.start).how != "beside":
        return is_listed(paper, mention) and not is_doubtful(paper, mention, line_only=True)
    return not is_doubtful(paper, mention, line_only=where == "label")


def _surroundings(paper: Paper, mention: Mention) -> dict[str, str]:
    """By the place where a cue may stand: what stands there, in lower case."""
    key = key_of(paper, mention.page, mention.start)
    label = key.text if len(key.between.strip(" ,;:-–")) <= _NEAR_LABEL else ""
    text = paper.texts[mention.page]
    before = paper.before(mention, _REACH).lower()
    if key.how == "beside":
        before = key.between.lower()
    elif paper.follows_heading(mention.page, mention.start):
        before = text[paper.line(mention.page, mention.start)[0] : mention.start].lower()[-_REACH:]
    after = paper.after(mention, _REACH).lower()
    if text[mention.end : mention.end + 1] == "\n":
        after = "\n" + after.lstrip()
    return {"label": label, "before": before, "after": after, "heading": _heading(paper, mention)}


def _heading(paper: Paper, mention: Mention) -> str:
    """The heading over a list or a table of people, where the name begins its line."""
    text = paper.texts[mention.page]
    if text[paper.line(mention.page, mention.start)[0] : mention.start].strip(" -–•*\t0123456789.)"):
        return ""
    around = (one for one in sections_on(mention.page, text) if one.alone and one.start <= mention.start < one.end)
    return next((one.heading for one in around), "")
