"""Law references in the public cases of ferenda (the engine behind lagen.nu): how many links are found, and what else.

    python -m bench.law_references [--misses N]

A *link* is found where a mention stands on it and means the same place of the same law; where the mention takes in more
(``7 kap. 22`` for the link ``7 kap.``) its chapter or law is enough. ``place_only``: the place is right and the law is
not told: of ``(jfr 2 kap. 6 §)``, say, of which ferenda takes the law from a sentence before. Links of decisions by
their case number (``dnr 1879-02-40``) are found by a CASE. Reads ``../shared/data``, skips with a word without it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, Final

from bench.identifiers_material import ABSENT, SHARED
from models.mention import Label
from nlp import precedence
from nlp.candidate import Candidate, Context
from nlp.components import RULES

CASES: Final = SHARED / "nlp/rules-legalref-ferenda/legalref"
TODAY: Final = Context(date(2019, 1, 1))
OWN_LAW: Final = "9999:999"
"""The number by which the cases call the statute that the text itself is."""
_LIST: Final = re.compile(r"<list>.*?</list>|<str />", re.DOTALL)
_PART: Final = re.compile(r'<(?:str|Link uri="(?P<uri>[^"]*)")>(?P<text>.*?)</(?:str|Link)>', re.DOTALL)
_URI: Final = re.compile(r"https://lagen\.nu/(?:(?P<law>\d{4}:[^#/]+)(?:#(?P<place>.*))?|(?P<other>.+))")
_STEP: Final = re.compile(r"([KPSONML])(\d{4}:\d+|\d+[a-z]?|[a-z]\b)")
_ORDER: Final = "KPOSNM"
_UNITS: Final = {"kap.": "K", "§": "P", "st.": "S", "mom.": "O", "p.": "N", "men.": "M"}
Target = tuple[str, tuple[str, ...]]
"""A law or other source, and the steps down into it: ``("1994:1738", ("K6", "P3", "S1"))``."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a case expects at a place of its text."""

    start: int
    end: int
    target: Target


def main() -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, help="how many of what was missed and what was false to print")
    asked = parser.parse_args()
    if not CASES.is_dir():
        print(ABSENT)
        return 0
    print(json.dumps(measure(asked.misses), ensure_ascii=False, indent=1))
    return 0


def measure(misses: int = 0) -> dict[str, Any]:
    """By folder and together: links, how many are found, mentions, how many of them stand on a link they fit."""
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    missed, false = list[str](), list[str]()
    for path in sorted(CASES.rglob("*.txt")):
        row = rows[path.parent.name]
        row["cases"] += 1
        for text, links in cases(path.read_text("utf-8")):
            told = _told(text)
            for link in links:
                how = _how_found(link, told)
                row.update(["links", how])
                if how != "found":
                    missed.append(f"{path.stem}: {text[link.start : link.end]!r} {link.target} {how}")
            for mention, targets in told:
                if mention.label is Label.LAW:
                    fits = any(_on(link, mention) and _fit(link, targets) for link in links)
                    row.update(["mentions", "right" if fits else "beside"])
                    if not fits:
                        false.append(f"{path.stem}: {text[mention.start : mention.end]!r} {mention.value}")
    whole = sum(rows.values(), Counter[str]())
    report: dict[str, Any] = {"all": _figures(whole), **{name: _figures(row) for name, row in rows.items()}}
    return report | ({"missed": missed[:misses], "beside": false[:misses]} if misses else {})


def cases(content: str) -> Iterator[tuple[str, list[Link]]]:
    """The text of a file, its parts put together, with its links. What has no expectation is left out."""
    text, links = "", list[Link]()
    for match in _LIST.finditer(content):
        text += "\n\n" if text else ""
        for part in _PART.finditer(match.group()):
            written = unescape(part["text"])
            if part["uri"] is not None:
                links.append(Link(len(text), len(text) + len(written), _target(part["uri"])))
            text += written
    yield text, links


def _target(uri: str) -> Target:
    match = _URI.match(uri)
    if match is None or match["law"] is None:
        return (match["other"] if match else uri), ()
    steps = tuple(f"{kind}{number}" for kind, number in _STEP.findall(match["place"] or ""))
    if steps and steps[0].startswith("L"):
        return steps[0][1:], ()
    return re.sub(r":0+", ":", match["law"].replace("_", " ")), _whole(steps)


def _whole(steps: tuple[str, ...]) -> tuple[str, ...]:
    """In order; a point without a paragraph is one of the first."""
    steps = tuple(sorted(steps, key=lambda step: _ORDER.index(step[0])))
    if any(step[0] == "N" for step in steps) and not any(step[0] in "SO" for step in steps):
        at = next(number for number, step in enumerate(steps) if step[0] == "N")
        return (*steps[:at], "S1", *steps[at:])
    return steps


def _told(text: str) -> list[tuple[Candidate, list[Target]]]:
    found = (one for rule in RULES.values() for one in rule(text, TODAY))
    kept = [one for one in precedence.choose(found) if one.label in (Label.LAW, Label.CASE)]
    return [(one, list(targets(one.value))) for one in kept]


def targets(value: str) -> Iterator[Target]:
    """What a normal form means, in the words of the cases."""
    law = re.match(r"SFS (\d{4}:\d+(?: s\. ?\d+)?) ?", value)
    rest = value[law.end() :] if law else value
    if law or re.match(r"\d+(?: [a-z])? (?:kap\.|§|st\.)", value):
        steps = re.findall(r"(\d+(?: [a-z])?|[a-z]) (kap\.|§|st\.|mom\.|p\.|men\.)", rest)
        number = re.sub(r":0+", ":", re.sub(r" s\. ?(\d+)", r" s. \1", law[1])) if law else OWN_LAW
        yield number, _whole(tuple(_UNITS[unit] + one.replace(" ", "") for one, unit in steps))
        return
    yield from ((uri, ()) for uri in _sources(value))


def _sources(value: str) -> Iterator[str]:
    """Preparatory works, case law, acts of the EU and decisions."""
    if match := re.match(r"(prop|SOU|Ds|bet|rskr)\.? ([\d/]+:[A-Z]*\s?\d+)(?: s\. (.+))?", value):
        base = f"{match[1].lower()}/{match[2]}".replace("1958:A ", "1958:").replace("B ", "B")
        pages = re.findall(r"\d+", match[3] or "")
        yield from ([f"{base}#sid{page}" for page in pages] if pages else [base])
    elif match := re.match(r"(NJA|HFD|RÅ|AD|RH|MÖD|MD|MIG) (\d{4})(.+)", value):
        kind, number = re.sub(r"\d", "", match[3]), re.sub(r"\D", "", match[3])
        series = match[1].lower().replace("å", "a").replace("ö", "o")
        yield f"dom/{series}/{match[2]}" + ("s" if "s." in kind else "/not/" if "not" in kind else ":") + number
    elif value.startswith("CELEX "):
        yield f"ext/celex/{value[6:]}"
    elif match := re.match(r"(förordning|direktiv)(?: \((?:EU|EG|EEG)\))? (\d+)/(\d+)(?:/\w+)?(?: art\. (.+))?", value):
        yield from _celex(match)
    else:
        yield from (f"avg/{who}/{value}" for who in ("jk", "jo", "arn"))


def _celex(match: re.Match[str]) -> Iterator[str]:
    first, second = match[2], match[3]
    if match[1] == "förordning" and int(second if len(second) == 4 else f"19{second}") < 2015:
        first, second = second, first  # "(EEG) nr 2092/91": until 2015 the number stood before the year
    year = f"19{first}" if len(first) == 2 else first
    article = f"#{match[4]}" if match[4] else ""
    yield f"ext/celex/3{year}{'R' if match[1] == 'förordning' else 'L'}{int(second):04}{article}"


def _how_found(link: Link, told: Iterable[tuple[Candidate, list[Target]]]) -> str:
    on = [means for mention, means in told if _on(link, mention)]
    if any(_fit(link, means) for means in on):
        return "found"
    place = link.target[1]
    return "place_only" if place and any(steps == place for means in on for _, steps in means) else "missed"


def _on(link: Link, mention: Candidate) -> bool:
    return mention.start < link.end and link.start < mention.end


def _fit(link: Link, means: Iterable[Target]) -> bool:
    law, steps = link.target
    return any(law in (name, name.partition("#")[0]) and there[: len(steps)] == steps for name, there in means)


def _figures(row: Counter[str]) -> dict[str, Any]:
    return {
        "cases": row["cases"],
        "links": row["links"],
        "found": row["found"],
        "place_only": row["place_only"],
        "recall": round(row["found"] / row["links"], 4) if row["links"] else None,
        "mentions": row["mentions"],
        "right": row["right"],
        "precision": round(row["right"] / row["mentions"], 4) if row["mentions"] else None,
    }


if __name__ == "__main__":
    raise SystemExit(main())
