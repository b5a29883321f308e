"""Examples from real public texts: police notices, and of ``other`` what governments, parliaments and laws write.

Read from ../shared/data; without it there are none. What the bench measures by (bench/kinds_real.jsonl) is left out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from training.kinds.example import Example

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
COUNT: Final = {"police": 500, "government": 350, "parliament": 150, "statutes": 350}
_MEASURED: Final = re.compile(r"2009[:_]78|2014[:_]158|2016[:_]15\b|2017[:_]29|2005[:_]96|1999[:_]175|2005[:_]27")
_LENGTH: Final = 8_000


def examples() -> list[Example]:
    """All of them, in an order that is always the same."""
    if not SHARED.is_dir():
        return []
    chance = random.Random(5)
    found = [*_police(), *_government(), *_parliament(), *_statutes(chance)]
    return [one for one in found if len(one.text) > 150 and not _MEASURED.search(one.text[:2_000])]


def _police() -> Iterator[Example]:
    measured = {path.stem.partition("-")[2] for path in (SHARED / "documents/swedish/files").glob("polisen-*.html")}
    notices = (one for one in _lines("nlp/polisen-handelser/events.jsonl.gz") if one["id"] not in measured)
    for one in islice(notices, 0, 14 * COUNT["police"], 14):
        title = str(one["title"])
        text = f"{title}\n{one['preamble'] or ''}\n{one['body'] or ''}"
        yield Example("police_memo", "real/police", title, text[:_LENGTH])


def _government() -> Iterator[Example]:
    found = (one for one in _lines("nlp/raw-regeringen-g0vse/regeringen.jsonl.gz") if len(one["text"]) > 600)
    for one in islice(found, 0, 4 * COUNT["government"], 4):
        text = _plain(str(one["text"]))[:_LENGTH]
        yield Example("other", "real/government", text.partition("\n")[0], text)


def _parliament() -> Iterator[Example]:
    for one in islice(
        _lines("nlp/raw-riksdagen-interpellations/interpellations.jsonl.gz"), 0, 5 * COUNT["parliament"], 5
    ):
        yield Example("other", "real/parliament", str(one["title"]), str(one["text"])[:_LENGTH])


def _statutes(chance: random.Random) -> Iterator[Example]:
    path = SHARED / "nlp/raw-sfs-legalize-se/sfs-md.tar.gz"
    with tarfile.open(path) as archive:
        for member in archive:
            if (
                member.isfile()
                and chance.random() < COUNT["statutes"] / 7_000
                and (file := archive.extractfile(member))
            ):
                text = _plain(file.read(_LENGTH).decode("utf-8", "ignore"))
                yield Example("other", "real/statutes", text.partition("\n")[0], text)


def _plain(markdown: str) -> str:
    """Without the head of the file and the marks of Markdown."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    return re.sub(r"^#+ |\*\*|^> ", "", text, flags=re.MULTILINE).strip()


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
