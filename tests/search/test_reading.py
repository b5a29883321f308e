"""Opening a document: what is shown, what is masked, and that the ledger knew first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError, LedgerUnavailableError
from models.store.store import Store
from search import reading
from tests.search.archive import AUDIT, HEALTH, MEMO, NUMBER, POLICE, REPORT, everyone, fill


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    return fill(store, None)


def test_a_page_has_marks_and_boxes_of_the_same_words(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    view = reading.read_page(everyone(), purpose, store, ids[REPORT.name], 2, "tillstånd")
    assert [view.page.text[start:end] for start, end in view.marks] == ["Serverings-\ntillstånd"]
    assert view.boxes == tuple(
        (word.x0, word.y0, word.x1, word.y1) for word in view.page.words if word.text in ("Serverings-", "tillstånd")
    )
    assert len(view.boxes) == 2
    assert [mention.value for mention, _ in view.mentions] == ["Britt-Marie Öst", "850312-XXXX"]


def test_personnummer_are_masked_wherever_they_stand(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    for name in (REPORT.name, AUDIT.name):
        shown = repr(reading.read_document(everyone(), purpose, store, ids[name]))
        assert "2391" not in shown
        assert "850312-XXXX" in shown
    page = reading.read_page(everyone(), purpose, store, ids[REPORT.name], 2, NUMBER)
    assert "2391" not in repr(page)
    assert [page.page.text[start:end] for start, end in page.marks] == ["850312-XXXX"]
    assert any(word.text.startswith("850312-XXXX") for word in page.page.words)
    (entity,) = store.entities.find(everyone(), "PERSONNUMMER", NUMBER)
    assert "2391" not in repr(reading.read_entity(everyone(), purpose, store, entity))


def test_offsets_hold_under_the_mask(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    view = reading.read_document(everyone(), purpose, store, ids[REPORT.name])
    texts = {page.number: page.text for page in view.pages}
    for mention, _ in view.mentions:
        assert texts[mention.page][mention.start : mention.end] == mention.text


def test_a_reason_unmasks_and_is_recorded(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    view = reading.read_document(everyone(), purpose, store, ids[REPORT.name], unmask="delgivning")
    assert "850312-2391" in view.pages[1].text
    actions = [record.event.action for record in store.ledger.last(2)]
    assert actions == [Action.READ_DOCUMENT, Action.UNMASK]


def test_each_reading_is_recorded_and_each_refusal(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    id = ids[MEMO.name]
    reading.read_document(everyone(), purpose, store, id)
    reading.original(everyone(), purpose, store, id)
    (person,) = store.entities.find(everyone(), "PERSON", "Britt-Marie Öst")
    reading.read_entity(everyone(), purpose, store, person)
    with pytest.raises(AccessDeniedError):
        reading.read_page(Viewer("annan", frozenset({HEALTH})), purpose, store, id, 1)
    events = [record.event for record in reversed(store.ledger.last(4))]
    assert [(event.action, event.target, event.actor) for event in events] == [
        (Action.READ_DOCUMENT, id, "prov"),
        (Action.DOWNLOAD, id, "prov"),
        (Action.READ_ENTITY, person, "prov"),
        (Action.REFUSED, id, "annan"),
    ]
    assert events[0].owners == (POLICE,)


def test_a_page_without_a_picture_has_none_to_show(store: Store, ids: dict[str, str], purpose: Purpose) -> None:
    with pytest.raises(AccessDeniedError):
        reading.page_image(everyone(), purpose, store, ids[MEMO.name], 1)


class FullDisk:
    def write(self, event: Event) -> int:
        raise LedgerUnavailableError("disken är full")


def test_without_a_ledger_nothing_opens(
    store: Store, ids: dict[str, str], purpose: Purpose, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = ids[REPORT.name]
    (person,) = store.entities.find(everyone(), "PERSON", "Britt-Marie Öst")
    monkeypatch.setattr(store, "ledger", FullDisk())
    ways: list[Callable[[], object]] = [
        partial(reading.read_document, everyone(), purpose, store, id),
        partial(reading.read_page, everyone(), purpose, store, id, 1),
        partial(reading.original, everyone(), purpose, store, id, reason="prov"),
        partial(reading.read_entity, everyone(), purpose, store, person),
    ]
    for way in ways:
        with pytest.raises(LedgerUnavailableError):
            way()
