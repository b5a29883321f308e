"""Commands that fail on purpose, for ``samsyn.COMMANDS``: small, named, and importable by name."""

from __future__ import annotations

import logging
import signal

import click

SECRET = "Adam Provsson 850412-2391"


@click.command()
@click.option("--json", "as_json", is_flag=True)
def unforeseen(as_json: bool) -> None:
    """Falls in our own code with words of a case in the error."""
    from models.store.vault_folder import FolderVault

    FolderVault(SECRET).get("0" * 64)  # type: ignore[arg-type]


@click.command()
@click.option("--json", "as_json", is_flag=True)
def interrupted(as_json: bool) -> None:
    """Somebody presses Ctrl-C."""
    signal.raise_signal(signal.SIGINT)


@click.command()
def talkative() -> None:
    """We log an id; a library logs words of a case, with a traceback."""
    logging.getLogger("ingest.prov").info("document %s", "0a1b" * 8)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("bibliotek.inre").warning("could not read %s", SECRET, exc_info=True)
        logging.getLogger("bibliotek.inre").info("chatter")
        logging.getLogger("ingest.prov").warning("job %s", "4d" * 16, exc_info=True)
