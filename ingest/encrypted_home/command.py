"""``samsyn home``: encrypts the home, opens and closes it, tells its recovery key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from ingest.backup_command import counted
from ingest.encrypted_home import gocryptfs
from ingest.encrypted_home.encrypting import alone, encrypt
from ingest.encrypted_home.mending import mend
from models.console import emit
from models.errors import HomeNotFoundError, MissingPathError, WeakPasswordError
from models.settings import read_settings
from models.store.locked_home import Lock, check_open, files_of, lock_of, plain_of
from models.store.mounts import is_mounted

_LEAST: Final = 20
"""Signs of a passphrase: whoever has the disk tries as many as they can afford, and nobody counts."""
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_passphrase = click.option(
    "--passphrase-file",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Filen vars första rad är lösenfrasen; - är standard in. Annars frågas efter den.",
)
_REMOVE: Final = """\
De okrypterade filerna ligger kvar i {plain}. Öppna hemmet, kör samsyn verify, och ta sedan bort dem:
  rm -r {plain}
Raderade bytes kan läsas tills disken skrivit annat där de låg. På en mekanisk disk hjälper shred -u på varje fil först;
på en SSD kan ingen säkert skriva över dem: de är borta när hela disken tömts av tillverkarens kommando eller förstörts.
Det som redan finns i säkerhetskopior är inte krypterat för det (docs/backup.md)."""


@click.group("home")
def home() -> None:
    """Hemmet i en krypterad mapp, där disken inte är krypterad (docs/storage.md)."""


@home.command("encrypt")
@_passphrase
@_json
def encrypt_home(file: Path | None, as_json: bool) -> None:
    """Gör ett krypterat hem, eller flytta in det som finns i SAMSYN_HOME i ett. Stoppa samsyn först.

    Allt kopieras, läses tillbaka och jämförs innan de gamla filerna läggs åt sidan. Avbryts det: kör det igen.
    """
    place = read_settings().home
    gocryptfs.check_installed()
    passphrase = _asked(file, new=not files_of(place).is_dir())
    with counted("kopierat") as copied, counted("jämfört") as compared:
        encrypt(place, passphrase, copied, compared)
    plain = plain_of(place)
    moved = sum(path.is_file() for path in plain.rglob("*"))
    answer = {"home": str(place), "files": str(files_of(place)), "moved": moved, "plain": str(plain) if moved else None}
    emit(answer, as_json, _worded)
    if sys.stdout.isatty() and not as_json:
        click.echo(_key_said(gocryptfs.recovery_key(files_of(place), passphrase)))


@home.command("open")
@_passphrase
@_json
def open_home(file: Path | None, as_json: bool) -> None:
    """Öppna hemmet med lösenfrasen. Det är öppet tills det stängs eller datorn startas om."""
    place, opened, mended = read_settings().home, False, False
    if lock_of(place) is Lock.LOCKED:
        gocryptfs.check_installed()
        passphrase = _asked(file)
        with alone(place):
            if opened := lock_of(place) is Lock.LOCKED:
                gocryptfs.open_at(files_of(place), place, passphrase)
                mended = mend(place)
    check_open(place)
    _check_encrypted(place)
    emit({"home": str(place), "opened": opened, "mended": mended}, as_json, _worded_open)


@home.command("close")
@_json
def close_home(as_json: bool) -> None:
    """Stäng hemmet. Stoppa samsyn först: det som har något öppet där hindrar det."""
    place = read_settings().home
    _check_encrypted(place)
    closed = is_mounted(place)
    gocryptfs.close(place)
    emit({"home": str(place), "closed": closed}, as_json, lambda _: f"Hemmet {place} är stängt.")


@home.command("key")
@_passphrase
@_json
def tell_key(file: Path | None, as_json: bool) -> None:
    """Visa återställningsnyckeln, som öppnar hemmet utan lösenfrasen. Förvara den på papper, inlåst."""
    place = read_settings().home
    _check_encrypted(place)
    gocryptfs.check_installed()
    emit({"key": gocryptfs.recovery_key(files_of(place), _asked(file))}, as_json, lambda said: _key_said(said["key"]))


def _check_encrypted(place: Path) -> None:
    if not files_of(place).is_dir():
        raise HomeNotFoundError(f"Hemmet {place} är inte krypterat", next="Kryptera det: samsyn home encrypt.")


def _asked(file: Path | None, *, new: bool = False) -> str:
    """The passphrase, of which there are enough signs where it is a new one."""
    if file is None:
        given = str(click.prompt("Lösenfras", hide_input=True, confirmation_prompt=new))
    else:
        given = (_read(sys.stdin.readline) if str(file) == "-" else _read(file.read_text)).partition("\n")[0]
    given = given.rstrip("\r\n")
    if new and len(given) < _LEAST:
        next = f"Minst {_LEAST} tecken, till exempel sex ord som inte hör ihop."
        raise WeakPasswordError("Lösenfrasen är för kort", next=next)
    return given


def _read(source: Callable[[], str]) -> str:
    try:
        return source()
    except OSError as error:
        raise MissingPathError(f"Lösenfrasen går inte att läsa ({error.strerror})") from error


def _worded(answer: dict[str, Any]) -> str:
    lines = [
        f"Hemmet {answer['home']} är krypterat i {answer['files']}, och stängt.",
        "Öppna det: samsyn home open. Som tjänst: systemctl enable --now samsyn-home (docs/storage.md).",
        "Utan lösenfras och återställningsnyckel (samsyn home key) kan ingen öppna det igen, inte heller vi.",
    ]
    if answer["plain"]:
        lines.insert(1, f"{answer['moved']} filer flyttades in, och var och en är jämförd byte för byte.")
        lines.append(_REMOVE.format(plain=answer["plain"]))
    return "\n".join(lines)


def _worded_open(answer: dict[str, Any]) -> str:
    mended = "\nEtt strömavbrott hade brutit av registret mitt i ett block; det är lagat, och inget klart är borta."
    return f"Hemmet {answer['home']} är öppet.{mended if answer['mended'] else ''}"


def _key_said(key: str) -> str:
    grouped = "-".join(key[at : at + 8] for at in range(0, len(key), 8))
    return (
        f"Återställningsnyckel: {grouped}\n"
        "Den öppnar hemmet utan lösenfrasen. Skriv den på papper och lås in det på annan plats än datorn; "
        "den ska inte ligga på disken, i en säkerhetskopia eller i e-post."
    )
