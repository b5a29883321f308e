"""Who "jag" and "vi" are, and when nobody is meant."""

from __future__ import annotations

import pytest

from tests.nlp.ties.marked import told

OWNS = ("owns", "Anna Berg", "Provmat AB")


@pytest.mark.parametrize(
    "text",
    [
        "Hej!\n\nJag äger [O Provmat AB] sedan 2019.\n\nMed vänlig hälsning\n[P Anna Berg]",
        "Från: [P Anna Berg]\nTill: Nämnden\n\nDet är jag som äger [O Provmat AB] numera.\n",
        "Jag äger [O Provmat AB].\n\nMvh [P Anna Berg]\n",
        "Vittne: [P Anna Berg]\n\nUndertecknad äger [O Provmat AB].",
        "Från: [P Anna Berg]\n\nJag äger [O Provmat AB].\n\nHälsningar,\n[P Anna Berg]",
    ],
)
def test_the_signer_is_meant(text: str) -> None:
    assert OWNS in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jag äger [O Provmat AB].",  # nobody signed
        "[P Anna Berg] ringde. Jag äger [O Provmat AB].",
        "Från: [P Anna Berg]\n\nJag äger [O Provmat AB].\n\nFrån: [P Bo Ek]\n\nVad sa du?",  # two mails
        "Vittne: [P Anna Berg]\nJag äger [O Provmat AB].\n\nMed vänlig hälsning\n[P Bo Ek]",  # an officer signed
        "Han sa ”jag äger [O Provmat AB]”.\n\nMvh\n[P Anna Berg]",  # somebody else speaks
        "Jag äger inte [O Provmat AB].\n\nMvh\n[P Anna Berg]",
        "Jag skulle vilja äga [O Provmat AB].\n\nMvh\n[P Anna Berg]",
        "Från: Kontoret\n[P Anna Berg] hälsade. Jag äger [O Provmat AB].",
    ],
)
def test_nobody_is_meant(text: str) -> None:
    assert told(text) == []


def test_we_are_the_signers_company() -> None:
    text = "Hej!\nVi hyr lokalen av [O Provhus i Norr AB].\n\nMed vänlig hälsning\n[P Anna Berg]\n[O Provmat AB]"
    assert ("rents", "Provmat AB", "Provhus i Norr AB") in told(text)
    assert told(text.replace("Provmat AB]", "Miljönämnden]")) == []  # a public body rents nothing by this


def test_the_objective_and_the_signer_among_others() -> None:
    signed = "\n\nMvh\n[P Anna Berg]"
    assert ("knows", "Bo Ek", "Anna Berg") in told("[P Bo Ek] umgås med mig." + signed)
    assert ("knows", "Anna Berg", "Bo Ek") in told("Jag känner [P Bo Ek]." + signed)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("[P Bo Ek] befann sig vid [A Storgatan 1].", "seen_at"),
        ("Patrullen iakttog [P Bo Ek] utanför [A Storgatan 1].", "seen_at"),
        ("Utanför [A Storgatan 1] sågs [P Bo Ek].", "seen_at"),
        ("[P Bo Ek] gick in i [A Storgatan 1].", "seen_at"),
        ("[P Bo Ek] och [P Anna Berg] är gamla vänner.", "knows"),
        ("[P Bo Ek] är barndomsvän med [P Anna Berg].", "knows"),
        ("[P Bo Ek] umgås ofta med [P Anna Berg].", "knows"),
        ("[P Bo Ek] samarbetar med [P Anna Berg].", "knows"),
        ("[P Bo Ek] hyr redan [A Storgatan 1].", "rents"),
    ],
)
def test_seen_and_known(text: str, relation: str) -> None:
    assert [name for name, *_ in told(text)] == [relation]
    for denied in (f"Det är inte sant att {text}", text.removesuffix(".") + "?", text.replace("] ", "] aldrig ", 1)):
        assert told(denied) == []
