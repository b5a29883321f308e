"""A check of ``samsyn doctor`` that says no, and what it found."""

from __future__ import annotations

from typing import Any

from ingest.doctor.check import Check, tried


def broken(check: Check) -> str:
    """What was found, of a check that says no and what to do."""
    assert not check["ok"], check
    assert check["next"], check
    return str(check["found"])


def refused(name: str, look: Any) -> str:
    return broken(tried(name, look))
