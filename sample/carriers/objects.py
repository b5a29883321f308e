"""The objects of a PDF file and their table: what is needed for tags, forms and attachments, and no more."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from datetime import date

from sample.carriers.content import Stream, literal
from sample.carriers.makers import Maker
from sample.carriers.sheet import HEIGHT, WIDTH, Sheet
from sample.carriers.typefaces import EMBEDDED, face


def text_string(text: str) -> str:
    """A PDF text string: in brackets where it is ASCII, else UTF-16."""
    if text.isascii():
        return f"({literal(text)})"
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex() + ">"


@dataclass(slots=True)
class Objects:
    """Numbered from 1, in the order of :meth:`add` and :meth:`reserve`."""

    bodies: list[bytes] = field(default_factory=list)

    def reserve(self) -> int:
        """A number for an object that is not known yet."""
        self.bodies.append(b"null")
        return len(self.bodies)

    def add(self, body: str | bytes) -> int:
        """Adds an object; gives its number."""
        self.bodies.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(self.bodies)

    def put(self, number: int, body: str | bytes) -> None:
        """What a reserved number stands for."""
        self.bodies[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """Adds a stream with these entries in its dictionary."""
        if packed:
            data, entries = zlib.compress(data, 6), entries + " /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("latin-1"), len(data), data))

    def file(self, root: int, info: int, version: str = "1.7") -> bytes:
        """The whole file, with a table of offsets and an ID that follows from the content."""
        parts, offsets = [f"%PDF-{version}\n%\u00e5\u00e4\u00f6\u00c5\n".encode("latin-1")], list[int]()
        at = len(parts[0])
        for number, body in enumerate(self.bodies, 1):
            offsets.append(at)
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(parts[-1])
        key = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest()
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        size = len(offsets) + 1
        trailer = f"trailer\n<< /Size {size} /Root {root} 0 R /Info {info} 0 R /ID [<{key}> <{key}>] >>\n"
        parts.append(f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}startxref\n{at}\n%%EOF\n".encode())
        return b"".join(parts)


@dataclass(slots=True)
class Book:
    """A PDF in the making: pages, and what the catalog says of them. ``streams`` are the pages', for their tags.

    With ``lean`` its embedded faces have the commonest signs only.
    """

    objects: Objects = field(default_factory=Objects)
    catalog: list[str] = field(default_factory=list)
    entries: list[list[str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    lean: bool = False
    root: int = 0
    resources: int = 0
    contents: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root, self.resources = self.objects.reserve(), self.objects.reserve()

    def resource(self, font: str) -> str:
        """A face's name among the resources; it is put into the file when first asked for."""
        if font not in self.fonts:
            self.fonts[font] = f"/T{len(self.fonts)} {self._font(font)} 0 R"
        return self.fonts[font].partition(" ")[0]

    def _font(self, font: str) -> int:
        if font in EMBEDDED:
            numbers = [self.objects.reserve() for _ in range(4)]
            for number, body in zip(numbers, face(font, self.lean).objects(*numbers[:3]), strict=True):
                self.objects.put(number, body)
            return numbers[3]
        return self.objects.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>")

    def page(self, sheet: Sheet, *, tagged: bool = False, packed: bool = True) -> int:
        """Adds a page with a sheet's content; gives its number. ``entries[-1]`` is what its dictionary says besides."""
        stream = Stream(self.resource, tagged)
        content = stream.draw(sheet).encode("cp1252", "replace")
        self.streams.append(stream)
        self.contents.append(self.objects.stream(content, packed=packed))
        self.pages.append(self.objects.reserve())
        self.entries.append([])
        return self.pages[-1]

    def bound(self, title: str, author: str, day: date, maker: Maker, version: str = "1.7") -> bytes:
        """The bytes of the file."""
        objects, tree = self.objects, self.objects.reserve()
        for number, content, entries in zip(self.pages, self.contents, self.entries, strict=True):
            box, more = f"[0 0 {WIDTH} {HEIGHT}]", " ".join(entries)
            page = f"<< /Type /Page /Parent {tree} 0 R /MediaBox {box} /Resources {self.resources} 0 R "
            objects.put(number, f"{page}/Contents {content} 0 R {more} >>")
        kids = " ".join(f"{number} 0 R" for number in self.pages)
        objects.put(tree, f"<< /Type /Pages /Count {len(self.pages)} /Kids [{kids}] >>")
        objects.put(self.resources, f"<< /ProcSet [/PDF /Text] /Font << {' '.join(self.fonts.values())} >> >>")
        objects.put(self.root, f"<< /Type /Catalog /Pages {tree} 0 R {' '.join(self.catalog)} >>")
        moment = f"(D:{day:%Y%m%d}093000+01'00')"
        info = objects.add(
            f"<< /Title {text_string(title)} /Author {text_string(author)} /Producer {text_string(maker.producer)} "
            f"/Creator {text_string(maker.creator)} /CreationDate {moment} /ModDate {moment} >>"
        )
        return objects.file(self.root, info, version)
