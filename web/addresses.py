"""What an address may hold: opaque ids of 32 hex digits. Anything else is an address that does not exist."""

from __future__ import annotations

import re
from typing import Final

from werkzeug.routing import BaseConverter

_DIGITS: Final = "[0-9a-f]{32}"
_ID: Final = re.compile(_DIGITS)


class OpaqueId(BaseConverter):
    """``<opaque:id>`` in a rule. Werkzeug asks it for each address; one that does not match goes to no view."""

    regex = _DIGITS


def own_path(text: str) -> str:
    """The text where it is a path of ours, to come back to; else empty. Browsers pass over tabs and ends of lines."""
    ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if ours else ""


def is_opaque(text: str) -> bool:
    """Whether the text can be an id at all, so that nothing else is ever asked of the register."""
    return _ID.fullmatch(text) is not None
