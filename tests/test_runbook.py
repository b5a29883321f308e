"""The runbook, the alarms and the code speak of the same things: every name stands in all of them, both ways."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from ingest import doctor_command
from models.logs.json_line import JsonLine
from models.logs.record import FORMS
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from tests.models.test_logs import events, plain
from web.check_names import CHECKS
from web.metrics.families import Families
from web.metrics.keeper import Keeper

ROOT = Path(__file__).parents[1]
RUNBOOK = (ROOT / "docs/runbook.md").read_text("utf-8")
_SUFFIXES = ("_bucket", "_count", "_sum")


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def section(title: str) -> str:
    """What stands under a heading of the second level."""
    return RUNBOOK.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def metrics(tmp_path: Path) -> set[str]:
    """The names as they are scraped of a new installation, a backup made."""
    store = Store.open(Settings(home=tmp_path / "home"), create=True)
    store.notices.put("notice_backup", {"at": "2026-11-27T02:00:00+01:00"})
    keeper = Keeper(store, open_index(store.settings))
    keeper.count()
    keeper.look()
    families = list(Families(keeper, store.settings).collect())
    store.close()
    return {f"{family.name}_total" if family.type == "counter" else family.name for family in families}


def test_every_metric_of_an_alarm_is_told(tmp_path: Path) -> None:
    known = metrics(tmp_path) | {"up"}
    for rule in rules():
        named = set(re.findall(r"\b(samsyn_\w+|up)\b", rule["expr"].replace('job="samsyn"', "")))
        assert named, rule["alert"]
        for name in named:
            base = next((name.removesuffix(each) for each in _SUFFIXES if name.endswith(each)), name)
            assert name in known or base in known, f"{rule['alert']}: {name}"


def test_what_an_alarm_wants_the_rise_of_is_told_from_nothing(tmp_path: Path) -> None:
    """Prometheus sees no rise in the first value that it is told."""
    store = Store.open(Settings(home=tmp_path / "home"), create=True)
    keeper = Keeper(store, open_index(store.settings))
    keeper.look()
    samples = [each for family in Families(keeper, store.settings).collect() for each in family.samples]
    store.close()
    told = {(each.name, *each.labels.items()) for each in samples}
    wanted = {
        found for rule in rules() for found in re.findall(r'(?:increase|delta)\((\w+)\{(\w+)="(\w+)"\}', rule["expr"])
    }
    assert len(wanted) == 4
    assert {(name, (label, value)) for name, label, value in wanted} <= told


def test_every_metric_stands_in_the_runbook_and_every_one_there_is_told(tmp_path: Path) -> None:
    assert set(re.findall(r"`(samsyn_\w+)`", section("Metrics"))) == metrics(tmp_path)


def test_every_alarm_has_its_remedy_and_every_remedy_its_alarm() -> None:
    alarms = {rule["alert"] for rule in rules()}
    assert set(re.findall(r"^### (Samsyn\w+)$", RUNBOOK, re.MULTILINE)) == alarms
    assert set(re.findall(r"\[(Samsyn\w+)\]\(#\w+\)", section("All alarms"))) == alarms
    for alarm in alarms:
        told = RUNBOOK.partition(f"\n### {alarm}\n")[2].partition("\n#")[0]
        for part in ("**Means.**", "**Do.**", "**Over** when"):
            assert part in told, f"{alarm}: {part}"
        assert "`" in told.partition("**Do.**")[2], f"{alarm}: a command"
    for rule in rules():
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"]


def test_every_check_of_doctor_has_its_remedy_there_and_its_name_on_the_page(tmp_path: Path) -> None:
    store = Store.open(Settings(home=tmp_path / "home"), create=True)
    store.close()
    names = {name for name, _ in doctor_command._of_machine(store.settings, counts=True)} | {"register"}
    names |= {name for name, _ in doctor_command._of_stores(store.settings, store, counts=True)}
    assert set(re.findall(r"^\| `(\w+)` \|", section("What samsyn doctor checks"), re.MULTILINE)) == names
    assert set(CHECKS) == names


def test_every_event_of_the_log_is_told() -> None:
    assert set(re.findall(r"^\| `([a-z.]+)` \|", section("The log"), re.MULTILINE)) == events() | {"library", "message"}


def test_every_field_of_the_log_is_told() -> None:
    heads = re.findall(r"^- ((?:`\w+`(?:, )?)+): ", section("The log"), re.MULTILINE)
    always = json.loads(JsonLine("web").format(plain("ingest.prov", "words")))
    assert sorted(re.findall(r"`(\w+)`", heads[0])) == sorted(always)
    assert sorted(re.findall(r"`(\w+)`", " ".join(heads[1:]))) == sorted({*FORMS, "fault", "at"})


def test_the_table_of_sizes_says_where_its_figures_are_from() -> None:
    told = section("Sizing")
    assert "`python -m bench.sizing" in told
    assert "bytes a page" in told
