"""The measure of fields and of persons' roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.document import DocumentKind, Field
from models.gold import open_gold
from nlp.answers import Description
from nlp.evaluate_fields import Fields
from nlp.gold_papers import Paper
from tests.gold import Record, mention, paper, write

TEXT = "Ines Provsson och Provsson hördes. Senast den 19 maj 2024. Tor Exempel såg det. Övre Provgatan 3, 990 12 Prov."


def measured(tmp_path: Path, record: Record, *fields: Field) -> dict[str, Any]:
    folder = tmp_path / f"arkiv{len(list(tmp_path.iterdir()))}"
    (document,) = open_gold(write(folder, [record])).documents()
    measure = Fields()
    measure.add(Paper(0, document, Description(DocumentKind(document.kind, 1.0, ""), (), fields, None)))
    return measure.report()


def people(*roles: tuple[str, str]) -> list[Record]:
    return [mention(TEXT, name, "PERSON", entity=name) | {"role": role} for name, role in roles]


def test_a_person_is_right_under_any_name_of_the_paper(tmp_path: Path) -> None:
    both = [
        mention(TEXT, "Ines Provsson", "PERSON", entity="ines"),
        mention(TEXT, "Provsson hördes", "PERSON", "Provsson", "ines") | {"end": 26, "text": "Provsson"},
    ]
    record = paper("a", TEXT, kind="police_memo", mentions=both, fields=[{"name": "subject", "value": "Provsson"}])
    right = measured(tmp_path, record, Field("subject", "Ines Provsson", "Ines Provsson", role="subject"))
    assert right["fields"]["subject"]["f1"] == 1.0
    line = measured(tmp_path, record, Field("subject", "Ines Provsson", "Ines Provsson"))  # a mail's subject line
    assert line["fields"]["subject"]["found"] == 0


def test_partial_dates_and_addresses_may_be_the_same(tmp_path: Path) -> None:
    stated = [{"name": "deadline", "value": "--05-19"}, {"name": "address", "value": "Övre Provgatan 3, 990 12 Prov"}]
    record = paper("a", TEXT, kind="inspection_report", fields=stated)
    told = (Field("deadline", "2024-05-19", ""), Field("address", "Övre Provgatan 3", ""))
    assert measured(tmp_path, record, *told)["micro"]["f1"] == 1.0
    assert measured(tmp_path, record, Field("deadline", "2024-05-18", ""))["micro"]["f1"] == 0.0


def test_a_field_that_the_kind_has_not_is_not_asked_for(tmp_path: Path) -> None:
    record = paper("a", TEXT, kind="tip", fields=[{"name": "visit_date", "value": "2024-05-19"}])
    assert measured(tmp_path, record)["micro"]["gold"] == 0


def test_roles_and_who_is_wrongly_accused(tmp_path: Path) -> None:
    named = people(("Ines Provsson", "subject"), ("Tor Exempel", "witness"))
    record = paper("a", TEXT, kind="police_memo", mentions=named, fields=[])
    told = [Field("person", name, name, role="suspect") for name in ("Ines Provsson", "Tor Exempel")]
    roles = measured(tmp_path, record, *told)["roles"]
    assert (roles["accused"], roles["wrongly"]) == (2, 1)
    assert roles["micro"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 2, "found": 2, "right": 1}
    unsaid = [Field("person", name, name, role="mentioned") for name in ("Ines Provsson", "Tor Exempel")]
    silent = measured(tmp_path, record, *unsaid)["roles"]
    assert (silent["accused"], silent["micro"]["found"], silent["micro"]["recall"]) == (0, 0, 0.0)
