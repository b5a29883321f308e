"""Whether the register is older than it has been: put back from a backup, by us or by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from ingest.doctor.check import Check, said
from models import swedish
from models.store.ledger_kept import kept_heads
from models.store.notices import RESTORED
from models.store.store import Store

_MEND: Final = (
    "Gå igenom markeringar, skyddade personuppgifter, konton och det som dragits tillbaka; läs in det som kommit sedan "
    "dess (samsyn verify --folder). Kvittera sedan: samsyn restore --accept SKÄL (docs/backup.md)."
)


def restored(store: Store, *, counts: bool) -> Check:
    """Not well until somebody has said that what is missing is seen to."""
    told, last = store.notices.get(RESTORED), store.ledger.head()
    beyond = max((head.sequence for head in kept_heads(store)), default=0) - (last.sequence if last else 0)
    if beyond > 0:
        much = f": {beyond} händelser i loggen saknas" if counts else ""
        next = "Någon har lagt tillbaka ett äldre register för hand: ta reda på vem och varför (docs/backup.md)."
        return said("restored", False, f"registret är äldre än det har varit{much}", next)
    if not told:
        return said("restored", True, "registret är installationens eget")
    day = swedish.local(datetime.fromisoformat(told["backup"]))
    much = f" ({told['events']} händelser)" if counts and told["events"] else ""
    found = f"återställd från säkerhetskopia av {day:%Y-%m-%d %H:%M}; det som hänt därefter saknas{much}"
    return said("restored", bool(told.get("accepted")), found, _MEND)
