"""What OWASP ASVS 5.0 asks of the front end and no other test shows (docs/asvs.md)."""

from __future__ import annotations

import hashlib
import re
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape

import web
from models.account import Access, Account
from models.errors import InvalidSettingError, WeakPasswordError
from models.passwords import SHORTEST
from models.store.new_password import check_new_password
from tests.search.clamd import MALICIOUS, scanning
from tests.serving import serving
from tests.web import archive
from tests.web.browsing import Browsing
from tests.web.conftest import Site

TEMPLATES = sorted((Path(web.__file__).parent / "templates").glob("*.html"))
PASSWORD_FIELD = re.compile(r"<input[^>]*type=\"password\"[^>]*>")


# --- requests ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "OPTIONS", "PUT", "DELETE", "PATCH", "CONNECT"])
@pytest.mark.parametrize("address", ["/", "/logga-in", "/static/icon.svg", "/healthz"])
def test_a_method_that_no_route_has_is_refused(site: Site, method: str, address: str) -> None:
    answer = site.app.test_client().open(address, method=method)
    assert answer.status_code in (404, 405)
    assert "samsyn" not in answer.headers.get("Allow", "")


def test_nothing_is_said_to_other_origins(alva: Browsing) -> None:
    for address in ("/", "/logga-in", "/static/icon.svg", "/healthz", "/finns-inte"):
        assert not {name for name, _ in alva.get(address).headers if name.lower().startswith("access-control-")}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/finns-inte", "text/html; charset=utf-8"),
        ("/static/css/base.css", "text/css; charset=utf-8"),
        ("/static/js/keys.js", "text/javascript; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/healthz", "application/json"),
    ],
)
def test_every_body_says_what_it_is_and_in_which_signs(alva: Browsing, address: str, said: str) -> None:
    assert alva.get(address).headers["Content-Type"] == said


@pytest.mark.parametrize("address", ["/static/", "/static/css/", "/static/js", "/.git/config", "/static/../app.py"])
def test_no_folder_is_listed_and_no_file_of_ours_is_given(site: Site, address: str) -> None:
    assert site.app.test_client().get(address).status_code == 404


def test_what_stands_in_the_address_is_no_field_of_a_form(own_site: Site) -> None:
    """What is asked for in a form is not taken from the address; of two of a name the first is taken."""
    browsing = Browsing(own_site.app)
    browsing.get("/logga-in")
    answer = browsing.post(f"/logga-in?name=ines&password={archive.PASSWORD}")
    assert answer.status_code == 401
    answer = browsing.post("/logga-in", name=["ines", "alva"], password=["fel", archive.PASSWORD])
    assert answer.status_code == 401
    assert browsing.get("/").location == "/logga-in"


def test_fields_that_a_form_does_not_have_change_nothing(own_site: Site) -> None:
    before, browsing = own_site.store.users.get("ines"), own_site.sign_in("ines")
    new = "sju getter åt upp gräset"
    browsing.get("/konto/losenord")
    more = {"role": "administrator", "roles": "administrator", "owner": "Polisen", "groups": "alla", "disabled": "1"}
    fields = {"current": archive.PASSWORD, "new": new, "again": new}
    assert browsing.post("/konto/losenord", **fields, **more).status_code == 303
    assert own_site.store.users.get("ines") == before


def test_of_two_lengths_the_chunks_are_believed_and_nothing_is_left_over(site: Site) -> None:
    """A request that a proxy would see the end of elsewhere (request smuggling): what follows is no second request."""
    with serving(site.app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        hidden = b"GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
        body = b"0\r\n\r\n"
        head = (
            b"POST /logga-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: "
            + str(len(body + hidden)).encode()
            + b"\r\nConnection: close\r\n\r\n"
        )
        assert _answers(host, int(port), head + body + hidden) == 1
        unknown = head.replace(b"chunked", b"xchunked")
        assert _answers(host, int(port), unknown + body) == 1
        twice = head.replace(b"Transfer-Encoding: chunked", b"Content-Length: 3")
        assert _answers(host, int(port), twice + body) == 1


def _answers(host: str, port: int, request: bytes) -> int:
    """How many answers there are until the connection is closed, 200 among none of them."""
    with socket.create_connection((host, port), timeout=60) as line:
        line.sendall(request)
        said = b""
        while piece := line.recv(65_536):
            said += piece
    assert b"HTTP/1.1 200" not in said
    return said.count(b"HTTP/1.1 ")


def test_who_signs_out_leaves_nothing_in_the_browser(own_site: Site) -> None:
    browsing = own_site.sign_in("ines")
    assert "Clear-Site-Data" not in browsing.get("/").headers
    assert browsing.post("/logga-ut").headers["Clear-Site-Data"] == '"storage"'
    browsing = own_site.sign_in("ines")
    browsing.get("/konto")
    answer = browsing.post("/konto/logga-ut-overallt", password=archive.PASSWORD)
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_every_page_of_somebody_signed_in_has_the_way_out(alva: Browsing) -> None:
    for address in ("/", "/konto", "/jobb", "/hjalp", "/sparade", "/finns-inte", "/andamal"):
        page = alva.get(address).text
        assert 'action="/logga-ut"' in page, address
        assert page.index('action="/logga-ut"') < page.index("<main"), "not at the top"


def test_a_changed_cookie_is_nobodys(own_site: Site) -> None:
    """Signed: of no cookie that somebody else made is anything believed."""
    browsing = own_site.sign_in("ines")
    client = browsing._client
    held = client.get_cookie("samsyn")
    assert held is not None
    head, time, signature = held.value.rsplit(".", 2)
    for made in (f"{head}.{time}.{signature[:-3]}AAA", f"{head[:-2]}AA.{time}.{signature}", f"{head}..", head, ""):
        client.set_cookie("samsyn", made)
        assert client.get("/").location == "/logga-in"
    client.set_cookie("samsyn", held.value)
    assert client.get("/").status_code == 200


HOSTILE = (
    *("' OR '1'='1' --", '"; DROP TABLE users; --', "%", "_", "\\", "a*", "(a+)+$", "["),
    *("$where", "{{7*7}}", "${7*7}", "`id`"),
)


def test_signs_of_query_languages_are_words(own_site: Site) -> None:
    """What is a sign in SQL, in a pattern or a template is looked for as it stands, and changes nothing."""
    before, browsing = replace(own_site.store.totals.counts(), ledger=0), own_site.sign_in("ines")
    for typed in HOSTILE:
        assert Browsing(own_site.app).sign_in(typed, typed).status_code == 401, typed
        page = browsing.search(typed)
        assert page.status_code == 200, typed
        assert f'value="{escape(typed)}"' in page.text, "shown as something else"
    assert replace(own_site.store.totals.counts(), ledger=0) == before


# --- passwords --------------------------------------------------------------------------------------------------------


def test_every_password_is_typed_unseen_and_may_be_pasted() -> None:
    """Programs that keep passwords are told what a field is for, and nothing keeps them out."""
    fields = [field for template in TEMPLATES for field in PASSWORD_FIELD.findall(template.read_text("utf-8"))]
    assert len(fields) > 5
    for field in fields:
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert "maxlength" not in field
    scripts = "".join(path.read_text("utf-8") for path in (Path(web.__file__).parent / "static" / "js").glob("*.js"))
    assert "paste" not in scripts


@pytest.mark.parametrize(
    "password",
    [
        "x1 ÅÄÖ åäö – vad som helst, 日本語 och 🦉 får plats här, med blanksteg",
        "getgräset " * 6 + "sju hundar i ett hus",
        "  sju hundar med blanksteg i båda ändar  ",
    ],
)
def test_a_password_is_taken_just_as_it_is_typed(own_site: Site, password: str) -> None:
    browsing = own_site.sign_in("ines")
    browsing.get("/konto/losenord")
    answer = browsing.post("/konto/losenord", current=archive.PASSWORD, new=password, again=password)
    assert answer.status_code == 303
    for wrong in (password[:-1], password.swapcase(), password.strip() + "."):
        assert own_site.store.users.verify("ines", wrong) is None
    assert own_site.store.users.verify("ines", password) is not None
    assert len(password) > 64 or password != password.strip()


@pytest.mark.parametrize(
    "password", ["miljönämnden2026!", "Samsyn-samsyn-1", "Miljönämnden-ines", "samsynmiljönämnden"]
)
def test_words_of_the_place_make_no_password(site: Site, password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_new_password(site.store, Account("ines", "Ines Inspektör", Access()), password)


def test_of_the_commonest_none_is_taken(site: Site) -> None:
    """Those of 30,000 that are long enough; and what people make of the commonest 3,000 where length is asked for."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    common, ines = FREQUENCY_LISTS["passwords"], Account("ines", "Ines Inspektör", Access())
    long = [password for password in common if len(password) >= SHORTEST]
    assert len(long) > 200
    made = [word + more for word in common[:3_000:40] for more in (word, word + word, "123456", "2026!", "password")]
    taken = [each for each in [*long, *made] if _is_taken(site, ines, each)]
    assert taken == []
    for own in ("sju getter åt upp gräset", "julgran i maj brinner", "xK9#mQ2$vL7!", "日本語のパスワードです例"):
        check_new_password(site.store, ines, own)


def _is_taken(site: Site, account: Account, password: str) -> bool:
    try:
        check_new_password(site.store, account, password)
    except WeakPasswordError:
        return False
    return True


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_a_leaked_password_is_refused(own_site: Site, tmp_path: Path, ending: bytes) -> None:
    known, other = "korrekt häst batteri häftklammer", "sju getter åt upp gräset"
    hashes = sorted(_sha1(f"{number} läckta lösenord") for number in range(2_000))
    file, account = tmp_path / "pwned.txt", Account("ines", "Ines", Access())
    own_site.store.settings = replace(own_site.store.settings, breached_passwords=str(file))
    for several in ([_sha1(known)], sorted([*hashes, _sha1(known)])):
        file.write_bytes(b"".join(f"{each}:{at}".encode() + ending for at, each in enumerate(several)))
        with pytest.raises(WeakPasswordError, match="läckt"):
            check_new_password(own_site.store, account, known)
        check_new_password(own_site.store, account, other)
    for number in (0, 1, 999, 1_998, 1_999):
        with pytest.raises(WeakPasswordError, match="läckt"):
            check_new_password(own_site.store, account, f"{number} läckta lösenord")
    file.write_bytes(b"")
    check_new_password(own_site.store, account, known)
    file.unlink()
    with pytest.raises(InvalidSettingError, match="breached_passwords"):
        check_new_password(own_site.store, account, known)


def _sha1(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def test_a_name_that_says_something_else_than_the_file_is_told(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    lying = archive.put(own_site.store, replace(archive.PAPERS[0], name="faktura.docx"))  # and it is a PDF
    told = "Namnet slutar på .docx, men filen är något annat."
    assert told in ines.get(f"/d/{lying}/").text
    assert told not in ines.get(f"/d/{own_site.ids[archive.PAPERS[0].name]}/").text


def test_what_the_scanner_knows_is_not_handed_out(own_site: Site) -> None:
    bad = archive.put(own_site.store, replace(archive.PAPERS[0], name="faktura.pdf", pages=(MALICIOUS.decode(),)))
    ines = own_site.sign_in("ines")
    assert ines.get(f"/d/{bad}/original").status_code == 200
    with scanning() as scanner:
        own_site.store.settings = replace(own_site.store.settings, virus_scanner=scanner)
        refused = ines.get(f"/d/{bad}/original")
        assert (refused.status_code, "viruskontrollen fann" in refused.text) == (400, True)
        assert MALICIOUS.decode() not in refused.text
    assert ines.get(f"/d/{bad}/original").status_code == 503  # it is away: nothing leaves unseen
