"""Small files of Outlook's, made by hand: an OLE container with a mail in it ([MS-CFB], [MS-OXMSG]), and TNEF."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]
_SECTOR, _LARGE, _END, _NONE = 512, 4096, 0xFFFFFFFE, 0xFFFFFFFF


def ole(tree: Tree) -> bytes:
    """An OLE file. Streams are filled up with zeros to 4,096 bytes, so that none goes to the stream of small ones."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _END, 0]]
    sectors: list[bytes] = []
    table: list[int] = []

    def store(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // _SECTOR)
        sectors.extend(content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR))
        table.extend([*range(first + 1, first + count), _END])
        return first

    def add(parent: int, inside: Tree) -> None:
        before = parent
        for name, content in inside.items():
            number = len(entries)
            if isinstance(content, bytes):
                padded = content.ljust(_LARGE, b"\0")
                entries.append([name, 2, _NONE, _NONE, store(padded), len(padded)])
            else:
                entries.append([name, 1, _NONE, _NONE, 0, 0])
                add(number, content)
            entries[before][3 if before == parent else 2] = number
            before = number

    add(0, tree)
    directory = b"".join(_entry(*entry) for entry in entries)  # type: ignore[arg-type]
    start = store(directory)
    fat_sectors = -(-(len(table) + len(table) // 100 + 2) // 128)
    fat = [*table, *[0xFFFFFFFD] * fat_sectors]
    fat += [_NONE] * (fat_sectors * 128 - len(fat))
    header = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, fat_sectors, start, 0, _LARGE, _END, 0, _END, 0)
    places = [*range(len(table), len(table) + fat_sectors)]
    header += struct.pack("<109I", *places, *[_NONE] * (109 - fat_sectors))
    return header + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, after: int, inside: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", raw, len(raw), kind, 1, _NONE, after, inside, start, size)


def item(
    texts: Mapping[int, str | bytes], numbers: Mapping[int, tuple[int, int]] = {}, header: int = 8
) -> dict[str, bytes]:
    """The streams of one item: ``texts`` by property id; ``numbers`` as type and value, in a table after ``header``."""
    table = bytes(header) + b"".join(struct.pack("<HHIQ", kind, id, 6, value) for id, (kind, value) in numbers.items())
    found = {"__properties_version1.0": table}
    for id, value in texts.items():
        kind = "001F" if isinstance(value, str) else "0102"
        raw = value.encode("utf-16-le") if isinstance(value, str) else value
        found[f"__substg1.0_{id:04X}{kind}"] = raw
    return found


def attribute(level: int, id: int, content: bytes) -> bytes:
    """One attribute of a TNEF file."""
    return struct.pack("<BHHI", level, id, 0, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


def properties(values: Mapping[int, str | bytes], *, kind: int = 0x102) -> bytes:
    """A table of properties of a TNEF file; bytes as type ``kind``."""
    raw = struct.pack("<I", len(values))
    for id, value in values.items():
        content = (value + "\0").encode("utf-16-le") if isinstance(value, str) else value
        raw += struct.pack("<HHII", 0x1F if isinstance(value, str) else kind, id, 1, len(content))
        raw += content + bytes(-len(content) % 4)
    return raw


def tnef(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\0" + b"".join(attributes)
