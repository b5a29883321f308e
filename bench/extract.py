"""What a register extract finds of people who are planted in an archive, and whether it tells anything of anyone else.

    python -m bench.extract [PEOPLE] [SEED] [--together]      all names of a person in one paper, all numbers in another

The officer is played by the gold: a find is accepted where its sentence (or file name) has the mark of one of the
person's plantings, else rejected. The files are looked through as text (pdfplumber; CSV; JSON) and as raw bytes, the
PDF's streams unpacked. What is *suggested* is counted beside: how many plantings a click on the suggestions takes, and
how many finds of somebody else it would take with them.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pikepdf

from bench.extract_made import Archive, Human, Planting, made
from ingest.extract_gathering import gather
from ingest.run import IngestRun, RunOptions
from models.access import Purpose, Viewer
from models.extract import Asked, ExtractLaw, Find, Verdict
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from search import extracting
from search.backends import open_index
from search.extract_file import ExtractForm, take_out

OWNER = "Provnämnden"
OFFICER = Viewer("ansvarig", frozenset({OWNER}), officer_of=frozenset({OWNER}))
WHY = Purpose("registerutdrag", "PROV-1")
_MARK = re.compile(r"post\d{4}")
_OF_THE_EXTRACT = {"inga"}  # a given name too: "Inga handlingar med uppgifterna har lämnats …"


@dataclass(slots=True)
class Figures:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    finds: int = 0
    seconds: float = 0.0

    def told(self) -> dict[str, object]:
        share = {sort: self.found[sort] / self.planted[sort] for sort in sorted(self.planted)}
        click = {sort: self.suggested[sort] / self.planted[sort] for sort in sorted(self.planted)}
        return {"planted": dict(self.planted), "found": share, "found_by_suggestion": click, "missed": self.missed,
                "leaks": len(self.leaks), "wrong_suggestions": len(self.wrong), "finds": self.finds,
                "processor_seconds_a_person": round(self.seconds, 2)}  # fmt: skip


def measured(people: int, seed: int, home: Path, *, apart: bool = True) -> Figures:
    """Make the archive, take it in by the way of every file, and make each person's extract."""
    archive = made(people, seed, apart=apart)
    folder = home / "in"
    folder.mkdir(parents=True)
    for name, content in archive.files.items():
        (folder / name).write_bytes(content)
    settings = Settings(home=home / "home")
    store = Store.open(settings, create=True)
    index = open_index(settings)
    store.sources.add(Source("prov", OWNER))
    IngestRun(store, index, "prov", RunOptions(workers=1), lambda _: None).go([folder])
    figures = Figures()
    try:
        for number, human in enumerate(archive.people):
            _one(store, archive, number, human, figures)
    finally:
        index.close()
        store.close()
    figures.seconds /= max(1, people)
    return figures


def _one(store: Store, archive: Archive, number: int, human: Human, figures: Figures) -> None:
    asked = Asked(
        (" ".join(human.given),), (human.surname, human.former), (human.number,),
        (human.phone, human.email, human.account, human.vehicle),
    )  # fmt: skip
    extract = extracting.begin(OFFICER, WHY, store, OWNER, "PROV-1", ExtractLaw.REGULATION, asked, "tillsyn")
    began = time.process_time()
    gather(OFFICER, WHY, store, extract.id)
    figures.seconds += time.process_time() - began
    finds = store.extracts.finds(OFFICER, extract.id)
    mine = [each for each in archive.planted if each.person == number]
    _counted(figures, finds, mine)
    theirs = [find.id for find in finds if _marks(find) & {each.mark for each in mine}]
    rest = [find.id for find in finds if find.id not in set(theirs)]
    extracting.decide(OFFICER, WHY, store, extract.id, theirs, Verdict.ACCEPTED)
    extracting.decide(OFFICER, WHY, store, extract.id, rest, Verdict.REJECTED)
    files = {form: take_out(OFFICER, WHY, store, extract.id, form) for form in ExtractForm}
    others = [*archive.strangers[number], *archive.others, *(p for at, p in enumerate(archive.people) if at != number)]
    figures.leaks += [f"{number}: {leak}" for leak in leaks(files, human, others)]


def _counted(figures: Figures, finds: Sequence[Find], mine: Sequence[Planting]) -> None:
    found = {mark for find in finds for mark in _marks(find)}
    wanted = {each.mark for each in mine}
    suggested = {mark for find in finds if find.suggested is Verdict.ACCEPTED for mark in _marks(find)}
    for each in mine:
        figures.planted[each.sort] += 1
        figures.found[each.sort] += each.mark in found
        figures.suggested[each.sort] += each.mark in suggested
        if each.mark not in found:
            figures.missed.append(f"{each.person}: {each.sort} {each.form}")
    figures.finds += len(finds)
    named = [find for find in finds if find.suggested is Verdict.ACCEPTED and find.document]
    wrong = (find for find in named if not _marks(find) & wanted and not _is_own_name(find))
    figures.wrong += [f"{find.kind} {find.sureness} {find.how}: {find.said({find.id})}" for find in wrong]


def _is_own_name(find: Find) -> bool:
    """Finds of the person without a mark: the sentence that says who asks, a mail's signature."""
    said = find.said({find.id})
    return "Sökande är" in said or find.name.startswith("brev-")


def _marks(find: Find) -> set[str]:
    return set(_MARK.findall("".join(piece.text for piece in find.pieces) + find.name))


def leaks(files: dict[ExtractForm, bytes], human: Human, others: Iterable[Human]) -> list[str]:
    """What of others stands in the files: names' words and numbers that are not the person's own."""
    with pdfplumber.open(io.BytesIO(files[ExtractForm.PDF])) as pdf:
        texts = ["\n".join(page.extract_text() for page in pdf.pages)]
    texts += [files[form].decode("utf-8-sig") for form in (ExtractForm.CSV, ExtractForm.JSON)]
    texts += [content.decode("latin-1") for content in (*files.values(), _unpacked(files[ExtractForm.PDF]))]
    texts += [content.decode("utf-16-be", "ignore") for content in (_unpacked(files[ExtractForm.PDF]),)]
    own = {word.casefold() for word in (*human.words, *_torn(human))} | _OF_THE_EXTRACT
    found = []
    for other in others:
        words = [word for word in other.words if word.casefold() not in own]
        numbers = (other.number, other.short, other.number[2:], other.phone, other.email, other.account)
        for text in texts:
            found += [word for word in words if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]
            found += [each for each in numbers if each in text]
    return found


def _torn(human: Human) -> Iterator[str]:
    """The halves of the surname as a line's end tears it: "Axel-" of Axelsson is nobody's given name."""
    cut = len(human.surname) // 2
    yield from (human.surname[:cut], human.surname[cut:])


def _unpacked(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return out.getvalue()


def main() -> None:
    given = [int(each) for each in sys.argv[1:] if each != "--together"]
    people, seed = (*given, *(20, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(people, seed, Path(folder), apart="--together" not in sys.argv)
    print(json.dumps(figures.told(), ensure_ascii=False, indent=2))
    print("\n".join([*figures.leaks[:40], *figures.wrong[:20]]), file=sys.stderr)


if __name__ == "__main__":
    main()
