"""The measures on small gold, each figure counted by hand; what the product says is given, so that rules may change."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from models.document import DocumentKind, Field
from models.errors import InvalidGoldError, MissingPathError
from models.gold import GoldDocument, open_gold
from models.mention import Label, Mention
from nlp.answers import Description
from nlp.evaluate import Identifiers, Kinds, Ner
from nlp.evaluate_fields import Fields
from nlp.evaluate_resolution import Resolution
from nlp.gold_papers import Paper, described, papers
from nlp.scoring import b_cubed, pairwise
from nlp.token_files import read_sentences, score_sentences
from tests.gold import Record, mention, paper, span, write

TEXT = "Ines Provsson och Provsson i Exempelby köpte av Prov AB för 15 kr den 19 maj 2024, ritning A12, dnr 1/24."


def gold(tmp_path: Path, *records: Record) -> list[GoldDocument]:
    return list(open_gold(write(tmp_path / "arkiv", records)).documents())


def told(
    text: str, *names: tuple[Label, str, str], kind: str = "other", fields: dict[str, str] | None = None
) -> Description:
    """What the product is taken to say: (label, form in the text, value)."""
    found = []
    for label, form, value in names:
        start = text.index(form)
        found.append(Mention(label, 1, start, start + len(form), form, value, 1.0, "prov"))
    described = tuple(Field(name, value, value) for name, value in (fields or {}).items())
    return Description(DocumentKind(kind, 1.0, ""), tuple(found), described, None)


def test_ner_counts_strict_spans_and_values(tmp_path: Path) -> None:
    (document,) = gold(
        tmp_path,
        paper("a", TEXT, mentions=[
            mention(TEXT, "Ines Provsson", "PERSON", entity="p"),
            mention(TEXT, "Provsson i", "PERSON", "Provsson", "p") | {"end": 26, "text": "Provsson"},
            mention(TEXT, "Exempelby", "LOC"),
            mention(TEXT, "Prov AB", "ORG"),
            mention(TEXT, "15 kr", "AMOUNT", "15.00"),
        ]),
    )  # fmt: skip
    said = told(
        TEXT,
        (Label.PERSON, "Ines Provsson", "Ines Provsson"),  # right in both
        (Label.LOC, "Exempelby", "Exempel"),  # right span, wrong value
        (Label.PERSON, "Prov AB", "Prov AB"),  # wrong label
        (Label.DATE, "19 maj 2024", "2024-05-19"),  # no name
    )
    second = Mention(Label.PERSON, 1, 18, 26, "Provsson", "Ines Provsson", 1.0, "prov")  # the same entity's full name
    ner = Ner(values=True)
    ner.add(Paper(0, document, Description(said.kind, (*said.mentions, second), (), None)))
    assert ner.report() == {
        "micro": {"precision": 0.75, "recall": 0.75, "f1": 0.75},
        "labels": {
            "PERSON": {"precision": 0.6667, "recall": 1.0, "f1": 0.8},
            "ORG": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
            "LOC": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        },
        "values": {
            "micro": {"precision": 0.5, "recall": 0.5, "f1": 0.5},
            "labels": {
                "PERSON": {"precision": 0.6667, "recall": 1.0, "f1": 0.8},
                "ORG": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
                "LOC": {"precision": 0.0, "recall": 0.0, "f1": 0.0},
            },
        },
    }


def test_a_paper_whose_mentions_are_not_said_is_not_measured(tmp_path: Path) -> None:
    (document,) = gold(tmp_path, paper("a", TEXT) | {"mentions": None, "kind": "", "fields": None})
    said = told(
        TEXT, (Label.PERSON, "Ines Provsson", "x"), (Label.AMOUNT, "15 kr", "15.00"), fields={"date": "2024-05-19"}
    )
    for measure in (Ner(), Identifiers(), Kinds(), Fields(), Resolution()):
        measure.add(Paper(0, document, said))
        report: dict[str, Any] = measure.report()
        assert not report.get("documents")
        assert not any(report.get("micro", {}).values())


def test_identifiers_count_values_and_look_alikes(tmp_path: Path) -> None:
    (document,) = gold(
        tmp_path,
        paper(
            "a", TEXT,
            mentions=[
                mention(TEXT, "15 kr", "AMOUNT", "15.00"), mention(TEXT, "19 maj 2024", "DATE", "2024-05-19"),
                mention(TEXT, "1/24", "CASE"), mention(TEXT, "Prov AB", "ORG"),
            ],
            decoys=[span(TEXT, "A12", looks_like="CASE"), span(TEXT, "A12", looks_like="VEHICLE")],
        ),
    )  # fmt: skip
    said = told(
        TEXT,
        (Label.AMOUNT, "15 kr", "15.00"),
        (Label.DATE, "19 maj 2024", "2025-05-19"),  # wrong value
        (Label.CASE, "ritning A12", "ritning A12"),  # the look-alike is within it
        (Label.PERSON, "Ines Provsson", "Ines Provsson"),
    )
    identifiers = Identifiers()
    identifiers.add(Paper(0, document, said))
    report = identifiers.report()
    assert report["micro"] == {"precision": 0.3333, "recall": 0.3333, "f1": 0.3333, "gold": 3, "found": 3, "right": 1}
    assert list(report["labels"]) == ["AMOUNT", "CASE", "DATE"]
    assert report["labels"]["AMOUNT"]["f1"] == 1.0
    assert report["labels"]["CASE"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 1, "right": 0}
    assert report["decoys"] == {
        "CASE": {"decoys": 1, "taken": 1, "share": 1.0},
        "VEHICLE": {"decoys": 1, "taken": 0, "share": 0.0},
    }


def test_kinds_are_confused(tmp_path: Path) -> None:
    documents = gold(
        tmp_path, *(paper(name, TEXT, kind=kind) for name, kind in zip("abc", ("tip", "tip", "email"), strict=True))
    )
    kinds = Kinds()
    for document, kind in zip(documents, ("tip", "other", "email"), strict=True):
        kinds.add(Paper(0, document, told(TEXT, kind=kind)))
    assert kinds.report() == {
        "documents": 3,
        "accuracy": 0.6667,
        "confusion": {"email": {"email": 1}, "tip": {"tip": 1, "other": 1}},
    }


def test_fields_count_where_the_gold_states_them(tmp_path: Path) -> None:
    case = [{"name": "case_number", "value": value} for value in ("1/24", "2/24")]
    written = [mention(TEXT, "19 maj 2024", "DATE", "2024-05-19")]
    documents = gold(
        tmp_path,
        paper("a", TEXT, fields=case),  # any of the two is right
        paper("b", TEXT, fields=case),
        paper("c", TEXT, mentions=written, date="2024-05-19"),  # its date stands in it
        paper("d", TEXT, date="2024-05-19"),  # its date does not: nothing is asked
        paper("e", TEXT, headers={"from": "x"}, date="2024-05-19"),  # a mail's stands in its header
    )
    answers: list[dict[str, str]] = [
        {"case_number": "2/24"}, {"case_number": "3/24"}, {"date": "2024-05-19"}, {"date": "2020-01-01"}, {},
    ]  # fmt: skip
    fields = Fields()
    for document, answer in zip(documents, answers, strict=True):
        fields.add(Paper(0, document, told(TEXT, fields=answer)))
    report = fields.report()
    assert report["micro"] == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714, "gold": 4, "found": 3, "right": 2}
    assert report["born_digital"] == report["micro"]
    assert report["scans"]["gold"] == 0
    assert report["fields"] == {
        "date": {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "gold": 2, "found": 1, "right": 1},
        "case_number": {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 2, "found": 2, "right": 1},
    }
    assert report["beside"] == {"date": 1}  # of the paper whose date is not written in it


def test_b_cubed_by_hand() -> None:
    together = Counter({("A", "X"): 2, ("B", "X"): 1, ("A", "Y"): 1, ("B", "Y"): 1})
    # pure: 2/3 + 2/3 + 1/3 + 1/2 + 1/2; whole: A 2/3 + 2/3 + 1/3, B 1/2 + 1/2; of five mentions
    assert b_cubed(together, {}) == {"precision": 0.5333, "recall": 0.5333, "f1": 0.5333}
    # one more of B by itself: pure + 1; whole: A as before, B 3 · 1/3; of six
    figures = b_cubed(together, {"B": 1})
    assert (figures["precision"], figures["recall"]) == (0.6111, 0.4444)
    assert b_cubed({}, {}) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_resolution_puts_mentions_together_within_an_owner(tmp_path: Path) -> None:
    mentions = [mention(TEXT, "Ines Provsson", "PERSON", entity="ines"), mention(TEXT, "Prov AB", "ORG", entity="ab")]
    owners = ("Nämnden", "Nämnden", "Polisen", "Nämnden")
    papers_told = [
        paper(name, TEXT, mentions=mentions) | {"owner": owner} for name, owner in zip("abcd", owners, strict=True)
    ]
    resolution = Resolution()
    values = ("Ines Provsson", "I. Provsson", "Ines Provsson", "Ines Provsson")
    for document, archive, value in zip(gold(tmp_path, *papers_told), (0, 0, 0, 1), values, strict=True):
        said = told(TEXT, (Label.PERSON, "Ines Provsson", value), (Label.LOC, "Exempelby", "Exempelby"))
        resolution.add(Paper(archive, document, said))
    report = resolution.report()
    # Initials tell nothing by themselves: two in the first archive's first owner, one in its second, one in the other.
    figures = report["labels"]["PERSON"]
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1.0, 0.75, 0.8571)
    assert (figures["pair_precision"], figures["pair_recall"]) == (0.0, 0.0)
    assert (figures["mentions"], figures["found"], figures["entities"], figures["clusters"]) == (4, 4, 3, 4)
    # The company was never found: each of its mentions is a cluster of its own.
    assert (report["labels"]["ORG"]["found"], report["labels"]["ORG"]["clusters"]) == (0, 4)
    assert report["micro"]["mentions"] == 8
    # A viewer of both owners of the first archive sees one row for the name, and of the three mentions two in it.
    assert (report["across_owners"]["entities"], report["across_owners"]["clusters"]) == (4, 7)


def test_pairs_by_hand() -> None:
    together = Counter({("A", "X"): 2, ("B", "X"): 1, ("A", "Y"): 1, ("B", "Y"): 1})
    # right: one pair of A in X; found: three in X, one in Y; gold: three of A, one of B
    assert pairwise(together, {}) == {"precision": 0.25, "recall": 0.25, "f1": 0.25}
    assert pairwise(together, {"B": 1})["recall"] == 0.1667  # two more pairs of B


def test_a_mail_is_read_with_its_header_and_scored_without(tmp_path: Path) -> None:
    body = "Mötet är den 21 maj 2024.\n"
    headers = {"from": "Ines Provsson <ines@exempel.example>", "to": "", "subject": "Möte den 20 maj 2024"}
    (document,) = gold(tmp_path, paper("a.eml", body, headers=headers, date="2024-05-19"))
    said = described(document)
    assert said.kind.name == "email"
    assert {field.name: field.value for field in said.fields}["date"] == "2024-05-19"
    assert [(found.value, body[found.start : found.end]) for found in said.mentions] == [("2024-05-21", "21 maj 2024")]


def test_papers_of_several_archives_are_told_apart(tmp_path: Path) -> None:
    archives = [open_gold(write(tmp_path / name, [paper("a", TEXT)])) for name in ("ett", "två")]
    done: list[None] = []
    assert [one.archive for one in papers(archives, lambda: done.append(None))] == [0, 1]
    assert len(done) == 2


def token_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "prov.tsv"
    path.write_bytes(text.encode())
    return path


def test_token_files_give_strict_spans(tmp_path: Path) -> None:
    rows = "# mening 1\n"
    rows += "Britt-Marie\tB-PER\r\nAndersson\tI-PER\nbor\tO\ni\tO\nUmeå\tB-LOC\n,\tO\nSverige\tI-MISC\n.\tO\n\n\n"
    rows += "#\tO\nProv\tI-ORG\nAB\tI-ORG\nUmeå\tB-ORG"
    first, second = read_sentences(token_file(tmp_path, rows))
    assert first.tokens[:2] == ("Britt-Marie", "Andersson")
    assert first.names == {("PER", (0, 2)), ("LOC", (4, 5))}
    assert second.names == {("ORG", (1, 3)), ("ORG", (3, 4))}


def test_token_files_are_scored(tmp_path: Path) -> None:
    rows = [
        ("Britt-Marie", "B-PER"), ("Andersson", "I-PER"), ("(", "O"), ("Umeå", "B-LOC"), (")", "O"), ("ringde", "O"),
        ("Kvibble", "B-PER"), (".", "O"),
    ]  # fmt: skip
    sentences = list(read_sentences(token_file(tmp_path, "\n".join(map("\t".join, rows)))))
    report = score_sentences(sentences, pipeline="rules")  # which do not know the last name
    assert report["micro"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8, "interval": [0.8, 0.8]}  # one sentence
    assert list(report["labels"]) == ["PER", "ORG", "LOC"]
    assert report["labels"]["PER"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "interval": [0.6667, 0.6667]}
    assert report["labels"]["LOC"]["f1"] == 1.0


@pytest.mark.parametrize("line", ["Ines", "Ines\tPER", "Ines\tX-PER", "Ines\tB-", "Ines\tO\tO", "\tO", "Ines\t"])
def test_a_malformed_line_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(InvalidGoldError, match=r"prov\.tsv, rad 3: ") as error:
        list(read_sentences(token_file(tmp_path, f"Hej\tO\n\n{line}\n")))
    assert "Ines" not in error.value.message


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "prov.tsv"
    path.write_bytes(b"Hej\tO\n\xff\tO\n")
    with pytest.raises(InvalidGoldError, match="rad 2: inte UTF-8"):
        list(read_sentences(path))
    with pytest.raises(MissingPathError):
        list(read_sentences(tmp_path / "ingen.tsv"))
