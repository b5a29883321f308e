"""E-mails: who writes to whom, threads and everyday subjects."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from sample import wording as w
from sample.draft import Draft, MailHead, Para
from sample.entities import Official, Person
from sample.owners import KS, Owner
from sample.world import World

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


def moment(day: date, rng: Random) -> datetime:
    """Some minute of an office day, UTC."""
    return datetime(day.year, day.month, day.day, rng.randint(7, 15), rng.randint(0, 59), tzinfo=UTC)


def everyday(world: World, rng: Random, index: int, case: str, day: date, turn: int) -> Draft:
    """A mail that has nothing to do with any other."""
    sender, to = world.official(KS, rng), world.official(KS, rng)
    writer = world.person(rng.randrange(60 + 3 * index))
    company = world.company(rng.randrange(20 + index), "trade")
    later = day + timedelta(days=rng.randint(3, 20))
    choices = (
        ("Lokalbokning", f"Hej, kan vi byta sal den {w.short(later)}? Stora rummet är upptaget från kl. "
                         f"{w.clock('13:00')}.",
         "Fika ordnar jag."),
        ("Faktura från i höstas", f"Hej! Fakturan från {w.company(company)} på "
                                  f"{w.amount(rng.randrange(900, 48_000, 75))} är inte "
         f"attesterad. Bankgiro {w.giro(company)} stämmer med avtalet.", "Kan du titta på den före månadsskiftet?"),
        ("Fråga om snöröjning", f"Hej, jag undrar när ni tänker ploga {w.street(writer.home)}. Förra vintern fick jag "
                                f"gå ut på "
         "vägen med rullatorn.", "Tacksam för svar."),
        ("Utskick av handlingar", f"Handlingarna i ärende {w.case(case)} skickas på {w.iso(later)}. Säg till om något "
                                  f"saknas.",
         "Protokollet justeras digitalt."),
        ("Nyckelkvittens", f"{w.name(writer)} har lämnat tillbaka två nycklar till förrådet. Den tredje är borttappad "
                           f"och låset "
         "behöver läggas om.", f"Offert från {w.company(company)} ({w.orgnr(company)}) kommer i veckan."),
    )  # fmt: skip
    subject, *text = choices[turn % len(choices)]
    party: Party = writer if subject == "Fråga om snöröjning" else sender
    return mail(KS, party, to, subject, moment(day, rng), f"{world.seed}.{index}.vardag", *text)
