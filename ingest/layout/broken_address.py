"""E-mail and web addresses that a line end broke: nothing but the line break is left out."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*$|[^\s@]@[\w.-]*$", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[a-zåäö0-9]")
_END: Final = re.compile(r"(?:se|nu|com|org|net|eu|gov|info|no|dk|fi)\b(?![.\w])")
_DOTTED: Final = re.compile(r"\.(?:se|nu|com|org|net|eu|html?|pdf|aspx?)\b", re.IGNORECASE)
_LOCAL_PART: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$")
_DOMAIN: Final = re.compile(r"@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def is_broken_address(tail: str, head: str) -> bool:
    """Whether the run ``tail`` at a line's end and the run ``head`` that begins the next are one address.

    >>> is_broken_address("https://www.exempel.se/", "nyheter")
    True
    >>> is_broken_address("www.exempel.se.", "Vi")
    False
    """
    if _LOCAL_PART.search(tail) and _DOMAIN.match(head):
        return True
    if not _ADDRESS.search(tail):
        return False
    if _DOTTED.match(head):
        return True
    if tail.endswith("."):
        return _END.match(head) is not None
    if tail.endswith("-"):
        return _GOES_ON.match(head) is not None and ("/" in tail[8:] or "." in head[:-1] or "/" in head)
    return tail[-1] in "/@_=&?" and _GOES_ON.match(head) is not None and tail not in ("http://", "https://")
