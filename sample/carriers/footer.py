"""What stands at the edges of every sheet: the mark, a running head, address and page number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sample.carriers.fold import fold
from sample.carriers.metrics import typeset, widths
from sample.carriers.pen import Pen
from sample.carriers.placed import Placed
from sample.carriers.sheet import HEIGHT, WIDTH, Ink, Sheet, Stroke
from sample.carriers.style import Style
from sample.draft import MARK, Draft

_FOOT = HEIGHT - 40
_GREY = "#777777"

Footer = Callable[[Sheet, Style, Draft], None]


def _put(phrase: str, x: float, y: float, ink: Ink, align: str = "left", width: float = 0.0,
         glue: str = "\n") -> Placed:  # fmt: skip
    """A piece of furniture; type that is too large for its longest word is made smaller."""
    text = typeset(phrase)
    if width:
        known = widths(ink.font)
        longest = max(known[word] for word in text.text.replace("\n", " ").split(" "))
        ink = replace(ink, size=min(ink.size, max(5.0, width / longest * 0.99))) if longest else ink
        text = fold(text, ink, width)
    return Placed(text, x, y, ink, align, glue, "Artifact")


def _small(style: Style, size: float = 7.5) -> Ink:
    return Ink(style.regular, size, "#333333")


def _rule(sheet: Sheet, left: float, right: float, y: float, width: float = 0.4, colour: str = _GREY) -> None:
    sheet.strokes.append(Stroke(((left, y), (right, y)), width, colour))


def line(sheet: Sheet, style: Style, draft: Draft) -> None:
    """A rule with address, telephone and mail below it."""
    contact = f"{draft.owner.address}, telefon {draft.owner.phone}, {draft.owner.email}"
    _rule(sheet, style.left, WIDTH - 44, HEIGHT - 52)
    sheet.pieces.append(_put(contact, style.left, _FOOT, _small(style), width=WIDTH - 44 - style.left - 60))


def columns(sheet: Sheet, style: Style, draft: Draft) -> None:
    """Three columns of contact details, each with a small heading."""
    owner = draft.owner
    left, wide = style.left, (WIDTH - style.left - 44) / 3
    _rule(sheet, left, WIDTH - 44, HEIGHT - 66, 0.6, style.accent)
    for index, (name, value) in enumerate((("Postadress", owner.address), ("Telefon", owner.phone),
                                           ("E-post", owner.email))):  # fmt: skip
        x, glue = left + index * wide, "\t" if index else "\n"
        sheet.pieces.append(_put(name, x, HEIGHT - 57, Ink(style.bold, 7), glue=glue))
        sheet.pieces.append(_put(value, x, HEIGHT - 47, _small(style), width=wide - 8, glue=" "))


def centre(sheet: Sheet, style: Style, draft: Draft) -> None:
    """One line in the middle."""
    owner = draft.owner
    text = f"{owner.name} · {owner.address} · {owner.phone}"
    sheet.pieces.append(_put(text, WIDTH / 2, HEIGHT - 56, _small(style, 8), "centre", WIDTH - 120))


def rules(sheet: Sheet, style: Style, draft: Draft) -> None:
    """Owner and mail between two rules."""
    _rule(sheet, style.left, WIDTH - style.right, HEIGHT - 62)
    _rule(sheet, style.left, WIDTH - style.right, HEIGHT - 48)
    wide = WIDTH - style.left - style.right
    foot = f"{draft.owner.name}  |  {draft.owner.email}"
    sheet.pieces.append(_put(foot, style.left, HEIGHT - 53, _small(style), width=wide))


def initials(sheet: Sheet, style: Style, draft: Draft) -> None:
    """Boxes for the initials of those who check minutes (*justerare*)."""
    wide = (WIDTH - style.left - style.right) / 3
    for index, name in enumerate(("Justerandes sign", "Justerandes sign", "Utdragsbestyrkande")):
        x, y = style.left + index * wide, HEIGHT - 66
        sheet.strokes.append(Stroke(((x, y), (x + wide, y), (x + wide, y + 30), (x, y + 30), (x, y)), 0.4, _GREY))
        sheet.pieces.append(_put(name, x + 4, y + 8, _small(style, 7), glue="\t" if index else "\n"))


def none(sheet: Sheet, style: Style, draft: Draft) -> None:
    """No footer but the page number."""


FOOTERS: dict[str, Footer] = {one.__name__: one for one in (line, columns, centre, rules, initials, none)}


def finish(pen: Pen, draft: Draft) -> None:
    """Sets the edges of all sheets, now that their number is known."""
    style, total = pen.style, len(pen.sheets)
    for number, sheet in enumerate(pen.sheets, 1):
        sheet.pieces[:0] = _top(style, draft, number, total)
        FOOTERS[style.footer](sheet, style, draft)
        sheet.pieces.extend(_bottom(style, number, total))


def _top(style: Style, draft: Draft, number: int, total: int) -> Iterable[Placed]:
    ink = Ink(style.regular, 8, "#555555")
    at = {"right": (WIDTH - 40, "right"), "left": (40, "left"), "centre": (WIDTH / 2, "centre")}
    if style.mark in at:
        x, align = at[style.mark]
        yield _put(MARK, x, 26, ink, align)
    if style.page_at == "top":
        x, align = (40.0, "left") if style.mark == "right" else (WIDTH - 44.0, "right")
        yield _put(style.paging.format(n=number, total=total), x, 26 if style.mark != "centre" else 38, ink, align)
    if style.running and number > 1:
        case = next((value for key, value in draft.references if key != "Datum"), "")
        yield _put(f"{draft.owner.name}   {case}".rstrip(), style.left, 50, _small(style, 8.5),
                   width=WIDTH - style.left - 60)  # fmt: skip


def _bottom(style: Style, number: int, total: int) -> Iterable[Placed]:
    if style.mark == "foot":
        yield _put(MARK, WIDTH / 2, HEIGHT - 20, Ink(style.regular, 8, "#555555"), "centre")
    if style.page_at == "top":
        return
    page = style.paging.format(n=number, total=total)
    if style.page_at == "centre":
        yield _put(page, WIDTH / 2, HEIGHT - 31, _small(style, 8.5), "centre")
    else:
        yield _put(page, WIDTH - 44, HEIGHT - 26 if style.footer == "columns" else _FOOT, _small(style), "right")
