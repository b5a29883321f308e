"""Mails of one thread are shown beside each other, in the order they were sent, by what their headers answer."""

from __future__ import annotations

from datetime import date

import pytest

from models.document import Page, PageMethod
from models.store import threads
from tests.web.archive import POLIS
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.readings import put_read
from web import document_view


def _mail(site: Site, number: int, answers: tuple[int, ...] = (), at: str = "", **changed: object) -> str:
    """The mail <number@prov> of the thread that begins with the first it answers."""
    ids = [f"<{each}@prov.example>" for each in answers]
    facts = {
        "message_id": f"<{number}@prov.example>",
        "subject": f"Ärende {number}",
        "from": f"Avsändare {number} <a{number}@prov.example>",
        "date": at or f"2024-05-0{number}",
    }
    if ids:
        facts |= {"in_reply_to": ids[-1], "references": " ".join(ids)}
    page = Page(1, PageMethod.TEXT, "file_text", f"Brev nummer {number}.", 1.0)
    day = date(2024, 5, number)
    return put_read(
        site.store, f"brev{number}.eml", [page], media_type="message/rfc822", facts=facts, day=day, **changed
    )  # type: ignore[arg-type]


def test_a_thread_is_told_from_each_of_its_mails(own_site: Site) -> None:
    third, first, second = _mail(own_site, 3, (1, 2)), _mail(own_site, 1), _mail(own_site, 2, (1,))
    _mail(own_site, 7)
    alva = own_site.sign_in("alva")
    for id, others in ((first, (2, 3)), (second, (1, 3)), (third, (1, 2))):
        shown = words(alva.get(f"/d/{id}/1"))
        thread = shown[shown.index("Mejltråden 3") :]
        assert all(f"Ärende {number}" in thread for number in others)
        assert "Ärende 7" not in thread
    thread = words(alva.get(f"/d/{second}/1")).split("Mejltråden 3")[1]
    assert thread.index("Ärende 1") < thread.index("Den här") < thread.index("Ärende 3")


def test_mails_stand_in_the_order_they_were_sent_whatever_clock_they_were_written_by(own_site: Site) -> None:
    first = _mail(own_site, 1, at="2024-05-01T10:00:00+02:00")
    _mail(own_site, 2, (1,), at="2024-05-01T08:30:00+00:00")
    _mail(own_site, 3, (1, 2), at="2024-05-01T10:45:00+02:00")
    thread = words(own_site.sign_in("alva").get(f"/d/{first}/1")).split("Mejltråden 3")[1]
    assert thread.index("Den här") < thread.index("Ärende 2") < thread.index("Ärende 3")


def test_of_a_long_thread_the_first_are_shown_and_it_is_said(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (threads, document_view):
        monkeypatch.setattr(module, "MOST", 2)
    first = _mail(own_site, 1)
    for number in (2, 3):
        _mail(own_site, number, (1,))
    alva = own_site.sign_in("alva")
    shown = words(alva.get(f"/d/{first}/1"))
    assert "Mejltråden 3" in shown
    assert "första visas" not in shown
    _mail(own_site, 4, (1,))
    shown = words(alva.get(f"/d/{first}/1"))
    assert "Mejltråden 3+" in shown
    assert "De 3 första visas." in shown
    assert "Ärende 4" not in shown


def test_a_mail_that_one_may_not_read_is_in_no_thread(own_site: Site) -> None:
    first, second = _mail(own_site, 1), _mail(own_site, 2, (1,))
    hidden = _mail(own_site, 3, (1, 2), source=POLIS)
    ines, alva = own_site.sign_in("ines"), own_site.sign_in("alva")
    assert "Ärende 3" in words(alva.get(f"/d/{first}/1"))
    shown = words(ines.get(f"/d/{first}/1"))
    assert "Mejltråden 2" in shown
    assert "Ärende 3" not in shown
    store, who = own_site.store, own_site.store.users.viewer("alva")
    assert [mail.id for mail in store.threads.of(who, store.documents.get(who, first))] == [second, hidden]


def test_a_mail_of_which_a_page_is_kept_is_in_no_thread_and_has_none(own_site: Site) -> None:
    """Its headers are told from the whole of it."""
    first, second = _mail(own_site, 1), _mail(own_site, 2, (1,))
    alva, ines = own_site.sign_in("alva"), own_site.sign_in("ines")
    alva.get(f"/d/{second}/")
    asked = {"on": "page", "number": "1", "provision": "OSL 26:1", "group": "utredare"}
    assert alva.post(f"/d/{second}/markera", **asked).status_code == 303
    assert "Mejltråden" not in words(ines.get(f"/d/{first}/"))
    assert "Ärende 2" not in ines.get(f"/d/{second}/").text
