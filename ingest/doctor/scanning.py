"""Whether somebody looks for malicious code in originals that leave, and by signatures of when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ingest.doctor.check import Check, said
from models.settings import Settings
from search.virus_scan import signatures

_OLD: Final = timedelta(days=7)
_NEXT: Final = "Låt freshclam hämta nya signaturer, eller lägg in dem från en annan dator; docs/deploy.md visar hur."


def scanner(settings: Settings, now: datetime | None = None) -> Check:
    """Well where none is set too: that is the site's choice, and is said."""
    if not settings.virus_scanner:
        return said("scanner", True, "ingen: original lämnas ut utan viruskontroll")
    version, made = signatures(settings.virus_scanner)
    if made is None:
        return said("scanner", False, f"{version}, utan daterade signaturer", _NEXT)
    new = (now or datetime.now()) - made < _OLD
    return said("scanner", new, f"{version}, signaturer av {made:%Y-%m-%d}", _NEXT)
