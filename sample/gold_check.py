"""Does the gold agree with itself? Spans with their text, numbers with their check digit, boxes with their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from sample import identities
from sample.draft import MARK

Record = dict[str, Any]
_LISTS = ("mentions", "fields", "ties", "denials", "decoys")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)|\d{4}-\d\d|\d{4}-W\d\d|\d{4}|--\d\d-\d\d")


def errors(record: Record) -> Iterator[str]:
    """What is wrong with a document's gold."""
    pages = {page["number"]: page for page in record["pages"]}
    for name in _LISTS:
        for one in record[name]:
            text = pages[one["page"]]["text"]
            if not 0 <= one["start"] < one["end"] <= len(text) or text[one["start"] : one["end"]] != one["text"]:
                yield f"{name}: {one['text']!r} is not what stands at {one['start']} of page {one['page']}"
    yield from _order(record["mentions"])
    for one in record["mentions"]:
        if (check := _CHECKS.get(one["label"])) and not check(_flat(one["text"]), one["value"]):
            yield f"{one['label']}: {one['text']!r} and {one['value']!r} do not agree, or the number is wrong"
    for one in record["decoys"]:
        if one["why"] == "wrong check digit" and _luhn(_digits(one["text"])):
            yield f"decoy {one['text']!r} has a right check digit"
    for page in record["pages"]:
        if MARK not in _flat(page["text"]):
            yield f"page {page['number']} does not carry the mark"
        yield from _words(page)
    yield from _boxes(record, pages)


def _order(mentions: list[Record]) -> Iterator[str]:
    for one, other in pairwise(sorted(mentions, key=lambda it: (it["page"], it["start"]))):
        if one["page"] == other["page"] and other["start"] < one["end"]:
            yield f"{one['text']!r} and {other['text']!r} overlap"


def _words(page: Record) -> Iterator[str]:
    for start, end, x0, y0, x1, y1 in page.get("words", ()):
        if not page["text"][start:end].strip() or "\n" in page["text"][start:end]:
            yield f"page {page['number']}: no word at {start}"
        if not (x0 < x1 and y0 < y1 and x0 > -20 and x1 < page["width"] + 20 and y0 > -20 and y1 < page["height"] + 20):
            yield f"page {page['number']}: {page['text'][start:end]!r} lies off the paper"


def _boxes(record: Record, pages: dict[int, Record]) -> Iterator[str]:
    """Each mention on a picture has boxes, and they are those of the words that it is made of and of no others."""
    for one in record["mentions"]:
        words = pages[one["page"]].get("words")
        if not words:
            continue
        mine = [word for word in words if word[0] < one["end"] and word[1] > one["start"]]
        if not one["boxes"] or not mine:
            yield f"{one['text']!r} has no box"
        elif any(not any(_within(word, box) for box in one["boxes"]) for word in mine):
            yield f"the boxes of {one['text']!r} do not lie on its words"
        elif len(one["boxes"]) > len(mine):
            yield f"{one['text']!r} has more boxes than words"


def _within(word: list[float], box: list[float]) -> bool:
    return box[0] <= word[2] + 0.1 and box[1] <= word[3] + 0.1 and box[2] >= word[4] - 0.1 and box[3] >= word[5] - 0.1


def _flat(text: str) -> str:
    """The text with line breaks as spaces, as it was before it was set."""
    return text.replace("\n", " ").replace("\t", " ")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _luhn(digits: str) -> bool:
    return identities.luhn(digits[:-1]) == int(digits[-1])


def _personnummer(text: str, value: str) -> bool:
    if value.endswith("XXXX"):
        return text == value
    day = int(value[6:8]) % 60
    date(int(value[:4]), int(value[4:6]), day)
    return (
        value.endswith(_digits(text)) and len(_digits(text)) in (10, 12) and _luhn(value[2:])
        and int(value[8:11]) in identities.TEST_BIRTH_NUMBERS
    )  # fmt: skip


def _orgnr(text: str, value: str) -> bool:
    written = _digits(text.removesuffix("01") if text.startswith("SE") else text)
    return written == value and len(value) == 10 and _luhn(value) and value.startswith(("558", "968", "212099"))


def _account(text: str, value: str) -> bool:
    if value.startswith("SE"):
        return text.replace(" ", "") == value and value[2:4] == identities.iban_check(value[4:])
    digits = value[3:]
    return _digits(text) == digits and _luhn(digits) and value.startswith(("BG:99", "PG:99"))


def _phone(text: str, value: str) -> bool:
    number = int(value.removeprefix("+46"))
    ranges = (identities.FICTION_MOBILE, *identities.FICTION_FIXED.values())
    return value.endswith(_digits(text).removeprefix("46").lstrip("0")) and any(number in one for one in ranges)


def _vehicle(text: str, value: str) -> bool:
    return text.replace(" ", "").upper() == value and value[:3] in identities.BARRED_LETTERS


def _date(text: str, value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match and match.group(1):
        date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return match is not None


def _amount(text: str, value: str) -> bool:
    kronor, thousands = _digits(value.partition(".")[0]), " tkr" in text
    written = _digits(re.split(r"[,.]", text)[0])  # a workbook holds 64838.55
    return kronor == (written + "000" if thousands else written)


def _time(text: str, value: str) -> bool:
    hours, _, minutes = text.replace(".", ":").partition(":")
    return f"{hours:0>2}:{minutes or '00'}" == value


def _name(text: str, value: str) -> bool:
    return bool(text.strip()) and bool(value.strip())


_CHECKS: dict[str, Callable[[str, str], bool]] = {
    "PERSONNUMMER": _personnummer, "ORGNR": _orgnr, "ACCOUNT": _account, "PHONE": _phone, "VEHICLE": _vehicle,
    "DATE": _date, "AMOUNT": _amount, "TIME": _time, "PERSON": _name, "ORG": _name,
    "LAW": lambda text, value: value.startswith("SFS "),
}  # fmt: skip
