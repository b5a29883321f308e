"""The review desk: what each rule finds, who sees it, how it is closed, and that the ledger has it all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest import mock

import pytest
from sqlalchemy import func, select

from models import sought, swedish
from models.access import Purpose, Role, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError, InvalidFindingError
from models.review import Finding, Item, Period, Rule, account_of
from models.store import ledger as ledger_module
from models.store import schema
from models.store.review_names import ReviewNames
from models.store.store import Store
from search import reviewing
from tests.web.archive import MILJO, fill

WHY = Purpose("granskning", "G-1")
MONTH = "2026-03"
WORKDAY = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
REVIEWER = Viewer("gun", frozenset({MILJO.owner}), roles=frozenset({Role.REVIEWER}))


@contextmanager
def at(time: datetime) -> Iterator[None]:
    with mock.patch.object(ledger_module, "datetime", wraps=datetime) as clock:
        clock.now.return_value = time
        yield


def read(store: Store, actor: str = "ines", times: int = 1, time: datetime = WORKDAY, **other: object) -> None:
    """So many readings at this time, of an owner that the reviewer sees."""
    given = {"purpose": "tillsyn", "case": "D-1", "target": "d" * 32, "owners": (MILJO.owner,), **other}
    with at(time):
        for _ in range(times):
            store.ledger.write(Event(Action.READ_DOCUMENT, actor, **given))  # type: ignore[arg-type]


def found(store: Store, month: str = MONTH, viewer: Viewer = REVIEWER) -> list[tuple[str, str, int]]:
    reviewing.draw(viewer, WHY, store, month)
    return [_told(item) for item in reviewing.items(viewer, WHY, store) if item.suspicion.rule is not Rule.SAMPLE]


def _told(item: Item) -> tuple[str, str, int]:
    return item.suspicion.rule.value, item.suspicion.actor, item.suspicion.count


@pytest.fixture
def few(store: Store) -> Store:
    """A store whose limits are met by few events."""
    from dataclasses import replace

    limits = replace(
        store.settings.limits, review_sample=3, review_day_events=8, review_odd_events=2, review_purpose_events=5
    )
    store.settings = replace(store.settings, limits=limits)
    return store


def test_what_is_as_it_should_be_is_no_item(few: Store) -> None:
    read(few, times=7, case="D-1")
    read(few, case="D-2")
    read(few, "ola", 1, datetime(2026, 3, 10, 22, 0, tzinfo=UTC))
    assert [one for one in found(few) if one[0] != "volume"] == []


def test_much_in_a_day(few: Store) -> None:
    read(few, times=7)
    read(few, "ola", 8, case="D-2")
    read(few, "ola", 1, datetime(2026, 3, 11, 9, 0, tzinfo=UTC), case="D-3")
    assert [one for one in found(few) if one[1] == "ola"] == [("volume", "ola", 8)]


def test_to_wait_at_a_list_that_reloads_is_not_to_read_much(few: Store) -> None:
    """The page of jobs is shown every four seconds; what stands on it is in the ledger each time."""
    with at(datetime(2026, 3, 14, 12, 0, tzinfo=UTC)):  # a Saturday
        for name in ("jobs", "alerts", "unsettled") * 5:
            event = Event(Action.SEARCH, "ines", "tillsyn", "", "", (MILJO.owner,), {"list": name})
            few.ledger.write(event)
    assert found(few) == []
    with at(WORKDAY):
        for name in ("who_looked",) * 8:
            few.ledger.write(Event(Action.SEARCH, "ola", "tillsyn", "D-1", "", (MILJO.owner,), {"list": name}))
    assert [one for one in found(few) if one[0] == "volume"] == [("volume", "ola", 8)]


def test_much_more_than_usual(few: Store) -> None:
    for day in (2, 3, 4, 5, 6):
        read(few, time=datetime(2026, 3, day, 9, tzinfo=UTC), case=f"D-{day}")
    read(few, times=6, time=datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert found(few) == [("unusual", "ines", 6)]


@pytest.mark.parametrize("time", [datetime(2026, 3, 10, 22, 0, tzinfo=UTC), datetime(2026, 3, 14, 12, 0, tzinfo=UTC)])
def test_nights_and_weekends_in_swedish_time(few: Store, time: datetime) -> None:
    read(few, times=2, time=time)
    read(few, time=datetime(2026, 3, 10, 5, 0, tzinfo=UTC), actor="ola", times=2)  # six o'clock in Sweden
    assert found(few) == [("odd_hours", "ines", 2)]


def test_without_a_case_and_one_purpose_for_everything(few: Store) -> None:
    read(few, case="")
    read(few, "ola", 5)
    assert found(few) == [("no_case", "ines", 1), ("one_purpose", "ola", 5)]


def test_own_name_and_a_listed_one(few: Store) -> None:
    ids = fill(few)  # users ines, pal, alva
    few.users.set_display("ines", "Adam Provsson")
    read(few, target=ids["inspektion-kebnekrogen.pdf"])
    names = ReviewNames(few.database, few.ledger.keys)
    assert names.list_for("alva", "Exempel")
    assert not names.list_for("alva", "exempel")
    with few.database.read() as connection:
        assert "xempel" not in repr(connection.execute(select(schema.review_names)).all())
    read(few, "alva (via lokal operatör)", about=sought.sought("berit exempel"), target="", case="D-4")
    read(few, "pal", about=sought.sought("berit exempel"), target="", case="D-5")
    assert found(few) == [("own_name", "alva (via lokal operatör)", 1), ("own_name", "ines", 1)]
    assert names.strike("alva", "EXEMPEL")
    assert not names.strike("alva", "exempel")


def test_an_account_is_not_taken_for_another_that_is_written_much_like_it(few: Store) -> None:
    few.users.add("al_a", "Berit Exempel", "hemligt lösenord", frozenset({MILJO.owner}))
    for account in ("alva", "al_a"):
        read(few, f"{account} (via lokal operatör)", about=sought.sought("berit exempel"), target="")
    assert found(few) == [("own_name", "al_a (via lokal operatör)", 1)]


def test_the_sample_is_drawn_once_when_the_month_is_over(few: Store) -> None:
    for number in range(4):
        read(few, case=f"D-{number}")
    month = Period.of(MONTH)
    with mock.patch.object(swedish, "now", return_value=month.ends.replace(day=30)):
        reviewing.draw(REVIEWER, WHY, few, MONTH)
        assert reviewing.items(REVIEWER, WHY, few) == []
    reviewing.draw(REVIEWER, WHY, few, MONTH)
    first = [item.suspicion.events for item in reviewing.items(REVIEWER, WHY, few)]
    assert len(first) == few.settings.limits.review_sample == len(set(first))
    assert reviewing.draw(REVIEWER, WHY, few, MONTH) == 0


def test_nobody_reviews_themselves_or_another_owners_papers(few: Store) -> None:
    read(few, "gun", case="")
    read(few, "gun (via lokal operatör)", case="")
    read(few, "ola", case="", owners=("Polisen",))
    assert found(few) == []
    other = Viewer("gil", REVIEWER.owners, roles=REVIEWER.roles)
    assert [actor for _, actor, _ in found(few, viewer=other)] == ["gun", "gun (via lokal operatör)"]
    (about_gun, _) = [item for item in reviewing.items(other, WHY, few) if item.suspicion.rule is Rule.NO_CASE]
    with pytest.raises(AccessDeniedError):
        reviewing.item(REVIEWER, WHY, few, about_gun.id)
    with pytest.raises(AccessDeniedError):
        reviewing.close(REVIEWER, WHY, few, about_gun.id, Finding.OK)


def test_only_a_reviewer_comes_in(few: Store) -> None:
    user = Viewer("ines", REVIEWER.owners)
    for knock in (
        lambda: reviewing.draw(user, WHY, few, MONTH),
        lambda: reviewing.items(user, WHY, few),
        lambda: reviewing.item(user, WHY, few, "0" * 32),
        lambda: reviewing.close(user, WHY, few, "0" * 32, Finding.OK),
    ):
        with pytest.raises(AccessDeniedError):
            knock()


def test_an_item_shows_no_papers_and_is_closed_once(few: Store) -> None:
    ids = fill(few)
    read(few, target=ids["inspektion-kebnekrogen.pdf"], case="", words="personnummer 850412-2391")
    found(few)
    (id,) = [item.id for item in reviewing.items(REVIEWER, WHY, few) if item.suspicion.rule is Rule.NO_CASE]
    shown = reviewing.item(REVIEWER, WHY, few, id)
    (event,) = shown.events
    assert (event.kind, event.source, event.words) == ("inspection_report", MILJO.name, "personnummer 850412-XXXX")
    assert "ebnekrogen" not in repr(shown)
    with pytest.raises(InvalidFindingError):
        reviewing.close(REVIEWER, WHY, few, id, Finding.INCIDENT)
    with pytest.raises(InvalidFindingError):
        reviewing.close(REVIEWER, WHY, few, id, Finding.OK, "x" * (reviewing.LONGEST_TEXT + 1))
    closed = reviewing.close(REVIEWER, WHY, few, id, Finding.INCIDENT, "Saknar ärende om Åke")
    assert (closed.finding, closed.text, closed.closed_by) == (Finding.INCIDENT, "Saknar ärende om Åke", "gun")
    with few.database.read() as connection:
        assert "Åke" not in repr(connection.execute(select(schema.review_items)).all())
    with pytest.raises(InvalidFindingError):
        reviewing.close(REVIEWER, WHY, few, id, Finding.OK)
    told = [record.event.details for record in few.ledger.last(3)]
    assert {"command": "review close", "rule": "no_case", "finding": "incident"} in told


def test_months() -> None:
    march = Period.of("2026-03")
    assert (march.begins, march.ends) == (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC))
    assert Period.last(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)).name == "2026-01"
    for wrong in ("2026-13", "mars", ""):
        with pytest.raises(ValueError, match="no month"):
            Period.of(wrong)
    assert account_of("eva (via lokal operatör)") == "eva"


def test_a_month_that_cannot_be_drawn(few: Store) -> None:
    for month in ("2099-01", "igår"):
        with pytest.raises(InvalidFindingError):
            reviewing.draw(REVIEWER, WHY, few, month)
    with few.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.review_items)).scalar_one() == 0
