"""What every way out is: asked by a viewer of an installation, with what is asked for drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.access import Viewer
from models.errors import SamsynError
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.plain import plain

Way = Callable[[Viewer, Installation, Drawing], Any]


def or_refused(way: Callable[[Viewer, str], Any], viewer: Viewer, id: str) -> Any:
    """What the register says of one id; a refusal is an answer among others."""
    try:
        return plain(way(viewer, id))
    except SamsynError as error:
        return type(error).__name__, str(error)
