"""E-mails: who writes to whom, threads and everyday subjects."""

from __future__ import annotations

from datetime import datetime

from sample import wording as w
from sample.draft import Draft, MailHead, Para
from sample.entities import Official, Person
from sample.owners import Owner

Party = Official | Person


def _person(party: Party) -> Person:
    return party.person if isinstance(party, Official) else party


def mail(owner: Owner, sender: Party, to: Party, subject: str, sent: datetime, key: str, *paragraphs: str,
         answers: Draft | None = None, attachments: tuple[tuple[str, Draft], ...] = ()) -> Draft:  # fmt: skip
    """A mail; one that ``answers`` another quotes it below."""
    source, target = _person(sender), _person(to)
    head = MailHead(
        (source.name, source.email), ((target.name, target.email),), subject, sent,
        f"{key}@post.alvhamra.example", answers.mail.message_id if answers and answers.mail else "",
    )  # fmt: skip
    role = "official" if isinstance(sender, Official) else "complainant"
    close = f"{w.name(source, role)}"
    if isinstance(sender, Official):
        close += f"\n{sender.title}\nTelefon {w.phone(source.phone, source.id)}"
    blocks = [*(Para(text) for text in paragraphs), Para(close)]
    if answers and answers.mail:
        blocks.append(Para(_quoted(answers)))
    return Draft(owner, "email", sent.date(), subject, (), tuple(blocks), mail=head, attachments=attachments)


def _quoted(answered: Draft) -> str:
    """The answered mail below the answer, each line behind ``> ``; what it quoted itself is left out."""
    assert answered.mail is not None
    own = [block.text for block in answered.blocks if isinstance(block, Para) and "\n> " not in block.text]
    signed = own[-1].partition("\n")[0]
    lines = "\n".join(f"> {line}" for line in "\n\n".join(own).split("\n"))
    return f"Den {w.iso(answered.mail.sent.date())} skrev {signed}:\n{lines}"
