"""The command line: joins each folder's commands and turns errors into exit statuses.

0: it did its job, also where files were quarantined. 1: it could not. 2: wrong usage. 3: ``verify`` found a difference.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Sequence
from typing import Final

import click

from models.console import emit_error
from models.errors import SamsynError

# Each command by where it stands, so that `samsyn search` need not import what reads or names.
COMMANDS: Final = {
    "analyse": "search.commands:analyse",
    "audit": "search.audit_command:audit",
    "demo": "demo:demo",
    "describe": "ingest.knowledge_commands:describe",
    "doctor": "ingest.doctor_command:doctor",
    "entities": "ingest.knowledge_commands:entities",
    "ingest": "ingest.commands:ingest",
    "read": "ingest.read_command:read",
    "reindex": "search.index_commands:reindex",
    "search": "search.commands:search",
    "serve": "web.commands:serve",
    "source": "ingest.commands:source",
    "status": "ingest.status_commands:status",
    "user": "web.commands:user",
    "verify": "ingest.status_commands:verify",
    "worker": "ingest.worker_command:worker",
}


class Samsyn(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=Samsyn, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="samsyn")
def samsyn() -> None:
    """Dokumentintelligens och sökning för svenska ärendehandlingar."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = samsyn.main(args=given, prog_name="samsyn", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Avbrutet.", err=True)
        return 1
    except SamsynError as error:
        emit_error(error, "--json" in given)
        return 1
    except Exception:
        traceback.print_exc()
        emit_error(SamsynError("Något gick fel i programmet"), "--json" in given)
        return 1
    return status if isinstance(status, int) else 0


def run() -> None:
    """The ``samsyn`` script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
