"""From an order to a draft: a scene is set, a template drawn from the bank, and its words written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from sample import payments
from sample import wording as w
from sample.draft import Block, Draft, Heading, MailHead, PageBreak, Para, Quote, Title
from sample.events import share
from sample.grammar.bank import Bank
from sample.grammar.compose import compose
from sample.grammar.fitting import fitting
from sample.numbering import reference
from sample.orders import BLOCK, Order, order
from sample.owners import Owner
from sample.scene.scene import Cast
from sample.setting import set_scene
from sample.spans import plain
from sample.varieties import VARIETIES
from sample.world import World

MOST_MAILS = 5
"""In one mailbox."""
ATTACHED = 0.22
"""How many mails have an attachment."""
_ENCLOSED = ("invoice", "letter", "form", "file_note", "payment_rows", "contract")


def draft(world: World, bank: Bank, name: str, it: Order) -> tuple[Draft, Cast]:
    """The draft of an order and who is in it. ``name`` is the bank's.

    A version is written from the stream of chance of what it repeats. A mail that answers another quotes it, and so
    that one is written too.
    """
    earlier = draft(world, bank, name, _before(world, it))[0] if it.turn else None
    return _draft(world, bank, name, it, _given(world, it), earlier)


def mails(world: World, bank: Bank, name: str, it: Order, number: int) -> tuple[tuple[Draft, ...], Cast]:
    """A thread of so many mails (:data:`MOST_MAILS` at the most) that lie in one file, and who is in them."""
    made, cast = list[Draft](), Cast()
    for turn in range(number):
        # Places of their own, so that the mails of two mailboxes side by side are not drawn from the same chance.
        mail = replace(it, index=3_000_000 + MOST_MAILS * it.index + turn, thread=3_000_000 + it.index, turn=turn)
        one, there = _draft(world, bank, name, mail, _given(world, mail), made[-1] if made else None)
        made.append(one)
        cast.others.append(there)
    return tuple(made), cast


def _draft(world: World, bank: Bank, name: str, it: Order, cast: Cast, earlier: Draft | None) -> tuple[Draft, Cast]:
    rng = world.rng("draft", it.of if it.relation else it.index)
    written = _written(world, bank, name, it, rng, cast)
    if it.variety == "email":
        written = _mail(world, bank, name, it, written, cast, rng, earlier)
    if it.relation == "version":
        written = _revised(written)
    return written, cast


def _given(world: World, it: Order) -> Cast:
    if it.event is not None:
        cast = share(it.event.cast)
        owner = it.owner
        opened = it.event.papers[0][1]
        number = opened.timetuple().tm_yday * 5 + world.rng("case", it.event.number, owner.code).randint(0, 4)
        cast.numbers["case"] = reference(owner, opened, number)
        return cast
    if it.thread >= 0:
        rng = world.rng("thread", it.thread)
        pair = [world.person(f"writer-{rng.randrange(9_000)}") for _ in range(2)]
        first, second = pair if it.turn % 2 == 0 else pair[::-1]
        return Cast({"sender": first, "recipient": second})
    return Cast(days={"day": it.day})


def _written(world: World, bank: Bank, name: str, it: Order, rng: Random, cast: Cast) -> Draft:
    variety = VARIETIES[it.variety]
    if it.variety == "payment_rows":
        return payments.draft(world, rng, it.day, cast)
    sort = it.event.kind.sort if it.event is not None else ""
    # A later version has another date, and all else is as long ago as in what it repeats.
    day = order(world, it.of).day if it.relation == "version" else it.day
    scene = set_scene(world, rng, variety, day, cast, owner=it.owner, sort=sort)
    written = compose(bank, rng.choice(fitting(bank, it.variety, scene)), scene, variety.kind, name=name)
    if it.parts > 1:
        written = _long(world, bank, name, it, written, rng, cast)
    return written


def _long(world: World, bank: Bank, name: str, it: Order, first: Draft, rng: Random, cast: Cast) -> Draft:
    """A paper of many sections, each written as a paper of its own and about somebody else."""
    variety, blocks, topics = VARIETIES[it.variety], list(first.blocks), list(first.topics)
    for part in range(2, it.parts + 1):
        scene = set_scene(world, rng, variety, it.day, Cast(), owner=it.owner)
        cast.others.append(scene.cast)
        one = compose(bank, rng.choice(fitting(bank, it.variety, scene)), scene, variety.kind, name=name)
        blocks += [PageBreak()] if rng.random() < 0.3 else []
        blocks += [Heading(f"Avsnitt {part}. {one.title}"), *one.blocks[1:]]
        topics += one.topics
    return replace(first, blocks=tuple(blocks), topics=tuple(dict.fromkeys(topics)))


def _revised(written: Draft) -> Draft:
    """A later version: it says so, and something has been added."""
    note = Para(f"Version 2, ersätter den tidigare handlingen. {written.title} har justerats efter påpekanden.")
    return replace(written, title=f"{written.title}, version 2", blocks=(note, *written.blocks))


def _mail(
    world: World, bank: Bank, name: str, it: Order, written: Draft, cast: Cast, rng: Random, earlier: Draft | None
) -> Draft:
    """The same with a mail's header, without its title in the body, and perhaps with an attachment."""
    subject, answers, quoted = plain(written.title), "", list[Block]()
    if earlier is not None and earlier.mail is not None:
        subject = "SV: " + earlier.mail.subject.removeprefix("SV: ")
        answers, quoted = earlier.mail.message_id, _quoted(earlier, cast)
    body = tuple(block for block in written.blocks if not isinstance(block, Title))
    message_id = f"{it.index:06d}.{rng.getrandbits(32):08x}@post.example"
    head = MailHead(*_addresses(world, written.owner, cast, rng), subject, _sent(it, rng), message_id, answers)
    attachments = _attachments(world, bank, name, it, cast, rng) if not it.turn and rng.random() < ATTACHED else ()
    return replace(written, blocks=(*body, *quoted), mail=head, attachments=attachments, title=subject)


def _sent(it: Order, rng: Random) -> datetime:
    return datetime(it.day.year, it.day.month, it.day.day, 6 + min(it.turn, 3) * 3, 0, tzinfo=UTC) + timedelta(
        minutes=rng.randrange(175), seconds=rng.randrange(60)
    )


def _before(world: World, it: Order) -> Order:
    """The mail of the thread that this one answers: it lies earlier in the same block."""
    start = it.index - it.index % BLOCK
    return next(
        one
        for at in range(start, it.index)
        if (one := order(world, at)).thread == it.thread and one.turn == it.turn - 1
    )


def _quoted(earlier: Draft, cast: Cast) -> list[Block]:
    """The first words of what is answered, as mail programs quote them; in a thread its writer is whom one answers."""
    assert earlier.mail is not None
    sent, who = earlier.mail.sent, earlier.mail.sender[0]
    answered = cast.people.get("recipient")
    writer = w.name(answered, "correspondent") if answered is not None and answered.name == who else who
    first = next((block.text for block in earlier.blocks if isinstance(block, Para)), "")
    return [Para(f"{w.iso(sent.date())} {w.clock(f'{sent:%H:%M}', dot=False)} skrev {writer}:"), Quote(f"> {first}")]


def _addresses(
    world: World, owner: Owner, cast: Cast, rng: Random
) -> tuple[tuple[str, str], tuple[tuple[str, str], ...]]:
    """From and to: those whom the words name, else the owner's own box."""
    box = (plain(owner.unit), plain(owner.email))
    writer = cast.people.get("sender") or (cast.officials["official"].person if "official" in cast.officials else None)
    reader = cast.people.get("recipient")
    sender = (writer.name, writer.email) if writer else box
    to = (reader.name, reader.email) if reader else box
    if sender == to:
        other = world.person(rng.randrange(9_000))
        sender = (other.name, other.email)
    return sender, (to,)


def _attachments(
    world: World, bank: Bank, name: str, it: Order, cast: Cast, rng: Random
) -> tuple[tuple[str, Draft], ...]:
    variety = rng.choice(_ENCLOSED)
    enclosed = replace(it, variety=variety, thread=-1, turn=0)
    own = Cast(dict(cast.people), companies=dict(cast.companies), places=dict(cast.places))
    cast.others.append(own)
    written = _written(world, bank, name, enclosed, rng, own)
    endings = ("xlsx", "csv") if variety == "payment_rows" else ("pdf", "docx", "pdf")
    stem = rng.choice(VARIETIES[variety].stems)
    return ((f"{stem} {it.day:%y%m%d}.{rng.choice(endings)}", written),)
