"""A draft as RTF: seven-bit text with å, ä and ö escaped in one of the two ways that programs have."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from sample.carriers.flow import Grid, Listing, Manner, Part, Run, body, closing, flow, opening
from sample.carriers.plain import Lines, Written
from sample.draft import Block, Draft
from sample.spans import plain

_OTHER = re.compile(r"[^\x20-\x7e]")
_FONTS = ("Times New Roman", "Arial", "Courier New", "Palatino Linotype")
_LINE = 9000
"""A line's width in twentieths of a point."""


def _code_page(match: re.Match[str]) -> str:
    """``\\'e5``; what is not in CP1252 as :func:`_unicode`."""
    sign = match.group()
    try:
        return f"\\'{sign.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        return _unicode(match)


def _unicode(match: re.Match[str]) -> str:
    """``\\u229?``: signed 16 bits, with a question mark for readers of old."""
    units = match.group().encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{code}?" for code in codes)


def rtf_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """The letterhead is ordinary text, or in header and footer; the gold: header, body, footer.

    Marks of lists are text: readers do not agree whether automatic ones are.
    """
    manner, lines, font = replace(Manner.drawn(rng), literal=True), Lines(), rng.choice(_FONTS)
    text = _Text(rng.choice((_code_page, _unicode)), rng.choice((20, 22, 24)))

    def written(blocks: tuple[Block, ...]) -> str:
        return "\n".join([text.part(part) for part in flow(lines, blocks, manner)])

    head, foot = opening(draft, rng), closing(draft, rng)
    if rng.random() < 0.4:
        header = f"{{\\header {written(head)}}}"
        content = written(body(draft))
        footer = f"{{\\footer {written(foot)}}}"
    else:
        header, content, footer = "", written((*head, *body(draft), *foot)), ""
    day = draft.date
    made = f"{{\\creatim\\yr{day.year}\\mo{day.month}\\dy{day.day}}}"
    info = f"{{\\info{{\\title {text.told(plain(draft.title))}}}{made}}}"
    whole = (
        f"{{\\rtf1\\ansi\\ansicpg1252\\deff0\\deflang1053\\uc1{{\\fonttbl{{\\f0\\fnil\\fcharset0 {font};}}}}\n"
        f"{{\\colortbl;\\red156\\green28\\blue28;}}\n{info}\n\\paperw11906\\paperh16838\\margl1417\\margr1417\n"
        f"{header}{footer}\\f0\\fs{text.size}\n{content}\n}}"
    )
    return Written(whole.encode("ascii"), ".rtf", (lines.page("rtf"),))


class _Text:
    """Parts of a flow as RTF. ``size`` is in half points."""

    def __init__(self, escape: Callable[[re.Match[str]], str], size: int) -> None:
        self.escape, self.size = escape, size

    def told(self, text: str) -> str:
        """Plain text with everything special escaped."""
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        text = text.replace("\n", "\x00").replace("\t", "\x01")
        return _OTHER.sub(self.escape, text.replace("\x00", "\\line ").replace("\x01", "\\tab "))

    def part(self, part: Part) -> str:
        """One part, with the end of its paragraph."""
        match part:
            case Run("page", _):
                return "\\page"
            case Run(kind, text):
                before, after = self._look(kind)
                return f"\\pard{before} {self.told(text)}{after}\\par"
            case Listing(_, items):
                return "\n".join([f"\\pard\\fi-280\\li640\\sa60 {self.told(item)}\\par" for item in items])
            case Grid():
                return self._table(part)

    def _look(self, kind: str) -> tuple[str, str]:
        return {
            "title": (f"\\sb200\\sa120\\b\\fs{self.size + 8}", f"\\b0\\fs{self.size}"),
            "heading": (f"\\sb160\\sa60\\b\\fs{self.size + 2}", f"\\b0\\fs{self.size}"),
            "quote": ("\\sa100\\li560\\ri560\\i", "\\i0"),
            "small": ("\\sa40\\fs16", f"\\fs{self.size}"), "under": ("\\sa40\\fs16", f"\\fs{self.size}"),
            "stamp": ("\\qr\\sa100\\b\\cf1", "\\b0\\cf0"), "sign": ("\\sb480", ""),
        }.get(kind, ("\\sa100", ""))  # fmt: skip

    def _table(self, grid: Grid) -> str:
        total, at, ends = sum(grid.shares), 0.0, []
        border = "".join(f"\\clbrdr{edge}\\brdrs\\brdrw10" for edge in "tlbr") if grid.head else ""
        for share in grid.shares:
            at += share / total * _LINE
            ends.append(f"{border}\\cellx{at:.0f}")
        rows = []
        for index, row in enumerate(grid.rows):
            bold, thin = ("\\b", "\\b0") if grid.head and not index else ("", "")
            aligned = ["\\qr" if column in grid.right else "" for column in range(len(row))]
            cells = "".join([
                f"\\pard\\intbl{align}{bold} {self.told(cell)}{thin}\\cell"
                for cell, align in zip(row, aligned, strict=True)
            ])  # fmt: skip
            rows.append(f"\\trowd\\trgaph70{''.join(ends)}\n{cells}\\row")
        return "\n".join(rows) + "\n\\pard\\par"
