"""A draft as a text file, in the ways that programs and people have left them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from sample.carriers.metrics import settable
from sample.carriers.plain import Written, lines, written_text
from sample.draft import MARK, Block, Draft, Pairs
from sample.gold import GoldPage
from sample.spans import Marked

_WIDTH = 76


def note_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """UTF-8 with or without a byte order mark, or Windows-1252 with CRLF; perhaps broken into lines of 76 signs.

    The gold has ``\\n`` at the ends of lines in any case.
    """
    blocks: tuple[Block, ...] = (Pairs(draft.references), *draft.blocks, *draft.annex)
    told = [phrase for phrase in ("\n".join(lines(block)) for block in blocks) if phrase]
    mark = [MARK] if rng.random() < 0.5 else [f"*** {MARK} ***"]
    phrases = [*mark, *told] if rng.random() < 0.7 else [*told, *mark]
    written = written_text(phrases, rng.choice(("\n\n", "\n\n", "\n")))
    if rng.random() < 0.35:
        written = _broken(written)
    kind = rng.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "cp1252"))
    if kind == "cp1252":
        written = settable(written)
        content = (written.text + "\n").replace("\n", "\r\n").encode(kind)
    else:
        content = (written.text + "\n").encode(kind)
    return Written(content, ".txt", (GoldPage(written, "txt", "text"),))


def _broken(marked: Marked) -> Marked:
    """Newlines in place of spaces, so that no line is longer than it must be: no offset moves."""
    signs = list(marked.text)
    start = space = 0
    for index, sign in enumerate(signs):
        if sign == "\n":
            start, space = index + 1, 0
        elif sign == " ":
            space = index
        if index - start >= _WIDTH and space > start:
            signs[space] = "\n"
            start, space = space + 1, 0
    return replace(marked, text="".join(signs))
