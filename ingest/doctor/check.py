"""One check's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.errors import SamsynError

Check = dict[str, Any]
"""``name``, whether it is ``ok``, what was ``found``, and what to do ``next`` where it is not."""


def said(name: str, ok: bool, found: str, next: str = "") -> Check:
    return {"name": name, "ok": ok, "found": found, "next": "" if ok else next}


def tried(name: str, look: Callable[[], Check]) -> Check:
    """What ``look`` answers. What it raises is not well: an error of ours with its own words, another by its kind,
    so that one broken thing hides none of the others."""
    try:
        return look()
    except SamsynError as error:
        return said(name, False, error.message, error.next)
    except Exception as error:
        return said(name, False, f"gick inte att kontrollera ({type(error).__name__})", SamsynError.next)
