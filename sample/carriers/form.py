"""A PDF form (*blankett*) as somebody has filled it in: the values are in fields, not in the pages' text.

The gold has them where they stand on the page.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from sample.carriers.content import colour, literal
from sample.carriers.layout import chosen, lay_out_all
from sample.carriers.makers import MAKERS
from sample.carriers.objects import Book, text_string
from sample.carriers.pdf import gold
from sample.carriers.placed import Box, Placed
from sample.carriers.plain import Written
from sample.carriers.sheet import HEIGHT
from sample.draft import Block, Draft, Pairs, Title
from sample.spans import plain


def form_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """Particulars are text fields, boxes of lists check boxes. A draft without particulars gets its references so."""
    sheets = lay_out_all(_with_pairs(draft), rng, chosen(draft, rng, style), form=True)
    book, packed, fields = Book(), rng.random() < 0.6, list[int]()
    for sheet in sheets:
        page, annotations = book.page(sheet, packed=packed), list[int]()
        for piece in sheet.pieces:
            if isinstance(piece, Placed) and piece.field:
                annotations.append(_text_field(book, piece, page))
            elif isinstance(piece, Box) and piece.field:
                annotations.append(_check_box(book, piece, page))
        if annotations:
            book.entries[-1].append(f"/Annots [{_references(annotations)}]")
        fields += annotations
    helvetica = book.resource("Helvetica"), book.fonts["Helvetica"].partition(" ")[2]
    book.catalog.append(f"/AcroForm << /Fields [{_references(fields)}] /DA ({helvetica[0]} 0 Tf 0 g) "
                        f"/DR << /Font << {helvetica[0]} {helvetica[1]} >> >> >>")  # fmt: skip
    content = book.bound(plain(draft.title), plain(draft.owner.unit), draft.date, rng.choice(MAKERS), "1.6")
    return Written(content, ".pdf", gold(sheets))


def _with_pairs(draft: Draft) -> Draft:
    if any(isinstance(block, Pairs) for block in draft.blocks):
        return draft
    at = 1 if draft.blocks and isinstance(draft.blocks[0], Title) else 0
    blocks: tuple[Block, ...] = (*draft.blocks[:at], Pairs(draft.references), *draft.blocks[at:])
    return replace(draft, references=(), blocks=blocks)


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _text_field(book: Book, piece: Placed, page: int) -> int:
    """A field that is its own annotation, with an appearance so that every viewer shows the value."""
    ink, lines = piece.ink, piece.marked.text.split("\n")
    wide, tall = piece.width + 6, len(lines) * ink.step + 4
    left, top = piece.x - 3, piece.y - ink.size - 2
    font = book.resource(ink.font)
    shown = " ".join(
        f"1 0 0 1 3 {tall - 2 - ink.size - index * ink.step:.2f} Tm ({literal(line)}) Tj"
        for index, line in enumerate(lines)
    )
    content = f"/Tx BMC q BT {font} {ink.size:.4g} Tf {colour(ink.colour)} rg {shown} ET Q EMC"
    look = book.objects.stream(content.encode("cp1252", "replace"),
                               f"/Type /XObject /Subtype /Form /BBox [0 0 {wide:.2f} {tall:.2f}] "
                               f"/Resources {book.resources} 0 R")  # fmt: skip
    value = text_string(" ".join(lines))
    flags = " /Ff 4096" if len(lines) > 1 else ""
    return book.objects.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T ({piece.field}) /V {value}{flags} /F 4 /P {page} 0 R "
        f"/Rect [{left:.2f} {HEIGHT - top - tall:.2f} {left + wide:.2f} {HEIGHT - top:.2f}] "
        f"/DA ({font} {ink.size:.4g} Tf 0 g) /AP << /N {look} 0 R >> >>"
    )


def _check_box(book: Book, box: Box, page: int) -> int:
    size = box.ink.size
    square = f"0.8 w 0.4 0.4 {size - 0.8:.2f} {size - 0.8:.2f} re S"
    cross = f" 1.5 1.5 m {size - 1.5:.2f} {size - 1.5:.2f} l 1.5 {size - 1.5:.2f} m {size - 1.5:.2f} 1.5 l S"
    entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {size:.2f} {size:.2f}]"
    on, off = (book.objects.stream(one.encode(), entries, packed=False) for one in (square + cross, square))
    state, x, y = ("Ja" if box.checked else "Off"), box.x, HEIGHT - box.y
    return book.objects.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Btn /T ({box.field}) /V /{state} /AS /{state} /F 4 /P {page} 0 R "
        f"/Rect [{x:.2f} {y:.2f} {x + size:.2f} {y + size:.2f}] /AP << /N << /Ja {on} 0 R /Off {off} 0 R >> >> >>"
    )
