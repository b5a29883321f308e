"""``python -m deploy.drill [--folder FOLDER]``: the drill of keeping and erasing, with a protocol to put in the file.

In homes of its own, with papers of its own and the real commands: take in, back up, erase, look for what was erased in
every byte, put back the backup of before the erasure, and see that what was erased stays erased and the rest is there.
Prints each step with its time; exit status 1 where one did not hold. No installation of yours is touched.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from unittest import mock

import samsyn

OWNER: Final = "Övningsnämnden"
EVERYWHERE: Final = "Övningskrog"
"""A word of each paper."""
PAPERS: Final = 6
GONE: Final = 2
"""Of the papers, so many are erased; one of these lies in a ZIP, which goes with it."""
_PROVISION: Final = "övning: gallringsbeslut 1"
_WITH_DIFFERENCES: Final = (0, 3)


class NotHeldError(RuntimeError):
    """A step did not end as it must."""


@dataclass(slots=True)
class Protocol:
    """What was done, one line each, with what it took."""

    rows: list[tuple[str, str, float]] = field(default_factory=list)

    def step(self, what: str, do: Callable[[], str]) -> None:
        begun = time.monotonic()
        try:
            found = do()
        except NotHeldError as error:
            self.rows.append((what, f"HÖLL INTE: {error}", time.monotonic() - begun))
            raise
        self.rows.append((what, found, time.monotonic() - begun))

    def told(self) -> str:
        rows = enumerate(self.rows, 1)
        lines = [f"{number:>2}. {what}: {found} ({seconds:.1f} s)" for number, (what, found, seconds) in rows]
        held = not any(found.startswith("HÖLL INTE") for _what, found, _seconds in self.rows)
        whole = sum(seconds for _what, _found, seconds in self.rows)
        end = "Övningen höll." if held else "ÖVNINGEN HÖLL INTE."
        return "\n".join([f"Protokoll, {datetime.now().astimezone():%Y-%m-%d %H:%M}", *lines, f"{end} {whole:.0f} s."])


@dataclass(frozen=True, slots=True)
class Site:
    """A home, and the command about it."""

    home: Path

    def run(self, *words: str | Path, well: tuple[int, ...] = (0,)) -> Any:
        """The JSON value that the command answers with, in this process. Raises :class:`NotHeldError`."""
        out, said = io.StringIO(), io.StringIO()
        with mock.patch.dict(os.environ, self._environment(), clear=True), redirect_stdout(out), redirect_stderr(said):
            status = samsyn.main([*map(str, words), "--json"])
        if status not in well:
            raise NotHeldError(f"samsyn {words[0]} slutade med {status}: {said.getvalue().strip()[-300:]}")
        return json.loads(out.getvalue())

    def found(self, words: str) -> list[str]:
        """The names of the files that hold the words, in order."""
        return sorted(hit["name"] for hit in self.run("search", words, "--limit", "100")["hits"])

    def _environment(self) -> dict[str, str]:
        """This installation's own settings are none of the drill's."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMSYN_")}
        plain = {"SAMSYN_NLP_PIPELINE": "rules", "SAMSYN_MEANING_EMBEDDER": "none", "SAMSYN_LOG_LEVEL": "warning"}
        return {**kept, **plain, "SAMSYN_HOME": str(self.home), "SAMSYN_CONFIG": str(self.home.parent / "none.toml")}


def planted(number: int) -> str:
    """A word that stands in one paper and nowhere else in the world."""
    return f"övningsord{number:02}zqx"


def make_papers(folder: Path) -> None:
    folder.mkdir()
    for number in range(PAPERS):
        text = f"Tillsyn nummer {number} hos {EVERYWHERE} AB. Antecknat: {planted(number)}.\n"
        (folder / f"paper-{number:02}.txt").write_text(text * 40, encoding="utf-8")
    last = folder / f"paper-{GONE - 1:02}.txt"
    with zipfile.ZipFile(folder / "i-en-mapp.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.write(last, last.name)
    last.unlink()


def drill(folder: Path, protocol: Protocol) -> None:
    """Raises :class:`NotHeldError` where a step did not hold: nothing after it is tried."""
    site, again = Site(folder / "hem" / "home"), Site(folder / "åter" / "home")
    for each in (site, again):
        each.home.parent.mkdir(parents=True)
    papers, kept = folder / "papper", folder / "kopior"
    make_papers(papers)
    protocol.step("läs in övningens handlingar", lambda: _take_in(site, papers))
    protocol.step("varje handling hittas", lambda: _all_found(site, range(PAPERS)))
    protocol.step("ta en säkerhetskopia", lambda: str(site.run("backup", "take", kept)["backup"]))
    protocol.step("kopian är hel", lambda: _whole(site, kept))
    protocol.step(f"gallra {GONE} handlingar", lambda: _erase(site))
    protocol.step("de hittas inte, de andra hittas", lambda: _erased(site))
    protocol.step("deras ord finns inte i någon fil i hemmet", lambda: _no_byte(site.home))
    protocol.step("lägg tillbaka kopian från före gallringen i ett nytt hem", lambda: _restore(again, kept))
    protocol.step("det gallrade är fortfarande gallrat, resten är kvar", lambda: _erased(again))
    protocol.step("också i filerna", lambda: _no_byte(again.home))
    protocol.step("register, valv, index och logg stämmer", lambda: _verified(again))


def _take_in(site: Site, papers: Path) -> str:
    site.run("source", "add", "övning", "--owner", OWNER)
    report = site.run("ingest", papers, "--source", "övning")
    if report["quarantined"] or report["documents"] != PAPERS + 1:
        raise NotHeldError(f"{report['documents']} handlingar, {report['quarantined']} åt sidan")
    return f"{report['documents']} handlingar"


def _all_found(site: Site, numbers: range) -> str:
    wanted, found = [f"paper-{number:02}.txt" for number in numbers], site.found(EVERYWHERE)
    if found != wanted:
        raise NotHeldError(f"hittas: {', '.join(found)}")
    return f"{len(found)} av {len(wanted)}"


def _whole(site: Site, kept: Path) -> str:
    faults = site.run("backup", "check", kept, well=_WITH_DIFFERENCES)["differences"]
    if faults:
        raise NotHeldError(f"{len(faults)} fel i kopian")
    return "inga fel"


def _erase(site: Site) -> str:
    hits = [hit for number in range(GONE) for hit in site.run("search", planted(number))["hits"]]
    ids = sorted({hit["document"] for hit in hits} | _archives(site))
    order = site.run("erase", "order", *ids, "--provision", _PROVISION, "--reason", "övning")
    site.run("erase", "resume", order["order"])
    (stand,) = (each for each in site.run("erase", "list") if each["order"] == order["order"])
    if stand["state"] != "done":
        raise NotHeldError(f"{stand['erased']} av {stand['documents']} gallrade, hindrade: {stand['hindered']}")
    return f"{stand['erased']} handlingar, med mappen som en av dem låg i"


def _archives(site: Site) -> set[str]:
    return {hit["document"] for hit in site.run("search", "", "--limit", "100")["hits"] if hit["name"].endswith(".zip")}


def _erased(site: Site) -> str:
    back = [planted(number) for number in range(GONE) if site.found(planted(number))]
    if back:
        raise NotHeldError(f"hittas ännu: {', '.join(back)}")
    stones = site.run("erase", "stones")
    if any(planted(number) in json.dumps(stones) for number in range(GONE)):
        raise NotHeldError("gallringsbevisen säger vad det var")
    return f"0 av {GONE} hittas; {_all_found(site, range(GONE, PAPERS))} av de andra; {len(stones)} gallringsbevis"


def _no_byte(home: Path) -> str:
    """Whether a word lies anywhere: in any case, as UTF-8 and as UTF-16."""
    words = [planted(number) for number in range(GONE)]
    forms = [form.encode(code) for word in words for form in (word, word.upper()) for code in ("utf-8", "utf-16-le")]
    files = [path for path in home.rglob("*") if path.is_file()]
    having = [path for path in files if _holds_any(path.read_bytes(), forms)]
    if having:
        raise NotHeldError(f"i {', '.join(str(path.relative_to(home)) for path in having[:5])}")
    return f"{len(files)} filer, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB, 0 ställen"


def _holds_any(content: bytes, forms: list[bytes]) -> bool:
    return any(form in content for form in forms)


def _restore(again: Site, kept: Path) -> str:
    done = again.run("restore", kept, well=_WITH_DIFFERENCES)
    again.run("restore", "--accept", "övning")
    return f"kopian {done['backup']}"


def _verified(again: Site) -> str:
    differences = again.run("verify", well=_WITH_DIFFERENCES)["differences"]
    ledger = again.run("audit", "verify", well=_WITH_DIFFERENCES)
    if differences or not ledger["whole"]:
        raise NotHeldError(f"{len(differences)} skillnader, loggen: {ledger}")
    return "inga skillnader"


@contextmanager
def _place(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="samsyn-drill-") as made:
        yield Path(made)


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.drill", description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="a new folder, which is kept; else one that is thrown away")
    protocol = Protocol()
    with _place(parser.parse_args(words).folder) as folder:
        try:
            drill(folder, protocol)
        except NotHeldError:
            print(protocol.told())
            return 1
    print(protocol.told())
    return 0


if __name__ == "__main__":
    sys.exit(main())
