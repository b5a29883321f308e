"""From a draft to the sheets it fills."""

from __future__ import annotations

from random import Random

from sample.carriers.blocks import set_blocks
from sample.carriers.footer import finish
from sample.carriers.letterhead import LETTERHEADS
from sample.carriers.pen import Pen
from sample.carriers.sheet import Sheet
from sample.carriers.style import STYLES, Style, looks
from sample.draft import Block, Draft


def chosen(draft: Draft, rng: Random, style: str = "") -> Style:
    """The look of this name, else one of its owner's."""
    return STYLES[style or rng.choice(looks(draft.owner.code))]


def lay_out(draft: Draft, rng: Random, style: str | Style = "", *, form: bool = False) -> list[Sheet]:
    """The sheets of a draft without its annex. ``form`` makes form fields of particulars and check boxes."""
    look = style if isinstance(style, Style) else chosen(draft, rng, style)
    pen = Pen(look, rng, form)
    LETTERHEADS[look.letterhead](pen, draft)
    set_blocks(pen, draft.blocks)
    finish(pen, draft)
    return pen.sheets


def lay_out_annex(draft: Draft, blocks: tuple[Block, ...], rng: Random, style: Style | None = None) -> list[Sheet]:
    """An annex (*bilaga*) as sheets without a letterhead, typewritten unless a look is given."""
    pen = Pen(style or STYLES["typed"], rng)
    set_blocks(pen, blocks)
    finish(pen, draft)
    return pen.sheets


def lay_out_all(draft: Draft, rng: Random, style: str | Style = "", *, form: bool = False) -> list[Sheet]:
    """The sheets of a draft, then those of its annex in the same faces if they are embedded, else typewritten."""
    look = style if isinstance(style, Style) else chosen(draft, rng, style)
    sheets = lay_out(draft, rng, look, form=form)
    if draft.annex:
        sheets += lay_out_annex(draft, draft.annex, rng, STYLES["typed"].embedded() if _embeds(look) else None)
    return sheets


def _embeds(style: Style) -> bool:
    return style.regular.startswith("Vera")
