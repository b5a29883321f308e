"""Documents to mask and what is secret in them: the sample archive read in as in earnest, with its gold; and papers
that differ only in how long a name is.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ingest.run import IngestRun, RunOptions
from models.access import Purpose, Viewer
from models.redaction import Place, Reach, Redaction, Verdict
from models.source import Source
from models.store.store import Store
from sample.archive import make_archive
from search.backends import open_index
from search.redacting.boxing import covering
from search.redacting.deciding import decide, occurrences
from search.redacting.suggesting import Suggestion, suggestions
from tests import papers

SECRET: Final = frozenset({"PERSON", "PERSONNUMMER", "ADDRESS", "PHONE", "EMAIL", "ACCOUNT"})
WHY: Final = Purpose("Begäran om allmän handling", "PROV 2026-1")
_SHORTEST: Final = 6  # letters and digits of a secret: shorter ones stand in other words by chance
_LETTERS: Final = "aeinorstlmkdg"


@dataclass(frozen=True, slots=True)
class Secret:
    """Something of the gold, with where it lies on its page (points) where it lies on a picture."""

    text: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Case:
    document: str
    carrier: str
    secrets: tuple[Secret, ...]


def officer(store: Store) -> Viewer:
    owners = frozenset(store.sources.owners())
    return Viewer("prov", owners, officer_of=owners)


def archive(store: Store, folder: Path, *, size: int, seed: int, most: int | None = None) -> list[Case]:
    """The documents of an archive made and read in for this, those attached too, mixed over the formats.

    With ``most`` only so many of its files are read in, those that come first.
    """
    made = make_archive(folder, size=size, seed=seed)
    first = list[str]()
    if most is not None:
        first = [case.document for case in _cases(made.gold, _unread(folder, made.gold))[:most]]
    index = open_index(store.settings)
    for source, place in made.sources:
        store.sources.add(source)
        paths = [place] if most is None else [folder / path for path in first if path.startswith(f"{place.name}/")]
        if paths:
            IngestRun(store, index, source.name, RunOptions(workers=1), lambda _: None).go(paths)
    index.close()
    return cases_of(store, made.gold)


def cases_of(store: Store, gold: Path) -> list[Case]:
    """The documents of an archive that is read in already, by its gold."""
    return _cases(gold, {path: id for id, path in _paths(store).items()})


def _cases(gold: Path, known: Mapping[str, str]) -> list[Case]:
    """Those of them that have a secret; ``known`` are their ids by path."""
    cases = [_case(each, known) for each in _lines(gold / "documents.jsonl")]
    return _mixed([case for case in cases if case is not None and case.secrets])


def _unread(folder: Path, gold: Path) -> dict[str, str]:
    """The path of each file that is no copy of another, by itself: it has no id yet."""
    paths = [str(each["path"]) for each in _lines(gold / "documents.jsonl") if not each["parent"]]
    first = {(folder / path).read_bytes(): path for path in reversed(paths)}
    return {path: path for path in first.values()}


def _paths(store: Store) -> dict[str, str]:
    who = officer(store)
    return {each.document: each.path for each in reversed(store.documents.places(who)) if not each.parent}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text("utf-8").splitlines():
        yield json.loads(line)


def _case(gold: dict[str, Any], known: Mapping[str, str]) -> Case | None:
    id = next((id for path, id in known.items() if path.endswith(gold["path"])), None) if not gold["parent"] else None
    secrets = [
        Secret(each["text"], each["page"], tuple(tuple(box) for box in each.get("boxes", ())))
        for each in gold["mentions"]
        if each["label"] in SECRET and len(re.sub(r"[\W_]", "", each["text"])) >= _SHORTEST
    ]
    return Case(id, gold["carrier"], tuple(secrets)) if id else None


def _mixed(cases: Sequence[Case]) -> list[Case]:
    """A case of each carrier in turn."""
    piles: dict[str, list[Case]] = {}
    for case in cases:
        piles.setdefault(case.carrier, []).append(case)
    mixed: list[Case] = []
    while any(piles.values()):
        mixed += [pile.pop(0) for pile in piles.values() if pile]
    return mixed


def masked(store: Store, case: Case, reach: Reach) -> tuple[Redaction, int, int]:
    """The copy as a careful person would decide it; how many secrets the suggestions had, and how many were drawn.

    All that is suggested is masked, then each secret's words wherever they stand, then by pointer what is still seen on
    the picture (a misread name).
    """
    who = officer(store)
    begun = store.redactions.add(who, case.document)
    copy = replace(begun, reach=reach)
    store.redactions.change(who, begun, copy)
    some = suggestions(who, store, copy)
    had = sum(_suggested(store, who, case, secret, some) for secret in case.secrets)
    copy = decide(who, store, copy, Verdict.MASK, [each.place for each in some], "OSL 21:1")
    found = [
        place for each in {secret.text for secret in case.secrets} for place in occurrences(who, store, copy, each)
    ]
    copy = decide(who, store, copy, Verdict.MASK, found, "OSL 26:1")
    areas = [place for secret in case.secrets for place in _seen(store, who, copy, secret)]
    return decide(who, store, copy, Verdict.MASK, areas, "OSL 35:1"), had, len(areas)


def _suggested(store: Store, who: Viewer, case: Case, secret: Secret, some: Sequence[Suggestion]) -> bool:
    """Whether something that is suggested has all of it."""
    flat = _flat(secret.text)
    pages = {page.number: page.text for page in store.documents.pages(who, case.document)}
    return any(
        flat in _flat(pages[each.place.page][slice(*each.place.span)]) or each.place.is_page
        for each in some
        if each.place.page == secret.page or len(pages) == 1
    )


def _seen(store: Store, who: Viewer, copy: Redaction, secret: Secret) -> Iterator[Place]:
    """Where on the picture the secret lies outside of every box: what a person sees there."""
    page = store.documents.page(who, copy.document, secret.page)
    if page.image is None:
        return
    boxes = covering(page, copy.masks, copy.reach).boxes
    for x0, y0, x1, y1 in secret.boxes:
        middle = (y0 + y1) / 2
        if any(box.x0 <= x0 + 2 and x1 - 2 <= box.x1 and box.y0 < middle < box.y1 for box in boxes):
            continue
        area = (max(0.0, x0 - 3), max(0.0, y0 - 3), min(page.width or x1, x1 + 3), min(page.height or y1, y1 + 3))
        yield Place(secret.page, area=area)


def _flat(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def name_of(letters: int, seed: int = 1) -> str:
    """A made-up name of so many letters: one word, or two with a space that is not counted."""
    rng = random.Random(f"{letters} {seed}")
    spelled = "".join(rng.choice(_LETTERS) for _ in range(letters))
    if letters < 8:
        return spelled.capitalize()
    return f"{spelled[: letters // 2].capitalize()} {spelled[letters // 2 :].capitalize()}"


def letters_in(store: Store, folder: Path, lengths: Sequence[int], form: str) -> dict[int, tuple[str, str]]:
    """By length, the id of a document that differs from the others only in a name of that length, and the name."""
    source = Source(f"längder-{form}", "Prov")
    store.sources.add(source)
    folder.mkdir(parents=True)
    written = {}
    for length in lengths:
        name = name_of(length)
        path = folder / f"{length:02d}.{form}"
        path.write_bytes(_paper(name, form))
        written[path.name] = (length, name)
    index = open_index(store.settings)
    IngestRun(store, index, source.name, RunOptions(workers=1), lambda _: None).go([folder])
    index.close()
    found = {Path(path).name: id for id, path in _paths(store).items() if str(folder) in path}
    return {length: (found[file], name) for file, (length, name) in written.items()}


def _paper(name: str, form: str) -> bytes:
    said = (
        f"Anmälan\n\nNamn:        {name}\nVi var hos {name} den 5 maj.\n"
        f"Köket var rent och frysen höll rätt temperatur vid besöket hela dagen.\nUnderskrift: {name}\nSlut."
    )
    if form == "pdf":
        return papers.pdf([said])
    if form == "tif":
        return _scan(said)
    return said.encode()


def _scan(said: str) -> bytes:
    import io

    from pypdfium2 import PdfDocument

    with PdfDocument(papers.pdf([said])) as pdf:
        picture = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, "TIFF", dpi=(200, 200))
    return out.getvalue()
