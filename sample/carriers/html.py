"""A draft as a whole web page: a plain one, a styled one, or a table of tables from an old intranet."""

from __future__ import annotations

from html import escape
from random import Random

from sample.carriers.flow import Grid, Listing, Manner, Part, Run, body, closing, flow, opening
from sample.carriers.plain import Lines, Written
from sample.draft import Block, Draft
from sample.spans import plain

_SHEETS = (
    "body{font-family:Georgia,serif;max-width:44em;margin:2em auto}h1{font-size:1.6em}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:2px 6px}.r{text-align:right}.s{font-size:.8em;color:#555}",
    "body{font:14px/1.5 Arial,sans-serif;color:#222;margin:0 5%}h1{color:#1d4e5f;border-bottom:3px solid #1d4e5f}"
    "th{background:#dce9ee;text-align:left}.r{text-align:right}blockquote{border-left:4px solid #1d4e5f;padding:0 1em}"
    ".s{font-size:12px}.stamp{border:2px solid #9c1c1c;color:#9c1c1c;float:right;padding:4px}",
    "body{background:#f4f1ea;font-family:Verdana;font-size:12px}h2{background:#ccd;padding:3px}.r{text-align:right}",
)
_LETTERS = {"å": "&aring;", "ä": "&auml;", "ö": "&ouml;", "Å": "&Aring;", "Ä": "&Auml;", "Ö": "&Ouml;", "é": "&eacute;",
            "§": "&sect;", "–": "&ndash;"}  # fmt: skip


def html_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """UTF-8 or Windows-1252, å, ä and ö as they are or named. The gold is the text of the page's body."""
    lines, manner = Lines(), Manner.drawn(rng)
    old = rng.random() < 0.3
    charset, named = rng.choice((("utf-8", False), ("utf-8", False), ("windows-1252", False), ("iso-8859-1", True)))
    text = _Page(old)

    def written(blocks: tuple[Block, ...]) -> str:
        return "\n".join([text.part(part) for part in flow(lines, blocks, manner)])

    head, middle, foot = (written(blocks) for blocks in (opening(draft, rng), body(draft), closing(draft, rng)))
    title = escape(plain(draft.title))
    if old:
        page = _old(title, charset, head, middle, foot)
    else:
        page = (
            f'<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="{charset}">\n<title>{title}</title>\n'
            f"<style>{rng.choice(_SHEETS)}</style>\n</head>\n<body>\n<header>\n{head}\n</header>\n<main>\n{middle}\n"
            f"</main>\n<footer>\n{foot}\n</footer>\n</body>\n</html>\n"
        )
    if named:
        page = "".join([_LETTERS.get(sign, sign) for sign in page])
    return Written(page.encode(charset.replace("windows-", "cp"), "xmlcharrefreplace"), ".html", (lines.page("html"),))


def _old(title: str, charset: str, head: str, middle: str, foot: str) -> str:
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<HTML>\n<HEAD>\n'
        f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}">\n<TITLE>{title}</TITLE>\n</HEAD>\n'
        '<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="760" BORDER="0" CELLSPACING="0" CELLPADDING="6">\n'
        f'<TR><TD BGCOLOR="#003366" COLSPAN="2"><FONT COLOR="#FFFFFF" FACE="Arial">{head}</FONT></TD></TR>\n'
        f'<TR VALIGN="top"><TD WIDTH="120" BGCOLOR="#DDDDDD">&nbsp;</TD><TD><FONT FACE="Arial" SIZE="2">{middle}</FONT>'
        f'</TD></TR>\n<TR><TD COLSPAN="2"><HR><FONT SIZE="1">{foot}</FONT></TD></TR></TABLE></BODY>\n</HTML>\n'
    )


def body_of(parts: list[Part]) -> str:
    """Parts as the body of a mail's HTML alternative."""
    page = _Page(False)
    return "<html><body>\n" + "\n".join([page.part(part) for part in parts]) + "\n</body></html>\n"


class _Page:
    """Parts of a flow as HTML; ``old`` marks up for browsers of the last century."""

    def __init__(self, old: bool) -> None:
        self.old = old

    def part(self, part: Part) -> str:
        """One part as elements."""
        match part:
            case Run("page", _):
                return "<hr>"
            case Run("title", text):
                return f"<h1>{_t(text)}</h1>"
            case Run("heading", text):
                return f"<h2>{_t(text)}</h2>" if not self.old else f"<p><b>{_t(text)}</b></p>"
            case Run("quote", text):
                return f"<blockquote>{_t(text)}</blockquote>"
            case Run(kind, text):
                named = {"small": ' class="s"', "under": ' class="s"', "stamp": ' class="stamp"'}.get(kind, "")
                return f"<p>{_t(text)}</p>" if self.old else f"<p{named}>{_t(text)}</p>"
            case Listing("", items):
                return "<p>" + "<br>\n".join([_t(item) for item in items]) + "</p>"
            case Listing(marks, items):
                opened, closed = {"1": ("<ol>", "</ol>"), "a": ('<ol type="a">', "</ol>")}.get(marks, ("<ul>", "</ul>"))
                return opened + "".join([f"<li>{_t(item)}</li>\n" for item in items]) + closed
            case Grid():
                return self._table(part)

    def _table(self, grid: Grid) -> str:
        rows = []
        for index, row in enumerate(grid.rows):
            tag = "th" if grid.head and not index else "td"
            aligned = ' align="right"' if self.old else ' class="r"'
            cells = "".join([
                f"<{tag}{aligned if column in grid.right else ''}>{_t(cell)}</{tag}>" for column, cell in enumerate(row)
            ])  # fmt: skip
            rows.append(f"<tr>{cells}</tr>")
        border = ' border="1"' if self.old and grid.head else ""
        return f"<table{border}>\n" + "\n".join(rows) + "\n</table>"


def _t(text: str) -> str:
    told = escape(text, quote=False)
    if "\n" in told:
        told = told.replace("\n", "<br>\n")
    return told.replace("\t", " &nbsp; ") if "\t" in told else told
