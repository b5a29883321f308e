"""A paper ready to be made: a draft, the source it lies in, its file name and its carrier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from models.source import Source
from sample.carriers import docx, mail, pdf, plain, scan
from sample.carriers.plain import Written
from sample.draft import Draft
from sample.owners import Owner
from sample.spans import read


@dataclass(frozen=True, slots=True)
class Paper:
    """``carrier`` is pdf, docx, eml, txt, mixed (a PDF with a scanned annex) or, of scans, scan, jpg, png or tiff."""

    source: Source
    stem: str
    draft: Draft
    carrier: str
    style: str = ""


def reference(owner: Owner, day: date, number: int) -> str:
    """A case number as this owner writes it."""
    if owner.code == "5900":
        return f"5900-K{1000 + number}-{day:%y}"
    return {
        "MBN": f"MBN {day.year}-{number:04d}",
        "SN": f"SN {day.year}/{number}",
        "KS": f"KS {day.year}/{number:05d}",
    }[owner.code]


def carry(draft: Draft, carrier: str, rng: Random, style: str = "") -> Written:
    """The bytes and the gold of a draft on its carrier."""
    match carrier:
        case "pdf":
            return pdf.pdf_file(draft, rng, style)
        case "docx":
            return docx.word_file(draft, rng)
        case "txt":
            return plain.text_file(draft)
        case "mixed":
            return scan.mixed_pdf(draft, rng, style)
        case "tiff":
            return scan.scan_tiff(draft, rng, style)
        case "jpg" | "png":
            return scan.scan_picture(draft, rng, style, png=carrier == "png")
        case "scan":
            return scan.scan_pdf(draft, rng, style)
    raise ValueError(f"No carrier {carrier!r} for {read(draft.title).text!r}")


def carry_mail(draft: Draft, rng: Random) -> tuple[Written, list[tuple[str, Draft, Written]]]:
    """A mail, and its attachments as (name, draft, file)."""
    attached = [(name, one, carry(one, name.rpartition(".")[2], rng)) for name, one in draft.attachments]
    return mail.mail_file(draft, [(name, written) for name, _, written in attached]), attached
