"""The command line: joins each folder's commands and turns errors into exit statuses.

0: it did its job, also where files were quarantined. 1: it could not. 2: wrong usage. 3: ``verify`` found a difference.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Final

import click

from models.console import emit_error
from models.errors import SamsynError, StoppedError, WrongUsageError
from models.logs.record import places
from models.logs.starting import role_of, start_logging

# Each command by where it stands, so that `samsyn search` need not import what reads or names.
COMMANDS: Final = {
    "account": "web.account_commands:account",
    "alerts": "search.alerts_command:alerts",
    "analyse": "search.commands:analyse",
    "audit": "search.audit_command:audit",
    "backup": "ingest.backup_command:backup",
    **({"demo": "demo:demo"} if find_spec("demo") else {}),  # not where samsyn was installed from a release
    "describe": "ingest.knowledge_commands:describe",
    "doctor": "ingest.doctor_command:doctor",
    "dossier": "ingest.dossier_command:dossier",
    "embed": "search.meaning.command:embed",
    "entities": "ingest.knowledge_commands:entities",
    "entity": "ingest.judge_command:entity",
    "extract": "ingest.extract_command:extract",
    "erase": "ingest.erase_command:erase",
    "export": "ingest.export_command:export",
    "home": "ingest.encrypted_home.command:home",
    "ingest": "ingest.commands:ingest",
    "mark": "ingest.mark_command:mark",
    "providers": "search.providers_command:providers",
    "read": "ingest.read_command:read",
    "redo": "ingest.redo_command:redo",
    "reindex": "search.index_commands:reindex",
    "restore": "ingest.restore_command:restore",
    "retention": "search.retention.command:retention",
    "review": "search.review_command:review",
    "runs": "search.runs_command:runs",
    "saved": "search.saved_command:saved",
    "scheduler": "ingest.cluster.command:scheduler",
    "search": "search.commands:search",
    "serve": "web.commands:serve",
    "share": "search.share_command:share",
    "similar": "search.similar_command:similar",
    "situation": "search.situation.command:situation",
    "source": "ingest.commands:source",
    "split": "ingest.split_command:split",
    "status": "ingest.status_commands:status",
    "ties": "ingest.ties_command:ties",
    "upgrade": "ingest.upgrade_command:upgrade",
    "user": "web.account_commands:account",
    "vault": "ingest.vault_command:vault",
    "verify": "ingest.status_commands:verify",
    "watch": "ingest.watch_group:watch",
    "protected": "ingest.protected_command:protected",
    "withdraw": "ingest.withdraw_command:withdraw",
    "worker": "ingest.worker_command:worker",
}

EVALUATIONS: Final = {
    "fields": "nlp.evaluate_commands:fields",
    "identifiers": "nlp.evaluate_commands:identifiers",
    "kinds": "nlp.evaluate_commands:kinds",
    "ner": "nlp.evaluate_commands:ner",
    "ocr": "ingest.evaluate_command:ocr",
    "resolution": "nlp.evaluate_commands:resolution",
    "search": "search.evaluate_command:search",
}


class Lazy(click.Group):
    """A group whose commands, beside those added to it, are imported when they are asked for."""

    def __init__(self, *given: Any, places: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self._places, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        module, attribute = self._places[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


_CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Lazy, places=COMMANDS, context_settings=_CONTEXT)
@click.version_option(package_name="samsyn")
def samsyn() -> None:
    """Dokumentintelligens och sökning för svenska ärendehandlingar."""


@samsyn.group(cls=Lazy, places=EVALUATIONS)
def evaluate() -> None:
    """Mät hur bra något görs, mot ett facit (docs/evaluate.md)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        status = samsyn.main(args=given, prog_name="samsyn", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        if as_json:
            emit_error(WrongUsageError(error.format_message()), True)
        return error.exit_code
    except click.Abort:
        emit_error(StoppedError("Avbrutet"), as_json)
        return 1
    except SamsynError as error:
        emit_error(error, as_json)
        return 1
    except Exception as error:
        where = " ← ".join((type(error).__name__, *places(error)))
        emit_error(SamsynError(f"Något gick fel i programmet ({where})"), as_json)
        return 1
    return status if isinstance(status, int) else 0


def run() -> None:
    """The ``samsyn`` script."""
    start_logging(role_of(next(iter(sys.argv[1:]), "")))
    sys.exit(main())


if __name__ == "__main__":
    run()
