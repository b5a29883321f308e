"""The text of an HTML body, as a reader of it would see it: no scripts, no styles, block elements on lines."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

_HIDDEN: Final = frozenset(("script", "style", "head", "template", "noscript"))
_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre",
     "section", "article", "header", "footer")
)  # fmt: skip
_CELLS: Final = frozenset(("td", "th"))


def text_of(html: str) -> str:
    """The visible text; runs of spaces folded, at most one empty line in a row."""
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r"[^\S\t]+", " ", line).strip() for line in "".join(parser.written).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.written.append("\n")
        elif tag in _CELLS:
            self.written.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.written.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.written.append(re.sub(r"\s+", " ", data))
