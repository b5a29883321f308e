"""A tagged PDF: every piece of text is marked content, and a structure tree says what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from sample.carriers.layout import chosen, lay_out_all
from sample.carriers.makers import MAKERS
from sample.carriers.objects import Book, text_string
from sample.carriers.pdf import gold
from sample.carriers.plain import Written
from sample.carriers.typefaces import common
from sample.draft import Draft
from sample.spans import plain


@dataclass(slots=True)
class _Element:
    """A structure element; ``marks`` are its marked contents as (page index, MCID)."""

    tag: str
    kids: list[_Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def open(self, tag: str) -> _Element:
        """The last child if it has this tag, else a new one."""
        return self.kids[-1] if self.kids and self.kids[-1].tag == tag else self.new(tag)

    def new(self, tag: str) -> _Element:
        """A new last child."""
        self.kids.append(_Element(tag))
        return self.kids[-1]


def _tree(tags: list[list[tuple[str, str]]]) -> _Element:
    """What the pages' tags (see :class:`sample.carriers.content.Stream`) make: tables of rows, lists of items."""
    document = _Element("Document")
    before, last = "", document
    for page, marked in enumerate(tags):
        for number, (tag, glue) in enumerate(marked):
            if tag in ("TH", "TD"):
                table = document.open("Table")
                row = table.new("TR") if glue == "\n" or not table.kids else table.kids[-1]
                last = row.new(tag)
            elif tag == "Lbl":
                last = document.open("L").new("LI").new("Lbl")
            elif tag == "LI":
                items = document.open("L")
                item = items.kids[-1] if before == "Lbl" and glue == " " else items.new("LI")
                last = item.new("LBody")
            elif tag != before or glue == "\n":
                last = document.new("P" if tag == "Form" else tag)
            last.marks.append((page, number))
            before = tag
    return document


def tag(book: Book) -> None:
    """Gives a book of tagged pages its structure tree."""
    objects = book.objects
    root = objects.reserve()
    parents = [[0] * len(stream.tags) for stream in book.streams]

    def write(element: _Element, parent: int) -> int:
        number = objects.reserve()
        kids = [f"{write(kid, number)} 0 R" for kid in element.kids]
        page = element.marks[0][0] if element.marks else -1
        for at, mark in element.marks:
            parents[at][mark] = number
            kids.append(str(mark) if at == page else f"<< /Type /MCR /Pg {book.pages[at]} 0 R /MCID {mark} >>")
        of = f" /Pg {book.pages[page]} 0 R" if element.marks else ""
        objects.put(number, f"<< /Type /StructElem /S /{element.tag} /P {parent} 0 R{of} /K [{' '.join(kids)}] >>")
        return number

    top = write(_tree([stream.tags for stream in book.streams]), root)
    leaves = " ".join(f"{page} [{' '.join(f'{one} 0 R' for one in row)}]" for page, row in enumerate(parents))
    objects.put(root, f"<< /Type /StructTreeRoot /K {top} 0 R /ParentTree << /Nums [{leaves}] >> "
                      f"/ParentTreeNextKey {len(parents)} >>")  # fmt: skip
    for page, entries in enumerate(book.entries):
        entries.append(f"/StructParents {page} /Tabs /S")
    book.catalog.append(f"/StructTreeRoot {root} 0 R /MarkInfo << /Marked true >> /Lang {text_string('sv-SE')} "
                        "/ViewerPreferences << /DisplayDocTitle true >>")  # fmt: skip


def tagged_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A tagged PDF; two in three with embedded faces."""
    look = chosen(draft, rng, style)
    sheets = lay_out_all(draft, rng, look.embedded() if rng.random() < 0.66 else look)
    book = Book(lean=common(piece.marked.text for sheet in sheets for piece in sheet.pieces))
    for sheet in sheets:
        book.page(sheet, tagged=True)
    tag(book)
    return Written(book.bound(plain(draft.title), plain(draft.owner.unit), draft.date, rng.choice(MAKERS)), ".pdf",
                   gold(sheets))  # fmt: skip
