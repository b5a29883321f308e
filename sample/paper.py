"""A paper ready to be made: a draft, the source it lies in, its file name and its carrier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from models.source import Source
from sample.carriers import scan
from sample.carriers.attached import bundle_file
from sample.carriers.mail import mail_file
from sample.carriers.mbox import mbox_file
from sample.carriers.plain import Written
from sample.carriers.registry import CARRIERS
from sample.draft import Draft
from sample.scene.scene import Cast
from sample.spans import plain

SCANS: dict[str, Callable[[Draft, Random, str], Written]] = scan.CARRIERS


@dataclass(frozen=True, slots=True)
class Paper:
    """``carrier`` is ``eml``, ``mbox``, ``batch`` or one of the carriers of drawn papers (:func:`carry`).

    ``thread`` are the mails of an mbox, or the cases of a batch scan; ``relation`` says what the paper repeats, and
    ``same_as`` is the stem of what it has the same bytes as.
    """

    source: Source
    stem: str
    draft: Draft
    carrier: str
    style: str = ""
    cast: Cast = field(default_factory=Cast)
    thread: tuple[Draft, ...] = ()
    relation: tuple[str, str] | None = None
    same_as: str = ""

    @property
    def chance(self) -> str:
        """What its carrier's stream of chance is drawn from: a duplicate's is that of what it repeats."""
        return self.same_as or self.stem


@dataclass(frozen=True, slots=True)
class File:
    """A file and what lies within it, as (name, draft, file)."""

    written: Written
    carrier: str
    members: tuple[tuple[str, Draft, File], ...] = ()


def carried(paper: Paper, rng: Random) -> File:
    """The file of a paper, with the mails of an mbox and the attachments of a mail within it."""
    if paper.carrier == "eml":
        return _mail(paper.draft, rng)
    if paper.carrier == "mbox":
        mails = [(one, _mail(one, rng)) for one in paper.thread]
        box = mbox_file([(one, mail.written) for one, mail in mails])
        return File(
            Written(box.content, box.suffix, ()),
            "mbox",
            tuple((f"{at:04d}.eml", one, mail) for at, (one, mail) in enumerate(mails, 1)),
        )
    if paper.carrier == "pdf-attached":
        written, attached = bundle_file(paper.draft, rng, paper.style, carry)
        return File(
            written, paper.carrier, tuple((name, one, File(inner, inner.suffix[1:])) for name, one, inner in attached)
        )
    if paper.carrier == "batch":
        return File(scan.batch_pdf(paper.thread, rng, pages=len(paper.thread)), "batch")
    return File(carry(paper.draft, paper.carrier, rng, paper.style), paper.carrier)


def _mail(draft: Draft, rng: Random) -> File:
    attached = tuple(
        (name, one, File(carry(one, name.rpartition(".")[2], rng), name.rpartition(".")[2]))
        for name, one in draft.attachments
    )
    written = mail_file(draft, [(name, file.written) for name, _, file in attached])
    return File(written, "eml", attached)


def carry(draft: Draft, carrier: str, rng: Random, style: str = "") -> Written:
    """The bytes and the gold of a draft on its carrier.

    Raises:
        ValueError: there is no such carrier.
    """
    make = CARRIERS.get(carrier) or SCANS.get(carrier)
    if make is None:
        raise ValueError(f"No carrier {carrier!r} for {plain(draft.title)!r}")
    return make(draft, rng, style)
