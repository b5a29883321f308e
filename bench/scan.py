"""Lets wapiti, a scanner of web applications, loose on the front end, signed in over the demo's archive.

    python3 -m venv WHERE && WHERE/bin/pip install wapiti3
    python -m bench.scan --wapiti WHERE/bin/wapiti --home FOLDER [--minutes 10] [--seconds 180] [--user NAME]

FOLDER is a finished demo's home; it is copied, and the copy scanned by somebody who reads, hands in and withdraws.
Everything stays on this machine: modules that ask a server of wapiti's own are left out. Prints one JSON object: how
many pages were found, and findings by their name with where they are. The forms' tokens are taken off, since a scanner
that sends one twice would be refused: what stands behind them is tried.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from demo import PASSWORD
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from tests.serving import serving
from tests.web.browsing import Browsing
from tests.web.pace import UNHURRIED
from web.app import create_app

MODULES: Final = (
    "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,shellshock,sql,"
    "timesql,upload,xss"
)
"""Those that need nobody else's server: without log4shell, spring4shell, ssrf, xxe, and without lists of programs."""
_ENDS: Final = ("/logga-ut*", "/konto/logga-ut-overallt*", "/konto/losenord*", "/sprak*", "/logga-in*")
"""Addresses that end the session or change its language."""


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="samsyn-scan-") as folder:
        home = Path(shutil.copytree(arguments.home, Path(folder) / "home"))
        settings = Settings(home=home, limits=UNHURRIED)
        with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
            app = create_app(store, index, demo=True)
            app.config["WTF_CSRF_ENABLED"] = arguments.tokens
            cookie = _signed_in(app, arguments.user)

            def signed_in(environ: dict[str, Any], start_response: Any) -> Any:
                """Whatever the scanner does with cookies, it is the same session that asks."""
                return app({**environ, "HTTP_COOKIE": cookie}, start_response)

            with serving(signed_in) as address:
                report = Path(arguments.keep or Path(folder) / "report.json")
                _scan(arguments, address, report, Path(folder))
                print(json.dumps(_told(json.loads(report.read_text("utf-8"))), ensure_ascii=False, indent=1))


def _signed_in(app: Any, user: str) -> str:
    browsing = Browsing(app)
    browsing.sign_in(user, PASSWORD)
    assert browsing.give_purpose().status_code == 303
    held = browsing._client.get_cookie("samsyn")
    assert held is not None
    return f"samsyn={held.value}"


def _scan(given: argparse.Namespace, address: str, report: Path, folder: Path) -> None:
    ends = [word for each in _ENDS for word in ("-x", f"{address}{each}")]
    command = [
        *(str(given.wapiti), "-u", f"{address}/", "-m", given.modules, "--scope", "folder"),
        *("-d", "6", "--max-files-per-dir", "8", "--max-links-per-page", "60", "--flush-session", "--no-bugreport"),
        *("--max-scan-time", str(given.minutes * 60), "--max-attack-time", str(given.seconds)),
        *("-S", "normal", "--tasks", "2"),
        *("--store-session", str(folder / "session"), "--store-config", str(folder / "config")),
        *("-f", "json", "-o", str(report), "-v", "0", *ends),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not report.is_file():
        raise SystemExit(f"wapiti: {(done.stderr or done.stdout)[-2000:]}")


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """What of the report is worth a look: how much was tried, and each finding with its place once."""
    kinds = {**report["vulnerabilities"], **report["anomalies"], **report["additionals"]}
    findings = {name: dict(Counter(map(_where, some))) for name, some in kinds.items() if some}
    return {"wapiti": report["infos"].get("version"), "pages": report["infos"].get("crawled_pages_nbr"), **findings}


def _where(finding: dict[str, Any]) -> str:
    return f"{finding['method']} {finding['path']} {finding.get('parameter') or ''}: {finding['info']}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wapiti", type=Path, required=True, help="its command, in an environment of its own")
    parser.add_argument("--home", type=Path, required=True, help="a finished demo's home; it is copied")
    parser.add_argument("--user", default="arkivarie", help="who signs in")
    parser.add_argument("--minutes", type=int, default=10, help="for finding pages and forms")
    parser.add_argument("--seconds", type=int, default=180, help="for each of its modules")
    parser.add_argument("--modules", default=MODULES, help="those of them that are let loose")
    parser.add_argument("--tokens", action="store_true", help="leave the forms' tokens on")
    parser.add_argument("--keep", type=Path, help="where wapiti's own report goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
