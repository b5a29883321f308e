"""What stands at each place: repeats of what is there, threads in turn, and room for the batch scan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

from sample.drafts import MOST_MAILS, draft, mails
from sample.grammar.bank import open_bank
from sample.orders import BATCH, Order, order
from sample.world import World


def test_a_repeat_is_of_a_paper_that_is_there_and_repeats_nothing() -> None:
    repeats = 0
    for seed in (1, 2, 3):
        world = World(seed)
        for one in (order(world, index) for index in range(4_000)):
            if one.relation:
                first = order(world, one.of)
                as_first = replace(one, index=first.index, day=first.day, relation="", of=-1)
                assert as_first == first, (seed, one.index)
                assert first.index < one.index
                assert first.day <= one.day
                repeats += 1
    assert repeats > 100


def test_nothing_hangs_on_the_place_of_the_batch_scan() -> None:
    for seed in range(40):
        world = World(seed)
        there = order(world, BATCH)
        assert there.event is None
        assert there.thread < 0
        assert not there.relation
        assert all(order(world, index).of != BATCH for index in range(BATCH - BATCH % 40, BATCH - BATCH % 40 + 40))


def test_a_threads_mails_stand_in_turn() -> None:
    world = World(4)
    threads = [one for one in (order(world, index) for index in range(2_000)) if one.thread >= 0]
    for _, thread in groupby(threads, key=lambda one: one.thread):
        turns = [one.turn for one in thread]
        assert turns == list(range(len(turns)))


def test_mailboxes_side_by_side_hold_other_mails() -> None:
    world, bank = World(1), open_bank("first")
    boxes = (mails(world, bank, "first", Order(at, "email", date(2023, 5, 16)), MOST_MAILS)[0] for at in (70, 71, 72))
    ids = [one.mail.message_id for box in boxes for one in box if one.mail]
    assert len({key.partition("@")[0].partition(".")[2] for key in ids}) == len(ids) == 3 * MOST_MAILS


def test_a_later_version_tells_of_the_same_days_and_the_same_matter() -> None:
    world, bank, versions = World(2), open_bank("first"), 0
    for one in (order(world, index) for index in range(800)):
        if one.relation == "version":
            (later, _), (first, _) = (draft(world, bank, "first", it) for it in (one, order(world, one.of)))
            assert later.date > first.date
            assert dict(later.references).get("Dnr") == dict(first.references).get("Dnr")
            assert later.title.endswith(", version 2")
            versions += 1
    assert versions
