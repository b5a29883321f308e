"""The letterheads by name."""

from __future__ import annotations

from collections.abc import Callable

from sample.carriers.letterheads import forms, letters, machine, official
from sample.carriers.pen import Pen
from sample.draft import Draft

LETTERHEADS: dict[str, Callable[[Pen, Draft], None]] = {
    one.__name__: one
    for one in (
        letters.column, letters.band, letters.side, letters.memo, letters.modern, letters.plain, letters.envelope,
        letters.slab, official.centred, official.crest, official.court, official.bulletin, official.sober,
        forms.boxed, forms.form, forms.ledger, forms.tabell, forms.minutes, forms.spread, machine.typed,
        machine.printout,
    )
}  # fmt: skip
