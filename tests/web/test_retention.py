"""Retention in the front end: rules, what is due, holds lifted by two, an order carried out, the yearly report."""

from __future__ import annotations

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from ingest.worker_command import Workbench
from models.access import EVERYDAY, Role
from models.account import Access, Account
from models.audit import Action
from models.mention import Label
from models.sharing import Agreement, Mode
from tests.web.archive import MILJO, PASSWORD, POLIS
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site

ROOM = "/arkiv/gallring"
RULE = {"owner": MILJO.owner, "source": MILJO.name, "kind": "", "years": "1", "months": "", "counted": "date",
        "provision": "DHP 2025 punkt 4.2"}  # fmt: skip
HOLD = {"owner": MILJO.owner, "provision": "TF 2 kap. 15 §", "reason": "utlämnande prövas för Adam"}


@pytest.fixture
def own(own_site: Site) -> Site:
    """The small archive with two officers of the board, an archivist and an administrator."""
    owner, users = frozenset({MILJO.owner}), own_site.store.users
    for name in ("siv", "saga", "arne"):
        users.add(name, name.capitalize(), PASSWORD, owner)
    for name in ("siv", "saga"):
        users.set_access(name, Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    users.set_access("arne", Access(frozenset({Role.USER, Role.ARCHIVIST}), owner))
    users.create(Account("adam", "Adam", Access(frozenset({Role.ADMINISTRATOR}))), PASSWORD)
    return own_site


def with_rule(site: Site, name: str = "siv", **said: str) -> Browsing:
    who = site.sign_in(name)
    who.get(f"{ROOM}/regler")
    assert who.post(f"{ROOM}/regler", **(RULE | said)).status_code == 303
    return who


def link(page: TestResponse, form: str) -> str:
    """The first address on the page of this form."""
    found = re.search(rf'(?:href|action)="({form})"', page.text)
    assert found is not None, page.text
    return unescape(found[1])


def chosen(who: Browsing, **pressed: object) -> TestResponse:
    """What is due by the rule, chosen; the page where it is confirmed."""
    rule = link(who.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}")
    return who.get(who.post(f"{rule}/valj", **pressed).location)


def ordered(who: Browsing, page: TestResponse, written: str) -> TestResponse:
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert seen is not None
    return who.post(link(page, rf"{ROOM}/val/\w+"), seen=seen[1], words=written)


def hold(who: Browsing, scope: str, target: str, **said: str) -> TestResponse:
    return who.post(f"{ROOM}/sparrar", scope=scope, target=target, **(HOLD | said))


def done(site: Site, *actions: Action) -> list[tuple[str, object]]:
    records = site.store.ledger.last(200)
    return [
        (each.event.actor, (each.event.details or {}).get("act")) for each in records if each.event.action in actions
    ]


def test_a_rule_is_made_replaced_and_ended(own: Site) -> None:
    siv = with_rule(own, kind="tip", whole_years="1", months="6")
    page = siv.get(f"{ROOM}/regler")
    assert "inspektioner, tips" in words(page)
    assert "1 år och 6 månader efter årets slut, räknat från handlingens datum" in words(page)
    one = link(page, rf"{ROOM}/regler/[0-9a-f]{{32}}")
    stands = siv.get(one)
    assert 'value="DHP 2025 punkt 4.2"' in stands.text
    wrong = siv.post(f"{one}/ersatt", **(RULE | {"provision": ""}), reason="ny plan")
    assert (wrong.status_code, "Ange stödet" in words(wrong)) == (400, True)
    assert siv.post(f"{one}/ersatt", **(RULE | {"years": "3"}), reason="ny plan 850412-2391").status_code == 303
    page = siv.get(f"{ROOM}/regler")
    assert "3 år, räknat från handlingens datum" in words(page)
    assert "850412-2391" not in page.text
    assert "ny plan 850412-XXXX" in words(page)
    one = link(page, rf"{ROOM}/regler/[0-9a-f]{{32}}")
    assert siv.post(f"{one}/avsluta", reason="upphävd").status_code == 303
    assert "Ingen regel finns" in words(siv.get(ROOM))
    assert siv.get(one).status_code == 404


def test_what_is_due_is_told_and_what_has_no_day_apart(own: Site) -> None:
    siv = with_rule(own)
    told = words(siv.get(ROOM))
    assert "inspektioner, alla handlingstyper DHP 2025 punkt 4.2" in told
    page = siv.get(link(siv.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}"))
    said = words(page)
    assert "Att gallra nu 2" in said
    assert "Dag saknas 1" in said
    assert "anteckning.txt" in said
    assert "pm-fordon.pdf" not in said


def test_some_are_chosen_confirmed_in_words_and_erased(own: Site) -> None:
    siv, document = with_rule(own), own.ids["skannad-anmälan.tif"]
    page = chosen(siv, document=document)
    assert "gallra 1 handling" in words(page)
    assert "skannad-anmälan.tif" in words(page)
    refused = ordered(siv, page, "gallra 2 handlingar")
    assert (refused.status_code, "precis som de står" in words(refused)) == (400, True)
    sent = ordered(siv, page, "Gallra 1 handling")
    assert sent.status_code == 303
    assert "Väntar" in words(siv.get(sent.location))
    while Workbench(own.store, own.index, lasting=False).turn():
        pass
    after = words(siv.get(sent.location))
    assert "1 av 1 handlingar är gallrade" in after
    assert "skannad" not in after
    assert siv.get(f"/d/{document}/").status_code == 404
    told = words(siv.get(f"{ROOM}/bevis"))
    assert "DHP 2025 punkt 4.2" in told
    assert "skannad" not in told
    report = siv.get(f"{ROOM}/redovisning")
    assert "Gallrat 1" in words(report)
    assert "Tips 1 – – – –" in words(report), "a sum of one is that document"
    assert "Av färre än 5 handlingar" in words(report)
    csv = siv.get(f"{ROOM}/redovisning.csv").data.decode("utf-8-sig")
    assert ";DHP 2025 punkt 4.2;inspektioner;Tips;1;" in csv
    assert siv.get(f"{ROOM}/redovisning.pdf").data.startswith(b"%PDF-")
    assert "Att gallra nu 1" in words(siv.get(link(siv.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}")))


def test_what_changed_since_is_not_erased(own: Site) -> None:
    siv, document = with_rule(own), own.ids["skannad-anmälan.tif"]
    page = chosen(siv, all="1")
    assert "gallra 2 handlingar" in words(page)
    hold(own.sign_in("saga"), "document", document)
    changed = ordered(siv, page, "gallra 2 handlingar")
    assert changed.status_code == 400
    stale = ordered(siv, page, "gallra 1 handling")
    assert (stale.status_code, "har ändrats sedan du valde" in words(stale)) == (400, True)
    assert own.store.erasures.orders(own.store.users.viewer("siv")) == []
    assert siv.post(f"{link(siv.get(ROOM), rf'{ROOM}/[0-9a-f]{{32}}')}/valj").status_code == 400
    held = words(siv.get(link(siv.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}")))
    assert "Hindrade 1" in held
    assert "spärr: TF 2 kap. 15 §" in held


def test_what_is_being_tried_for_release_is_told_in_the_list_and_hinders_the_order(own: Site) -> None:
    siv, document, store = with_rule(own), own.ids["skannad-anmälan.tif"], own.store
    page = chosen(siv, all="1")
    square = Agreement(MILJO.owner, POLIS.owner, "Utredning", "OSL 10:27", Mode.REQUEST)
    pal = store.users.viewer("pal")
    asked = store.requests.make(pal, square, "K-1", "allt om tillsyn")
    store.requests.add(pal, asked)
    store.trials.add(store.users.viewer("siv"), asked.id, [document])
    assert ordered(siv, page, "gallra 2 handlingar").status_code == 400
    rule = link(siv.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}")
    held = siv.get(rule)
    assert "Hindrade 1" in words(held)
    assert "prövas för utlämnande" in words(held)
    assert siv.get(link(held, "/begaran/[0-9a-f]{32}")).status_code == 200
    sent, officer = ordered(siv, chosen(siv, all="1"), "gallra 1 handling"), store.users.viewer("siv")
    (order,) = store.erasures.orders(officer)
    assert sent.status_code == 303
    assert document not in {each.document for each in store.erasures.items(officer, order.id)}, "the rest goes"


def test_what_the_rules_keep_by_then_leaves_the_order(own: Site) -> None:
    siv, document = with_rule(own), own.ids["skannad-anmälan.tif"]
    sent = ordered(siv, chosen(siv, document=document), "gallra 1 handling")
    (rule,) = own.store.retention.all(own.store.users.viewer("siv"))
    own.store.retention.end(own.store.users.viewer("siv"), rule.id, "upphävd")
    while Workbench(own.store, own.index, lasting=False).turn():
        pass
    told = words(siv.get(sent.location))
    assert "Klart, men inte allt" in told
    assert "ska bevaras enligt de regler som gäller nu (1)" in told
    assert "skannad-anmälan.tif" in told
    assert siv.get(f"/d/{document}/").status_code == 200


def test_a_hold_is_placed_from_each_page_and_lifted_by_two(own: Site) -> None:
    siv, saga, document = own.sign_in("siv"), own.sign_in("saga"), own.ids["skannad-anmälan.tif"]
    (kebne,) = own.store.entities.find(own.store.users.viewer("siv"), Label.ORG, "Kebnekrogen AB")
    assert "Spärra mot gallring" in words(siv.get(f"/e/{kebne}"))
    assert "Spärra källan" in words(siv.get("/arkiv/kallor"))
    assert "Spärra mot gallring" in words(siv.get(f"/d/{document}/1"))
    assert "Inget är spärrat" in words(siv.get(f"{ROOM}/sparrar"))
    for scope, target in (("document", document), ("source", MILJO.name), ("entity", kebne)):
        assert hold(siv, scope, target).status_code == 303
    page = siv.get(f"{ROOM}/sparrar")
    assert "allt som nämner Kebnekrogen AB" in words(page)
    assert "spärrad" in words(siv.get(f"/d/{document}/1"))
    one = link(page, rf"{ROOM}/sparrar/\w+/foresla").removesuffix("/foresla")
    assert siv.post(f"{one}/foresla", reason="prövat").status_code == 303
    mine = siv.get(f"{ROOM}/sparrar")
    assert "Du föreslog det" in words(mine)
    assert "Godkänn och häv" not in words(mine)
    assert siv.post(f"{one}/svara", answer="yes").status_code == 400
    assert "Godkänn och häv" in words(saga.get(f"{ROOM}/sparrar"))
    assert saga.post(f"{one}/svara", answer="yes").status_code == 303
    assert "Hävda 1" in words(saga.get(f"{ROOM}/sparrar"))
    assert "Satta Hävda I kraft vid årets slut Miljönämnden 3 1 2" in words(saga.get(f"{ROOM}/redovisning"))
    assert [each for each in reversed(done(own, Action.HOLD)) if each[1] != "list"] == [
        *[("siv", "placed")] * 3,
        ("siv", "proposed"),
        ("saga", "lifted"),
    ]


def test_a_proposal_is_declined_and_the_hold_stands(own: Site) -> None:
    siv, saga = own.sign_in("siv"), own.sign_in("saga")
    siv.get(f"{ROOM}/sparrar")
    saga.get(f"{ROOM}/sparrar")
    hold(siv, "source", MILJO.name)
    one = link(siv.get(f"{ROOM}/sparrar"), rf"{ROOM}/sparrar/\w+/foresla").removesuffix("/foresla")
    siv.post(f"{one}/foresla", reason="prövat")
    assert saga.post(f"{one}/svara", answer="no", reason="").status_code == 400
    assert saga.post(f"{one}/svara", answer="no", reason="inte klart").status_code == 303
    assert "Föreslå att den hävs" in words(saga.get(f"{ROOM}/sparrar"))


def test_others_have_no_such_pages(own: Site) -> None:
    siv = with_rule(own)
    rule = link(siv.get(ROOM), rf"{ROOM}/[0-9a-f]{{32}}")
    hold(siv, "source", MILJO.name)
    one = link(siv.get(f"{ROOM}/sparrar"), rf"{ROOM}/sparrar/\w+/foresla")
    state = siv.post(f"{rule}/valj", all="1").location
    pages = (ROOM, rule, state, f"{ROOM}/regler", f"{ROOM}/sparrar", f"{ROOM}/beslut", f"{ROOM}/bevis",
             f"{ROOM}/redovisning", f"{ROOM}/redovisning.csv", f"{ROOM}/redovisning.pdf")  # fmt: skip
    for name, status in (("arne", 404), ("alva", 404), ("pal", 404), ("adam", 403)):
        who = own.sign_in(name)
        assert [who.get(page).status_code for page in pages] == [status] * len(pages), name
        assert ROOM not in who.get("/arkiv").text
        assert who.post(f"{ROOM}/regler", **RULE).status_code == status
        assert hold(who, "source", MILJO.name).status_code == status
        assert who.post(one, reason="för att").status_code == status
        assert who.post(state, seen="0", words="gallra 2 handlingar").status_code == status
    assert len(own.store.holds.all(own.store.users.viewer("siv"))) == 1
    assert any(
        each.event.action is Action.REFUSED and each.event.actor == "arne" for each in own.store.ledger.last(300)
    )


def test_of_another_owner_nothing_can_be_ruled_or_held(own: Site) -> None:
    siv = own.sign_in("siv")
    siv.get(f"{ROOM}/regler")
    assert siv.post(f"{ROOM}/regler", **(RULE | {"owner": POLIS.owner})).status_code == 404
    assert siv.post(f"{ROOM}/regler", **(RULE | {"source": POLIS.name})).status_code == 404
    assert hold(siv, "document", own.ids["pm-fordon.pdf"]).status_code == 404
    assert hold(siv, "source", POLIS.name, owner=POLIS.owner).status_code == 404
    assert hold(siv, "allt", MILJO.name).status_code == 400
