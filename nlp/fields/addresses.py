"""The addresses of the matter: not the writer's own in head and foot, nor those where people live."""

from __future__ import annotations

import re
from typing import Final

from models.mention import Label, Mention
from nlp.fields.paper import Paper

_CONTACT: Final = re.compile(
    r"\b(?:post- och besöksadress|besöks- och postadress|postadress|e-?post|telefon|tel\.?|växel|webb\w*|fax)\b",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"(?:nämnden|styrelsen|enheten|förvaltningen|kontoret|myndigheten|avdelningen|domstolen|tingsrätten"
    r"|förvaltningsrätten|sgruppen|polisområde|polisregion|länsstyrelsen|kommun)\b",
    re.IGNORECASE,
)
_BESIDE: Final = 60  # code points: a longer line before an address is running text
_WHOLE: Final = re.compile(r"\d{3} ?\d{2}\b")


def of_matter(paper: Paper) -> list[Mention]:
    """Whole addresses, with postcode and place, where there are any; else streets and numbers."""
    told = [mention for mention in paper.of(Label.ADDRESS) if not _is_letterhead(paper, mention)]
    whole = [mention for mention in told if _WHOLE.search(mention.value)]
    return whole or told


def _is_letterhead(paper: Paper, mention: Mention) -> bool:
    """Whether its line is an office's in a letterhead or a footer: with its name, or its telephone and little else."""
    text = paper.texts[mention.page]
    start, end = paper.line(mention.page, mention.start)
    before = text[start : mention.start]
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    if len(before.strip()) <= _BESIDE and _OFFICE.search(before):
        return True
    if not before.strip() and _CONTACT.fullmatch(above.strip(" :\n")):
        return True
    if not before.strip(" |·–-") and _OFFICE.search(above) and "\t" not in above:
        return True
    return _CONTACT.match(before.strip()) is not None or (
        not before.strip() and _CONTACT.search(text[mention.end : end]) is not None and _is_office_phone(paper, mention)
    )


def _is_office_phone(paper: Paper, mention: Mention) -> bool:
    """Whether the number on its line is no mobile's: somebody's own line has one."""
    _, end = paper.line(mention.page, mention.start)
    phones = paper.placed(mention.page, Label.PHONE).starting(mention.end, end - 1)
    return not any(phone.value.startswith("+467") for phone in phones)
