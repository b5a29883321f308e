"""What people do at their desks, each of it one decision: accounts, notes, case folders, requests, hand-ins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import select

from models.access import Role, Viewer
from models.disclosure import RequestState
from models.dossier import Dossier, ItemKind, Section, Thing
from models.hold import HoldScope
from models.job import JobKind
from models.marking import MarkingScope
from models.note import Audience, Place
from models.protected import Identity
from models.quotation import Quotation
from models.retention import CountedFrom, Period
from models.review import Finding, Rule, Suspicion
from models.store.review_names import ReviewNames
from models.store.reviews import Reviews
from models.store.schema import tags
from models.store.store import Store
from tests.faults.scenes import papers
from tests.faults.scenes.homes import (
    CLERK,
    OFFICER,
    OTHER,
    OWNER,
    asked_by_another,
    documents,
    drain,
    opened,
    with_read,
)

__all__ = ["drain"]

ACTS: Final = (
    "note", "change_note", "remove_note", "restore_note", "tag", "tag_words", "untag", "put_tag_back",
    "make_folder", "describe_folder",
    "share_folder", "put_in", "describe_item", "move_item", "take_out", "remove_folder", "save_search",
    "watch_search", "rename_search", "remove_search", "restore_search", "see_alerts", "draw_review",
    "close_review", "list_name", "strike_name", "ask_another", "decide",
    "mark_page", "lower", "ask_for_work", "ask_once", "watch_folder", "pause_folder", "lose_file",
    "offer_folders", "erase_words", "remember", "add_rule", "replace_rule", "end_rule", "hold", "propose", "lift_hold",
)  # fmt: skip


def with_people(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text, papers.mail)
    with opened(home) as store:
        store.users.add("ines", "Ines", "ett långt lösenord", [OWNER])


def _reviews(store: Store) -> Reviews:
    return Reviews(store.database, store.ledger.keys, store.key)


def _paper(store: Store) -> str:
    return documents(store)["anteckning.txt"]


def _folder(store: Store, *, removed: bool = False) -> Dossier:
    return store.dossiers.all(CLERK, removed=removed)[0]


def note(home: str, _material: str) -> None:
    with opened(home) as store:
        store.notes.add(CLERK, Place(_paper(store), 1), "Ring Eva", Audience.OWN)


def change_note(home: str, _material: str) -> None:
    with opened(home) as store:
        (mine,) = store.notes.of_document(CLERK, _paper(store))
        store.notes.change(CLERK, mine.id, "Ring Bo", Audience.OWNER)


def remove_note(home: str, _material: str) -> None:
    with opened(home) as store:
        (mine,) = store.notes.of_document(CLERK, _paper(store))
        store.notes.remove(CLERK, mine.id)


def restore_note(home: str, _material: str) -> None:
    with opened(home) as store:
        (mine,) = store.notes.of_document(CLERK, _paper(store), removed=True)
        store.notes.restore(CLERK, mine.id)


def tag(home: str, _material: str) -> None:
    with opened(home) as store:
        store.tags.add(CLERK, Place(_paper(store)), "krogar")


def tag_words(home: str, _material: str) -> None:
    with opened(home) as store:
        store.tags.add(CLERK, Place(_paper(store), 1, Quotation(0, "Tillsyn")), "krogar")


def untag(home: str, _material: str) -> None:
    with opened(home) as store:
        (on_whole, _on_words) = store.tags.of_document(CLERK, _paper(store))
        store.tags.remove(CLERK, on_whole.id)


def put_tag_back(home: str, _material: str) -> None:
    with opened(home) as store:
        with store.database.read() as connection:
            (gone,) = connection.execute(select(tags.c.id).where(tags.c.removed.is_not(None))).scalars()
        store.tags.restore(CLERK, gone)


def make_folder(home: str, _material: str) -> None:
    with opened(home) as store:
        store.dossiers.make(CLERK, OWNER, "Krogen", "MBN 2024-0112")


def describe_folder(home: str, _material: str) -> None:
    with opened(home) as store:
        store.dossiers.arrange(CLERK, _folder(store).id, [Section("s1", "Ett")])


def share_folder(home: str, _material: str) -> None:
    with opened(home) as store:
        store.dossiers.share(CLERK, _folder(store).id, Audience.OWNER, writes=True)


def put_in(home: str, _material: str) -> None:
    with opened(home) as store:
        things = [Thing(ItemKind.DOCUMENT, id) for id in sorted(documents(store).values())[:2]]
        store.dossier_items.add(CLERK, _folder(store), things)


def describe_item(home: str, _material: str) -> None:
    with opened(home) as store:
        folder = _folder(store)
        store.dossier_items.describe(CLERK, folder, store.dossier_items.all(CLERK, folder)[0].id, "därför")


def move_item(home: str, _material: str) -> None:
    with opened(home) as store:
        folder = _folder(store)
        store.dossier_items.move(CLERK, folder, store.dossier_items.all(CLERK, folder)[0].id, section="s1")


def take_out(home: str, _material: str) -> None:
    with opened(home) as store:
        folder = _folder(store)
        store.dossier_items.remove(CLERK, folder, store.dossier_items.all(CLERK, folder)[0].id)


def remove_folder(home: str, _material: str) -> None:
    with opened(home) as store:
        store.dossiers.remove(CLERK, _folder(store).id)


def save_search(home: str, _material: str) -> None:
    from search.request import SearchRequest
    from search.saved import SavedSearch

    with opened(home) as store:
        store.saved.add(CLERK, "Krogar", SavedSearch.asked(SearchRequest("Provkrog")).kept())


def watch_search(home: str, _material: str) -> None:
    with opened(home) as store:
        store.saved.watch(CLERK, store.saved.all(CLERK)[0].id, True)


def rename_search(home: str, _material: str) -> None:
    with opened(home) as store:
        store.saved.rename(CLERK, store.saved.all(CLERK)[0].id, "Alla krogar")


def remove_search(home: str, _material: str) -> None:
    with opened(home) as store:
        store.saved.remove(CLERK, store.saved.all(CLERK)[0].id)


def restore_search(home: str, _material: str) -> None:
    with opened(home) as store:
        store.saved.restore(CLERK, store.saved.all(CLERK, removed=True)[0].id)


def see_alerts(home: str, _material: str) -> None:
    with opened(home) as store:
        store.alerts.see(CLERK)


def draw_review(home: str, _material: str) -> None:
    with opened(home) as store:
        _reviews(store).add("2024-05", [Suspicion(Rule.NO_CASE, "anna", (OWNER,), (1, 2), 2)])


def close_review(home: str, _material: str) -> None:
    reviewer = Viewer("rut", frozenset({OWNER}), roles=frozenset({Role.REVIEWER}))
    with opened(home) as store:
        (item,) = _reviews(store).all(reviewer)
        _reviews(store).close(reviewer, item.id, Finding.QUESTION, "Varför?")


def list_name(home: str, _material: str) -> None:
    with opened(home) as store:
        ReviewNames(store.database, store.ledger.keys).list_for("ines", "Provsson")


def strike_name(home: str, _material: str) -> None:
    with opened(home) as store:
        ReviewNames(store.database, store.ledger.keys).strike("ines", "Provsson")


def ask_another(home: str, _material: str) -> None:
    with opened(home) as store:
        asked_by_another(store)


def decide(home: str, _material: str) -> None:
    with opened(home) as store:
        (asked,) = store.requests.all(OFFICER)
        store.requests.decide(OFFICER, asked.id, RequestState.GRANTED, "prövat")


def mark_page(home: str, _material: str) -> None:
    with opened(home) as store:
        store.markings.set(OFFICER, MarkingScope.DOCUMENT, _paper(store), group="barn", ground="OSL 26:1")


def lower(home: str, _material: str) -> None:
    with opened(home) as store:
        (made,) = store.markings.all(OFFICER)
        store.markings.lower(OFFICER, made.id, "prövad")


def ask_for_work(home: str, _material: str) -> None:
    with opened(home) as store:
        store.jobs.add(JobKind.READ_AGAIN, OWNER, "ines", {"document": _paper(store), "force_ocr": "0"})


def ask_once(home: str, _material: str) -> None:
    with opened(home) as store:
        store.jobs.add_once(JobKind.CHECK, OWNER, "ines")


def watch_folder(home: str, material: str) -> None:
    with opened(home) as store:
        store.watched.add(Path(material), "tillsyn", settle=0.0)


def pause_folder(home: str, _material: str) -> None:
    with opened(home) as store:
        store.watched.pause(store.watched.all()[0].id, True)


def lose_file(home: str, material: str) -> None:
    from models.watched_folder import Facts

    with opened(home) as store:
        folder = store.watched.all()[0]
        store.watched.lost(folder, "borta.txt", Facts(3, 4), f"{material}/borta.txt", "permission_denied")


def offer_folders(home: str, _material: str) -> None:
    with opened(home) as store:
        store.watched.offer([(OWNER, Path("/srv/in"))])


def erase_words(home: str, _material: str) -> None:
    with opened(home) as store:
        store.ledger.keys.destroy(OTHER, "2020-01")


def remember(home: str, _material: str) -> None:
    with opened(home) as store:
        store.states.remember("ines", "vy", {"sort": "date"})


def add_rule(home: str, _material: str) -> None:
    with opened(home) as store:
        store.retention.add(OFFICER, OWNER, Period("", "", 12, CountedFrom.DATE, "DHP 4.2"))


def replace_rule(home: str, _material: str) -> None:
    with opened(home) as store:
        (rule,) = store.retention.all(OFFICER)
        store.retention.replace(OFFICER, rule.id, Period("", "", 24, CountedFrom.DATE, "DHP 4.3"), "ny plan")


def end_rule(home: str, _material: str) -> None:
    with opened(home) as store:
        (rule,) = store.retention.all(OFFICER)
        store.retention.end(OFFICER, rule.id, "upphävd")


def hold(home: str, _material: str) -> None:
    with opened(home) as store:
        named = store.entities.list(OFFICER)[0][0].id
        store.holds.place(OFFICER, OWNER, HoldScope.ENTITY, named, "TF 2 kap. 15 §", "prövas")


def propose(home: str, _material: str) -> None:
    with opened(home) as store:
        store.holds.propose(OFFICER, store.holds.all(OFFICER)[0].id, "prövat")


def lift_hold(home: str, _material: str) -> None:
    with opened(home) as store:
        store.holds.approve(replace(OFFICER, name="saga"), store.holds.all(OFFICER)[0].id)


def protect(home: str, _material: str) -> None:
    who = Identity(("Eva",), ("By",), ())
    with opened(home) as store:
        store.protected.add(OFFICER, OWNER, who, "person 1", "kvarskrivning enligt beslut")


def lift(home: str, _material: str) -> None:
    with opened(home) as store:
        (line,) = store.protected.all(OFFICER)
        store.protected.lift(OFFICER, line.id, "upphört")


def cover(home: str, _material: str) -> None:
    from search.protecting import sweep as go_through

    with opened(home) as store:
        go_through(store)
