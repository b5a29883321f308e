"""What deploy/ promises of its containers: nobody is root, little is written, and no secret is in sight."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Final

import click
import pytest
import yaml
from sqlalchemy import text

from deploy.release.listing import PARTS
from models.settings import Settings
from models.store.database import Database
from samsyn import COMMANDS, samsyn
from tests.servers import missing

ROOT: Final = Path(__file__).parents[2]
DEPLOY: Final = ROOT / "deploy"
COMPOSE: Final[Mapping[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: Final[Mapping[str, Mapping[str, Any]]] = COMPOSE["services"]
OURS: Final = {name for name, each in SERVICES.items() if each["image"].startswith("samsyn:")}
_SECRET: Final = re.compile(r"PASSWORD|SECRET|TOKEN|_KEY$|DATABASE_URL", re.IGNORECASE)
_CHOICES: Final = text("SELECT enumvals FROM pg_settings WHERE name = :name")
_PINNED: Final = re.compile(r"^[a-z0-9./-]+:\d+\.\d+(\.\d+)?[a-z0-9.-]*$")


def _instructions() -> Iterator[tuple[str, str]]:
    """Of the Containerfile, each with its continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for line in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word, " ".join(rest.split())


def _last_stage() -> list[tuple[str, str]]:
    found = list(_instructions())
    begins = max(at for at, (word, _) in enumerate(found) if word == "FROM")
    return found[begins:]


def test_the_image_is_made_in_stages_from_versions_that_are_named() -> None:
    froms = [rest for word, rest in _instructions() if word == "FROM"]
    bases = {base for each in froms if (base := each.split()[0]) not in ("wheels", "installed")}
    assert len(froms) == 3
    assert all(map(_PINNED.match, bases)), bases
    assert any("--require-hashes" in rest for word, rest in _instructions() if word == "RUN")


def test_the_last_stage_has_no_build_tools_and_no_root() -> None:
    words = dict(_last_stage())
    said = " ".join(rest for _, rest in _last_stage())
    assert not re.search(r"build-essential|gcc|git\b|pip install", said)
    assert "/usr/local/bin/pip*" in said  # the base image's own goes
    user = words["USER"]
    assert all(part.isdecimal() and int(part) > 0 for part in user.split(":"))
    assert "/healthz" in words["HEALTHCHECK"]
    assert "bubblewrap" in said
    assert "tesseract-ocr-swe" in said
    assert "HOME=/tmp" in said


def test_what_the_image_is_made_from_is_listed_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule.removeprefix("!") for rule in rules[1:] if rule.startswith("!")}
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    beside = {"pyproject.toml", "requirements.lock", "README.md", "LICENSE", "deploy"}
    assert let_in == {*wheel["only-include"], *beside} - {"demo.py", "demo_people.py", "sample"}
    assert let_in == {*PARTS}
    assert all((ROOT / each).exists() for each in let_in)
    kept_out = rules[rules.index("!deploy") + 1 :]  # what lies in deploy beside what is ours, made by whoever runs it
    assert {"deploy/secrets", "deploy/.env", "deploy/moved.json"} <= set(kept_out)


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_its_walls(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "cap_add", "pid", "ipc", "network_mode", "devices"} & service.keys()
    assert any(place.startswith("/tmp") for place in service["tmpfs"])
    if name in OURS:
        assert service["init"] is True, "readers' orphans would stay as zombies"
    else:  # those are nobody's but the image's own user
        assert int(str(service["user"]).partition(":")[0]) > 0
        assert _PINNED.match(service["image"]), service["image"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert {name for name, each in SERVICES.items() if "ports" in each} == {"proxy"}
    assert {name for name, each in SERVICES.items() if "outer" in each["networks"]} == {"proxy"}
    assert COMPOSE["networks"]["inner"]["internal"] is True
    address = SERVICES["proxy"]["networks"]["inner"]["ipv4_address"]
    assert {SERVICES[name]["environment"]["SAMSYN_TRUSTED_PROXY"] for name in OURS} == {address}
    (told,) = COMPOSE["networks"]["inner"]["ipam"]["config"]  # no other container can be given that address
    assert ip_address(address) in ip_network(told["subnet"])
    assert ip_address(address) not in ip_network(told["ip_range"])


@pytest.mark.parametrize("name", SERVICES)
def test_no_secret_stands_in_an_environment(name: str) -> None:
    for key, value in SERVICES[name].get("environment", {}).items():
        if _SECRET.search(key):
            assert key.endswith("_FILE"), key
            assert value.startswith("/run/secrets/")
    text = (DEPLOY / "compose.env.example").read_text("utf-8")
    assert not [line for line in text.splitlines() if re.match(r"[A-Z_]+=\S", line)], "a value with a default"


def test_settings_that_are_named_are_settings() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text("utf-8")
    secret = {f"SAMSYN_{each.name.upper()}_FILE" for each in fields(Settings) if not each.repr}
    for name in OURS:
        for key in SERVICES[name]["environment"]:
            assert key in secret or f"`{key}`" in documented, key


@pytest.mark.parametrize("name", [each for each in SERVICES if each.startswith("opensearch")])
def test_the_engine_can_write_where_it_must(name: str) -> None:
    """A key store among its settings, and native code in /tmp that it then runs (opensearch-build 3991, JNA)."""
    assert any(each.endswith(":/usr/share/opensearch/config") for each in SERVICES[name]["volumes"])
    (scratch,) = [each for each in SERVICES[name]["tmpfs"] if each.startswith("/tmp:")]
    assert "exec" in scratch.partition(":")[2].split(",")


def test_a_vault_in_a_bucket_can_be_told_of_in_full() -> None:
    vault = [each for each in fields(Settings) if each.name.startswith("vault_")]
    wanted = {f"SAMSYN_{each.name.upper()}{'' if each.repr else '_FILE'}" for each in vault}
    assert len(wanted) > 5
    for name in OURS:
        assert wanted <= SERVICES[name]["environment"].keys()
        given = {each if isinstance(each, str) else each["source"] for each in SERVICES[name]["secrets"]}
        assert {"vault_key_secret", "vault_ca"} <= given


@pytest.mark.postgresql
def test_the_databases_log_quotes_no_row(postgresql_url: str) -> None:
    """As the server does by itself when two rows have the same key: with what stands in them."""
    said = SERVICES["db"]["command"]
    chosen = dict(each.split("=") for each in said[1:] if each != "-c")
    database = Database(postgresql_url)
    with database.read() as connection:
        usual = {name: connection.execute(text(f"SHOW {name}")).scalar() for name in chosen}
        known = {name: connection.execute(_CHOICES, {"name": name}).scalar_one() for name in chosen}
    database.close()
    assert chosen == {"log_error_verbosity": "terse", "log_min_error_statement": "panic"}
    assert all(chosen[name] in known[name] and chosen[name] != usual[name] for name in chosen)


@pytest.mark.parametrize("name", sorted(OURS))
def test_what_a_container_runs_is_a_command(name: str) -> None:
    _check_command(SERVICES[name]["command"])


def test_what_the_image_runs_by_itself_is_a_command() -> None:
    words = dict(_last_stage())
    assert yaml.safe_load(words["ENTRYPOINT"]) == ["samsyn"]
    _check_command(yaml.safe_load(words["CMD"]))


def test_what_the_machines_service_runs_is_a_command() -> None:
    unit = (DEPLOY / "systemd" / "samsyn.service").read_text("utf-8")
    run = re.search(r"^ExecStart=(\S+) (.*)$", unit, re.MULTILINE)
    assert run is not None
    assert run[1] == "/opt/samsyn/current/.venv/bin/samsyn"
    _check_command(run[2].split())
    forbid = re.findall(
        r"^(RestrictNamespaces|PrivateUsers|ProtectKernelTunables|ProtectHostname|ProtectKernelLogs)=yes",
        unit,
        re.MULTILINE,
    )
    assert forbid == [], "with these bubblewrap does not start"


def test_what_the_service_of_an_encrypted_home_runs_are_commands() -> None:
    unit = (DEPLOY / "systemd" / "samsyn-home.service").read_text("utf-8")
    runs = re.findall(r"^Exec(?:Start|Stop)=.*?/opt/samsyn/current/\.venv/bin/samsyn ([^'\n]+)", unit, re.MULTILINE)
    assert len(runs) == 2
    for run in runs:
        _check_command(run.split())
    assert "RequiredBy=samsyn.service" in unit, "nothing starts on a home that is closed"


def _check_command(words: list[str]) -> None:
    assert words[0] in COMMANDS
    command = samsyn.get_command(click.Context(samsyn), words[0])
    assert command is not None
    if isinstance(command, click.Group):
        command = command.get_command(click.Context(command), words[1])
        assert command is not None
    known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_file_that_is_handed_in_is_there_or_made(tmp_path: Path) -> None:
    for each in COMPOSE["configs"].values():
        assert (DEPLOY / each["file"]).is_file(), each
    made = _secrets(tmp_path / "secrets")
    named = {Path(each["file"]).name for each in COMPOSE["secrets"].values()}
    assert named - made == {"tls_certificate", "tls_key"}  # the site's own
    given = [each for service in SERVICES.values() for each in service["secrets"]]
    assert {each if isinstance(each, str) else each["source"] for each in given} == set(COMPOSE["secrets"])


def test_secrets_are_made_at_random_once_and_shut_away(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    _secrets(one)
    _secrets(other)
    assert stat.S_IMODE(one.stat().st_mode) == 0o700
    before = {path.name: path.read_bytes() for path in one.iterdir()}
    for name in ("database_password", "opensearch_password", "opensearch_node.key", "opensearch_ca.key"):
        assert before[name] != (other / name).read_bytes()
        assert len(before[name]) >= 64
    _secrets(one)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == before
    assert before["opensearch_password"].strip() not in before["internal_users.yml"]
    shown = subprocess.run(
        ["openssl", "verify", "-CAfile", one / "opensearch_ca.pem", one / "opensearch_node.pem"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.endswith("OK\n")


def _secrets(folder: Path) -> set[str]:
    subprocess.run([DEPLOY / "secrets.sh", folder], check=True, capture_output=True)
    return {path.name for path in folder.iterdir()}


def test_opensearch_lets_samsyn_do_what_it_does_and_no_more() -> None:
    roles = yaml.safe_load((DEPLOY / "opensearch" / "security" / "roles.yml").read_text("utf-8"))
    assert set(roles) == {"_meta", "samsyn"}
    (index,) = roles["samsyn"]["index_permissions"]
    assert index["index_patterns"] == [f"{Settings().opensearch_prefix}-*"]
    assert not any("*" in each or each == "cluster_all" for each in roles["samsyn"]["cluster_permissions"])
    node = yaml.safe_load((DEPLOY / "opensearch" / "security" / "opensearch.yml").read_text("utf-8"))
    assert node["plugins.security.ssl.http.enabled"] is True
    assert "plugins.security.disabled" not in node
    assert node["indices.query.bool.max_clause_count"] == 8192


def test_what_the_backups_units_run_are_commands() -> None:
    for name in ("samsyn-backup", "samsyn-noted"):
        unit = (DEPLOY / "systemd" / f"{name}.service").read_text("utf-8")
        (run,) = re.findall(r"^ExecStart=/opt/samsyn/current/\.venv/bin/samsyn (.*)$", unit, re.MULTILINE)
        _check_command(run.split())
        assert (DEPLOY / "systemd" / f"{name}.timer").is_file()


@pytest.mark.parametrize("name", sorted(path.name for path in (DEPLOY / "systemd").iterdir()))
def test_systemd_takes_the_service(tmp_path: Path, name: str) -> None:
    if shutil.which("systemd-analyze") is None:
        missing("systemd-analyze is not here", by_luck=True)
    for each in (DEPLOY / "systemd").iterdir():  # a timer is held against its service
        unit = each.read_text("utf-8").replace("/opt/samsyn/current/.venv/bin/samsyn", "/bin/true")
        (tmp_path / each.name).write_text(unit.replace("User=samsyn", "User=root"), "utf-8")
    told = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning"}
    verify = ["systemd-analyze", "verify", tmp_path / name]
    done = subprocess.run(verify, capture_output=True, text=True, env=told, check=False)
    assert [line for line in done.stderr.splitlines() if name in line] == []
