"""Sharing: what no law carries does not start; what is lent is what the oracle says, and only to read."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access import Guard, Purpose, Viewer, at_home, has_grant, may_change, may_read
from models.errors import SharingRefusedError
from models.settings import read_settings
from models.sharing import Agreement, Kind, Mode, Owner, askable, legal_bases, lend, lent
from models.sharing_settings import agreements

NAMES = ("Åklagaren", "Polisen", "Miljönämnden", "Socialnämnden")
PURPOSES = ("Tillsyn", "utredning av brott", "Kontroll  av utbetalning")
GROUPS = ("sekretess", "ledning")

some = st.frozensets
squares = st.builds(
    Agreement, *(st.sampled_from(each) for each in (NAMES, NAMES, PURPOSES, ("OSL 10:27",), tuple(Mode)))
)


@st.composite
def viewers(draw: st.DrawFn) -> Viewer:
    own = draw(some(st.sampled_from(NAMES)))
    officer = draw(some(st.sampled_from(sorted(own)))) if own else frozenset()
    return Viewer("eva", own, officer_of=officer, groups=draw(some(st.sampled_from(GROUPS))))


@given(viewers(), st.sampled_from([*PURPOSES, "TILLSYN ", "något annat", None]), st.lists(squares, max_size=8))
def test_the_viewer_of_a_request_reads_what_the_oracle_says(
    viewer: Viewer, words: str | None, matrix: list[Agreement]
) -> None:
    """The same for the account with the lent owners beside it, and for the viewer that has them."""
    why = Purpose(words) if words else None
    more, during = lent(viewer, why, matrix), lend(viewer, why, matrix)
    assert (during.own, during.shared, at_home(during)) == (viewer.owners, more, viewer)
    for owner, needs in product(NAMES, (frozenset(), frozenset({"sekretess"}), frozenset(GROUPS))):
        guard = Guard(owner, needs)
        assert may_read(during, why, guard) is may_read(viewer, why, guard, more)
        assert may_change(during, owner) is has_grant(viewer, owner)


@given(viewers(), st.sampled_from(PURPOSES), st.lists(squares, max_size=8))
def test_lent_by_a_direct_agreement_with_ones_own_for_that_purpose_and_nothing_else(
    viewer: Viewer, words: str, matrix: list[Agreement]
) -> None:
    why = Purpose(words.upper())
    expected = {
        each.owner
        for each in matrix
        if each.mode is Mode.DIRECT and each.purpose == words and each.reader in viewer.owners
    } - viewer.owners
    assert lent(viewer, why, matrix) == expected
    during = lend(viewer, why, matrix)
    assert lend(during, why, matrix) == during, "what is lent lends nothing on"
    assert lend(during, Purpose("ett annat ändamål"), matrix) == viewer
    assert {each.owner for each in askable(during, matrix)}.isdisjoint(viewer.owners)


@given(st.sampled_from(sorted(legal_bases())), st.sampled_from(PURPOSES), st.sampled_from(("Kommunen", "")))
def test_police_to_municipality_is_never_direct(basis: str, purpose: str, authority: str) -> None:
    owners = [
        {"name": "Polisen", "kind": "police", "authority": authority},
        {"name": "Nämnden", "kind": "board", "authority": authority},
    ]
    row = {"owner": "Polisen", "reader": "Nämnden", "purpose": purpose, "basis": basis, "mode": "direct"}
    with pytest.raises(SharingRefusedError):
        agreements(owners, [row])


def test_not_even_by_a_basis_that_carries_it_within_one_authority() -> None:
    owners = [
        {"name": "Polisen", "kind": "police", "authority": "Kommunen"},
        {"name": "Nämnden", "kind": "board", "authority": "Kommunen"},
    ]
    row = {"owner": "Polisen", "reader": "Nämnden", "purpose": "x", "basis": "OSL 8:2 motsatsvis", "mode": "direct"}
    with pytest.raises(SharingRefusedError, match="aldrig kommunen"):
        agreements(owners, [row])


GOOD = {
    "owner": "Miljönämnden",
    "reader": "Polisen",
    "purpose": "Utredning av bidragsbrott",
    "basis": "lag 2025:170",
    "mode": "request",
}
OWNERS = [{"name": "Miljönämnden", "kind": "board"}, {"name": "Polisen", "kind": "police"}]


def test_a_good_row() -> None:
    (found,) = agreements(OWNERS, [GOOD])
    assert found == Agreement("Miljönämnden", "Polisen", "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mode": "direct"}, "medger inte direktåtkomst"),
        ({"mode": "öppet"}, "läget 'öppet' finns inte"),
        ({"basis": "lag 1999:1"}, "finns inte: OSL 10:2"),
        ({"basis": ""}, "basis saknas"),
        ({"basis": "lag 2018:1693", "mode": "direct"}, "gäller inte från board till police"),
        ({"basis": "OSL 8:2 motsatsvis", "mode": "direct"}, "gäller inte från board till police"),
        ({"owner": "Polisen"}, "delar inte med sig själv"),
        ({"owner": "Socialnämnden"}, "'Socialnämnden' står inte under"),
        ({"purpose": "  "}, "purpose saknas"),
        ({"purpose": 3}, "purpose saknas eller är inte text"),
        ({"until": "2027"}, "okänt: until"),
    ],
)
def test_a_bad_row_is_refused_by_name(change: dict[str, object], says: str) -> None:
    with pytest.raises(SharingRefusedError, match=r"\[\[sharing\]\] rad 2.*" + says):
        agreements(OWNERS, [{**GOOD, "purpose": "Tillsyn"}, {**GOOD, **change}])


def test_the_same_square_twice_is_refused() -> None:
    with pytest.raises(SharingRefusedError, match=r"rad 2 .*står redan"):
        agreements(OWNERS, [GOOD, {**GOOD, "purpose": "utredning  av BIDRAGSBROTT", "basis": "OSL 10:24"}])


@pytest.mark.parametrize(
    ("owners", "says"),
    [
        ([*OWNERS, {"name": "Polisen", "kind": "police"}], "rad 3: 'Polisen' står redan"),
        ([{"name": "Polisen", "kind": "polis"}], "slaget 'polis' finns inte"),
        ([{"kind": "police"}], "name saknas"),
        (["Polisen"], "är ingen tabell"),
        ({"Polisen": "police"}, "dubbla hakparenteser"),
    ],
)
def test_a_bad_owner_is_refused_by_name(owners: object, says: str) -> None:
    with pytest.raises(SharingRefusedError, match=says):
        agreements(owners, [])


def test_settings_read_them_and_start_nothing_on_what_no_law_carries(tmp_path: Path) -> None:
    file = tmp_path / "samsyn.toml"
    owners = "".join(f'[[owners]]\nname = "{each["name"]}"\nkind = "{each["kind"]}"\n' for each in OWNERS)
    row = "[[sharing]]\n" + "".join(f'{name} = "{value}"\n' for name, value in GOOD.items())
    file.write_text(owners + row, encoding="utf-8")
    assert read_settings({}, directory=tmp_path).sharing == agreements(OWNERS, [GOOD])
    file.write_text(owners + row.replace('"request"', '"direct"'), encoding="utf-8")
    with pytest.raises(SharingRefusedError, match="Miljönämnden → Polisen"):
        read_settings({}, directory=tmp_path)


def test_each_legal_basis_says_where_it_stands() -> None:
    for basis in legal_bases().values():
        assert "SFS " in basis.source
        assert basis.says
        assert basis.between
        assert {half for pair in basis.between for half in pair} <= {*Kind, "any", "same"}


def test_osl_never_carries_direct_access_between_authorities() -> None:
    board, other = Owner("Miljönämnden", Kind.BOARD, "Miljönämnden"), Owner("Soc", Kind.BOARD, "Socialnämnden")
    for basis in legal_bases().values():
        assert not (basis.direct and basis.covers(board, other))
