"""The measure of ``samsyn evaluate ocr``: an archive's pictures, read by the product's reader, and what they say."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from ingest.reading import open_reading
from models.document import PageMethod, Reading
from models.gold import Gold, GoldDocument
from models.settings import Settings

_DECIMALS: Final = 4
_OCR: Final = "ocr"
_PUNCTUATION: Final = "".join(
    sign for sign in map(chr, range(0x3000)) if unicodedata.category(sign).startswith("P") and sign not in "§%&@#"
)


class Picture(NamedTuple):
    """A paper that has pictures among its pages, and the archive that it lies in."""

    archive: Path
    document: GoldDocument


class ReadPicture(NamedTuple):
    """A page that is a picture: what it says, what was read (None where it is unread), and what it stands on."""

    carrier: str
    written: str
    read: str | None


@dataclass(slots=True)
class Errors:
    """Counts over pages; see :func:`compare`."""

    pages: int = 0
    unread: int = 0
    characters: int = 0
    character_errors: int = 0
    words: int = 0
    word_errors: int = 0
    words_found: int = 0

    def add(self, other: Errors) -> None:
        """Count the other's too."""
        for name in Errors.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def rates(self) -> dict[str, Any]:
        """As reported: errors by characters and words written, and the share of the words that were found."""
        return {
            "pages": self.pages,
            "unread": self.unread,
            "character_error_rate": _rate(self.character_errors, self.characters),
            "word_error_rate": _rate(self.word_errors, self.words),
            "word_recall": _rate(self.words_found, self.words),
        }


def compare(page: ReadPicture) -> Errors:
    """How far what was read lies from what is written: Levenshtein distance in characters and in words.

    Both are NFC, with each run of white space as one space; words are without the punctuation around them. Words are
    also counted as found in whatever order, since columns and tables may be read in more than one.
    """
    written, read = _plain(page.written), _plain(page.read or "")
    words, read_words = _words(written), _words(read)
    return Errors(
        pages=1,
        unread=page.read is None,
        characters=len(written),
        character_errors=Levenshtein.distance(written, read),
        words=len(words),
        word_errors=Levenshtein.distance(words, read_words),
        words_found=(Counter(words) & Counter(read_words)).total(),
    )


def pictures(archives: Iterable[Gold], most: int | None = None) -> Iterator[Picture]:
    """The papers with pictures; with ``most``, no further ones of a carrier that so many pages stand on already."""
    taken = Counter[str]()
    for archive in archives:
        for document in archive.documents():
            carriers = [page.carrier for page in document.pages if page.method == _OCR]
            if any(most is None or taken[carrier] < most for carrier in carriers):
                taken.update(carriers)
                yield Picture(archive.archive, document)


def score(
    papers: Sequence[Picture], settings: Settings, workers: int, done: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    """Read them and report the rates, in all and by carrier; ``done`` is called after each paper.

    Raises :class:`MissingPathError` where a file of the archive is not there, and :class:`OcrUnavailableError`.
    """
    carriers: defaultdict[str, Errors] = defaultdict(Errors)
    with ThreadPoolExecutor(workers) as pool:  # each waits for a child process that does the work
        for pages in pool.map(partial(_read, settings=settings), papers):
            for page in pages:
                carriers[page.carrier].add(compare(page))
            done()
    whole = Errors()
    for errors in carriers.values():
        whole.add(errors)
    return {"micro": whole.rates(), "carriers": {name: carriers[name].rates() for name in sorted(carriers)}}


def _read(paper: Picture, settings: Settings) -> list[ReadPicture]:
    reading = _reading(paper, settings)
    read = {} if reading is None else {page.number: page for page in reading.pages}
    return [
        ReadPicture(page.carrier, page.text, _text(read, page.number))
        for page in paper.document.pages
        if page.method == _OCR
    ]


def _text(read: Mapping[int, Any], number: int) -> str | None:
    page = read.get(number)
    return None if page is None or page.method is PageMethod.UNREAD else page.text


def _reading(paper: Picture, settings: Settings) -> Reading | None:
    """The paper's reading, also of one inside a file; None where the file does not hold it."""
    file, inside = _file(paper)
    return _inner(file, "", inside, settings)


def _file(paper: Picture) -> tuple[Path, str]:
    """The file that the paper is or lies in, and its name within."""
    path = paper.document.path
    while paper.document.parent and not (paper.archive / path).is_file() and "/" in path:
        path = path.rpartition("/")[0]
    inside = paper.document.path[len(path) + 1 :]
    return paper.archive / path, inside


def _inner(file: Path, name: str, inside: str, settings: Settings) -> Reading | None:
    with open_reading(file, settings, name=name, images=False) as found:
        if not inside:
            return found.reading
        for attachment in found.reading.attachments:
            name = attachment.untrusted_name
            if inside == name or inside.startswith(f"{name}/"):
                return _inner(attachment.path, name, inside[len(name) + 1 :], settings)
    return None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _words(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := word.strip(_PUNCTUATION))]


def _rate(part: int, whole: int) -> float:
    return round(part / whole, _DECIMALS) if whole else 0.0
