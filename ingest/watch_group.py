"""``samsyn watch``: a folder to be watched, or a list to be searched row by row; and what is done with watched folders.

The word has two meanings, as in Swedish (*bevaka*): what is given says which. A folder is watched, a file searched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from ingest.watch_command import watch_rows
from ingest.watch_folder_command import list_folders, pause, remove, resume, run, watch_folder

_FOLDER: Final = "folder"
_ROWS: Final = "rows"


class FolderOrFile(click.Group):
    """Where no command is named, a folder (or ``--source``) means to watch it, and a file to search for its rows."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args[0] not in self.commands:
            folder = any(each.partition("=")[0] == "--source" or Path(each).is_dir() for each in args)
            args = [_FOLDER if folder else _ROWS, *args]
        return super().resolve_command(ctx, args)


@click.group("watch", cls=FolderOrFile, context_settings={"ignore_unknown_options": True})
def watch() -> None:
    """Bevaka en mapp (FOLDER --source KÄLLA), eller sök efter allt i en lista (FILE).

    \b
    samsyn watch /srv/skanning --source inspektioner     läs in filer när de är färdiga
    samsyn watch namn.csv                                sök efter listans rader
    """


for _command in (watch_folder, watch_rows, list_folders, pause, resume, remove, run):
    watch.add_command(_command)
